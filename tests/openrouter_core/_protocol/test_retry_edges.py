"""When a request is sent again, at the edges: exactly the time left, no wait at all, the first status of an error."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core._protocol.retry import (
    BILLED,
    IDEMPOTENT,
    NON_IDEMPOTENT,
    SAFE,
    Decision,
    RetryRule,
    decide,
    effective_status,
    waiting_for,
)
from openrouter_core._protocol.retry_after import retry_after
from openrouter_core.models import ChatResponse
from openrouter_core.models.errors import (
    APIConnectionError,
    APIError,
    InvalidRequestError,
    OpenRouterDefaultError,
    OpenRouterError,
    RequestTimeoutError,
    ResponseValidationError,
)
from openrouter_core.retries import BackoffStrategy, RetryConfig

POLICY = RetryConfig(
    backoff=BackoffStrategy(
        initial_interval=2.0, max_interval=100.0, exponent=3.0, max_elapsed_time=50.0
    ),
    max_retries=3,
)


def error(status: int | None = 503, **fields: Any) -> APIError:
    return OpenRouterDefaultError("It failed", status_code=status, **fields)


def decision(
    failed: APIError | None = None,
    policy: RetryConfig = POLICY,
    rule: RetryRule = SAFE,
    **said: Any,
) -> Decision:
    given: dict[str, Any] = {"attempt": 1, "elapsed": 0.0, "jitter": 0.5, **said}
    return decide(policy, rule, failed or error(), **given)


@pytest.mark.parametrize(
    ("said", "wanted"),
    {
        "all the time that there is": ({"elapsed": 49.0}, Decision(True, 1.0)),
        "a little more": ({"elapsed": 49.001}, Decision(False, 1.0)),
        "all of the call's own": ({"elapsed": 9.0, "total": 10.0}, Decision(True, 1.0)),
        "more than the call's own": ({"elapsed": 9.001, "total": 10.0}, Decision(False, 1.0)),
        "the call's own is longer": ({"elapsed": 49.001, "total": 90.0}, Decision(False, 1.0)),
        "the second attempt": ({"attempt": 2}, Decision(True, 3.0)),
        "the last": ({"attempt": 3}, Decision(True, 9.0)),
        "one more": ({"attempt": 4}, Decision(False, None)),
        "0 is no wait of the server's": ({"failed": error(retry_after=0.0)}, Decision(True, 1.0)),
        "half a second is": ({"failed": error(retry_after=0.5)}, Decision(True, 0.5)),
    }.values(),
)
def test_whether_and_when(said: dict[str, Any], wanted: Decision) -> None:
    assert decision(**said) == wanted


def test_a_backoff_that_no_float_holds_is_its_longest() -> None:
    endless = RetryConfig(backoff=POLICY.backoff, max_retries=10_000)
    assert decision(policy=endless, attempt=9_000, jitter=0.25) == Decision(True, 25.0)


def test_what_each_kind_of_operation_repeats() -> None:
    asked = (400, 408, 409, 425, 429, 500, 501, 502, 503, 504, 524, 529, 599, 600)
    repeated = {
        rule: [status for status in asked if decision(error(status), rule=rule).again]
        for rule in (SAFE, IDEMPOTENT, BILLED, NON_IDEMPOTENT)
    }
    server = [500, 501, 502, 503, 504, 524, 529, 599]
    assert repeated[SAFE] == repeated[IDEMPOTENT] == [408, 429, *server]
    assert repeated[BILLED] == [429, 500, 502, 503, 529]
    assert repeated[NON_IDEMPOTENT] == [429, 503]
    after_sending = [rule.after_sending for rule in (SAFE, IDEMPOTENT, BILLED, NON_IDEMPOTENT)]
    assert after_sending == [True, True, False, False]


@pytest.mark.parametrize(
    ("failed", "wanted"),
    {
        "HTTP's": (error(503, code=429), 503),
        "HTTP's first": (error(400, code=429), 400),
        "the body's, in a success": (error(200, code=429), 429),
        "the body's, in what is no error yet": (error(399, code=429), 429),
        "the body's, in a stream": (error(None, code=429), 429),
        "none that is a number": (error(200, code="busy"), None),
    }.values(),
)
def test_the_status_that_an_error_counts_as(failed: APIError, wanted: int | None) -> None:
    assert effective_status(failed) == wanted


def test_waiting_asks_every_few_seconds() -> None:
    rule = RetryRule(("429",), after_sending=True, not_yet=("404",))
    waiting = waiting_for(POLICY, rule, 60.0)
    assert waiting.backoff.max_interval == 4.0
    assert waiting.backoff.max_elapsed_time == 60.0
    assert waiting.retry_codes == ("429", "404")
    own = RetryConfig(retry_codes=("500",), retry_connection_errors=False)
    waiting = waiting_for(own, rule, 60.0)
    assert waiting.retry_codes == ("500", "404")
    assert waiting.retry_connection_errors is False


@pytest.mark.parametrize(
    ("reset", "wanted"),
    {
        "the longest that is how long": ("99999999", 99_999_999.0),
        "the first that is a time": ("100000000", 0.0),
        "a time beyond every calendar, in seconds": ("99999999999", 98_235_999_999.0),
        "the first in milliseconds": ("100000000000", 0.0),
        "0": ("0", 0.0),
    }.values(),
)
def test_a_number_is_how_long_or_a_time_by_its_size(reset: str, wanted: float) -> None:
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": reset}
    assert retry_after(headers, None, now=1_764_000_000.0, status=429) == pytest.approx(wanted)


NEVER: dict[str, tuple[RetryRule, OpenRouterError]] = {
    "some of it was paid for": (SAFE, error(503, partial=ChatResponse())),
    "the next attempt meets it too": (SAFE, APIConnectionError("x", retryable=False)),
    "no more time": (SAFE, RequestTimeoutError("x", phase="total", retryable=True)),
    "nothing that the network did": (SAFE, ResponseValidationError("x")),
    "a request that is wrong": (SAFE, InvalidRequestError("x")),
    "it may have been done": (BILLED, APIConnectionError("x", body_sent=True, retryable=True)),
}


@pytest.mark.parametrize(("rule", "failed"), NEVER.values(), ids=NEVER)
def test_what_is_not_sent_again(rule: RetryRule, failed: OpenRouterError) -> None:
    assert decide(POLICY, rule, failed, attempt=1, elapsed=0.0, jitter=0.5).again is False
