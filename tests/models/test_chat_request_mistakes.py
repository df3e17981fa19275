"""Mistakes in a chat request: each names its place, what was expected, and what it got."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import wire
from openrouter_core.models import (
    CacheControl,
    ChatGenerationParams,
    ChatResponse,
    Reasoning,
    ServerTool,
    TextPart,
    UserMessage,
)
from openrouter_core.models.errors import SDKValidationError

HI = {"role": "user", "content": "Hi"}


def checked(request: object) -> ChatGenerationParams:
    return wire.structure(request, ChatGenerationParams)


ROLES = "expected one of system, developer, user, assistant, tool"


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({}, "messages: expected a list with at least one item; got nothing"),
        ({"messages": None}, "messages: expected a list with at least one item; got None"),
        ({"messages": []}, "messages: expected a list with at least one item; got an empty list"),
        ({"messages": "Hi"}, "messages: expected a list; got 'Hi'"),
        ({"messages": HI}, "messages: expected a list; got an object"),
        ({"messages": ["Hi"]}, "messages[0]: expected an object; got 'Hi'"),
        ({"messages": [None]}, "messages[0]: expected an object; got None"),
        ({"messages": [HI, {"role": "bot"}]}, f"messages[1].role: {ROLES}; got 'bot'"),
        ({"messages": [{"content": "Hi"}]}, f"messages[0].role: {ROLES}; got None"),
        ({"messages": [{"role": 5}]}, f"messages[0].role: {ROLES}; got 5"),
        ({"messages": [{"role": ["user"]}]}, f"messages[0].role: {ROLES}; got a list of 1"),
        (
            {"messages": [{"role": "user", "content": 5}]},
            "messages[0].content: expected a string or a list; got 5",
        ),
        (
            {"messages": [{"role": "user", "content": ["Hi", 5]}]},
            "messages[0].content[1]: expected a string or an object; got 5",
        ),
        (
            {"messages": [{"role": "user", "content": [{"type": 1}]}]},
            "messages[0].content[0].type: expected a string; got 1",
        ),
        (
            {"messages": [{"role": "user", "content": [{"type": "text", "text": 1}]}]},
            "messages[0].content[0].text: expected a string; got 1",
        ),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": "u"}]}]},
            "messages[0].content[0].image_url: expected an object; got 'u'",
        ),
        (
            {"messages": [{"role": "assistant", "tool_calls": [{"function": {"arguments": {}}}]}]},
            "messages[0].tool_calls[0].function.arguments: expected a string; got an object",
        ),
        ({"messages": [HI], "temperature": "hot"}, "temperature: expected a number; got 'hot'"),
        ({"messages": [HI], "temperature": True}, "temperature: expected a number; got True"),
        ({"messages": [HI], "max_tokens": 1.5}, "max_tokens: expected an integer; got 1.5"),
        ({"messages": [HI], "max_tokens": "5"}, "max_tokens: expected an integer; got '5'"),
        ({"messages": [HI], "n": False}, "n: expected an integer; got False"),
        ({"messages": [HI], "logprobs": 1}, "logprobs: expected true or false; got 1"),
        ({"messages": [HI], "logprobs": "true"}, "logprobs: expected true or false; got 'true'"),
        ({"messages": [HI], "stop": 5}, "stop: expected a string or a list; got 5"),
        ({"messages": [HI], "stop": ["a", 5]}, "stop[1]: expected a string; got 5"),
        ({"messages": [HI], "models": "m"}, "models: expected a list; got 'm'"),
        ({"messages": [HI], "logit_bias": {"1": "x"}}, "logit_bias.1: expected a number; got 'x'"),
        ({"messages": [HI], "metadata": {"a": 1}}, "metadata.a: expected a string; got 1"),
        ({"messages": [HI], "provider": "openai"}, "provider: expected an object; got 'openai'"),
        (
            {"messages": [HI], "provider": {"order": "openai"}},
            "provider.order: expected a list; got 'openai'",
        ),
        ({"messages": [HI], "tools": [{"type": 3}]}, "tools[0].type: expected a string; got 3"),
        (
            {"messages": [HI], "tool_choice": {"type": 3}},
            "tool_choice.type: expected a string; got 3",
        ),
        (
            {"messages": [HI], "plugins": [{"id": {}}]},
            "plugins[0].id: expected a string; got an object",
        ),
        (
            {"messages": [HI], "response_format": "json"},
            "response_format: expected an object; got 'json'",
        ),
    ],
)
def test_a_mistake_names_its_place_what_was_expected_and_what_it_got(
    request_: object, message: str
) -> None:
    with pytest.raises(SDKValidationError) as raised:
        checked(request_)
    assert str(raised.value) == message


@pytest.mark.parametrize("request_", ["Hi", None, 5, [HI]])
def test_a_request_that_is_no_object_is_a_mistake(request_: object) -> None:
    with pytest.raises(SDKValidationError, match="expected an object"):
        checked(request_)


@pytest.mark.parametrize(
    ("part", "path"),
    [
        ({"messages": [TextPart("a message is none")]}, "messages[0]"),
        ({"messages": [ChatResponse()]}, "messages[0]"),
        ({"messages": [UserMessage("Hi", extra={"name": 5})]}, "messages[0].name"),
        ({"tools": [UserMessage("Hi")]}, "tools[0]"),
        ({"tools": [ServerTool("new", parameters=[])]}, "tools[0].parameters"),  # type: ignore[arg-type]  # the mistake
        ({"reasoning": CacheControl()}, "reasoning"),
        ({"provider": {"sort": Reasoning("high")}}, "provider.sort"),
    ],
)
def test_a_model_in_a_wrong_place_is_a_mistake(part: dict[str, Any], path: str) -> None:
    with pytest.raises(SDKValidationError) as raised:
        checked({"messages": [HI], **part})
    assert raised.value.path == path


def test_the_fields_of_a_model_are_checked_like_those_of_a_mapping() -> None:
    wrong: Any = "hot"
    request = ChatGenerationParams(messages=[UserMessage("Hi")], temperature=wrong)
    with pytest.raises(SDKValidationError, match="temperature: expected a number; got 'hot'"):
        checked(request)
