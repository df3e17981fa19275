"""When a request is sent again: the decision as a table, then counted over sockets with a clock that does not wait."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from email.utils import formatdate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_core import (
    BackoffStrategy,
    Err,
    Hooks,
    Ok,
    OpenRouterCore,
    RequestOptions,
    RetryConfig,
    Timeout,
)
from openrouter_core._protocol.retry import (
    BILLED,
    LEAST_WAIT,
    NON_IDEMPOTENT,
    SAFE,
    Decision,
    RetryRule,
    decide,
)
from openrouter_core._protocol.retry_after import retry_after
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.hooks import RetryEvent
from openrouter_core.models import HttpMeta, errors
from openrouter_core.testing import LocalServer, Reply, Reset, completion, error

QUESTION = {"messages": [{"role": "user", "content": "Hi"}]}
BACKOFF = RetryConfig()
NONE = RetryConfig("none")


def answered(status: int, **fields: Any) -> errors.APIError:
    return errors.OpenRouterDefaultError("No", status_code=status, **fields)


def in_a_body(code: int | str | None, **fields: Any) -> errors.APIError:
    return errors.OpenRouterDefaultError("No", status_code=200, code=code, **fields)


def disconnected(body_sent: bool, phase: str = "read") -> errors.OpenRouterError:
    return errors.APIConnectionError("No", phase=phase, body_sent=body_sent, retryable=True)


def timed_out(body_sent: bool, phase: str = "read") -> errors.OpenRouterError:
    return errors.RequestTimeoutError("No", phase=phase, body_sent=body_sent, retryable=True)


def again(
    repeat: RetryRule,
    outcome: errors.OpenRouterError,
    policy: RetryConfig = BACKOFF,
    attempt: int = 1,
) -> bool:
    return decide(policy, repeat, outcome, attempt=attempt, elapsed=0.0, jitter=0.5).again


# --- what may be repeated ------------------------------------------------------------------------

STATUSES = {  # reading, generating, creating
    400: (False, False, False),
    401: (False, False, False),
    402: (False, False, False),
    403: (False, False, False),
    404: (False, False, False),
    408: (True, False, False),
    409: (False, False, False),
    413: (False, False, False),
    422: (False, False, False),
    429: (True, True, True),
    500: (True, True, False),
    501: (True, False, False),
    502: (True, True, False),
    503: (True, True, True),
    504: (True, False, False),
    520: (True, False, False),
    524: (True, False, False),
    529: (True, True, False),
}
OPERATIONS = (SAFE, BILLED, NON_IDEMPOTENT)


@pytest.mark.parametrize(("status", "wanted"), STATUSES.items())
@pytest.mark.parametrize("outcome", [answered, in_a_body])
def test_which_statuses_are_repeated(
    status: int, wanted: tuple[bool, ...], outcome: Callable[..., errors.APIError]
) -> None:
    for repeat, expected in zip(OPERATIONS, wanted, strict=True):
        assert again(repeat, outcome(status)) is expected
        assert again(repeat, outcome(status), NONE) is False
        # Partial content or usage was paid for; the server's own word counts for more than the status.
        assert again(repeat, outcome(status, partial=object())) is False
        assert again(repeat, outcome(status, availability={"retryable": False})) is False
        assert again(repeat, outcome(status, availability={"retryable": True})) is True
        assert again(repeat, outcome(status, availability={"retryable": "yes"})) is expected
        assert again(repeat, outcome(status, availability={"retryable": True}), NONE) is False
        said = {"availability": {"retryable": True}, "partial": object()}
        assert again(repeat, outcome(status, **said)) is False


NETWORK = [  # outcome; reading, generating, creating by default; with True; with False
    (disconnected(False, "connect"), (True, True, True), True),
    (disconnected(False, "dns"), (True, True, True), True),
    (disconnected(False, "write"), (True, True, True), True),
    (disconnected(True, "read"), (True, False, False), True),
    (timed_out(False, "connect"), (True, True, True), True),
    (timed_out(False, "pool"), (True, True, True), True),
    (timed_out(False, "write"), (True, True, True), True),
    (timed_out(True, "read"), (True, False, False), True),
    (timed_out(True, "total"), (False, False, False), False),
    (timed_out(False, "total"), (False, False, False), False),
]


@pytest.mark.parametrize(("outcome", "by_default", "opted_in"), NETWORK)
def test_which_failures_of_the_network_are_repeated(
    outcome: errors.OpenRouterError, by_default: tuple[bool, ...], opted_in: bool
) -> None:
    for repeat, expected in zip(OPERATIONS, by_default, strict=True):
        assert again(repeat, outcome) is expected
        assert again(repeat, outcome, RetryConfig(retry_connection_errors=True)) is opted_in
        assert again(repeat, outcome, RetryConfig(retry_connection_errors=False)) is False
        assert again(repeat, outcome, NONE) is False


@pytest.mark.parametrize(
    "outcome",
    [
        errors.SDKValidationError("No"),
        errors.InvalidRequestError("No"),
        errors.RequestAbortedError("No"),
        errors.ResponseValidationError("No", status_code=200),
        errors.StreamIncompleteError("No", status_code=200),
        errors.UnexpectedClientError("No"),
    ],
)
def test_no_other_failure_is_ever_repeated(outcome: errors.OpenRouterError) -> None:
    for repeat in OPERATIONS:
        for policy in (
            BACKOFF,
            RetryConfig(retry_codes=("4XX", "5XX"), retry_connection_errors=True),
        ):
            assert again(repeat, outcome, policy) is False


@pytest.mark.parametrize(
    ("codes", "repeated", "not_repeated"),
    [
        (("429",), (429,), (408, 500, 503)),
        ((429, "503"), (429, 503), (500, 504)),
        (("5XX",), (500, 504, 524, 599), (408, 429)),
        (("5xx", "408"), (408, 524), (429,)),
        (("4XX",), (400, 408, 429), (500,)),
        ((), (), (429, 500, 503)),
    ],
)
def test_retry_codes_stand_in_place_of_the_operations_own(
    codes: tuple[str | int, ...], repeated: tuple[int, ...], not_repeated: tuple[int, ...]
) -> None:
    policy = RetryConfig(retry_codes=codes)
    for repeat in OPERATIONS:
        assert all(again(repeat, answered(status), policy) for status in repeated)
        assert not any(again(repeat, answered(status), policy) for status in not_repeated)


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (answered(503, code=400), True),  # what HTTP said counts, from 400 up
        (answered(400, code=503), False),
        (in_a_body("server_error"), False),
        (errors.InternalServerResponseError("No", status_code=200, code="server_error"), True),
        (errors.TooManyRequestsResponseError("No", status_code=200), True),
        (in_a_body(None), False),
    ],
)
def test_an_error_in_a_200_body_counts_as_its_code_or_its_class(
    outcome: errors.APIError, expected: bool
) -> None:
    assert again(BILLED, outcome) is expected


# --- how often, and how long ---------------------------------------------------------------------


@pytest.mark.parametrize("max_retries", [0, 1, 2, 5])
def test_there_are_no_more_than_max_retries(max_retries: int) -> None:
    policy = RetryConfig(max_retries=max_retries)
    decisions = [again(SAFE, answered(503), policy, attempt) for attempt in range(1, 10)]
    assert decisions == [True] * max_retries + [False] * (9 - max_retries)


def test_waits_grow_from_one_bound_to_the_next_with_full_jitter() -> None:
    strategy = BackoffStrategy(initial_interval=1, max_interval=5, exponent=2)
    policy = RetryConfig(max_retries=99, backoff=strategy)
    for attempt, bound in enumerate((1, 2, 4, 5, 5, 5), start=1):
        for jitter in (0.0, 0.25, 1.0):
            decision = decide(
                policy, SAFE, answered(503), attempt=attempt, elapsed=0.0, jitter=jitter
            )
            assert decision == Decision(True, max(jitter * bound, LEAST_WAIT))


@pytest.mark.parametrize("exponent", [1.0, 2.0, 1e10, 1e200, 1.7e308])
def test_no_exponent_is_too_large(exponent: float) -> None:
    policy = RetryConfig(max_retries=5000, backoff=BackoffStrategy(exponent=exponent))
    for attempt in (1, 2, 3, 40, 4000):
        decision = decide(policy, SAFE, answered(503), attempt=attempt, elapsed=0.0, jitter=1.0)
        assert decision.wait is not None
        assert 0.5 <= decision.wait <= 8


def test_the_server_decides_how_long_if_it_says_so() -> None:
    for asked in (LEAST_WAIT, 3.0, 59.5):
        decision = decide(
            BACKOFF,
            BILLED,
            answered(429, retry_after=asked),
            attempt=1,
            elapsed=0.0,
            jitter=0.9,
        )
        assert decision == Decision(True, asked)


@pytest.mark.parametrize("asked", [5e-324, 1e-6, 0.001, 0.00999])
def test_no_server_can_ask_for_a_storm(asked: float) -> None:
    outcome = answered(429, retry_after=asked)
    decision = decide(BACKOFF, BILLED, outcome, attempt=1, elapsed=0.0, jitter=0.9)
    assert decision == Decision(True, LEAST_WAIT)


def test_a_server_that_says_at_once_gets_backoff_all_the_same() -> None:
    outcome = answered(429, retry_after=0.0)
    decision = decide(BACKOFF, BILLED, outcome, attempt=1, elapsed=0.0, jitter=0.5)
    assert decision == Decision(True, 0.25)


@pytest.mark.parametrize(
    ("asked", "elapsed", "total", "decision"),
    [
        (60.0, 0.0, None, Decision(True, 60.0)),
        (60.001, 0.0, None, Decision(False, 60.001)),
        (30.0, 30.0, None, Decision(True, 30.0)),
        (30.0, 30.5, None, Decision(False, 30.0)),
        (5.0, 0.0, 5.0, Decision(True, 5.0)),
        (5.0, 0.1, 5.0, Decision(False, 5.0)),
        (61.0, 0.0, 600.0, Decision(False, 61.0)),
        (86_400.0, 0.0, None, Decision(False, 86_400.0)),
        (None, 59.9, None, Decision(False, 0.25)),
    ],
)
def test_a_wait_that_does_not_fit_is_not_begun_and_is_told(
    asked: float | None, elapsed: float, total: float | None, decision: Decision
) -> None:
    outcome = answered(429, retry_after=asked)
    assert decision == decide(
        BACKOFF, BILLED, outcome, attempt=1, elapsed=elapsed, jitter=0.5, total=total
    )


seconds = st.floats(min_value=0.001, max_value=600)


@given(
    strategy=st.builds(
        lambda first, more, exponent, elapsed: BackoffStrategy(
            initial_interval=first,
            max_interval=min(600, first + more),
            exponent=exponent,
            max_elapsed_time=elapsed,
        ),
        seconds,
        seconds,
        st.floats(1, 1e300),
        st.floats(0.001, 1e6),
    ),
    max_retries=st.integers(0, 50),
    total=st.none() | st.floats(0.001, 1e6),
    attempts=st.lists(
        st.tuples(st.floats(0, 100), st.floats(0, 1), st.none() | st.floats(0, 1e9)), min_size=5
    ),
)
def test_attempts_and_time_stay_in_their_limits(
    strategy: BackoffStrategy,
    max_retries: int,
    total: float | None,
    attempts: list[tuple[float, float, float | None]],
) -> None:
    """Whatever the server asks and however long an attempt takes: no wait ends outside the budget."""
    policy = RetryConfig(max_retries=max_retries, backoff=strategy)
    budget = strategy.max_elapsed_time if total is None else min(strategy.max_elapsed_time, total)
    now, sent = 0.0, 0
    for duration, jitter, asked in attempts:
        sent += 1
        now += duration
        outcome = answered(503, retry_after=asked)
        decision = decide(
            policy, SAFE, outcome, attempt=sent, elapsed=now, jitter=jitter, total=total
        )
        if not decision.again:
            break
        assert decision.wait is not None
        assert decision.wait >= LEAST_WAIT
        if asked:
            assert decision.wait == max(asked, LEAST_WAIT)
        now += decision.wait
        assert now <= budget
    assert sent <= max_retries + 1


# --- Retry-After ---------------------------------------------------------------------------------

NOW = 1_700_000_000.0
AFTER: dict[str, tuple[Mapping[str, str], Any, float | None]] = {
    "nothing": ({}, None, None),
    "seconds": ({"retry-after": "7"}, None, 7.0),
    "a fraction": ({"retry-after": "0.25"}, None, 0.25),
    "zero": ({"retry-after": "0"}, None, 0.0),
    "white space around": ({"retry-after": " 7 "}, None, 7.0),
    "a date": ({"retry-after": formatdate(NOW + 90, usegmt=True)}, None, 90.0),
    "a date days ahead": ({"retry-after": formatdate(NOW + 259_200, usegmt=True)}, None, 259_200.0),
    "a date that has passed": ({"retry-after": formatdate(NOW - 5, usegmt=True)}, None, 0.0),
    "a date of the older form": ({"retry-after": "Tue Nov 14 22:13:50 2023"}, None, 30.0),
    "a date of RFC 850": ({"retry-after": "Tuesday, 14-Nov-23 22:13:50 GMT"}, None, 30.0),
    "a date without a zone": ({"retry-after": "Tue, 14 Nov 2023 22:13:50"}, None, 30.0),
    "negative": ({"retry-after": "-7"}, None, None),
    "infinite": ({"retry-after": "inf"}, None, None),
    "not a number": ({"retry-after": "nan"}, None, None),
    "too large for a float": ({"retry-after": "9" * 400}, None, None),
    "garbage": ({"retry-after": "soon"}, None, None),
    "hexadecimal": ({"retry-after": "0x10"}, None, None),
    "a date that is none": ({"retry-after": "Sun, 99 Nov 2023 22:13:20 GMT"}, None, None),
    "a year beyond the calendar": ({"retry-after": "Sun, 06 Nov 99999 08:49:37 GMT"}, None, None),
    "very long": ({"retry-after": "Sun, " * 10_000}, None, None),
    "empty": ({"retry-after": ""}, None, None),
    "milliseconds": ({"retry-after-ms": "250"}, None, 0.25),
    "milliseconds first": ({"retry-after-ms": "250", "retry-after": "7"}, None, 0.25),
    "garbage in milliseconds": ({"retry-after-ms": "soon", "retry-after": "7"}, None, 7.0),
    "availability": ({}, {"retry_after": 12}, 12.0),
    "availability as a string": ({}, {"retry_after": "12"}, 12.0),
    "the header before availability": ({"retry-after": "7"}, {"retry_after": 12}, 7.0),
    "garbage before availability": ({"retry-after": "soon"}, {"retry_after": 12}, 12.0),
    "availability without it": ({}, {"retryable": True}, None),
    "availability with null": ({}, {"retry_after": None}, None),
    "availability with true": ({}, {"retry_after": True}, None),
    "availability with a list": ({}, {"retry_after": [1]}, None),
    "availability with a negative": ({}, {"retry_after": -1}, None),
    "availability with a huge integer": ({}, {"retry_after": 10**400}, None),
}


@pytest.mark.parametrize(("headers", "availability", "wanted"), AFTER.values(), ids=AFTER.keys())
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_what_the_server_asks_to_wait(
    headers: Mapping[str, str],
    availability: Any,
    wanted: float | None,
    zone: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as context:
        context.setenv("TZ", zone)
        if hasattr(time, "tzset"):
            time.tzset()
        found = retry_after(headers, availability, now=NOW)
    if hasattr(time, "tzset"):
        time.tzset()
    assert found == wanted


# --- configurations that are mistakes ------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {
            "initial_interval": 500,
            "max_interval": 60_000,
        },  # milliseconds, as the official SDKs have it
        {"max_interval": 60_000},
        {"initial_interval": 601},
        {"initial_interval": 9},  # over the default maximum
        {"initial_interval": 0},
        {"initial_interval": -1},
        {"max_interval": float("inf")},
        {"max_interval": float("nan")},
        {"max_interval": "8"},
        {"initial_interval": True},
        {"max_elapsed_time": 0},
        {"max_elapsed_time": float("nan")},
        {"exponent": 0.5},
        {"exponent": float("inf")},
        {"exponent": "2"},
    ],
)
def test_a_backoff_that_is_a_mistake_is_a_value_error_that_names_the_field(
    fields: dict[str, Any],
) -> None:
    with pytest.raises(ValueError, match="|".join(fields)):
        BackoffStrategy(**fields)


@pytest.mark.parametrize(
    "fields", [{"initial_interval": 500, "max_interval": 60_000}, {"initial_interval": 30}]
)
def test_milliseconds_are_told_to_be_seconds(fields: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="these are seconds"):
        BackoffStrategy(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"strategy": "exponential"},
        {"strategy": None},
        {"max_retries": -1},
        {"max_retries": True},
        {"max_retries": 1.5},
        {"max_retries": "2"},
        {"retry_codes": "429"},
        {"retry_codes": 429},
        {"retry_codes": ("42",)},
        {"retry_codes": ("4X9",)},
        {"retry_codes": ("600",)},
        {"retry_codes": ("429 ",)},
        {"retry_codes": (None,)},
    ],
)
def test_a_retry_config_that_is_a_mistake_is_a_value_error(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="|".join(fields)):
        RetryConfig(**fields)


# --- over sockets --------------------------------------------------------------------------------


class FakeTime:
    """A clock on which only waiting takes time."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.waits: list[float] = []

    def sleep(self, seconds: float, aborted: threading.Event) -> None:
        self.waits.append(seconds)
        self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds, threading.Event())

    @property
    def clock(self) -> Clock:
        return Clock(
            now=lambda: self.time,
            wall=lambda: NOW,
            random=lambda: 0.5,
            sleep=self.sleep,
            sleep_async=self.sleep_async,
        )


