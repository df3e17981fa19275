"""Whether and when a request is sent again: what an operation allows, and one pure function that decides."""

from __future__ import annotations

from typing import Final, NamedTuple

from openrouter_core._check import check_seconds, shown
from openrouter_core.models.errors import (
    APIConnectionError,
    APIError,
    OpenRouterError,
    RequestTimeoutError,
    SDKValidationError,
)
from openrouter_core.retries import BackoffStrategy, RetryConfig


class RetryRule(NamedTuple):
    """What may be repeated of an operation, as part of its description.

    Fields:
        codes: statuses that are repeated.
        after_sending: whether a connection error is repeated also when the server may have had the whole request.
        not_yet: statuses that may mean "not yet", and are repeated where the caller waits for it.
    """

    codes: tuple[str, ...]
    after_sending: bool
    not_yet: tuple[str, ...] = ()


SAFE = RetryRule(("408", "429", "5XX"), after_sending=True)
"""Reading changes nothing, so every passing failure is repeated."""

IDEMPOTENT = RetryRule(("408", "429", "5XX"), after_sending=True)
"""Giving something a value, or deleting it, comes to the same when it is done twice."""

BILLED = RetryRule(("429", "500", "502", "503", "529"), after_sending=False)
"""A generation is billed: not on 408, 504 and 524, where the work had begun and would be billed again."""

NON_IDEMPOTENT = RetryRule(("429", "503"), after_sending=False)
"""What creates something is repeated only where it certainly did not."""


LEAST_WAIT: Final = 0.01
"""Seconds between two attempts, at least: ``retry-after-ms: 0.001`` would ask for a storm."""
LEAST_POLL_WAIT: Final = 0.5
"""Seconds between two looks at what is not there yet: such a wait has no number of attempts that would end it."""
LEAST_LOOK: Final = 5.0
"""Seconds that such a look may take, at least: one that begins just before the wait ends is worth its response."""


def waiting_for(policy: RetryConfig, rule: RetryRule, seconds: float) -> RetryConfig:
    """A policy that goes on asking for what is not there yet, every few seconds, and for so long.

    Raises:
        SDKValidationError: `seconds` is not a positive number.
    """
    try:
        check_seconds("wait", seconds)
    except ValueError as exc:
        raise SDKValidationError(
            str(exc), path="wait", expected="a positive number of seconds", got=shown(seconds)
        ) from None
    codes = rule.codes if policy.retry_codes is None else policy.retry_codes
    return RetryConfig(
        backoff=BackoffStrategy(max_interval=4.0, max_elapsed_time=seconds),
        max_retries=1_000_000,  # time bounds it
        retry_codes=(*codes, *rule.not_yet),
        retry_connection_errors=policy.retry_connection_errors,
    )


class Decision(NamedTuple):
    """Whether to send again.

    Fields:
        again: whether there is a next attempt.
        wait: seconds to wait before it, also where only the time for it is missing; None where waiting would not help.
    """

    again: bool
    wait: float | None = None


def decide(
    policy: RetryConfig,
    rule: RetryRule,
    error: OpenRouterError,
    *,
    attempt: int,
    elapsed: float,
    jitter: float,
    total: float | None = None,
    least: float = LEAST_WAIT,
) -> Decision:
    """Whether to send again, and when: what the server says, else backoff with full jitter.

    Arguments:
        attempt: how many attempts there were, from 1.
        elapsed: seconds since the first attempt began.
        jitter: a random number from 0 to 1.
        total: the call's own time limit in seconds.
        least: seconds to wait at least.
    """
    if (
        policy.strategy == "none"
        or attempt > policy.max_retries
        or not _may_repeat(policy, rule, error)
    ):
        return Decision(False)
    backoff = policy.backoff
    if error.retry_after is not None and error.retry_after > 0:
        wait = error.retry_after
    else:
        try:
            bound = min(
                backoff.max_interval, backoff.initial_interval * backoff.exponent ** (attempt - 1)
            )
        except OverflowError:
            bound = backoff.max_interval
        wait = jitter * bound
    wait = max(wait, least)
    budget = backoff.max_elapsed_time if total is None else min(backoff.max_elapsed_time, total)
    return Decision(elapsed + wait <= budget, wait)


def _may_repeat(policy: RetryConfig, rule: RetryRule, error: OpenRouterError) -> bool:
    if isinstance(error, APIError):
        if error.partial is not None:  # it was paid for
            return False
        said = (error.availability or {}).get("retryable")
        if isinstance(said, bool):
            return said
        codes = rule.codes if policy.retry_codes is None else policy.retry_codes
        status = effective_status(error)
        return status is not None and (str(status) in codes or f"{status // 100}XX" in codes)
    if isinstance(error, RequestTimeoutError) and error.phase == "wait":  # the job goes on
        return True
    if isinstance(error, APIConnectionError | RequestTimeoutError) and error.phase != "total":
        if (
            not error.retryable
        ):  # a certificate has expired, a proxy wants a password: the next attempt meets it too
            return False
        if policy.retry_connection_errors is not None:
            return policy.retry_connection_errors
        return rule.after_sending or not error.body_sent
    return False


def effective_status(error: APIError) -> int | None:
    """The status that an error counts as: HTTP's from 400 up, else the body's, else that of the error's class."""
    if error.status_code is not None and error.status_code >= 400:
        return error.status_code
    if isinstance(error.code, int):
        return error.code
    return error.STATUS
