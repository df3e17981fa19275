"""Whether and when a request is sent again: what an operation allows, and one pure function that decides."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from openrouter_core._check import check_seconds, shown
from openrouter_core.models.errors import (
    APIConnectionError,
    APIError,
    OpenRouterError,
    RequestTimeoutError,
    SDKValidationError,
)
from openrouter_core.retries import BackoffStrategy, RetryConfig

_DECIMAL = re.compile(r"[0-9]{1,20}(?:\.[0-9]{0,20})?")


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


def waiting_for(policy: RetryConfig, rule: RetryRule, seconds: float) -> RetryConfig:
    """A policy that goes on asking for what is not there yet, every few seconds, and for so long.

    Raises:
        SDKValidationError: `seconds` is no positive number.
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
        wait: seconds to wait before it; also where there is only no time for it. None where it would be no use.
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
) -> Decision:
    """Whether to send again, and when: what the server says, else backoff with full jitter.

    Arguments:
        attempt: how many attempts there were, from 1.
        elapsed: seconds since the first attempt began.
        jitter: a random number from 0 to 1.
        total: the call's own time limit in seconds.
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
    if isinstance(error, APIConnectionError | RequestTimeoutError) and error.phase != "total":
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


def retry_after(
    headers: Mapping[str, str], availability: Mapping[str, Any] | None, *, now: float
) -> float | None:
    """Seconds that the server asks to wait: ``retry-after-ms``, else ``Retry-After`` (seconds or an HTTP date,
    RFC 9110, 10.2.3), else ``availability.retry_after``. A date that has passed is 0; what makes no sense is None.

    Arguments:
        headers: names in lower case.
        now: seconds since the epoch.
    """
    milliseconds = _seconds(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    seconds = _seconds(text)
    if seconds is None and text:
        seconds = _until(text, now)
    if seconds is None and text:  # the header came more than once: the longest wait suits all
        several = [_seconds(each) for each in text.split(",")]
        seconds = max((each for each in several if each is not None), default=None)
    return seconds if seconds is not None else _seconds((availability or {}).get("retry_after"))


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, str) and not _DECIMAL.fullmatch(value.strip()):
        return None
    try:
        seconds = float(value)
    except OverflowError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _until(date: str, now: float) -> float | None:
    from datetime import UTC  # with the next line 15 ms to import, and few servers send a date
    from email.utils import parsedate_to_datetime

    try:
        when = parsedate_to_datetime(date[:64])
        # RFC 9110's older form names no zone, and means UTC as every HTTP date does.
        seconds = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, TypeError, IndexError, OSError):
        return None
    return max(0.0, seconds - now)