class Caller:
    """Sends `QUESTION` in one of the four forms, and says what came back and how long it waited."""

    def __init__(self, server: LocalServer, form: str) -> None:
        self.server = server
        self.asynchronous = form.startswith("async")
        self.stream = form.endswith("streamed")
        self.waits: list[float] = []
        self.http_meta: HttpMeta | None = None

    def __call__(
        self, *, options: RequestOptions | None = None, **settings: Any
    ) -> list[Ok[Any] | Err[Any]]:
        fake = FakeTime()
        self.waits = fake.waits
        core = with_clock(OpenRouterCore(server_url=self.server.url, **settings), fake.clock)
        if self.asynchronous:
            return asyncio.run(self._call_async(core, options))
        with core:
            result: Any = chat_send(core, QUESTION, stream=self.stream, options=options)
            if isinstance(result, Ok):
                self.http_meta = result.unwrap().http_meta
            return list(result.unwrap()) if self.stream and isinstance(result, Ok) else [result]

    async def _call_async(
        self, core: OpenRouterCore, options: RequestOptions | None
    ) -> list[Ok[Any] | Err[Any]]:
        async with core:
            result: Any = await chat_send_async(core, QUESTION, stream=self.stream, options=options)
            if isinstance(result, Ok):
                self.http_meta = result.unwrap().http_meta
            if self.stream and isinstance(result, Ok):
                return [item async for item in result.unwrap()]
            return [result]

    @property
    def attempts(self) -> int:
        """How many requests the server saw."""
        return len(self.server.requests)


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with LocalServer(answer="Hello.") as server:
        yield server


