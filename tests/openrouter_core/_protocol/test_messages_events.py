"""What a stream of the Messages API means: how it ends, how it fails, and what is read over."""

from __future__ import annotations

import json
from typing import Any

import pytest

from openrouter_core import Err, Ok, wire
from openrouter_core._protocol.classify import read_object
from openrouter_core._protocol.events import EventReader
from openrouter_core._protocol.formats.messages import MessagesEvents
from openrouter_core.models import (
    ContentBlockDeltaEvent,
    HttpMeta,
    MessagesResult,
    MessageStartEvent,
    MessageStopEvent,
    UnknownDelta,
    UnknownMessagesEvent,
    errors,
)
from openrouter_core.testing import message, message_events, named_event
from openrouter_core.wire import unstructure

Results = list[Ok[Any] | Err[Any]]
DONE = b"data: [DONE]\n\n"
STOP = {"type": "message_stop"}
PING = {"type": "ping"}


def reader() -> EventReader:
    meta = HttpMeta(status=200, headers={"content-type": "text/event-stream"})
    return EventReader(MessagesEvents(), meta, max_event_bytes=1 << 20, now=1_000_000.0)


def encoded(event: object) -> bytes:
    return event if isinstance(event, bytes) else b"data: " + json.dumps(event).encode() + b"\n\n"


def read(*events: object, at_once: bool = True) -> Results:
    """The results of a stream of these events; as one read, or one for each event."""
    this = reader()
    parts = [encoded(event) for event in events]
    results: Results = []
    for part in [b"".join(parts)] if at_once else parts:
        if not this.finished:
            results += this.feed(part)
    return results + this.end()


def whole(body: object) -> Any:
    content = json.dumps(body).encode()
    return read_object(content, HttpMeta(status=200), MessagesResult, now=1_000_000.0)


def failure(results: Results) -> Any:
    *delivered, last = results
    assert all(isinstance(result, Ok) for result in delivered)
    assert isinstance(last, Err)
    return last.failure()


def delta(kind: str, index: int = 0, **fields: Any) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": index, "delta": {"type": kind, **fields}}


# --- how a stream ends -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("after", [(), (DONE,), (b"event: data\ndata: [DONE]\n\n",)])
def test_it_ends_with_message_stop(after: tuple[bytes, ...], named: bool, at_once: bool) -> None:
    events: list[Any] = message_events("Hello you")
    results = read(*(map(named_event, events) if named else events), *after, at_once=at_once)
    given = [result.unwrap() for result in results]
    assert isinstance(given[0], MessageStartEvent)
    assert isinstance(given[-1], MessageStopEvent)
    assert "".join(event.text_delta for event in given) == "Hello you"


@pytest.mark.parametrize("at_once", [True, False])
def test_what_follows_is_not_read(at_once: bool) -> None:
    late = (PING, {"type": "error", "error": {"message": "late"}}, b"data: no JSON\n\n")
    events = message_events("Hi")
    assert read(*events, *late, at_once=at_once) == read(*events)


@pytest.mark.parametrize(
    "cut",
    [
        pytest.param(lambda events: events[:-1], id="no message_stop"),
        pytest.param(lambda events: [*events[:-1], DONE], id="DONE in its place"),
        pytest.param(lambda events: events[:-2], id="no stop_reason"),
        pytest.param(lambda events: events[:1], id="only the start"),
        pytest.param(lambda events: [DONE], id="nothing"),
        pytest.param(lambda events: [*events[:4], encoded(events[4])[:-20]], id="half an event"),
        pytest.param(
            lambda events: [*events[:-1], {"type": ["message_stop"]}], id="a strange type"
        ),
    ],
)
def test_without_message_stop_it_is_incomplete(cut: Any) -> None:
    error = failure(read(*cut(message_events("Hello"))))
    assert type(error) is errors.StreamIncompleteError
    assert error.retryable


@pytest.mark.parametrize(
    "ping",
    [
        PING,
        named_event(PING),
        b"event: ping\ndata: {}\n\n",
        b"event: ping\ndata:\n\n",
        b": ping\n\n",
    ],
)
def test_a_ping_is_read_over(ping: object) -> None:
    events = message_events("Hi")
    assert read(events[0], ping, *events[1:], at_once=False) == read(*events)
    assert all(result.unwrap().type != "ping" for result in read(*events))


def test_the_name_stands_for_a_type_that_is_missing() -> None:
    body = json.dumps({"index": 0, "delta": {"type": "text_delta", "text": "Hi"}}).encode()
    [event] = reader().feed(b"event: content_block_delta\ndata: " + body + b"\n\n")
    assert isinstance(event.unwrap(), ContentBlockDeltaEvent)
    assert event.unwrap().text_delta == "Hi"


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message_mood", "mood": [None, {"a": 1.0}]},
        {"mood": "good"},
        {"type": 7},
        {"type": ["a"], "x": {}},
    ],
)
def test_an_unknown_event_is_kept(event: dict[str, Any]) -> None:
    found = read(event, STOP)[0].unwrap()
    assert isinstance(found, UnknownMessagesEvent)
    assert unstructure(found) == event
    assert found.text_delta == ""


