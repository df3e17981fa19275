"""Recorded traffic, and traffic one change away from it, through the public functions.

What to expect of an exchange is worked out here from the recording alone, by rules that share no code with the package.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

import httpx
import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RetryConfig
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import errors
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure

CLASS_OF: dict[object, type[errors.OpenRouterError]] = {
    400: errors.BadRequestResponseError,
    401: errors.UnauthorizedResponseError,
    402: errors.PaymentRequiredResponseError,
    403: errors.ForbiddenResponseError,
    404: errors.NotFoundResponseError,
    408: errors.RequestTimeoutResponseError,
    409: errors.ConflictResponseError,
    410: errors.GoneResponseError,
    413: errors.PayloadTooLargeResponseError,
    422: errors.UnprocessableEntityResponseError,
    429: errors.TooManyRequestsResponseError,
    499: errors.ClientClosedRequestResponseError,
    500: errors.InternalServerResponseError,
    502: errors.BadGatewayResponseError,
    503: errors.ServiceUnavailableResponseError,
    504: errors.GatewayTimeoutResponseError,
    524: errors.EdgeNetworkTimeoutResponseError,
    529: errors.ProviderOverloadedResponseError,
}
QUESTION = {"messages": [{"role": "user", "content": "What was recorded?"}]}
ONCE = RetryConfig("none")


def request_of(exchange: dict[str, Any]) -> dict[str, Any]:
    """The recorded request; a question of our own where none was recorded, or one that is not sent."""
    request: dict[str, Any] | None = exchange["request"]
    return request if request and request["messages"] else QUESTION


class Expected(NamedTuple):
    """What a user is to get: the data of each `Ok`, and the class and object of the `Err` at the end."""

    data: list[Any]
    failure: type[errors.OpenRouterError] | None = None
    error: Any = None


class Replayed(NamedTuple):
    """What a user got."""

    exchange: dict[str, Any]
    results: list[Ok[Any] | Err[Any]]
    http_meta: HttpMeta | None
    sent: bytes


# --- what to expect ------------------------------------------------------------------------------


def error_in(data: Any) -> Any:
    """The error object in a body or an event."""
    if "error" in data:
        return data["error"]
    for choice in data.get("choices") or []:
        if "error" in choice or choice.get("finish_reason") == "error":
            return choice.get("error", {})
    return None


def expect(exchange: dict[str, Any]) -> Expected:
    status, body = exchange["status"], exchange["body"]
    if status >= 400:
        try:
            error = json.loads(body)["error"]
        except ValueError:
            error = {}
        return Expected([], CLASS_OF.get(status, errors.OpenRouterDefaultError), error)
    if not exchange["stream"]:
        data = json.loads(body)
        error = error_in(data)
        if error is None:
            return Expected([data])
        return Expected([], CLASS_OF.get(error.get("code"), errors.OpenRouterDefaultError), error)
    events: list[Any] = []
    for line in re.split(r"\r\n|\n|\r", body):  # recorded events have one data line each
        if not line.startswith("data:"):
            continue
        if line[5:].strip() == "[DONE]":
            return Expected(events)
        data = json.loads(line[5:])
        error = error_in(data)
        if error is not None:
            return Expected(events, CLASS_OF[error["code"]], error)
        events.append(data)
    reasons = [c.get("finish_reason") for e in events for c in e.get("choices") or []]
    return Expected(events, None if any(reasons) else errors.StreamIncompleteError)


def exactly(data: Any) -> str:
    """JSON that tells 1 from 1.0 and from true; the order of keys does not count."""
    return json.dumps(data, sort_keys=True)


# --- all of the recordings, over a socket --------------------------------------------------------


def replay(server: LocalServer, exchanges: list[dict[str, Any]]) -> list[Replayed]:
    replayed = []
    with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:
        for exchange in exchanges:
            server.always(Reply.recorded(exchange))
            request = request_of(exchange)
            results: list[Ok[Any] | Err[Any]]
            meta = None
            if request.get("stream"):
                opened = chat_send(core, request, stream=True)
                results = [opened]
                if isinstance(opened, Ok):
                    stream = opened.unwrap()
                    results, meta = list(stream), stream.http_meta
            else:
                results = [chat_send(core, request)]
            replayed.append(Replayed(exchange, results, meta, server.requests[-1].body))
    return replayed


async def replay_async(server: LocalServer, exchanges: list[dict[str, Any]]) -> list[Replayed]:
    replayed = []
    async with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:
        for exchange in exchanges:
            server.always(Reply.recorded(exchange))
            request = request_of(exchange)
            results: list[Ok[Any] | Err[Any]]
            meta = None
            if request.get("stream"):
                opened = await chat_send_async(core, request, stream=True)
                results = [opened]
                if isinstance(opened, Ok):
                    stream = opened.unwrap()
                    results, meta = [result async for result in stream], stream.http_meta
            else:
                results = [await chat_send_async(core, request)]
            replayed.append(Replayed(exchange, results, meta, server.requests[-1].body))
    return replayed


@pytest.fixture(scope="module")
def exchanges(
    recordings: list[dict[str, Any]], quoted_errors: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    chats = [exchange for exchange in recordings if exchange["path"] == "/chat/completions"]
    assert len(chats) > 700
    return chats + quoted_errors


@pytest.fixture(scope="module")
def replays(exchanges: list[dict[str, Any]]) -> dict[str, list[Replayed]]:
    """Each exchange once through the sync and once through the async function."""
    with LocalServer(keep_requests=1) as server:
        replays = {
            "sync": replay(server, exchanges),
            "async": asyncio.run(replay_async(server, exchanges)),
        }
        # A stream that ends in an error takes its connection with it; everything else shares one.
        broken = sum(bool(e["stream"] and expect(e).failure) for e in exchanges)
        assert server.connections.accepted <= 2 * (1 + broken)
    return replays


@pytest.fixture(params=["sync", "async"])
def replayed(request: pytest.FixtureRequest, replays: dict[str, list[Replayed]]) -> list[Replayed]:
    return replays[request.param]


def test_every_recorded_success_is_ok_and_every_error_the_right_err(
    replayed: list[Replayed],
) -> None:
    wrong = []
    for exchange, results, _, _ in replayed:
        expected = expect(exchange)
        kinds = [type(r) if isinstance(r, Ok) else type(r.failure()) for r in results]
        wanted = [Ok] * len(expected.data) + ([expected.failure] if expected.failure else [])
        if kinds != wanted:
            wrong.append((exchange["id"], kinds[-3:], wanted[-3:]))
    assert wrong == []


def test_every_recorded_body_and_event_round_trips_exactly(replayed: list[Replayed]) -> None:
    wrong = []
    for exchange, results, _, _ in replayed:
        got = [unstructure(result.unwrap()) for result in results if isinstance(result, Ok)]
        if exactly(got) != exactly(expect(exchange).data):
            wrong.append(exchange["id"])
    assert wrong == []


def test_nothing_of_a_recorded_success_is_in_extra_that_has_a_field(
    replayed: list[Replayed],
) -> None:
    """A field whose annotation is too narrow for real traffic would show here."""
    misfits: set[tuple[str, str]] = set()

    def look(value: Any) -> None:
        if isinstance(value, list):
            for item in value:
                look(item)
        elif hasattr(value, "__wire__"):
            misfits.update(
                (type(value).__name__, key) for key in value.extra if key in value.__wire__
            )
            for name in value.__wire__:
                look(getattr(value, name))

    for _, results, _, _ in replayed:
        for result in results:
            if isinstance(result, Ok):
                look(result.unwrap())
    # Some providers send one bare number in place of the object.
    assert misfits <= {("ChatChoice", "logprobs"), ("ChatStreamingChoice", "logprobs")}


def test_a_recorded_error_says_what_its_body_said(replayed: list[Replayed]) -> None:
    seen = 0
    for exchange, results, _, _ in replayed:
        expected = expect(exchange)
        if not expected.error:
            continue
        seen += 1
        error, metadata = results[-1].failure(), expected.error.get("metadata") or {}
        assert error.message == expected.error["message"]
        assert error.code == expected.error.get("code")
        assert error.status_code == error.http_meta.status == exchange["status"]
        assert error.provider_name == metadata.get("provider_name")
        assert (error.metadata or {}) == metadata
        assert (error.upstream is None) == (metadata.get("raw") is None)
        assert "\n" not in str(error)
        assert expected.error["message"].split()[0] in str(error)
    assert seen > 60


def test_what_http_said_is_kept(replayed: list[Replayed]) -> None:
    for exchange, results, meta, _ in replayed:
        last = results[-1]
        if meta is None:
            meta = (last.unwrap() if isinstance(last, Ok) else last.failure()).http_meta
        assert meta is not None
        assert (meta.status, meta.attempts) == (exchange["status"], 1)
        assert meta.generation_id == exchange["headers"].get("x-generation-id")
        assert (meta.rate_limit is None) == ("x-ratelimit-limit" not in exchange["headers"])


def test_every_recorded_request_arrives_unchanged(replayed: list[Replayed]) -> None:
    wrong = []
    for exchange, _, _, sent in replayed:
        request = request_of(exchange)
        wanted = request if "stream" in request else {**request, "stream": False}
        # json.dumps keeps the order of keys at every level, and tells 1 from 1.0.
        if json.dumps(json.loads(sent)) != json.dumps(wanted):
            wrong.append(exchange["id"])
    assert wrong == []


def test_the_only_recorded_requests_that_are_not_sent_have_no_messages(
    exchanges: list[dict[str, Any]],
) -> None:
    refused = [e for e in exchanges if e["request"] and not e["request"]["messages"]]
    assert refused
    for exchange in refused:
        with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
            error = chat_send(core, exchange["request"]).failure()
            assert (type(error), error.path) == (errors.SDKValidationError, "messages")
            assert server.requests == []
        assert exchange["status"] == 400


def test_the_bytes_of_a_request_are_stable(replays: dict[str, list[Replayed]]) -> None:
    """The response cache is keyed on them."""
    assert [r.sent for r in replays["sync"]] == [r.sent for r in replays["async"]]


# --- traffic one change away from what was recorded ----------------------------------------------

VALUES: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -7,
    1.5,
    10**30,
    "",
    "two\nlines",
    [],
    {},
    [None],
    [1, "a", {"type": "x"}, [], None],
    {"type": None},
    {"new_in_2027": {"deep": [None, {"er": None}]}},
)
"""What stands in the place of every value in turn."""

Change = tuple[str, Any]
"""The place that was changed, and the changed copy of the body."""


def places(value: Any, pattern: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Every value inside a body: its place (list positions left out), what holds it, and its key or position."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield f"{pattern}.{key}", value, key
            yield from places(item, f"{pattern}.{key}")
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield f"{pattern}[]", value, position
            yield from places(item, f"{pattern}[]")


def changes(bodies: list[Any]) -> Iterator[Change]:
    """For each place that occurs, the first body that has it: without it, with each of `VALUES` there, and with a key
    that nobody knows beside it. The changed body is the same object each time.
    """
    seen: set[str] = set()
    for original in bodies:
        if seen.issuperset(pattern for pattern, _, _ in places(original)):
            continue
        body = deepcopy(original)
        for pattern, holder, key in list(places(body)):
            if pattern in seen:
                continue
            seen.add(pattern)
            kept = holder[key]
            for value in VALUES:
                holder[key] = value
                yield f"{pattern} = {value!r}", body
            holder[key] = kept
            if isinstance(holder, dict):
                before = list(holder.items())
                del holder[key]
                yield f"{pattern} missing", body
                holder.clear()
                holder.update([("new_in_2027", [None, {"x": 1.0}]), *before])
                yield f"{pattern} beside an unknown key", body
                holder.clear()
                holder.update(before)


Answer = Callable[[int, str, bytes], None]


@pytest.fixture
def core_and_answer() -> Iterator[tuple[OpenRouterCore, Answer]]:
    """A core whose every answer is what was set last. No socket: there are thousands of them."""
    answer: list[Any] = []

    def handle(_: httpx.Request) -> httpx.Response:
        status, content_type, content = answer
        return httpx.Response(status, headers={"content-type": content_type}, content=content)

    def set_answer(status: int, content_type: str, content: bytes) -> None:
        answer[:] = status, content_type, content

    with httpx.Client(transport=httpx.MockTransport(handle)) as client:
        yield (
            OpenRouterCore(
                server_url="http://recorded.test", http_client=client, retry_config=ONCE
            ),
            set_answer,
        )


def as_event(data: Any) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"


def test_a_changed_answer_is_ok_and_round_trips(
    exchanges: list[dict[str, Any]], core_and_answer: tuple[OpenRouterCore, Answer]
) -> None:
    core, answer = core_and_answer
    whole = [e for e in exchanges if e["status"] == 200 and not e["stream"]]
    bodies = [expected.data[0] for expected in map(expect, whole) if expected.data]
    tried = 0
    for change, body in changes(bodies):
        tried += 1
        answer(200, "application/json", json.dumps(body).encode())
        result = chat_send(core, QUESTION)
        assert isinstance(result, Ok), (change, result)
        response = result.unwrap()
        assert exactly(unstructure(response)) == exactly(body), change
        assert isinstance(response.text, str), change
        assert isinstance(response.choices, list), change
        assert all(choice.message is not None for choice in response.choices), change
        assert isinstance(repr(response), str)
    assert tried > 1000


def test_a_changed_chunk_is_ok_and_round_trips(
    exchanges: list[dict[str, Any]], core_and_answer: tuple[OpenRouterCore, Answer]
) -> None:
    core, answer = core_and_answer
    streams = [e for e in exchanges if e["status"] == 200 and e["stream"]]
    events = [event for exchange in streams for event in expect(exchange).data]
    tried = 0
    for change, event in changes(events):
        tried += 1
        answer(200, "text/event-stream", as_event(event) + b"data: [DONE]\n\n")
        results = list(chat_send(core, QUESTION, stream=True).unwrap())
        assert [type(result) for result in results] == [Ok], (change, results)
        chunk = results[0].unwrap()
        assert exactly(unstructure(chunk)) == exactly(event), change
        assert isinstance(chunk.text, str), change
        assert isinstance(chunk.choices, list), change
        assert all(choice.delta is not None for choice in chunk.choices), change
    assert tried > 1000


def test_a_changed_whole_answer_to_a_stream_request_is_one_chunk(
    exchanges: list[dict[str, Any]], core_and_answer: tuple[OpenRouterCore, Answer]
) -> None:
    core, answer = core_and_answer
    whole = [e for e in exchanges if e["status"] == 200 and not e["stream"]]
    bodies = [expected.data[0] for expected in map(expect, whole) if expected.data]
    for change, body in changes(bodies):
        answer(200, "application/json", json.dumps(body).encode())
        results = list(chat_send(core, QUESTION, stream=True).unwrap())
        assert [type(result) for result in results] == [Ok], (change, results)
        assert isinstance(results[0].unwrap().text, str), change


def test_a_changed_error_is_still_the_right_err(
    exchanges: list[dict[str, Any]], core_and_answer: tuple[OpenRouterCore, Answer]
) -> None:
    core, answer = core_and_answer
    failed = [(e["status"], expect(e), e) for e in exchanges if not e["stream"]]
    bodies: dict[int, list[Any]] = {}
    for status, expected, exchange in failed:
        if expected.error:
            bodies.setdefault(status, []).append(json.loads(exchange["body"]))
    tried = 0
    for status, group in bodies.items():
        for change, body in changes(group):
            tried += 1
            answer(status, "application/json", json.dumps(body).encode())
            for stream in (False, True):
                result = chat_send(core, QUESTION, stream=stream)
                if status == 200:
                    assert right_for_200(change, body, result), (change, result)
                else:
                    assert isinstance(result, Err), change
                    assert type(result.failure()) is CLASS_OF[status], change
                    check_error(result.failure())
    assert tried > 500


def test_a_changed_error_event_is_still_the_right_err(
    exchanges: list[dict[str, Any]], core_and_answer: tuple[OpenRouterCore, Answer]
) -> None:
    core, answer = core_and_answer
    errors_seen = [error for e in exchanges if (error := expect(e).error) and "code" in error]
    before = {"choices": [{"index": 0, "delta": {"content": "Hel"}}]}
    choice = {"index": 0, "delta": {"content": ""}, "finish_reason": "error"}
    shapes: tuple[Callable[[Any], Any], ...] = (
        lambda error: {"error": error},
        lambda error: {"error": error, "choices": []},
        lambda error: {"error": error, "choices": [choice], "id": "gen-1"},
        lambda error: {"choices": [{**choice, "error": error}]},
    )
    for shape in shapes:
        for change, error in changes(errors_seen):
            event = shape(error)
            answer(200, "text/event-stream", as_event(before) + as_event(event))
            results = list(chat_send(core, QUESTION, stream=True).unwrap())
            assert [type(result) for result in results] == [Ok, Err], (change, results)
            failure = results[1].failure()
            if ".code" not in change or ".code." in change:
                assert type(failure) is CLASS_OF[error["code"]], (change, failure)
            assert isinstance(failure, errors.APIError), change
            check_error(failure)


def right_for_200(change: str, body: Any, result: Any) -> bool:
    """Whether an error inside a 200 body is the error that its code says. Where the code itself was changed, or the
    error object, it is enough that it is a value.
    """
    if re.match(
        r"\.(error|error\.code|choices|choices\[\]|choices\[\]\.error|choices\[\]\.error\.code)( |$)",
        change,
    ):
        return isinstance(result, Ok | Err)
    code = error_in(body)["code"]
    check_error(result.failure())
    return type(result.failure()) is CLASS_OF[code]


def check_error(error: errors.OpenRouterError) -> None:
    """What holds for every error, whatever the server wrote."""
    assert isinstance(error.message, str)
    assert error.message
    assert "\n" not in str(error)
    assert isinstance(repr(error), str)
    assert error.retry_after is None or error.retry_after >= 0
    assert error.provider_name is None or isinstance(error.provider_name, str)
    assert error.user_id is None or isinstance(error.user_id, str)
    assert isinstance(error.retryable, bool)