@pytest.fixture(params=["sync", "sync streamed", "async", "async streamed"])
def call(server: LocalServer, request: pytest.FixtureRequest) -> Caller:
    server.reset()
    return Caller(server, request.param)


def text_of(results: list[Ok[Any] | Err[Any]]) -> str:
    return "".join(result.unwrap().text for result in results)


def failure_of(results: list[Ok[Any] | Err[Any]]) -> errors.OpenRouterError:
    found: errors.OpenRouterError = results[-1].failure()
    return found


REPEATED = {
    **{f"HTTP {status}": Reply.error(status) for status in (429, 500, 502, 503, 529)},
    **{
        f"{code} in a 200 body": Reply.json(error(code, "No")) for code in (429, 500, 502, 503, 529)
    },
    "among nulls": Reply.json({"id": None, "choices": None, "usage": None, **error(429, "No")}),
    "in an empty choice": Reply.json(
        {"choices": [{"finish_reason": "error", "message": {"content": ""}, **error(502, "No")}]}
    ),
    "a word": Reply.json({"error": {"code": "server_error", "message": "No"}}),
    "HTML": Reply(502, {"Content-Type": "text/html"}, b"<html>Bad gateway</html>"),
    "empty": Reply(503),
    "a 400 that may be repeated": Reply.error(400, availability={"retryable": True}),
}