def test_an_unknown_delta_is_kept() -> None:
    event = delta("scent_delta", scent=["rose"])
    found = read(event, STOP)[0].unwrap()
    assert isinstance(found.delta, UnknownDelta)
    assert unstructure(found) == event


def test_a_whole_response_in_place_of_a_stream_is_one_event() -> None:
    body = message("Paris")
    [result] = read(json.dumps(body).encode())
    event = result.unwrap()
    assert isinstance(event, MessageStartEvent)
    assert event.message == wire.structure(body, MessagesResult)
    assert event.text_delta == "Paris"


@pytest.mark.parametrize(
    ("kind", "name"),
    [("text_delta", "text"), ("thinking_delta", "thinking"), ("input_json_delta", "partial_json")],
)
def test_a_character_in_two_halves_comes_whole(kind: str, name: str) -> None:
    halves = [
        delta(kind, 0, **{name: "Hi \ud83d"}),
        delta(kind, 1, **{name: "other"}),
        delta(kind, 0, **{name: "\ude00!"}),
    ]
    given = [result.unwrap() for result in read(*halves, STOP, at_once=False)]
    assert [getattr(event.delta, name) for event in given[:-1]] == ["Hi ", "other", "😀!"]


# --- how a stream fails ------------------------------------------------------------------------------------------

ERROR_TYPES = {
    "invalid_request_error": errors.BadRequestResponseError,
    "authentication_error": errors.UnauthorizedResponseError,
    "billing_error": errors.PaymentRequiredResponseError,
    "permission_error": errors.ForbiddenResponseError,
    "not_found_error": errors.NotFoundResponseError,
    "request_too_large": errors.PayloadTooLargeResponseError,
    "rate_limit_error": errors.TooManyRequestsResponseError,
    "timeout_error": errors.RequestTimeoutResponseError,
    "api_error": errors.InternalServerResponseError,
    "overloaded_error": errors.ProviderOverloadedResponseError,
    "something_new": errors.OpenRouterDefaultError,
}


@pytest.mark.parametrize("kind", ERROR_TYPES)
def test_an_error_has_the_class_of_its_type_in_an_event_and_in_a_body(kind: str) -> None:
    event = {"type": "error", "error": {"type": kind, "message": "It went wrong"}}
    begun = message_events("Hello")[:4]
    for error in (
        failure(read(*begun, event)),
        failure(read(*begun, named_event(event), STOP)),
        whole(event),
    ):
        assert type(error) is ERROR_TYPES[kind]
        assert error.message == "It went wrong"
        assert error.error_type == kind


@pytest.mark.parametrize(
    "event",
    [
        {"type": "error", "error": {"code": 429, "message": "Slow down"}},
        {"type": "error", "error": {"error_type": "rate_limit_exceeded", "message": "Slow down"}},
        {"type": "error", "message": "Slow down", "code": 429},
        {"error": {"code": 429, "message": "Slow down"}},
        b'event: error\ndata: {"error": {"type": "rate_limit_error", "message": "Slow down"}}\n\n',
        b'event: error\ndata: {"message": "Slow down", "code": 429}\n\n',
        {"choices": [{"finish_reason": "error", "delta": {}}], "error": {"code": 429, "message": "Slow down"}},
    ],
)  # fmt: skip
def test_other_forms_of_an_error(event: object) -> None:
    error = failure(read(*message_events("Hello")[:4], event))
    assert type(error) is errors.TooManyRequestsResponseError
    assert error.message == "Slow down"


@pytest.mark.parametrize("event", [{"type": "error"}, {"type": "error", "error": None}])
def test_an_error_that_says_nothing_is_one(event: dict[str, Any]) -> None:
    assert isinstance(failure(read(event)), errors.APIError)


def test_a_null_beside_an_event_is_no_error() -> None:
    events = [{**event, "error": None} for event in message_events("Hi")]
    assert "".join(result.unwrap().text_delta for result in read(*events)) == "Hi"


def test_an_error_without_an_envelope_is_one() -> None:
    error = whole({"type": "error", "message": "Overloaded"})
    assert isinstance(error, errors.APIError)
    assert error.message == "Overloaded"


@pytest.mark.parametrize(
    "body",
    [
        message(None),
        message("", stop_reason="refusal", stop_details={"type": "refusal", "category": "bio"}),
        {"type": "message", "content": []},
        {"content": None, "stop_reason": "max_tokens"},
    ],
)
def test_what_says_little_is_no_error(body: dict[str, Any]) -> None:
    assert whole(body) == body
