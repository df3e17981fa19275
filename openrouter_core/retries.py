"""Whether and when a request is sent again: a policy as data, and one pure function that decides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import attrs

from openrouter_core.misfit import shown
from openrouter_core.models.errors import (
    APIConnectionError,
    APIError,
    OpenRouterError,
    RequestTimeoutError,
    SDKValidationError,
)
from openrouter_core.timeouts import check_seconds

_MILLISECONDS = (
    "seconds are meant here (the official SDKs' fields of the same name are milliseconds)"
)


def _interval(instance: object, attribute: attrs.Attribute[Any], value: float) -> None:
    check_seconds(f"BackoffStrategy.{attribute.name}", value)
    if value > 600:
        raise ValueError(
            f"BackoffStrategy.{attribute.name}: {value:g} is over 600; {_MILLISECONDS}"
        )


@attrs.frozen(slots=False, kw_only=True)
class BackoffStrategy:
    """How long to wait where the server does not say, all in seconds.

    The n-th wait is a random number between 0 and ``initial_interval * exponent ** n`` (at most `max_interval`):
    "full jitter" as in https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.

    Fields:
        initial_interval: bound of the first wait.
        max_interval: bound of every wait.
        exponent: growth from one bound to the next, at least 1.
        max_elapsed_time: no wait begins that would end later than this after the first attempt began.
    """

    initial_interval: float = attrs.field(default=0.5, validator=_interval)
    max_interval: float = attrs.field(default=8.0, validator=_interval)
    exponent: float = 2.0
    max_elapsed_time: float = 60.0

    def __attrs_post_init__(self) -> None:
        check_seconds("BackoffStrategy.max_elapsed_time", self.max_elapsed_time)
        check_seconds("BackoffStrategy.exponent", self.exponent)
        if self.exponent < 1:
            raise ValueError(
                f"BackoffStrategy.exponent: expected at least 1; got {self.exponent!r}"
            )
        if self.initial_interval > self.max_interval:
            raise ValueError(
                f"BackoffStrategy.initial_interval: {self.initial_interval:g} is over max_interval "
                f"({self.max_interval:g}); {_MILLISECONDS}"
            )


_DECIMAL = re.compile(r"[0-9]{1,20}(?:\.[0-9]{0,20})?")
_CODE = re.compile(r"[1-5](?:[0-9]{2}|XX)")


def _codes(values: Sequence[str | int] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    if isinstance(values, str | int):
        raise ValueError(f"retry_codes: expected a sequence such as ('429', '5XX'); got {values!r}")
    codes = tuple(str(value).upper() for value in values)
    for code in codes:
        if not _CODE.fullmatch(code):
            raise ValueError(f"retry_codes: expected forms such as '429' and '5XX'; got {code!r}")
    return codes


@attrs.frozen(slots=False)
class RetryConfig:
    """When a request is sent again.

    Fields:
        strategy: ``"backoff"``, or ``"none"`` to send once.
        backoff: how long to wait.
        max_retries: how many further attempts there may be.
        retry_codes: statuses to repeat, such as ``("429", "5XX")``, in place of the operation's own. Naming 408, 504
            or 524 for a generation can bill it twice: the work had begun. Naming 500 or 5XX can create a thing twice.
        retry_connection_errors: True repeats also when the server may have had the whole request (a generation may
            then be billed twice, a key made twice), False never repeats after a connection error; None, the default,
            repeats what was not sent, and what may be done twice.
    """

    strategy: Literal["backoff", "none"] = attrs.field(
        default="backoff", validator=attrs.validators.in_(("backoff", "none"))
    )
    backoff: BackoffStrategy = attrs.field(
        factory=BackoffStrategy,
        validator=attrs.validators.instance_of(BackoffStrategy),
        kw_only=True,
    )
    max_retries: int = attrs.field(default=2, kw_only=True)
    retry_codes: Sequence[str | int] | None = attrs.field(
        default=None, converter=_codes, kw_only=True
    )
    retry_connection_errors: bool | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if (
            isinstance(self.max_retries, bool)
            or not isinstance(self.max_retries, int)
            or self.max_retries < 0
        ):
            raise ValueError(
                f"max_retries: expected an integer of at least 0; got {self.max_retries!r}"
            )


class Repeat(NamedTuple):
    """What may be repeated of an operation, as part of its description.

    Fields:
        codes: statuses that are repeated.
        after_sending: whether a connection error is repeated also when the server may have had the whole request.
        not_yet: statuses that may mean "not yet", and are repeated where the caller waits for it.
    """

    codes: tuple[str, ...]
    after_sending: bool
    not_yet: tuple[str, ...] = ()


READING = Repeat(("408", "429", "5XX"), after_sending=True)
"""Reading changes nothing, so every passing failure is repeated."""

SETTING = Repeat(("408", "429", "5XX"), after_sending=True)
"""Giving something a value, or deleting it, comes to the same when it is done twice."""

GENERATING = Repeat(("429", "500", "502", "503", "529"), after_sending=False)
"""A generation is billed: not on 408, 504 and 524, where the work had begun and would be billed again."""

CREATING = Repeat(("429", "503"), after_sending=False)
"""What creates something is repeated only where it certainly did not."""


def waiting_for(policy: RetryConfig, repeat: Repeat, seconds: float) -> RetryConfig:
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
    codes = repeat.codes if policy.retry_codes is None else policy.retry_codes
    return RetryConfig(
        backoff=BackoffStrategy(max_interval=4.0, max_elapsed_time=seconds),
        max_retries=1_000_000,  # time bounds it
        retry_codes=(*codes, *repeat.not_yet),
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
    repeat: Repeat,
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
        or not _may_repeat(policy, repeat, error)
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


def _may_repeat(policy: RetryConfig, repeat: Repeat, error: OpenRouterError) -> bool:
    if isinstance(error, APIError):
        if error.partial is not None:  # it was paid for
            return False
        said = (error.availability or {}).get("retryable")
        if isinstance(said, bool):
            return said
        codes = repeat.codes if policy.retry_codes is None else policy.retry_codes
        status = effective_status(error)
        return status is not None and (str(status) in codes or f"{status // 100}XX" in codes)
    if isinstance(error, APIConnectionError | RequestTimeoutError) and error.phase != "total":
        if policy.retry_connection_errors is not None:
            return policy.retry_connection_errors
        return repeat.after_sending or not error.body_sent
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
