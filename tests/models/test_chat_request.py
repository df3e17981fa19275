"""Chat requests as their authors write them, and what becomes of them."""

from __future__ import annotations

import copy
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from openrouter_core import wire
from openrouter_core.models import (
    UNSET,
    AssistantMessage,
    AudioPart,
    AutoRouterPlugin,
    CacheControl,
    ChatGenerationParams,
    DeveloperMessage,
    FileInput,
    FilePart,
    Function,
    FunctionCall,
    FunctionTool,
    ImagePart,
    ImageUrl,
    InputAudio,
    JsonSchema,
    JsonSchemaFormat,
    MaxCost,
    NamedFunction,
    NamedToolChoice,
    Reasoning,
    ServerTool,
    ServerToolChoice,
    SystemMessage,
    TextPart,
    ToolCall,
    ToolMessage,
    UserMessage,
    VideoPart,
    VideoUrl,
    WebSearchConfig,
    WebSearchServerTool,
    WebSearchUserLocation,
)
from openrouter_core.models.model import RequestModel

HI = {"role": "user", "content": "Hi"}


def checked(request: object) -> ChatGenerationParams:
    return wire.structure(request, ChatGenerationParams)


def body(request: object) -> Any:
    return json.loads(wire.request_json(request))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (UserMessage("Hi"), {"role": "user", "content": "Hi"}),
        (
            SystemMessage("Be brief.", name="a"),
            {"role": "system", "content": "Be brief.", "name": "a"},
        ),
        (DeveloperMessage("Be brief."), {"role": "developer", "content": "Be brief."}),
        (AssistantMessage("Hello"), {"role": "assistant", "content": "Hello"}),
        (AssistantMessage(None), {"role": "assistant", "content": None}),
        (AssistantMessage(), {"role": "assistant"}),
        (
            AssistantMessage(tool_calls=[ToolCall("call_1", FunctionCall("f", "{}"))]),
            {
                "role": "assistant",
                "tool_calls": [
                    {
                        "id": "call_1",
                        "type": "function",
                        "function": {"name": "f", "arguments": "{}"},
                    }
                ],
            },
        ),
        (
            ToolMessage("42", tool_call_id="call_1"),
            {"role": "tool", "content": "42", "tool_call_id": "call_1"},
        ),
        (TextPart("Hi"), {"type": "text", "text": "Hi"}),
        (
            TextPart("Hi", cache_control=CacheControl(ttl="1h")),
            {"type": "text", "text": "Hi", "cache_control": {"type": "ephemeral", "ttl": "1h"}},
        ),
        (
            ImagePart(ImageUrl("https://a/b.png", detail="low")),
            {"type": "image_url", "image_url": {"url": "https://a/b.png", "detail": "low"}},
        ),
        (
            AudioPart(InputAudio("AAAA", "wav")),
            {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}},
        ),
        (VideoPart(VideoUrl("u")), {"type": "video_url", "video_url": {"url": "u"}}),
        (FilePart(FileInput(file_id="f")), {"type": "file", "file": {"file_id": "f"}}),
        (
            FunctionTool(Function("f", parameters={"type": "object"})),
            {"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}},
        ),
        (
            NamedToolChoice(NamedFunction("f")),
            {"type": "function", "function": {"name": "f"}},
        ),
        (ServerToolChoice("web_search"), {"type": "web_search"}),
        (
            ServerTool("openrouter:new", parameters={"a": 1}),
            {"type": "openrouter:new", "parameters": {"a": 1}},
        ),
        (
            WebSearchServerTool(WebSearchConfig(max_results=3)),
            {"type": "openrouter:web_search", "parameters": {"max_results": 3}},
        ),
        (
            JsonSchemaFormat(JsonSchema("answer", {"type": "object"}, strict=True)),
            {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": {"type": "object"}, "strict": True},
            },
        ),
        (AutoRouterPlugin(pin_model=True), {"id": "auto-router", "pin_model": True}),
        (MaxCost(0.5), {"type": "max_cost", "max_cost_in_dollars": 0.5}),
        (Reasoning("high", exclude=True), {"effort": "high", "exclude": True}),
        (WebSearchUserLocation(city="Bern"), {"type": "approximate", "city": "Bern"}),
    ],
)
def test_constructors_make_what_the_api_wants(made: RequestModel, expected: object) -> None:
    assert wire.unstructure(made) == expected
    assert wire.unstructure(wire.structure(expected, type(made))) == expected


