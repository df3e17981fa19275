"""Tools whose JSON Schema is there already: `openrouter_core.tools.Tool`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from openrouter_core import Err
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, completion
from openrouter_core.tools import Tool
from tests.funcs.tool_runs import (
    Run,
    call,
    calling,
    every_form,
    get_weather,
    run,
    run_async,
    sent,
    told,
)

SCHEMA: dict[str, Any] = {
    "$defs": {"Unit": {"enum": ["c", "f"]}},
    "type": "object",
    "properties": {"city": {"type": "string"}, "unit": {"$ref": "#/$defs/Unit"}},
    "required": ["city"],
}


def weather(given: dict[str, Any]) -> str:
    return f"clear in {given['city']}"


async def weather_later(given: dict[str, Any]) -> str:
    return weather(given)


WEATHER = Tool("weather", "The weather in a city.", SCHEMA, weather)


@every_form
def test_it_is_described_as_it_describes_itself(run: Run, server: LocalServer) -> None:
    bare = Tool("bare", "", {}, weather)
    server.enqueue(calling(call("weather", {"city": "Oslo"})), Reply.json(completion("Clear.")))
    assert run(server, tools=[WEATHER, get_weather, bare]).unwrap().text == "Clear."
    assert told(server) == ["clear in Oslo"]
    ready, function, last = [each["function"] for each in sent(server)[0]["tools"]]
    assert ready == {
        "name": "weather",
        "description": "The weather in a city.",
        "parameters": SCHEMA,
    }
    assert function["name"] == "get_weather"
    assert last == {"name": "bare", "parameters": {}}


GIVEN = {
    "an object": ('{"city": "Oslo", "more": [null]}', "clear in Oslo"),
    "what the schema forbids is the tool's affair": ('{"city": 5}', "clear in 5"),
    "nothing": ("", "Error: KeyError: 'city'"),
    "null": ("null", "Error: KeyError: 'city'"),
    "a list": (
        "[1]",
        "Error: the arguments of weather do not fit: the value: expected an object; got a list of 1",
    ),
    "text": (
        '"x"',
        "Error: the arguments of weather do not fit: the value: expected an object; got 'x'",
    ),
    "no JSON": ("{", "Error: the arguments of weather are no JSON"),
}


@every_form
@pytest.mark.parametrize(("arguments", "result"), GIVEN.values(), ids=GIVEN.keys())
def test_it_is_called_with_the_object(
    run: Run, server: LocalServer, arguments: str, result: str
) -> None:
    server.enqueue(calling(call("weather", arguments)), Reply.json(completion("Done.")))
    run(server, tools=[WEATHER]).unwrap()
    (message,) = told(server)
    assert message.startswith(result)


def raises(given: dict[str, Any]) -> str:
    raise LookupError("no such city")


RESULTS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "text": (lambda given: "text", "text"),
    "JSON": (lambda given: {"a": [given]}, '{"a":[{}]}'),
    "an Err": (lambda given: Err("no"), "Error: no"),
    "an exception": (raises, "Error: LookupError: no such city"),
}


@every_form
@pytest.mark.parametrize(("function", "result"), RESULTS.values(), ids=RESULTS.keys())
def test_its_result_is_told_as_a_functions_is(
    run: Run, server: LocalServer, function: Callable[[dict[str, Any]], object], result: str
) -> None:
    server.enqueue(calling(call("tool")), Reply.json(completion("Done.")))
    run(server, tools=[Tool("tool", "", {}, function)]).unwrap()
    assert told(server) == [result]


def test_it_may_be_async_in_async_code(server: LocalServer) -> None:
    tool = Tool("weather", "", SCHEMA, weather_later)
    server.enqueue(calling(call("weather", {"city": "Oslo"})), Reply.json(completion("Clear.")))
    assert run_async(server, tools=[tool]).unwrap().text == "Clear."
    assert told(server) == ["clear in Oslo"]
    error = run(server, tools=[tool]).failure()
    assert str(error) == "tools[0]: weather is async: use chat_run_tools_async"
    assert isinstance(error, errors.InvalidRequestError)


holds_itself: dict[str, Any] = {}
holds_itself["me"] = holds_itself
REFUSED: dict[str, tuple[list[Any], str]] = {
    "a name": (
        [Tool("the weather", "", {}, weather)],
        "tools[0]: a tool's name has 1 to 64 letters",
    ),
    "no name": ([Tool("", "", {}, weather)], "tools[0]: a tool's name has 1 to 64 letters"),
    "a name that is none": ([Tool(5, "", {}, weather)], "tools[0]: a tool's name has 1 to 64"),  # type: ignore[arg-type]  # as a program without a checker may
    "a schema": (
        [Tool("tool", "", "x", weather)],  # type: ignore[arg-type]  # as above
        "tools[0]: schema: expected a JSON Schema; got 'x'",
    ),
    "what JSON cannot hold": ([Tool("tool", "", {"a": object()}, weather)], "tools[0]: "),
    "a circle": ([Tool("tool", "", holds_itself, weather)], "tools[0]: "),
    "no function": (
        [Tool("tool", "", {}, "x")],  # type: ignore[arg-type]  # as above
        "tools[0]: call: expected a function; got 'x'",
    ),
    "twice": ([WEATHER, WEATHER], "tools[1]: there are two functions named weather"),
    "as a function is named": (
        [get_weather, Tool("get_weather", "", {}, weather)],
        "tools[1]: there are two functions named get_weather",
    ),
}


@every_form
@pytest.mark.parametrize(("tools", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_sent_is_an_err_before_anything_is(
    run: Run, server: LocalServer, tools: list[Any], message: str
) -> None:
    error = run(server, tools=tools).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert str(error).startswith(message)
    assert not server.requests


def test_it_needs_no_msgspec(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    server.enqueue(calling(call("weather", {"city": "Oslo"})), Reply.json(completion("Clear.")))
    assert run(server, tools=[WEATHER]).unwrap().text == "Clear."
    assert isinstance(
        run(server, tools=[WEATHER, get_weather]).failure(), errors.InvalidRequestError
    )