@pytest.mark.parametrize("reply", REPEATED.values(), ids=REPEATED.keys())
def test_a_passing_failure_is_repeated(call: Caller, reply: Reply) -> None:
    call.server.enqueue(reply)
    results = call()
    assert text_of(results) == "Hello."
    assert (call.attempts, call.waits) == (2, [0.25])
    assert call.server.requests[0].body == call.server.requests[1].body


USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2, "cost": 0.1}
NOT_REPEATED = {
    **{
        f"HTTP {status}": Reply.error(status)
        for status in (400, 401, 402, 403, 404, 408, 413, 422, 501, 504, 520, 524)
    },
    **{
        f"{code} in a 200 body": Reply.json(error(code, "No")) for code in (400, 401, 408, 504, 524)
    },
    "partial content": Reply.json(
        {"choices": [{"finish_reason": "error", "message": {"content": "Hel"}, **error(502, "No")}]}
    ),
    "usage": Reply.json({"choices": [], "usage": USAGE, **error(502, "No")}),
    "a 503 that may not be repeated": Reply.error(503, availability={"retryable": False}),
    "a redirect": Reply.redirect("/elsewhere"),
    "no JSON": Reply(200, {"Content-Type": "application/json"}, b"oops"),
}


@pytest.mark.parametrize("reply", NOT_REPEATED.values(), ids=NOT_REPEATED.keys())
def test_what_is_no_passing_failure_or_was_paid_for_is_sent_once(
    call: Caller, reply: Reply
) -> None:
    call.server.always(reply)
    error = failure_of(call())
    assert (call.attempts, call.waits) == (1, [])
    assert error.http_meta is not None
    assert error.http_meta.attempts == 1


