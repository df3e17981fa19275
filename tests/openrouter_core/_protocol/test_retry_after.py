"""How long a server asks to be left alone, in all the places where one says it, and that it is left alone so long."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from openrouter_core import Err, OpenRouterCore, Timeout
from openrouter_core._protocol.classify import read_object
from openrouter_core._protocol.retry_after import retry_after
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import ChatResponse, HttpMeta, errors
from openrouter_core.testing import LocalServer, Reply, completion

NOW = 1_764_000_000.0
IN_30_S = "1764000030000"
REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}


def limits(reset: object = IN_30_S, remaining: object = "0") -> dict[str, Any]:
    found = {"x-ratelimit-limit": "50", "x-ratelimit-reset": reset}
    return found if remaining is None else {**found, "x-ratelimit-remaining": remaining}


WINDOWS: dict[str, tuple[dict[str, Any], float | None]] = {
    "milliseconds": (limits(), 30.0),
    "a number": (limits(1764000030000), 30.0),
    "a float": (limits("1764000030000.5"), 30.0005),
    "seconds": (limits("1764000030"), 30.0),
    "seconds as a float": (limits(1764000030.5), 30.5),
    "microseconds": (limits("1764000030000000"), 30.0),
    "so long from now": (limits("30"), 30.0),
    "an ISO date": (limits("2025-11-24T16:00:30Z"), 30.0),
    "an HTTP date": (limits("Mon, 24 Nov 2025 16:00:30 GMT"), 30.0),
    "fifteen hours": (limits("1764054000000"), 54_000.0),
    "nothing said of what remains": (limits(remaining=None), 30.0),
    "what remains makes no sense": (limits(remaining="some"), 30.0),
    "something remains": (limits(remaining="3"), None),
    "something remains, as a number": (limits(remaining=3), None),
    "the header twice": (limits(f"1764000010000, {IN_30_S}", "3, 0"), 30.0),
    "in the past": (limits("1763999999000"), 0.0),
    "a word": (limits("soon"), None),
    "empty": (limits(""), None),
    "null": (limits(None), None),
    "a list": (limits([IN_30_S], ["0"]), 30.0),
    "a list of two": (limits(["1764000010000", IN_30_S], ["3", "0"]), 30.0),
    "an empty list": (limits([]), None),
    "a list of lists": (limits([[IN_30_S]]), None),
    "Go's seconds": (limits("5s"), 5.0),
    "Go's minutes": (limits("6m0s"), 360.0),
    "Go's hours": (limits("1h2m3.5s"), 3723.5),
    "Go's milliseconds": (limits("250ms"), 0.25),
    "Go's microseconds": (limits("500us"), 0.0005),
    "a unit that is none": (limits("5w"), None),
    "a unit alone": (limits("s"), None),
    "the RFC's draft": ({"ratelimit-reset": "30", "ratelimit-remaining": "0"}, 30.0),
    "the RFC's draft alone": ({"ratelimit-reset": "30"}, 30.0),
    "the RFC's draft, something remains": (
        {"ratelimit-reset": "30", "ratelimit-remaining": "1"},
        None,
    ),
    "limits with names": (
        {
            "x-ratelimit-remaining-requests": "5",
            "x-ratelimit-reset-requests": "1h0m0s",
            "x-ratelimit-remaining-tokens": "0",
            "x-ratelimit-reset-tokens": "6m0s",
        },
        360.0,
    ),
    "both are used up": ({"x-ratelimit-reset-requests": "2s", "x-ratelimit-reset-tokens": "1s"}, 2),
    "true": (limits(True), None),
    "negative": (limits("-5"), None),
}


@pytest.mark.parametrize(("headers", "wanted"), WINDOWS.values(), ids=WINDOWS.keys())
def test_the_end_of_a_window_is_a_wait_of_a_429(
    headers: dict[str, Any], wanted: float | None
) -> None:
    assert_close = pytest.approx(wanted) if wanted is not None else None
    strings = {name: value for name, value in headers.items() if isinstance(value, str)}
    if len(strings) == len(headers):
        assert retry_after(strings, None, now=NOW, status=429) == assert_close
        assert retry_after(strings, None, now=NOW, status=503) is None
        assert retry_after(strings, None, now=NOW) is None
    spelled = {name.title(): value for name, value in headers.items()}
    for metadata in ({"headers": headers}, {"headers": spelled}):
        assert retry_after({}, None, now=NOW, status=429, metadata=metadata) == assert_close
        assert retry_after({}, None, now=NOW, status=400, metadata=metadata) is None


INNER = {"headers": limits()}
ORDER: dict[str, tuple[dict[str, str], Any, Any, float]] = {
    "milliseconds first": (
        {**limits(), "retry-after-ms": "7", "retry-after": "9"},
        None,
        INNER,
        0.007,
    ),
    "then Retry-After": ({**limits(), "retry-after": "9"}, {"retry_after": 5}, INNER, 9.0),
    "then availability": (limits(), {"retry_after": 5}, INNER, 5.0),
    "then the same in the body": (
        limits(),
        None,
        {"headers": {**limits("1764000060000"), "Retry-After": "4"}},
        4.0,
    ),
    "then the headers' window": (limits(), None, {"headers": limits("1764000060000")}, 30.0),
    "then the body's": (limits(remaining="1"), None, {"headers": limits("1764000060000")}, 60.0),
    "a budget last": ({}, None, {"resets_at": "2025-11-24T16:01:00Z", **INNER}, 30.0),
}


@pytest.mark.parametrize(
    ("headers", "availability", "metadata", "wanted"), ORDER.values(), ids=ORDER
)
def test_what_counts_first(
    headers: dict[str, str], availability: Any, metadata: Any, wanted: float
) -> None:
    found = retry_after(headers, availability, now=NOW, status=429, metadata=metadata)
    assert found == pytest.approx(wanted)


WAITS: dict[str, tuple[dict[str, Any], float | None]] = {
    "in the error": ({"error": {"message": "No", "retry_after": 7}}, 7.0),
    "as a string": ({"error": {"message": "No", "retry_after": "7.5"}}, 7.5),
    "as a duration": ({"error": {"message": "No", "retry_after": "1m30s"}}, 90.0),
    "in metadata": ({"error": {"message": "No", "metadata": {"retry_after": "7"}}}, 7.0),
    "metadata first": ({"error": {"retry_after": 5, "metadata": {"retry_after": 7}}}, 7.0),
    "beside the error": ({"error": "No", "retry_after": 7}, 7.0),
    "without an envelope": ({"message": "No", "retry_after": 7}, 7.0),
    "an end in the error": ({"error": {"resets_at": "2025-11-24T16:00:30Z"}}, 30.0),
    "an end as a number": ({"error": {"resets_at": 1764000030}}, 30.0),
    "an end beside it": ({"error": "No", "resets_at": 1764000030000}, 30.0),
    "a list of headers": ({"error": {"metadata": {"headers": {"Retry-After": ["7"]}}}}, 7.0),
    "several": ({"error": {"metadata": {"headers": {"retry-after": ["7", "9"]}}}}, 9.0),
    "a list of a date": (
        {"error": {"metadata": {"headers": {"Retry-After": ["Mon, 24 Nov 2025 16:00:30 GMT"]}}}},
        30.0,
    ),
    "a list of milliseconds": (
        {"error": {"metadata": {"headers": {"retry-after-ms": [7]}}}},
        0.007,
    ),
    "true": ({"error": {"retry_after": True}}, None),
    "negative": ({"error": {"retry_after": -1}}, None),
    "a word": ({"error": {"retry_after": "soon"}}, None),
    "an object": ({"error": {"retry_after": {"seconds": 5}}}, None),
}


@pytest.mark.parametrize(("body", "wanted"), WAITS.values(), ids=WAITS.keys())
def test_a_wait_is_found_wherever_a_body_says_it(
    body: dict[str, Any], wanted: float | None
) -> None:
    error = read_object(json.dumps(body).encode(), HttpMeta(status=429), ChatResponse, now=NOW)
    assert isinstance(error, errors.APIError)
    assert error.retry_after == (None if wanted is None else pytest.approx(wanted))


BUDGETS: dict[str, tuple[object, float | None]] = {
    "an ISO date": ("2025-11-25T16:00:00Z", 86_400.0),
    "with a zone": ("2025-11-25T18:00:00+02:00", 86_400.0),
    "with fractions": ("2025-11-24T16:00:01.500Z", 1.5),
    "without a zone": ("2025-11-25T16:00:00", 86_400.0),
    "a day": ("2025-11-25", 28_800.0),
    "milliseconds": (1764086400000, 86_400.0),
    "seconds": (1764086400, 86_400.0),
    "seconds as a string": ("1764086400", 86_400.0),
    "over": ("2025-11-01T00:00:00Z", 0.0),
    "null": (None, None),
    "a word": ("tomorrow", None),
    "an object": ({"at": 5}, None),
    "beyond the calendar": ("99999-01-01T00:00:00Z", None),
}


@pytest.mark.parametrize(("resets_at", "wanted"), BUDGETS.values(), ids=BUDGETS.keys())
@pytest.mark.parametrize("status", [402, 403, 429])
def test_a_budgets_new_beginning_is_told(
    status: int, resets_at: object, wanted: float | None
) -> None:
    body = {"error": {"code": status, "message": "Used up", "metadata": {"resets_at": resets_at}}}
    for http_status in (status, 200):
        error = read_object(
            json.dumps(body).encode(), HttpMeta(status=http_status), ChatResponse, now=NOW
        )
        assert isinstance(error, errors.APIError)
        assert error.retry_after == (None if wanted is None else pytest.approx(wanted))


@pytest.mark.parametrize(
    "metadata", [None, 5, [], {"headers": None}, {"headers": [1]}, {"headers": 5}]
)
def test_metadata_that_is_none_is_read_over(metadata: object) -> None:
    body = {"error": {"code": 429, "message": "No", "metadata": metadata}}
    error = read_object(json.dumps(body).encode(), HttpMeta(status=429), ChatResponse, now=NOW)
    assert isinstance(error, errors.APIError)
    assert error.retry_after is None


# --- over sockets --------------------------------------------------------------------------------

INNER_HEADERS = {
    "X-RateLimit-Limit": "50",
    "X-RateLimit-Remaining": "0",
}


def in_headers(reset: str) -> Reply:
    return Reply.error(429, "Slow down", {**INNER_HEADERS, "X-RateLimit-Reset": reset})


def in_the_body(reset: str) -> Reply:
    return Reply.json(body_of(reset), status=429)


def in_a_200(reset: str) -> Reply:
    return Reply.json(body_of(reset))


def body_of(reset: str) -> dict[str, Any]:
    metadata = {"headers": {**INNER_HEADERS, "X-RateLimit-Reset": reset}}
    return {"error": {"code": 429, "message": "free-models-per-day", "metadata": metadata}}


PLACES: dict[str, Callable[[str], Reply]] = {
    "in the headers": in_headers,
    "in the body": in_the_body,
    "in a 200": in_a_200,
}


class Patient:
    """A core whose clock stands still, but for the waits that it writes down."""

    def __init__(self, server: LocalServer) -> None:
        self.waits: list[float] = []
        self.time = 0.0
        clock = Clock(
            now=lambda: self.time,
            wall=lambda: NOW + self.time,
            random=lambda: 1.0,
            sleep=lambda seconds, _: self.wait(seconds),
        )
        self.core = with_clock(OpenRouterCore(server_url=server.url), clock)

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_a_window_that_ends_soon_is_waited_for(
    server: LocalServer, place: Callable[[str], Reply]
) -> None:
    server.enqueue(place(IN_30_S), Reply.json(completion("At last")))
    patient = Patient(server)
    with patient.core as core:
        assert chat_send(core, REQUEST).unwrap().text == "At last"
    assert patient.waits == [30.0]
    assert len(server.requests) == 2


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_a_window_that_ends_too_late_is_not_waited_for(
    server: LocalServer, place: Callable[[str], Reply]
) -> None:
    server.always(place("1764054000000"))
    patient = Patient(server)
    with patient.core as core:
        error = chat_send(core, REQUEST).failure()
        assert type(error) is errors.TooManyRequestsResponseError
        assert error.retry_after == 54_000.0
        assert (len(server.requests), patient.waits) == (1, [])
        server.always(place(IN_30_S))
        short = core.with_options(timeout=Timeout(total=20))
        assert chat_send(short, REQUEST).failure().retry_after == 30.0
    assert (len(server.requests), patient.waits) == (2, [])


def test_an_event_of_a_stream_tells_it_too(server: LocalServer) -> None:
    server.enqueue(Reply.events([body_of("1764054000000")], done=False))
    with Patient(server).core as core:
        [result] = list(chat_send(core, REQUEST, stream=True).unwrap())
    assert isinstance(result, Err)
    assert result.failure().retry_after == 54_000.0


def test_a_403_is_told_when_and_not_repeated(server: LocalServer) -> None:
    metadata = {"limit_source": "key", "resets_at": "2025-11-24T16:00:02Z"}
    body = {"error": {"code": 403, "message": "Budget", "metadata": metadata}}
    server.always(Reply.json(body, status=403))
    patient = Patient(server)
    with patient.core as core:
        error = chat_send(core, REQUEST).failure()
    assert (type(error), error.retry_after) == (errors.ForbiddenResponseError, 2.0)
    assert (len(server.requests), patient.waits) == (1, [])


@pytest.mark.parametrize(
    ("header", "reset"),
    [
        ("1764000030000", 1_764_000_030.0),
        ("1764000030", 1_764_000_030.0),
        ("30", None),
        ("soon", None),
    ],
)
def test_http_meta_has_the_reset_in_seconds(header: str, reset: float | None) -> None:
    meta = HttpMeta(status=429, headers={"x-ratelimit-reset": header, "x-ratelimit-limit": "5"})
    assert meta.rate_limit is not None
    assert meta.rate_limit.reset == reset
