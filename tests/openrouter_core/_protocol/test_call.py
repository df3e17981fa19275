"""What is decided of a call, without a socket and without a clock: values in, values out."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest

from openrouter_core import OpenRouterCore, RequestOptions, RetryConfig, Timeout
from openrouter_core._protocol.call import HEADER_VALUE, Call, kept_headers, known_length, plan
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import Decision
from openrouter_core._protocol.sink import BodySink
from openrouter_core.funcs import chat_send, files_download, generations_get_generation
from openrouter_core.models import HttpMeta, errors
from openrouter_core.secret import Secret

KEY = "sk-or-v1-0123456789abcdef"
QUESTION = {"messages": [{"role": "user", "content": "Hello"}]}


def planned(
    operation: Operation = chat_send.OPERATION,
    request: object = QUESTION,
    *,
    stream: bool | None = False,
    options: RequestOptions | None = None,
    **how: Any,
) -> Call:
    core = OpenRouterCore(KEY, server_url="https://api.example/v1", timeout=Timeout(read=5))
    settings = core.settings(options, stream=bool(stream))
    return plan(operation, settings, request, stream=stream, **how)


def meta(status: int = 200, **headers: str) -> HttpMeta:
    return HttpMeta(status=status, headers=headers, attempts=1, elapsed=0.5)


def test_a_plan_is_a_value() -> None:
    assert planned() == planned()
    assert planned().prepared.url == "https://api.example/v1/chat/completions"
    assert json.loads(planned().prepared.content or b"") == {**QUESTION, "stream": False}
    with pytest.raises(AttributeError):
        planned().stream = True  # type: ignore[misc]  # that it cannot be set is what is tested


@pytest.mark.parametrize("stream", [8, 1, 0, "x", ""])
def test_whether_to_stream_is_true_or_false(stream: Any) -> None:
    with pytest.raises(errors.SDKValidationError, match="stream: expected True or False") as caught:
        planned(stream=stream)
    assert caught.value.path == "stream"


@pytest.mark.parametrize("request_", [None, [], "hi", 5, meta()])
def test_a_request_is_a_model_or_a_mapping(request_: Any) -> None:
    with pytest.raises(errors.SDKValidationError, match=r"^request: expected a ChatGen") as caught:
        planned(request=request_)
    assert caught.value.path == "request"


# ---------------------------------------------------------------- the key


@pytest.mark.parametrize(
    ("change", "goes_along"),
    [
        ({}, True),
        ({"url": "https://api.example/v1/chat/completions?a=1"}, True),
        ({"url": "https://API.example/v1/other"}, True),
        ({"url": "https://api.example:8443/v1/chat/completions"}, False),
        ({"url": "http://api.example/v1/chat/completions"}, False),
        ({"url": "https://other.example/v1/chat/completions"}, False),
        ({"headers": {"authorization": "Basic abc"}}, False),
    ],
    ids=lambda value: str(value),
)
def test_the_key_goes_with_the_request_it_is_meant_for(
    change: dict[str, Any], goes_along: bool
) -> None:
    call = planned()
    prepared = attrs.evolve(call.prepared, **change)
    assert call.key_for(prepared, call.key) == (call.key if goes_along else None)


def test_a_function_that_gave_no_key_is_an_error() -> None:
    call = planned()
    with pytest.raises(errors.InvalidRequestError, match="the function gave no key"):
        call.key_for(call.prepared, Secret(None))


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize(
    ("left", "wanted"),
    [
        (None, {"connect": 10.0, "read": 5, "write": 60.0, "pool": 60.0}),
        (600.0, {"connect": 10.0, "read": 5, "write": 60.0, "pool": 60.0}),
        (7.0, {"connect": 7.0, "read": 5, "write": 7.0, "pool": 7.0}),
        (0.5, {"connect": 0.5, "read": 0.5, "write": 0.5, "pool": 0.5}),
    ],
    ids=str,
)
def test_no_phase_lasts_longer_than_what_is_left(
    left: float | None, wanted: dict[str, float]
) -> None:
    assert planned().timeouts(left) == wanted


@pytest.mark.parametrize(
    ("since", "deadline", "until"),
    [(100.0, None, 105.0), (100.0, 103.0, 103.0), (100.0, 900.0, 105.0)],
    ids=str,
)
def test_the_next_event_must_come_within_read_and_the_total(
    since: float, deadline: float | None, until: float
) -> None:
    assert planned(stream=True).wait_until(since, deadline) == until


# ---------------------------------------------------------------- what has come


@pytest.mark.parametrize(
    ("stream", "status", "content_type", "wanted"),
    [
        (True, 200, "text/event-stream", True),
        (True, 200, "", True),
        (True, 206, "text/event-stream; charset=utf-8", True),
        (True, 200, "application/json", False),
        (True, 200, "Application/JSON; charset=utf-8", False),
        (True, 429, "text/event-stream", False),
        (True, 301, "text/event-stream", False),
        (False, 200, "text/event-stream", False),
    ],
    ids=str,
)
def test_what_is_read_as_a_stream(
    stream: bool, status: int, content_type: str, wanted: bool
) -> None:
    assert planned(stream=stream).opens_stream(status, content_type) is wanted


def test_a_body_means_a_response_or_raises_the_error_that_it_means() -> None:
    call = planned()
    body = b'{"choices": [{"message": {"content": "Hi"}}]}'
    response = call.response(body, meta(), BodySink(), secret=None, wall=0.0)
    assert (response.text, response.http_meta) == ("Hi", meta())
    failed = b'{"error": {"code": 429, "message": "Slow down"}}'
    with pytest.raises(errors.TooManyRequestsResponseError, match="Slow down"):
        call.response(failed, meta(), BodySink(), secret=None, wall=0.0)


def test_a_key_that_comes_back_is_hidden_before_the_body_is_kept() -> None:
    body = json.dumps({"error": {"code": 400, "message": f"bad key {KEY}"}}).encode()
    with pytest.raises(errors.BadRequestResponseError) as caught:
        planned().response(body, meta(400), BodySink(), secret=Secret(KEY), wall=0.0)
    assert caught.value.message == "bad key ***"
    assert KEY not in (caught.value.body or "")


EVENTS = (
    b'data: {"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
)


@pytest.mark.parametrize("status", [100, 101, 199, 300, 304, 399])
@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("body", [b'{"choices": []}', EVENTS], ids=["json", "events"])
def test_a_status_that_is_no_success_is_no_response(status: int, stream: bool, body: bytes) -> None:
    call = planned(stream=stream)
    assert not call.opens_stream(status, "text/event-stream")
    with pytest.raises(errors.APIError):
        call.response(body, meta(status), BodySink(), secret=None, wall=0.0)
    download = planned(files_download.OPERATION, {}, stream=None, path={"file_id": "a"})
    assert not download.is_content(status, "application/octet-stream")
    assert download.is_content(200, "application/octet-stream")


def test_bytes_that_were_asked_for_are_the_content() -> None:
    call = planned(files_download.OPERATION, {}, stream=None, path={"file_id": "a"})
    assert call.is_content(200, "application/octet-stream")
    assert call.is_content(200, "")
    assert not call.is_content(200, "application/json")
    assert not call.is_content(404, "application/octet-stream")
    with BodySink().begin() as sink:
        sink.write(b"abc")
    found = call.content(sink, meta())
    assert (found.content, found.size, found.http_meta) == (b"abc", 3, meta())


@pytest.mark.parametrize(
    ("headers", "length"),
    [
        ({"content-length": "12"}, 12),
        ({"content-length": "12", "content-encoding": "gzip"}, None),
        ({"content-length": "-1"}, None),
        ({"content-length": "+1"}, None),
        ({"content-length": "9" * 5000}, None),
        ({}, None),
    ],
    ids=["plain", "packed", "negative", "signed", "huge", "none"],
)
def test_how_long_a_body_will_be(headers: dict[str, str], length: int | None) -> None:
    assert known_length(headers) == length


def test_headers_are_kept_in_lower_case_joined_cut_and_without_the_key() -> None:
    raw = [
        (b"X-Echo", f"it was {KEY}".encode()),
        (b"Via", b"one"),
        (b"via", b"two"),
        (b"X-Long", b"a" * (HEADER_VALUE + 1)),
        (b"X-Latin", b"\xe9"),
    ]
    assert kept_headers(raw, Secret(KEY)) == {
        "x-echo": "it was ***",
        "via": "one, two",
        "x-long": "a" * HEADER_VALUE,
        "x-latin": "é",
    }


# ---------------------------------------------------------------- again?

BUSY = errors.ServiceUnavailableResponseError("busy", status_code=503)


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        ({"attempt": 1, "elapsed": 0.0}, Decision(True, 0.5)),
        ({"attempt": 2, "elapsed": 1.0}, Decision(True, 1.0)),
        ({"attempt": 3, "elapsed": 1.0}, Decision(False)),
        ({"attempt": 1, "elapsed": 59.9}, Decision(False, 0.5)),
        ({"attempt": 1, "elapsed": 0.0, "repeatable": False}, Decision(False)),
    ],
    ids=str,
)
def test_whether_a_request_is_sent_again(how: dict[str, Any], wanted: Decision) -> None:
    assert planned().decide(BUSY, jitter=1.0, **how) == wanted


def test_waiting_for_what_is_not_there_yet_has_a_policy_of_its_own() -> None:
    operation = generations_get_generation.OPERATION
    missing = errors.NotFoundResponseError("not yet", status_code=404)
    call = planned(operation, {"id": "gen-1"}, stream=None, wait=30.0)
    assert call.decide(missing, attempt=9, elapsed=20.0, jitter=0.5) == Decision(True, 2.0)
    assert not call.decide(missing, attempt=9, elapsed=29.5, jitter=0.5).again
    once = planned(operation, {"id": "gen-1"}, stream=None)
    assert not once.decide(missing, attempt=1, elapsed=0.0, jitter=0.5).again


def test_the_calls_own_policy_counts() -> None:
    call = planned(options=RequestOptions(retries=RetryConfig("none")))
    assert not call.decide(BUSY, attempt=1, elapsed=0.0, jitter=0.0).again