def test_attempts_and_waits_are_counted_in_http_meta(call: Caller) -> None:
    call.server.enqueue(Reply.error(429), Reply.error(503))
    call()
    assert call.http_meta is not None
    assert call.http_meta.attempts == call.attempts == 3
    assert call.http_meta.elapsed == sum(call.waits) == 0.25 + 0.5


def test_after_the_last_retry_the_last_error_is_returned(call: Caller) -> None:
    call.server.enqueue(Reply.error(429), Reply.error(500), Reply.error(503), Reply.error(400))
    error = failure_of(call())
    assert type(error) is errors.ServiceUnavailableResponseError
    assert error.http_meta is not None
    assert error.http_meta.attempts == call.attempts == 3
    assert call.waits == [0.25, 0.5]


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": formatdate(NOW + 11, usegmt=True)}, 11.0),
        ({"retry-after-ms": "1500", "Retry-After": "2"}, 1.5),
        ({"Retry-After": "soon"}, 0.25),
    ],
)
@pytest.mark.parametrize("in_body", [False, True])
def test_what_the_server_asks_is_honoured_exactly(
    call: Caller, headers: dict[str, str], wait: float, in_body: bool
) -> None:
    failed = Reply.json(error(429, "No"), 200 if in_body else 429, headers)
    call.server.enqueue(failed)
    assert text_of(call()) == "Hello."
    assert call.waits == [wait]


