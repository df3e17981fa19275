"""What a stream of the Responses API means: its last event, its forms of failure, and what its events are named."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from openrouter_core import Err, Ok
from openrouter_core._protocol.classify import delivered, find_error, read_object
from openrouter_core._protocol.events import EventReader
from openrouter_core._protocol.formats.chat import ChatEvents
from openrouter_core._protocol.formats.responses import ResponsesEvents
from openrouter_core.models import (
    HttpMeta,
    OpenResponsesResult,
    ResponseCompletedEvent,
    ResponseFailedEvent,
    ResponseIncompleteEvent,
    TextDeltaEvent,
    UnknownResponsesEvent,
    errors,
)
from openrouter_core.models.responses.fusion_events import FusionCallPanelFailedEvent
from openrouter_core.testing import response, response_events
from openrouter_core.wire import unstructure

Results = list[Ok[Any] | Err[Any]]
DELTA = {"type": "response.output_text.delta", "delta": "Hel", "sequence_number": 1}
COMPLETED = {"type": "response.completed", "response": response("Hel"), "sequence_number": 2}
DONE = b"data: [DONE]\n\n"


def reader(content_type: str = "text/event-stream") -> EventReader:
    meta = HttpMeta(status=200, headers={"content-type": content_type})
    return EventReader(ResponsesEvents(), meta, max_event_bytes=1 << 20, now=1_000_000.0)


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
    return read_object(content, HttpMeta(status=200), OpenResponsesResult, now=1_000_000.0)


def failure(results: Results) -> Any:
    *delivered, last = results
    assert all(isinstance(result, Ok) for result in delivered)
    assert isinstance(last, Err)
    return last.failure()


# --- how a stream ends -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("after", [(), (DONE,), (b": a comment\n\n", DONE)])
@pytest.mark.parametrize("status", ["completed", "incomplete"])
def test_the_last_event_ends_the_stream_with_or_without_a_closing_signal(
    status: str, after: tuple[bytes, ...], at_once: bool
) -> None:
    results = read(*response_events("Hello you", status=status), *after, at_once=at_once)
    last = results[-1].unwrap()
    assert isinstance(last, ResponseCompletedEvent | ResponseIncompleteEvent)
    assert last.type == f"response.{status}"
    assert "".join(result.unwrap().text_delta for result in results) == "Hello you"
    assert last.response is not None
    assert last.response.output_text == "Hello you"


@pytest.mark.parametrize("at_once", [True, False])
def test_what_follows_the_last_event_is_not_read(at_once: bool) -> None:
    late = ({"type": "response.late"}, {"type": "error", "message": "late"}, b"data: no JSON\n\n")
    assert read(DELTA, COMPLETED, *late, at_once=at_once) == read(DELTA, COMPLETED)


def test_the_stream_is_over_as_soon_as_the_last_event_has_come() -> None:
    this = reader()
    this.feed(encoded(DELTA))
    assert not this.finished
    this.feed(encoded(COMPLETED))
    assert this.finished
    assert not this.failed


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize(
    "events",
    [
        (DELTA,),
        (DELTA, DONE),
        (DONE,),
        tuple(response_events("Hello"))[:-1],
        (*response_events("Hello")[:-1], DONE),
        (DELTA, encoded(COMPLETED)[:-30]),
        ({"type": "response.complete"},),
        ({"type": ["response.completed"]},),
    ],
)
def test_a_stream_without_its_last_event_is_incomplete(
    events: tuple[object, ...], at_once: bool
) -> None:
    error = failure(read(*events, at_once=at_once))
    assert type(error) is errors.StreamIncompleteError


def test_a_chat_is_still_whole_with_its_closing_signal_alone() -> None:
    events = EventReader(ChatEvents(), HttpMeta(status=200), max_event_bytes=1 << 20, now=0.0)
    results = events.feed(encoded({"choices": [{"delta": {"content": "Hi"}}]}) + DONE)
    assert [type(result) for result in results + events.end()] == [Ok]


# --- how a stream fails ------------------------------------------------------------------------------------------


def failed(error: Any, **fields: Any) -> dict[str, Any]:
    answer = response(None, status="failed", usage_counts=None, error={"error": error}, **fields)
    return {"type": "response.failed", "response": answer, "sequence_number": 9}


FORMS: dict[str, Callable[[Any], Any]] = {
    "an event that is flat": lambda error: {"type": "error", "sequence_number": 9, **error},
    "an event with an error": lambda error: {"type": "error", "error": error},
    "response.error": lambda error: {"type": "response.error", "error": error},
    "response.error, flat": lambda error: {"type": "response.error", **error},
    "response.failed": failed,
    "response.failed, flat": lambda error: {"type": "response.failed", "error": error},
    "response.completed with an error": lambda error: {
        **failed(error),
        "type": "response.completed",
    },
    "no type": lambda error: {"error": error},
    "a chat's form": lambda error: {
        "choices": [{"finish_reason": "error", "delta": {}, "error": error}]
    },
    "named by the event": lambda error: b"event: error\n" + encoded(error),
    "another server's form": lambda error: {"object": "error", **error},
}
CODES = {
    "server_error": errors.InternalServerResponseError,
    "rate_limit_exceeded": errors.TooManyRequestsResponseError,
    "invalid_prompt": errors.BadRequestResponseError,
    "invalid_image_url": errors.BadRequestResponseError,
    "image_content_policy_violation": errors.ForbiddenResponseError,
    "vector_store_timeout": errors.RequestTimeoutResponseError,
    "insufficient_quota": errors.PaymentRequiredResponseError,
    "invalid_api_key": errors.UnauthorizedResponseError,
    "a word of next year": errors.OpenRouterDefaultError,
    "429": errors.TooManyRequestsResponseError,
    502: errors.BadGatewayResponseError,
}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("form", FORMS)
def test_a_failure_has_the_class_that_it_has_in_a_chat(form: str, code: Any) -> None:
    said = {"code": code, "message": "It broke"}
    error = failure(read(DELTA, FORMS[form](said), DONE))
    assert type(error) is CODES[code]
    assert (error.message, error.status_code, error.partial) == ("It broke", 200, None)
    assert str(error.code) == str(code)
    assert error.error_type is None
    in_a_chat = read_object(
        json.dumps({"error": said}).encode(), HttpMeta(status=200), OpenResponsesResult, now=0.0
    )
    assert type(in_a_chat) is type(error)


ERROR_TYPES = {
    "authentication": errors.UnauthorizedResponseError,
    "provider_overloaded": errors.ProviderOverloadedResponseError,
    "timeout": errors.RequestTimeoutResponseError,
    "content_policy_violation": errors.ForbiddenResponseError,
    "unmapped": errors.InternalServerResponseError,
}


@pytest.mark.parametrize("error_type", ERROR_TYPES)
def test_the_finer_class_beside_the_error_decides(error_type: str) -> None:
    """Codes are few: most failures are a server_error."""
    event = failed({"code": "server_error", "message": "No"}, error_type=error_type)
    for error in (failure(read(DELTA, event)), whole(event["response"])):
        assert type(error) is ERROR_TYPES[error_type]
        assert (error.code, error.error_type) == ("server_error", error_type)


@pytest.mark.parametrize("error", [None, {}, "No", ["No"], 5, True])
def test_a_failed_answer_is_an_error_whatever_it_says_about_it(error: object) -> None:
    event = failed(error)
    for found in (failure(read(event)), whole(event["response"])):
        assert isinstance(found, errors.APIError)
        assert str(found)
    assert isinstance(failure(read({"type": "response.failed"})), errors.APIError)
    assert isinstance(failure(read({"type": "error"})), errors.APIError)


@pytest.mark.parametrize("kind", ["response.completed", "response.incomplete", "response.failed"])
def test_a_status_of_failed_alone_is_a_failure(kind: str) -> None:
    said = {"object": "response", "status": "failed"}
    assert find_error(said) == {}
    assert isinstance(failure(read(DELTA, {"type": kind, "response": said})), errors.APIError)
    assert isinstance(whole(said), errors.APIError)


def test_an_answer_so_far_is_the_errors_partial() -> None:
    said = {"error": {"code": "server_error", "message": "It broke"}}
    answer = response("Hel", status="failed", error=said)
    streamed = failure(read(DELTA, {"type": "response.failed", "response": answer})).partial
    assert isinstance(streamed, ResponseFailedEvent)
    assert streamed.response is not None
    assert streamed.response.output_text == "Hel"
    assert whole(answer).partial.output_text == "Hel"
    assert whole(answer).partial.usage.input_tokens == 14


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ({}, False),
        ({"output": []}, False),
        ({"output": None, "usage": None}, False),
        ({"output": [{"type": "reasoning"}]}, True),
        ({"output": [], "usage": {"input_tokens": 3}}, True),
    ],
)
def test_an_item_or_a_bill_is_some_of_an_answer(body: dict[str, Any], wanted: bool) -> None:
    assert delivered(body) is wanted


@pytest.mark.parametrize("status", ["completed", "incomplete", "in_progress", "queued", None, 5])
def test_every_other_status_is_an_answer(status: Any) -> None:
    body = {**response("Hel"), "status": status}
    assert find_error(body) is None
    assert whole(body) == body


def test_another_objects_status_of_failed_is_not_looked_at() -> None:
    assert find_error({"object": "video", "status": "failed"}) is None


def test_one_model_of_a_panel_may_fail() -> None:
    event = {
        "type": "response.fusion_call.panel.failed",
        "error": "It is away",
        "model": "a/b",
        "sequence_number": 1,
    }
    first, last = read(event, COMPLETED)
    assert isinstance(first.unwrap(), FusionCallPanelFailedEvent)
    assert first.unwrap().error == "It is away"
    assert isinstance(last, Ok)


# --- what events are ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event",
    [
        {"type": "response.new_in_2027", "new": [None, {"x": 1}], "sequence_number": 4},
        {"type": "ping"},
        {"type": None, "x": 1},
        {"type": {"x": 1}},
        {},
    ],
)
def test_an_unknown_event_is_kept_whole(event: dict[str, Any]) -> None:
    first, _ = read(event, COMPLETED)
    unknown = first.unwrap()
    assert isinstance(unknown, UnknownResponsesEvent)
    assert unknown.extra == unstructure(unknown) == event
    assert unknown.type == (event.get("type") if isinstance(event.get("type"), str) else None)
    assert unknown.text_delta == ""


def test_an_event_may_have_its_type_as_its_name() -> None:
    named = b'event: response.output_text.delta\ndata: {"delta": "Hel"}\n\n'
    both = b'event: message\ndata: {"type": "response.output_text.delta", "delta": "lo"}\n\n'
    first, second, _ = read(named, both, COMPLETED)
    for result in (first, second):
        assert isinstance(result.unwrap(), TextDeltaEvent)
    assert first.unwrap().text_delta + second.unwrap().text_delta == "Hello"


def test_only_text_deltas_add_text() -> None:
    events = response_events("Paris it is.")
    added = {
        event["type"]
        for event, result in zip(events, read(*events), strict=True)
        if result.unwrap().text_delta
    }
    assert added == {"response.output_text.delta"}


# --- a whole answer in place of a stream -------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["completed", "incomplete", None])
@pytest.mark.parametrize("content_type", ["text/event-stream", "text/plain", ""])
def test_a_whole_answer_is_the_one_event_that_says_the_same(
    content_type: str, status: str | None
) -> None:
    body = {**response("Hello", status=status or "completed"), "status": status}
    this = reader(content_type)
    [result] = this.feed(b"\n     \n" + json.dumps(body).encode()) + this.end()
    event = result.unwrap()
    assert event.type == f"response.{status or 'completed'}"
    assert event.response.output_text == "Hello"
    assert unstructure(event.response) == body
    assert this.finished


def test_a_whole_failed_answer_keeps_what_there_is() -> None:
    body = response("Hel", status="failed", error={"error": {"code": "server_error"}})
    this = reader()
    error = failure(this.feed(json.dumps(body).encode()) + this.end())
    assert type(error) is errors.InternalServerResponseError
    assert isinstance(error.partial, OpenResponsesResult)
    assert error.partial.output_text == "Hel"
