"""What `chat_run_tools` refuses before anything is sent."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from openrouter_core import RequestOptions
from openrouter_core.models import (
    errors,
)
from openrouter_core.testing import LocalServer
from tests.funcs.tool_runs import (
    NAMED,
    REQUEST,
    Place,
    Run,
    both,
    find,
    get_weather,
)


def without_annotation(city) -> None:  # type: ignore[no-untyped-def]  # that is the point
    pass


def with_rest(*cities: str) -> None:
    pass


def with_keywords(**cities: str) -> None:
    pass


def by_position(city: str, /) -> None:
    pass


def of_an_object(city: object) -> None:
    pass


def of_nothing_known(city: "Nowhere") -> None:  # type: ignore[name-defined]  # noqa: F821, UP037
    pass


def größe(city: str) -> None:
    pass


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no messages": ({"request": {"messages": []}}, "messages: expected a list with at least one"),
    "no request": ({"request": 5}, "request: expected a ChatGenerationParams or a mapping; got 5"),
    "a lambda": (
        {"tools": [get_weather, lambda: 1]},
        "tools[1]: a tool's name has 1 to 64 letters",
    ),
    "a name beyond ASCII": ({"tools": [größe]}, "tools[0]: a tool's name has 1 to 64 letters"),
    "no function": ({"tools": [5]}, "tools[0]: expected a function; got 5"),
    "a class": ({"tools": [Place]}, "tools[0]: expected a function; got a value of type type"),
    "no list": ({"tools": get_weather}, "tools: expected a list of functions; got a value of type"),
    "a name": ({"tools": "abc"}, "tools: expected a list of functions; got 'abc'"),
    "two of a name": (
        {"tools": [get_weather, find, get_weather]},
        "tools[2]: there are two functions named get_weather",
    ),
    "a name of the request's": (
        {"request": {**REQUEST, "tools": [NAMED]}},
        "request.tools[0]: expected a name that no function in tools has; got 'get_weather'",
    ),
    "a parameter without annotation": (
        {"tools": [without_annotation]},
        "tools[0]: without_annotation: the parameter city has no annotation",
    ),
    "many by position": (
        {"tools": [with_rest]},
        "tools[0]: with_rest: *cities: 'str' cannot be given by name",
    ),
    "many by name": ({"tools": [with_keywords]}, "tools[0]: with_keywords: **cities: 'str' cannot"),
    "one by position": ({"tools": [by_position]}, "tools[0]: by_position: city: 'str' cannot be"),
    "any object": ({"tools": [of_an_object]}, "tools[0]: of_an_object: city: object: "),
    "an annotation of nothing": (
        {"tools": [of_nothing_known]},
        "tools[0]: the annotations of of_nothing_known cannot be evaluated: name 'Nowhere' is not",
    ),
    "no steps": ({"max_steps": 0}, "max_steps: expected a positive integer; got 0"),
    "half a step": ({"max_steps": 1.5}, "max_steps: expected a positive integer; got 1.5"),
    "no calls": ({"max_calls": 0}, "max_calls: expected a positive integer; got 0"),
    "calls without end": ({"max_calls": None}, "max_calls: expected a positive integer; got None"),
    "no time": ({"max_seconds": 0}, "max_seconds: expected a positive number or None; got 0"),
    "endless time": ({"max_seconds": float("inf")}, "max_seconds: expected a positive number or"),
    "time beyond all numbers": (
        {"max_seconds": 10**400},
        "max_seconds: expected a positive number or None; got ",
    ),
    "no money": ({"max_cost": -1}, "max_cost: expected a positive number or None; got -1"),
    "money as text": ({"max_cost": "1"}, "max_cost: expected a positive number or None; got '1'"),
    "messages of the options": (
        {"options": RequestOptions(extra_body={"messages": []})},
        "options.extra_body.messages: it would take the place of what each step sends",
    ),
}


@both
@pytest.mark.parametrize(("how", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_wrong_is_an_err_before_anything_is_sent(
    run: Run, server: LocalServer, how: dict[str, Any], message: str
) -> None:
    error = run(server, **how).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert str(error).startswith(message)
    assert error.partial is None
    assert error.__traceback__ is None
    assert not server.requests


@both
def test_without_msgspec_the_err_says_what_to_install(
    run: Run, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    error = run(server).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert "openrouter-core[schema]" in str(error)
    assert run(server, tools=[]).unwrap().text


@both
def test_a_stream_cannot_be_asked_for(run: Run, server: LocalServer) -> None:
    error = run(server, {**REQUEST, "stream": True}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert not server.requests