def test_what_the_body_asks_is_honoured_too(call: Caller) -> None:
    call.server.enqueue(Reply.error(503, availability={"retryable": True, "retry_after": 3}))
    assert text_of(call()) == "Hello."
    assert call.waits == [3.0]


@pytest.mark.parametrize(
    ("asked", "settings"),
    [
        ("61", {}),
        ("86400", {}),
        ("6", {"timeout": Timeout(total=5)}),
        ("3", {"retry_config": RetryConfig(backoff=BackoffStrategy(max_elapsed_time=2))}),
    ],
)
def test_a_wait_that_does_not_fit_comes_back_at_once(
    call: Caller, asked: str, settings: dict[str, Any]
) -> None:
    call.server.enqueue(Reply.error(429, headers={"Retry-After": asked}))
    error = failure_of(call(**settings))
    assert type(error) is errors.TooManyRequestsResponseError
    assert error.retry_after == float(asked)
    assert (call.attempts, call.waits) == (1, [])


def test_the_budget_holds_over_all_attempts(call: Caller) -> None:
    call.server.always(Reply.error(429, headers={"Retry-After": "25"}))
    error = failure_of(call(retry_config=RetryConfig(max_retries=9)))
    assert (call.attempts, call.waits) == (3, [25.0, 25.0])
    assert error.retry_after == 25.0


def test_strategy_none_sends_once(call: Caller) -> None:
    call.server.always(Reply.error(429, headers={"Retry-After": "1"}))
    settings: dict[str, Any]
    for settings in (
        {"retry_config": RetryConfig("none")},
        {"options": RequestOptions(retries=RetryConfig("none"))},
        {"retry_config": RetryConfig(max_retries=0)},
    ):
        before = call.attempts
        error = failure_of(call(**settings))
        assert (call.attempts - before, call.waits, error.retry_after) == (1, [], 1.0)


