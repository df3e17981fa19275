"""`request`: any operation, with what every operation has."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple, TypedDict

import attrs
import pytest

from openrouter_core import (
    Err,
    Hooks,
    Ok,
    OpenRouterCore,
    RequestOptions,
    RetryConfig,
    collecting,
    models,
    warm_up,
)
from openrouter_core.funcs.models_list import models_list
from openrouter_core.funcs.request import request, request_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure
from tests.funcs.conftest import Run


@attrs.frozen
class Activity:
    date: str
    usage: float = 0.0


@dataclass
class Page:
    data: list[Activity]


class Total(TypedDict):
    total_count: int


@attrs.frozen
class Tree:
    """One that holds itself, which is no mistake."""

    name: str
    under: list[Tree] = attrs.field(factory=list)


class Pair(NamedTuple):
    date: str
    usage: float


# --- what is sent -----------------------------------------------------------------------------------------------------

SENT: list[tuple[str, str, dict[str, Any], str, Any]] = [
    ("GET", "/activity", {}, "GET /activity", None),
    ("get", "/activity", {}, "GET /activity", None),
    (
        "GET",
        "/activity",
        {"query": {"date": "2026-11-01", "a": None}},
        "GET /activity?date=2026-11-01",
        None,
    ),
    ("GET", "/a", {"query": {"l": ["x", "y"], "t": True}}, "GET /a?l=x%2Cy&t=true", None),
    ("GET", "/a", {"query": {}}, "GET /a", None),
    ("GET", "/a", {"query": models.ModelsListParams(q="x")}, "GET /a?q=x", None),
    ("GET", "/a b/ü/%2F/{id}:free@1", {}, "GET /a%20b/%C3%BC/%2F/%7Bid%7D:free@1", None),
    ("GET", "/a.b/...", {}, "GET /a.b/...", None),
    ("POST", "/a", {"json": {"b": 1, "a": None}}, "POST /a", {"b": 1, "a": None}),
    ("POST", "/a", {"json": {}}, "POST /a", {}),
    ("POST", "/a", {"json": [1, {"a": "b"}]}, "POST /a", [1, {"a": "b"}]),
    ("POST", "/a", {"json": "text"}, "POST /a", "text"),
    ("POST", "/a", {"json": False}, "POST /a", False),
    ("POST", "/a", {"json": models.ApiKeysCreateParams("a")}, "POST /a", {"name": "a"}),
    ("POST", "/a", {}, "POST /a", None),
    ("PATCH", "/a", {"json": {"a": 1}, "query": {"a": 2}}, "PATCH /a?a=2", {"a": 1}),
    ("PUT", "/a", {"json": {"a": 1}}, "PUT /a", {"a": 1}),
    ("DELETE", "/a", {}, "DELETE /a", None),
    ("DELETE", "/a", {"json": {"ids": [1]}}, "DELETE /a", {"ids": [1]}),
]


@pytest.mark.parametrize(("method", "path", "arguments", "line", "body"), SENT)
def test_what_is_sent(
    method: str,
    path: str,
    arguments: dict[str, Any],
    line: str,
    body: Any,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    server.enqueue(Reply.json({"ok": True}))
    assert run(request, core, method, path, **arguments).unwrap() == {"ok": True}
    (sent,) = server.requests
    assert f"{sent.method} {sent.target.removeprefix('/api/v1')}" == line
    assert (json.loads(sent.body) if sent.body else None) == body
    assert sent.headers.get("content-type") == (None if body is None else "application/json")
    assert sent.headers["authorization"] == "Bearer a-key"
    assert sent.headers["accept"] == "application/json"


def test_options_are_those_of_every_call(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({}))
    options = RequestOptions(
        extra_query={"status": ["a", "b"]}, extra_body={"x": 1}, headers={"X-A": "b"}, x_title="T"
    )
    run(request, core, "POST", "/a", json={"y": 2}, options=options).unwrap()
    (sent,) = server.requests
    assert sent.target == "/api/v1/a?status=a&status=b"
    assert sent.json == {"y": 2, "x": 1}
    assert (sent.headers["x-a"], sent.headers["x-title"]) == ("b", "T")


REFUSED: list[tuple[Any, Any, dict[str, Any], str]] = [
    ("GET", "https://elsewhere.example/a", {}, "path"),
    ("GET", "//elsewhere.example/a", {}, "path"),
    ("GET", "/%2F/elsewhere.example", {}, "path"),
    ("GET", "\\\\elsewhere.example", {}, "path"),
    ("GET", "/\\elsewhere.example", {}, "path"),
    ("GET", "@elsewhere.example/a", {}, "path"),
    ("GET", ".elsewhere.example/a", {}, "path"),
    ("GET", "activity", {}, "path"),
    ("GET", "", {}, "path"),
    ("GET", "/..", {}, "path"),
    ("GET", "/a/../b", {}, "path"),
    ("GET", "/a/./b", {}, "path"),
    ("GET", "/a/%2e%2E/b", {}, "path"),
    ("GET", "/a/%252e%252e/b", {}, "path"),
    ("GET", "/a/..%2fb", {}, "path"),
    ("GET", "/a/..;/b", {}, "path"),
    ("GET", "/a\\..\\b", {}, "path"),
    ("GET", "/a%5C..%5Cb", {}, "path"),
    ("GET", "/a\r\nX: y", {}, "path"),
    ("GET", "/a%0d%0a", {}, "path"),
    ("GET", "/a?b=c", {}, "path"),
    ("GET", "/a#b", {}, "path"),
    ("GET", "/\ud800", {}, "path"),
    ("GET", None, {}, "path"),
    ("GET", b"/a", {}, "path"),
    ("FETCH", "/a", {}, "method"),
    ("GET /a", "/a", {}, "method"),
    (None, "/a", {}, "method"),
    ("GET", "/a", {"query": [("a", "b")]}, "query"),
    ("GET", "/a", {"query": "a=b"}, "query"),
    ("GET", "/a", {"query": {"a": {"b": 1}}}, "a"),
    ("POST", "/a", {"json": {"a": object()}}, "a"),
    ("POST", "/a", {"json": {"a": float("nan")}}, "a"),
    ("GET", "/a", {"accept": ""}, "accept"),
    ("GET", "/a", {"accept": None}, "accept"),
    ("GET", "/a", {"stream": 1}, "stream"),
    ("GET", "/a", {"stream": True, "into": Page}, "into"),
    ("GET", "/a", {"accept": "text/csv", "into": Page}, "into"),
]


@pytest.mark.parametrize(("method", "path", "arguments", "place"), REFUSED)
def test_what_cannot_be_asked_is_refused_before_anything_goes_out(
    method: Any,
    path: Any,
    arguments: dict[str, Any],
    place: str,
    run: Run,
    server: LocalServer,
) -> None:
    seen: list[Any] = []
    with OpenRouterCore("a-key", server_url=server.url, hooks=Hooks(on_error=seen.append)) as core:
        result = run(request, core, method, path, **arguments)
    assert isinstance(result.failure(), errors.SDKValidationError)
    assert result.failure().path == place
    assert server.requests == []
    assert [event.error for event in seen] == [result.failure()]


@attrs.frozen
class Wrong:
    """One that has a mistake where few responses come to it."""

    name: str
    parts: list[dict[str, complex]] | None = None


@pytest.mark.parametrize(
    "into", [complex, object(), "Page", 5, lambda: 1, Wrong, list[Wrong], int | Wrong]
)
def test_an_into_that_no_json_is_made_into_is_refused(
    into: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    result = run(request, core, "GET", "/a", into=into)
    assert isinstance(result.failure(), errors.SDKValidationError)
    assert result.failure().path == "into"
    assert str(result.failure()).startswith("into: ")
    assert server.requests == []


def test_the_key_of_the_environment_stays_with_its_server(
    run: Run, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENROUTER_API_KEY", "from-environment")
    server.always(Reply.json({}))
    run(request, OpenRouterCore(server_url=server.url), "GET", "/a").unwrap()
    monkeypatch.setenv("OPENROUTER_SERVER_URL", server.url)
    run(request, OpenRouterCore(), "GET", "/a").unwrap()
    keys = [sent.headers.get("authorization") for sent in server.requests]
    assert keys == [None, "Bearer from-environment"]


def test_the_first_argument_is_a_core(run: Run) -> None:
    with pytest.raises(TypeError, match="expected an OpenRouterCore"):
        run(request, "GET", "/a", "/b")


# --- what comes back --------------------------------------------------------------------------------------------------

DATA = {"data": [{"date": "2026-11-01", "usage": 1, "brand_new": [1]}], "total_count": 1}
GIVEN: list[tuple[Any, Any, Any]] = [
    (None, DATA, DATA),
    (None, [1, {"a": None}], [1, {"a": None}]),
    (None, [{"id": "a", "error": "failed"}], [{"id": "a", "error": "failed"}]),
    (None, "text", "text"),
    (None, None, None),
    (None, {"status": "failed", "id": "job"}, {"status": "failed", "id": "job"}),
    (None, {"error": None, "data": 1}, {"error": None, "data": 1}),
    (Page, DATA, Page([Activity("2026-11-01", 1.0)])),
    (Total, DATA, {"total_count": 1}),
    (Pair, DATA["data"][0], Pair("2026-11-01", 1.0)),  # type: ignore[index]  # it is a list
    (dict, DATA, DATA),
    (dict[str, Any], DATA, DATA),
    (list[Activity], DATA["data"], [Activity("2026-11-01", 1.0)]),
    (list[int], [1, 2], [1, 2]),
    (Literal["a", "b"], "a", "a"),
    (int | None, None, None),
    (str, "text", "text"),
    (Tree, {"name": "a", "under": [{"name": "b"}]}, Tree("a", [Tree("b")])),
    (list[Annotated[int, "a number"]], [1], [1]),
    (tuple[int, ...], [1, 2], (1, 2)),
    (models.ModelInfo, {"id": "a/b"}, models.ModelInfo(id="a/b")),
    (
        models.ModelsListResponse,
        {"data": [{"id": "a/b"}]},
        models.ModelsListResponse(data=[models.ModelInfo(id="a/b")]),
    ),
]


@pytest.mark.parametrize(("into", "body", "value"), GIVEN)
def test_a_response_is_what_was_asked_for(
    into: Any, body: Any, value: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json(body))
    made = run(request, core, "GET", "/a", into=into).unwrap()
    assert made == value
    assert type(made) is type(value)


def test_a_response_of_a_model_says_what_http_said(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    made = run(request, core, "GET", "/models", into=models.ModelsListResponse).unwrap()
    assert made.http_meta.status == 200
    assert len(made.data) > 1


@pytest.mark.parametrize("reply", [Reply(204), Reply(200, {}, (b"",)), Reply.json(None)])
def test_a_success_without_a_body_is_none(
    reply: Reply, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(reply)
    assert run(request, core, "DELETE", "/a") == Ok(None)


MISFITS: list[tuple[Any, Any, str | None]] = [
    (Page, {"data": [{"date": 5}]}, "data[0].date"),
    (Page, {"data": [{}]}, "data[0].date"),
    (Page, {}, "data"),
    (Page, [], None),
    (Page, None, None),
    (list[int], [1, "2"], "[1]"),
    (Literal["a"], "b", None),
    (models.ModelInfo, [1], None),
    (models.ModelsListResponse, [1], None),
]


@pytest.mark.parametrize(("into", "body", "path"), MISFITS)
def test_a_response_that_does_not_fit_says_where(
    into: Any, body: Any, path: str | None, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json(body))
    error = run(request, core, "GET", "/a", into=into).failure()
    assert isinstance(error, errors.ResponseValidationError)
    assert (error.path or None) == path
    assert error.http_meta is not None
    assert error.status_code == 200


@pytest.mark.parametrize(
    ("reply", "cls"),
    [
        (Reply(200, {"Content-Type": "text/html"}, (b"<html>",)), errors.ResponseValidationError),
        (Reply(200, {"Content-Type": "text/plain"}, (b"OK",)), errors.ResponseValidationError),
        (Reply.json({"error": {"code": 402, "message": "a"}}), errors.PaymentRequiredResponseError),
        (
            Reply.json([{"error": {"code": 402, "message": "a"}}]),
            errors.PaymentRequiredResponseError,
        ),
        (
            Reply.json({"object": "error", "message": "a", "code": 404}),
            errors.NotFoundResponseError,
        ),
        (Reply.error(404, "a"), errors.NotFoundResponseError),
        (Reply(308, {"Location": "/api/v1/b"}), errors.OpenRouterDefaultError),
        (Reply(418), errors.OpenRouterDefaultError),
    ],
)
@pytest.mark.parametrize("into", [None, Page, models.ModelsListResponse])
def test_an_error_is_that_of_every_operation(
    reply: Reply,
    cls: type[errors.OpenRouterError],
    into: Any,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    server.enqueue(reply)
    assert type(run(request, core, "GET", "/a", into=into).failure()) is cls
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("accept", "kind", "body", "value"),
    [
        ("application/rss+xml", "application/rss+xml; charset=utf-8", b"<rss>\xc3\xbc", "<rss>ü"),
        ("application/rss+xml", "text/xml", b"<rss/>", "<rss/>"),
        ("text/csv", "text/csv; charset=ISO-8859-1", b"\xfc,1", "ü,1"),
        ("text/csv", "text/csv; charset=brand-new", b"a,1", "a,1"),
        ("text/csv", "", b"a,1", "a,1"),
        ("text/csv, text/plain;q=0.5", "text/plain", b"a", "a"),
        ("text/*", "text/html", b"<html>", "<html>"),
        ("audio/*", "audio/mpeg", b"\xff\xfb", b"\xff\xfb"),
        ("*/*", "text/plain", b"a", b"a"),
        ("*/*", "application/json", b'{"a":1}', b'{"a":1}'),
        ("application/octet-stream", "application/octet-stream", b"\0", b"\0"),
        ("application/vnd.api+json", "application/json", b'{"a":1}', {"a": 1}),
        ("application/json; charset=utf-8", "application/json", b'{"a":1}', {"a": 1}),
    ],
)
def test_what_is_no_json_is_text_or_bytes(
    accept: str,
    kind: str,
    body: bytes,
    value: Any,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    server.enqueue(Reply(200, {"Content-Type": kind} if kind else {}, (body,)))
    assert run(request, core, "GET", "/a", accept=accept).unwrap() == value
    assert server.requests[0].headers["accept"] == accept


@pytest.mark.parametrize(
    ("kind", "body"), [("text/html", b"<html>"), ("application/json", b'{"data":[]}')]
)
def test_what_was_not_asked_for_is_an_error(
    kind: str, body: bytes, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply(200, {"Content-Type": kind}, (body,)))
    error = run(request, core, "GET", "/a", accept="text/csv").failure()
    assert isinstance(error, errors.ResponseValidationError)
    assert "text/csv" in str(error)


@pytest.mark.parametrize("fields", [{"use_rss": True}, models.ModelsListParams(use_rss="true")])
def test_a_feed_is_refused_by_the_list_of_models_which_names_what_gives_it(
    fields: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(models_list, core, fields).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "use_rss"
    assert server.requests == []
    _, _, named = str(error).partition("as text: ")
    feed = eval(named, {"request": partial(run, request), "core": core}).unwrap()
    assert feed.startswith("<rss")
    assert server.requests[0].target == "/api/v1/models?use_rss=true"


# --- again ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "status", "attempts"),
    [
        ("GET", 500, 2),
        ("GET", 408, 2),
        ("PUT", 500, 2),
        ("DELETE", 504, 2),
        ("POST", 500, 1),
        ("POST", 503, 2),
        ("POST", 429, 2),
        ("PATCH", 502, 1),
        ("GET", 409, 1),
        ("GET", 404, 1),
    ],
)
def test_what_is_sent_again(
    method: str, status: int, attempts: int, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(status, "a"), Reply.json({}))
    result = run(request, core, method, "/a")
    assert len(server.requests) == attempts
    assert isinstance(result, Ok if attempts == 2 else Err)


def test_hooks_and_settings_are_those_of_every_operation(run: Run, server: LocalServer) -> None:
    seen: list[Any] = []
    hooks = Hooks(before_request=lambda each: seen.append(each.operation))
    with OpenRouterCore(
        server_url=server.url, hooks=hooks, retry_config=RetryConfig("none")
    ) as core:
        server.enqueue(Reply.error(503, "Busy"))
        assert isinstance(run(request, core, "GET", "/a"), Err)
    assert seen == ["request"]


# --- streams ----------------------------------------------------------------------------------------------------------


def results_of(core: OpenRouterCore, asynchronous: bool, *args: Any, **kwargs: Any) -> list[Any]:
    """All results of a stream."""
    if not asynchronous:
        with request(core, *args, stream=True, **kwargs).unwrap() as stream:
            return list(stream)

    async def read() -> list[Any]:
        async with (await request_async(core, *args, stream=True, **kwargs)).unwrap() as stream:
            return [result async for result in stream]

    return asyncio.run(read())


EVENTS: list[tuple[list[Any], list[Any]]] = [
    ([{"a": 1}, {"b": 2}, "[DONE]"], [{"a": 1}, {"b": 2}]),
    ([{"a": 1}], [{"a": 1}]),
    ([b'event: tick\ndata: {"n": 1}\n\n'], [{"type": "tick", "n": 1}]),
    ([b'event: tick\ndata: {"n": 1, "type": "own"}\n\n'], [{"n": 1, "type": "own"}]),
    ([b": PROCESSING\n\n", {"a": 1}], [{"a": 1}]),
    ([], []),
]


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize(("events", "values"), EVENTS)
def test_a_stream_gives_each_event_as_json(
    events: list[Any],
    values: list[Any],
    asynchronous: bool,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    server.enqueue(Reply.events(events, done=False))
    assert results_of(core, asynchronous, "POST", "/a", json={"x": 1}) == [Ok(v) for v in values]
    (sent,) = server.requests
    assert sent.json == {"x": 1, "stream": True}
    assert sent.headers["accept"] == "text/event-stream"


@pytest.mark.parametrize("asynchronous", [False, True])
def test_an_error_ends_a_stream(
    asynchronous: bool, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(
        Reply.events([{"a": 1}, {"error": {"code": 502, "message": "Died"}}, {"b": 2}], done=False)
    )
    first, last = results_of(core, asynchronous, "GET", "/a")
    assert first == Ok({"a": 1})
    assert isinstance(last.failure(), errors.BadGatewayResponseError)
    assert server.requests[0].body == b""


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_whole_response_is_the_one_event(
    asynchronous: bool, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({"a": 1}))
    assert results_of(core, asynchronous, "GET", "/a") == [Ok({"a": 1})]


def test_a_body_that_is_no_object_cannot_be_told_to_stream(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(request, core, "POST", "/a", json=[1], stream=True).failure()
    assert isinstance(error, errors.InvalidRequestError)
    options = RequestOptions(extra_body={"a": 1})
    error = run(request, core, "POST", "/a", json=[1], options=options).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert server.requests == []


def test_a_stream_that_was_not_asked_for_says_how_to_ask(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    question = {"messages": [{"role": "user", "content": "Hi"}], "stream": True}
    error = run(request, core, "POST", "/chat/completions", json=question).failure()
    assert isinstance(error, errors.ResponseValidationError)
    assert "pass stream=True" in str(error)


def test_a_chat_can_be_asked_for_so_too(server: LocalServer, core: OpenRouterCore) -> None:
    question: Mapping[str, Any] = {"messages": [{"role": "user", "content": "Hi"}]}
    chunks = results_of(core, False, "POST", "/chat/completions", json=question)
    assert all(isinstance(chunk.unwrap()["choices"], list) for chunk in chunks)


def test_it_can_be_warmed_up(core: OpenRouterCore) -> None:
    assert warm_up(core, request, request_async) == Ok(None)


def test_of_a_stream_that_is_left_the_events_are_kept(
    server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.events([{"n": 1}, {"n": 2}]))
    stream = request(core, "GET", "/x", stream=True).unwrap()
    with collecting(stream) as kept:
        next(kept)
    partial_ = kept.result().failure().partial
    assert unstructure(partial_) == {"events": [{"n": 1}]}


@pytest.mark.parametrize("value", [[], [[]], ["error"], [{"error": None}], [{"error": 1, "id": 2}]])
def test_a_list_that_holds_no_error_is_a_value(
    value: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json(value))
    assert run(request, core, "GET", "/x").unwrap() == value