@pytest.mark.parametrize(
    "make",
    [ChatGenerationParams, UserMessage, TextPart, ToolCall, FunctionTool, ToolMessage, MaxCost],
)
def test_what_must_be_given_is_asked_for_at_once(make: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        make()


def test_a_wrong_keyword_is_a_type_error() -> None:
    make: Any = ChatGenerationParams
    with pytest.raises(TypeError):
        make(messages=[], temprature=1)


def test_unset_is_left_out_and_none_is_null() -> None:
    request = ChatGenerationParams(
        messages=[UserMessage("Hi", name=UNSET)], temperature=UNSET, stop=None, seed=1
    )
    assert body(request) == {"messages": [HI], "stop": None, "seed": 1}
    assert request.temperature is UNSET
    assert request.stop is None


def test_the_order_of_keys_is_the_same_however_the_arguments_are_ordered() -> None:
    one = ChatGenerationParams(messages=[UserMessage("Hi")], model="m", seed=1, temperature=0)
    two = ChatGenerationParams(temperature=0, seed=1, model="m", messages=[UserMessage("Hi")])
    assert wire.request_json(one) == wire.request_json(two)
    assert wire.request_json(one) == (
        b'{"model":"m","messages":[{"role":"user","content":"Hi"}],"temperature":0,"seed":1}'
    )


def test_keys_that_no_one_modelled_are_kept() -> None:
    given = {
        "messages": [{**HI, "charset": "UTF-8"}],
        "provider": {"provider": {"order": ["a"]}},
        "tools": [{"type": "function", "function": {"name": "f"}, "eager": True}],
        "frobnicate": {"x": [None]},
    }
    request = checked(given)
    assert wire.unstructure(request) == given
    assert request.extra == {"frobnicate": {"x": [None]}}
    made = ChatGenerationParams(messages=[UserMessage("Hi")], extra={"frobnicate": 1})
    assert body(made) == {"messages": [HI], "frobnicate": 1}


@pytest.mark.parametrize(
    "part",
    [
        {"messages": [{"role": "user", "content": [{"text": "no type"}]}]},
        {"messages": [{"role": "user", "content": [{"type": "hologram", "hologram": 1}]}]},
        {"messages": [{"role": "user", "content": [{"type": None}]}]},
        {"messages": [{"role": "assistant", "content": None, "tool_calls": None}]},
        {"messages": [{"role": "assistant", "tool_calls": [{"id": "1", "index": 0}]}]},
        {"messages": [{"role": "user", "content": ""}]},
        {"messages": (HI,)},
        {"tools": None},
        {"tools": []},
        {"tools": [{"type": "computer_use_2031", "display": 1}]},
        {"tools": [{"name": "f", "parameters": "flat"}]},
        {"tool_choice": "anything"},
        {"tool_choice": {"type": "tool", "name": "add"}},
        {"plugins": [{"id": "newer", "enabled": 1}]},
        {"response_format": {"type": "yaml", "schema": "s"}},
        {"reasoning": {"effort": "ultra"}},
        {"service_tier": "first-class"},
        {"temperature": 1, "top_p": 1},
        {"logit_bias": {"50256": -100}},
        {"stop": "\n"},
        {"stop": ["a", "b"]},
        {"provider": {"sort": "price", "max_price": {"prompt": 1, "completion": "2"}}},
        {"provider": {"sort": {"by": "latency"}, "preferred_max_latency": {"p50": 1}}},
        {"provider": {"preferred_max_latency": 1.5}},
        {"web_search_options": {"user_location": {"type": "approximate", "approximate": {}}}},
        {"stop_server_tools_when": [{"type": "mood_is", "mood": "good"}]},
        {"metadata": {"a": "b"}},
        {"store": True},
    ],
)
def test_what_may_be_right_passes_as_it_is(part: dict[str, Any]) -> None:
    given = {"messages": [HI], **part}
    assert wire.unstructure(checked(given)) == {
        **given,
        "messages": list(given["messages"]),
    }


def test_requests_compare_by_their_fields_and_show_what_was_given() -> None:
    assert UserMessage("Hi") == UserMessage("Hi")
    assert UserMessage("Hi") != UserMessage("Ho")
    assert UserMessage("Hi") != UserMessage("Hi", name=None)
    assert UserMessage("Hi") != SystemMessage("Hi")
    assert UserMessage("Hi", extra={"a": 1}) != UserMessage("Hi")
    assert repr(UserMessage("Hi")) == "UserMessage(role='user', content='Hi')"


def test_requests_are_frozen() -> None:
    message: Any = UserMessage("Hi")
    with pytest.raises(AttributeError):
        message.content = "Ho"


@pytest.mark.parametrize(
    "clone", [copy.copy, copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))]
)
def test_requests_are_copied_and_pickled(clone: Callable[[Any], Any]) -> None:
    request = ChatGenerationParams(
        messages=[UserMessage([TextPart("Hi"), {"type": "text", "text": "x"}])],
        temperature=0.5,
        stop=None,
        extra={"a": [1]},
    )
    again = clone(request)
    assert again == request
    assert wire.request_json(again) == wire.request_json(request)
    assert again.seed is UNSET


def test_a_plain_chat_creates_no_class_that_it_does_not_touch() -> None:
    program = """
import sys
from openrouter_core import wire
from openrouter_core.models import ChatGenerationParams
wire.structure(
    {"model": "m", "temperature": 0.5, "messages": [
        {"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}]},
    ChatGenerationParams,
)
print(*sorted(name.rpartition(".")[2] for name in sys.modules if ".models." in name))
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == [
        "_frozen",
        "chat",
        "errors",
        "http_meta",
        "messages",
        "model",
        "request",
    ]


def test_recorded_requests_pass_and_come_out_as_they_were(
    recordings: list[dict[str, Any]],
) -> None:
    requests = [
        r["request"]
        for r in recordings
        if r["path"] == "/chat/completions" and isinstance(r["request"], dict)
    ]
    empty = [request for request in requests if not request.get("messages")]
    assert len(requests) > 700
    assert len(empty) < 2  # the API answered 400 to it, and so does the check
    for request in requests:
        if request.get("messages"):
            assert wire.unstructure(checked(request)) == request
