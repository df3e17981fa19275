"""What no operation takes: each argument of each function, wrong in every way, is an `Err` that names it.

Nothing is sent, so the table may be long.
"""

from __future__ import annotations

import inspect
import math
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from openrouter_core import Err, OpenRouterCore, RetryConfig, models
from openrouter_core.funcs.request import request
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.cases import Case
from tests.funcs.conftest import Run
from tests.funcs.test_operations import EACH, OPERATIONS

FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(sys.modules[f"openrouter_core.funcs.{name}"], name) for name in OPERATIONS
}
PARAMETERS = {name: inspect.signature(function).parameters for name, function in FUNCTIONS.items()}


class Raising(Mapping[str, Any]):
    """A mapping of the user's own, such as a row that is read when it is looked at."""

    def __init__(self, error: type[Exception]) -> None:
        self._error = error

    def __getitem__(self, name: str) -> Any:
        raise self._error("the database is gone")

    def __iter__(self) -> Iterator[str]:
        raise self._error("the database is gone")

    def __len__(self) -> int:
        return 1


NO_SEGMENTS = [None, 5, b"x", "", ".", "..", ["a"], "\ud800", object()]
NO_REQUESTS = [5, "x", b"x", [], [1], True, object(), Raising(RuntimeError), Raising(ValueError)]
NO_WAITS = [0, -1, math.nan, math.inf, True, "5", b"x", [], 10**400, 10**5000]
NO_KEYS = ["", " ", " a", "a ", "a\n", "\x00", "é", "\ud800", "a" * 256, 5, b"x", True, []]
NO_PROGRESS: list[Any] = [5, "x", []]


def with_parameter(name: str) -> list[str]:
    return [function for function, found in PARAMETERS.items() if name in found]


def arguments(name: str) -> dict[str, Any]:
    """Arguments of a function that are right as far as their kind goes."""
    needed = [p for p in list(PARAMETERS[name].values())[1:] if p.kind is p.POSITIONAL_OR_KEYWORD]
    return {p.name: {} if p.name == "request" else "x" for p in needed}


def refused(run: Run, server: LocalServer, core: OpenRouterCore, name: str, given: Any) -> Any:
    """The error of a call, of which nothing has been sent."""
    result = run(FUNCTIONS[name], core, **given)
    assert isinstance(result, Err), given
    assert server.requests == []
    return result.failure()


@pytest.mark.parametrize("case", EACH, ids=[case.function.__name__ for case in EACH])
def test_a_parameter_of_the_path_is_one_segment(
    case: Case, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    name = case.function.__name__
    named = [parameter for parameter in list(PARAMETERS[name])[1:] if parameter != "request"]
    for parameter in named[: OPERATIONS[name].path.count("{")]:
        for value in NO_SEGMENTS:
            given = dict(zip(list(PARAMETERS[name])[1:], case.arguments, strict=False))
            error = refused(run, server, core, name, {**given, parameter: value})
            assert isinstance(error, errors.SDKValidationError)
            assert error.path == parameter


@pytest.mark.parametrize("name", with_parameter("request"))
def test_a_request_is_a_model_or_a_mapping(
    name: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    for value in NO_REQUESTS:
        error = refused(run, server, core, name, {**arguments(name), "request": value})
        assert isinstance(error, errors.SDKValidationError)
        assert error.path == "request", value


@pytest.mark.parametrize(
    "name", [n for n in with_parameter("request") if OPERATIONS[n].body is None]
)
def test_a_querys_names_are_texts(
    name: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = refused(run, server, core, name, {**arguments(name), "request": {1: 2}})
    assert isinstance(error, errors.SDKValidationError)


@pytest.mark.parametrize("name", with_parameter("wait"))
def test_a_wait_is_a_positive_number_of_seconds(
    name: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    for value in NO_WAITS:
        error = refused(run, server, core, name, {**arguments(name), "wait": value})
        assert isinstance(error, errors.SDKValidationError)
        assert error.path == "wait"
        assert len(str(error)) < 200


@pytest.mark.parametrize("name", with_parameter("progress"))
def test_progress_is_a_function(
    name: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    for value in NO_PROGRESS:
        error = refused(run, server, core, name, {**arguments(name), "progress": value})
        assert isinstance(error, errors.SDKValidationError)
        assert error.path == "progress"


@pytest.mark.parametrize("name", with_parameter("idempotency_key"))
def test_an_idempotency_key_is_what_a_header_can_hold(
    name: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    valid = {
        "interns_create_intern": {"name": "Ada"},
        "private_endpoints_create": {
            "model_permaslug": "a/b",
            "provider_slug": "c",
            "upstream_model_id": "d",
        },
    }
    for value in NO_KEYS:
        given = {"request": valid[name], "idempotency_key": value}
        error = refused(run, server, core, name, given)
        assert isinstance(error, errors.SDKValidationError)
        assert error.path == "idempotency_key"


async def later(*_: object) -> None:
    """What a lambda may give without looking async."""


def test_progress_that_turns_out_to_be_async_is_an_err_that_says_what_to_pass(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({"id": "b", "status": "completed"}))
    get = FUNCTIONS["batch_get_batches"]
    error = run(get, core, "b", progress=lambda batch: later(batch)).failure()
    assert str(error).startswith("the progress function is async: pass a plain function")


NO_OPEN_REQUESTS: list[tuple[dict[str, Any], str]] = [
    ({"json": Raising(RuntimeError)}, "json"),
    ({"json": Raising(ValueError)}, "json"),
    ({"json": {"a": Raising(KeyError)}}, "request"),
    ({"json": {"a": [Raising(TypeError)]}}, "request"),
    ({"into": models.MessagesRequest}, "into"),
    ({"query": Raising(RuntimeError)}, "query"),
    ({"query": {1: 2}}, "query"),
    ({"query": {"a": 1, b"b": 2}}, "query"),
    ({"query": {"a": {"b": 1}}}, "a"),
    ({"query": {"a": 10**5000}}, "a"),
]


@pytest.mark.parametrize(("given", "path"), NO_OPEN_REQUESTS, ids=range(len(NO_OPEN_REQUESTS)))
def test_any_request_is_looked_at_before_it_is_sent(
    given: dict[str, Any], path: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(request, core, "POST", "/things", **given).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == path
    assert server.requests == []


@pytest.mark.parametrize("case", EACH, ids=[case.function.__name__ for case in EACH])
def test_the_stand_in_asks_for_a_key_where_the_description_does(case: Case) -> None:
    with (
        LocalServer(api_key="the-right-one") as server,
        OpenRouterCore(
            api_key="a-wrong-one", server_url=server.url, retry_config=RetryConfig("none")
        ) as core,
    ):
        result = case.function(core, *case.arguments)
        refused = isinstance(result, Err) and isinstance(
            result.failure(), errors.UnauthorizedResponseError
        )
    assert refused == (OPERATIONS[case.function.__name__].key == "needed")
