"""A key that is almost a known one: the API ignores it, so the debug log and the stand-in server say so."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from openrouter_core import Ok, OpenRouterCore
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.responses_send import responses_send
from openrouter_core.testing import LocalServer
from openrouter_core.testing.api.shapes import unknown_keys
from tests.funcs.conftest import Run

HI = {"role": "user", "content": "Hi"}
CASES: list[tuple[Any, dict[str, Any], str, list[str]]] = [
    (chat_send, {"messages": [HI], "temprature": 0}, "temprature (temperature?)", ["temprature"]),
    (chat_send, {"messages": [HI], "max_token": 5}, "max_token (max_tokens?)", ["max_token"]),
    (
        chat_send,
        {"messages": [{**HI, "nmae": "Ida"}]},
        "messages[0].nmae (name?)",
        ["messages[0].nmae"],
    ),
    (
        chat_send,
        {"messages": [HI], "reasoning": {"efort": "low"}},
        "reasoning.efort (effort?)",
        ["reasoning.efort"],
    ),
    (
        responses_send,
        {"input": "Hi", "instuctions": "x"},
        "instuctions (instructions?)",
        ["instuctions"],
    ),
    (
        embeddings_generate,
        {"model": "a/b", "input": ["Hi"], "dimension": 3},
        "dimension (dimensions?)",
        ["dimension"],
    ),
]


@pytest.mark.parametrize(("function", "request_", "said", "unknown"), CASES)
def test_a_key_that_is_almost_one_is_told(
    run: Run,
    core: OpenRouterCore,
    server: LocalServer,
    caplog: pytest.LogCaptureFixture,
    function: Any,
    request_: dict[str, Any],
    said: str,
    unknown: list[str],
) -> None:
    with caplog.at_level(logging.DEBUG, "openrouter_core"):
        assert isinstance(run(function, core, request_), Ok)
    assert [each for each in caplog.messages if "misspelt" in each] == [
        f"{function.__name__}: perhaps misspelt, and ignored: {said}"
    ]
    assert server.requests[0].unknown == unknown


@pytest.mark.parametrize(
    "request_",
    [
        {"messages": [HI], "temperature": 0, "a_new_parameter": {"x": 1}},
        {"messages": [HI], "temperature": 0, "temperatures": [1]},  # the known one is there
        {"messages": [HI], "metadata": {"titel": "x"}, "image_config": {"sized": 1}},
        {"messages": [HI], "provider": {"order": ["a"], "sort": {"by": "price"}}},
    ],
)
def test_what_is_merely_unknown_is_not_told(
    run: Run,
    core: OpenRouterCore,
    caplog: pytest.LogCaptureFixture,
    request_: dict[str, Any],
) -> None:
    with caplog.at_level(logging.DEBUG, "openrouter_core"):
        assert isinstance(run(chat_send, core, request_), Ok)
    assert not any("misspelt" in each for each in caplog.messages)


def test_who_does_not_debug_does_not_pay_for_it(
    run: Run, core: OpenRouterCore, caplog: pytest.LogCaptureFixture
) -> None:
    run(chat_send, core, {"messages": [HI], "temprature": 0})
    assert not any("misspelt" in each for each in caplog.messages)


def test_the_stand_in_says_what_it_does_not_know() -> None:
    body: Any = {"name": "x", "limits": 3}
    assert unknown_keys("POST", "/api/v1/keys", body) == ["limits"]
    assert unknown_keys("PATCH", "/api/v1/byok/some-id", {"nmae": 1}) == ["nmae"]
    assert unknown_keys("POST", "/api/v1/nothing", body) == []
    assert unknown_keys("GET", "/api/v1/models", None) == []
    deep = json.loads('{"messages": ' + "[" * 50 + "]" * 50 + "}")
    assert unknown_keys("POST", "/api/v1/chat/completions", deep) == []
