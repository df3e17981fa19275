"""Mappings, models and parts of responses mixed in one chat request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from openrouter_core import wire
from openrouter_core.models import (
    UNSET,
    AssistantMessage,
    CacheControl,
    ChatAudio,
    ChatGenerationParams,
    ChatMessage,
    ChatToolCall,
    Function,
    FunctionCall,
    FunctionTool,
    ImagePart,
    ImageUrl,
    MaxPrice,
    PercentileCutoffs,
    ProviderPreferences,
    ProviderSort,
    SubagentServerTool,
    SubagentServerToolConfig,
    TextPart,
    ToolCall,
    TraceConfig,
    UserMessage,
    WebSearchServerTool,
)

HI = {"role": "user", "content": "Hi"}


def checked(request: object) -> ChatGenerationParams:
    return wire.structure(request, ChatGenerationParams)


def body(request: object) -> Any:
    return json.loads(wire.request_json(request))


class Role(StrEnum):
    USER = "user"


def test_mappings_and_models_mix_at_every_level() -> None:
    weather = Function("weather", parameters={"type": "object"})
    request = ChatGenerationParams(
        model="m",
        messages=[
            {"role": "system", "content": [TextPart("Be brief."), {"type": "text", "text": "!"}]},
            UserMessage([{"type": "text", "text": "Hi"}]),
            UserMessage(
                [
                    ImagePart({"url": "u"}),
                    {"type": "image_url", "image_url": ImageUrl("u")},
                    {"type": "text", "text": "t", "cache_control": CacheControl()},
                ]
            ),
            AssistantMessage(
                tool_calls=[
                    ToolCall("1", {"name": "weather", "arguments": "{}"}),
                    {"id": "2", "type": "function", "function": FunctionCall("weather", "{}")},
                ]
            ),
            MappingProxyType({"role": Role.USER, "content": "Hi"}),
        ],
        tools=[
            FunctionTool(weather),
            {"type": "function", "function": weather},
            SubagentServerTool(
                SubagentServerToolConfig(
                    tools=[WebSearchServerTool({"max_results": 1}), {"type": "openrouter:bash"}],
                    reasoning={"effort": "low"},
                )
            ),
        ],
        provider=ProviderPreferences(
            sort=ProviderSort("price"),
            max_price={"prompt": 1},
            preferred_max_latency=PercentileCutoffs(p50=1),
        ),
        trace=TraceConfig(trace_id="t", extra={"team": "a"}),
    )
    call = {"type": "function", "function": {"name": "weather", "arguments": "{}"}}
    tool = {
        "type": "function",
        "function": {"name": "weather", "parameters": {"type": "object"}},
    }
    image = {"type": "image_url", "image_url": {"url": "u"}}
    expected = {
        "model": "m",
        "messages": [
            {
                "role": "system",
                "content": [
                    {"type": "text", "text": "Be brief."},
                    {"type": "text", "text": "!"},
                ],
            },
            {"role": "user", "content": [{"type": "text", "text": "Hi"}]},
            {
                "role": "user",
                "content": [
                    image,
                    image,
                    {"type": "text", "text": "t", "cache_control": {"type": "ephemeral"}},
                ],
            },
            {"role": "assistant", "tool_calls": [{"id": "1", **call}, {"id": "2", **call}]},
            {"role": "user", "content": "Hi"},
        ],
        "tools": [
            tool,
            tool,
            {
                "type": "openrouter:subagent",
                "parameters": {
                    "tools": [
                        {"type": "openrouter:web_search", "parameters": {"max_results": 1}},
                        {"type": "openrouter:bash"},
                    ],
                    "reasoning": {"effort": "low"},
                },
            },
        ],
        "provider": {
            "sort": {"by": "price"},
            "max_price": {"prompt": 1},
            "preferred_max_latency": {"p50": 1},
        },
        "trace": {"trace_id": "t", "team": "a"},
    }
    assert body(request) == expected
    assert body(checked(request)) == expected
    assert body(dict(vars(request))) == expected


def test_a_mapping_of_models_is_checked_and_sent() -> None:
    given: Mapping[str, object] = {
        "messages": [UserMessage("Hi")],
        "provider": ProviderPreferences(max_price=MaxPrice(prompt=1)),
        "temperature": UNSET,
    }
    checked(given)
    assert body(given) == {"messages": [HI], "provider": {"max_price": {"prompt": 1}}}


ANSWER = {
    "role": "assistant",
    "content": None,
    "tool_calls": [
        {
            "index": 0,
            "id": "1",
            "type": "function",
            "function": {"name": "f", "arguments": None},
        }
    ],
    "reasoning_details": [
        {"type": "reasoning.text", "text": "hm", "signature": None, "format": None, "index": 0},
        {"type": "reasoning.newer", "x": [None]},
    ],
    "annotations": [{"type": "file", "file": {"hash": "h", "content": [{"type": "text"}]}}],
}


def test_a_responses_message_is_put_back_as_it_is() -> None:
    message = wire.structure(ANSWER, ChatMessage)
    request = ChatGenerationParams(messages=[UserMessage("Hi"), message])
    assert checked(request).messages[1] is message
    assert body(request)["messages"][1] == ANSWER
    checked({"messages": [HI, message]})


def test_the_parts_of_a_responses_message_fit_into_an_assistant_message() -> None:
    message = wire.structure(ANSWER, ChatMessage)
    mine = AssistantMessage(
        "Hello",
        tool_calls=message.tool_calls,
        reasoning_details=message.reasoning_details,
        annotations=message.annotations,
        audio=ChatAudio(id="a"),
    )
    request = checked(ChatGenerationParams(messages=[mine]))
    sent = body(request)["messages"][0]
    assert sent == {**ANSWER, "content": "Hello", "audio": {"id": "a"}}
    taken = request.messages[0]
    assert isinstance(taken, AssistantMessage)
    assert taken.tool_calls
    assert isinstance(taken.tool_calls[0], ChatToolCall)