def test_the_calls_policy_stands_in_place_of_the_cores(call: Caller) -> None:
    call.server.enqueue(Reply.error(400))
    results = call(
        retry_config=RetryConfig("none"),
        options=RequestOptions(retries=RetryConfig(retry_codes=("4XX",))),
    )
    assert text_of(results) == "Hello."


@pytest.mark.parametrize("status", [408, 504, 524])
def test_retry_codes_opt_in_to_what_may_be_billed_twice(call: Caller, status: int) -> None:
    call.server.enqueue(Reply.error(status))
    assert text_of(call(retry_config=RetryConfig(retry_codes=(status,)))) == "Hello."
    assert call.attempts == 2


def test_a_connection_that_breaks_after_sending_is_repeated_only_when_asked(call: Caller) -> None:
    call.server.enqueue([Reset()])
    error = failure_of(call())
    assert type(error) is errors.APIConnectionError
    assert (error.body_sent, call.attempts, call.waits) == (True, 1, [])
    call.server.enqueue([Reset()])
    assert text_of(call(retry_config=RetryConfig(retry_connection_errors=True))) == "Hello."
    assert (call.attempts, call.waits) == (3, [0.25])


def test_a_refused_connection_is_repeated_unless_forbidden(call: Caller) -> None:
    with LocalServer() as gone:
        url = gone.url
    there = RequestOptions(server_url=url, api_key="its-key")
    error = failure_of(call(options=there))
    assert type(error) is errors.APIConnectionError
    assert (error.body_sent, call.waits) == (False, [0.25, 0.5])
    failure_of(
        call(
            options=there,
            retry_config=RetryConfig(retry_connection_errors=False),
        )
    )
    assert call.waits == []


@pytest.mark.parametrize("call", ["sync streamed", "async streamed"], indirect=True)
def test_nothing_is_repeated_after_a_streams_first_event(call: Caller) -> None:
    first = {"choices": [{"index": 0, "delta": {"content": "Hel"}}]}
    call.server.enqueue(Reply.events([first, error(503, "No")], done=False))
    results = call(retry_config=RetryConfig(retry_codes=("5XX",)))
    assert [type(result) for result in results] == [Ok, Err]
    assert type(failure_of(results)) is errors.ServiceUnavailableResponseError
    assert (call.attempts, call.waits) == (1, [])


def test_the_total_limit_covers_the_waits(call: Caller) -> None:
    """A wait that ends exactly at the limit is begun; then no time is left to send."""
    call.server.always(Reply.error(429, headers={"Retry-After": "5"}))
    error = failure_of(call(timeout=Timeout(total=5)))
    assert (type(error), error.phase) == (errors.RequestTimeoutError, "total")
    assert (call.attempts, call.waits) == (1, [5.0])


def test_hooks_and_key_are_asked_at_each_attempt(call: Caller) -> None:
    call.server.enqueue(Reply.error(429), Reply.error(503))
    keys = iter(("one", "two", "three"))
    seen: list[RetryEvent] = []
    prepared: list[object] = []
    hooks = Hooks(before_request=prepared.append, on_retry=seen.append)
    assert text_of(call(api_key=lambda: next(keys), hooks=hooks)) == "Hello."
    sent = [request.headers["authorization"] for request in call.server.requests]
    assert sent == ["Bearer one", "Bearer two", "Bearer three"]
    assert len(prepared) == 3
    assert [(event.attempt, event.wait, type(event.error)) for event in seen] == [
        (1, 0.25, errors.TooManyRequestsResponseError),
        (2, 0.5, errors.ServiceUnavailableResponseError),
    ]


def test_retries_use_the_same_connection(call: Caller) -> None:
    before = call.server.connections.accepted
    call.server.enqueue(Reply.error(429), Reply.json(error(503, "No")))
    assert text_of(call()) == "Hello."
    assert call.server.connections.accepted - before == 1


def test_a_completion_that_is_no_error_is_never_repeated(call: Caller) -> None:
    call.server.enqueue(Reply.json(completion("Once.")))
    assert text_of(call()) == "Once."
    assert call.attempts == 1
