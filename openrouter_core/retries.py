"""`RetryConfig` and `BackoffStrategy`: when a request is sent again, and after how long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import attrs

from openrouter_core._check import check_seconds, expect, shown
from openrouter_core.models._frozen import Frozen

_MILLISECONDS = "these are seconds (the official SDKs' fields of the same name are milliseconds)"
_EXPONENT = "a number of at least 1"


def _interval(instance: object, attribute: attrs.Attribute[Any], value: float) -> None:
    check_seconds(f"BackoffStrategy.{attribute.name}", value)
    if value > 600:
        raise ValueError(
            f"BackoffStrategy.{attribute.name}: expected at most 600; got {value:g}; {_MILLISECONDS}"
        )


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class BackoffStrategy(Frozen):
    """How long to wait before another attempt, where the server does not say; all times in seconds.

    The n-th wait is a random number between 0 and ``initial_interval * exponent ** n`` (at most `max_interval`):
    "full jitter" as in https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.

    Fields:
        initial_interval: the longest that the first wait can be; at most 600.
        max_interval: the longest that any wait can be; at most 600.
        exponent: the factor from one longest wait to the next, at least 1.
        max_elapsed_time: a wait that would end later than this, counted from the first attempt, does not begin.

    Raises:
        ValueError: a field is not a number in its range.
    """

    initial_interval: float = attrs.field(default=0.5, validator=_interval)
    max_interval: float = attrs.field(default=8.0, validator=_interval)
    exponent: float = 2.0
    max_elapsed_time: float = 60.0

    def __attrs_post_init__(self) -> None:
        check_seconds("BackoffStrategy.max_elapsed_time", self.max_elapsed_time)
        check_seconds("BackoffStrategy.exponent", self.exponent, _EXPONENT)
        if self.exponent < 1:
            raise ValueError(
                f"BackoffStrategy.exponent: expected {_EXPONENT}; got {self.exponent!r}"
            )
        if self.initial_interval > self.max_interval:
            raise ValueError(
                f"BackoffStrategy.initial_interval: expected at most max_interval ({self.max_interval:g}); got "
                f"{self.initial_interval:g}; {_MILLISECONDS}"
            )


_CODE = re.compile(r"[1-5](?:[0-9]{2}|XX)")


def _codes(values: Sequence[str | int] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ValueError(
            f"RetryConfig.retry_codes: expected several, such as ('429', '5XX'); got {shown(values)}"
        )
    codes = []
    for value in values:
        codes.append(str(value).upper())
        if not _CODE.fullmatch(codes[-1]):
            raise ValueError(
                f"RetryConfig.retry_codes: expected codes such as '429' and '5XX'; got {shown(value)}"
            )
    return tuple(codes)


@attrs.frozen(slots=False, eq=False, repr=False)
class RetryConfig(Frozen):
    """When a request is sent again.

    Fields:
        strategy: ``"backoff"``, or ``"none"`` to send each request once.
        backoff: how long to wait before another attempt.
        max_retries: how many further attempts there may be.
        retry_codes: the statuses after which a request is sent again, such as ``("429", "5XX")``; they replace the
            operation's own. With 408, 504 or 524 a generation can be billed twice, because the work may have begun.
            With 500 or 5XX a thing can be created twice.
        retry_connection_errors: whether a request is sent again after a connection error. True: always, also when the
            server may have the whole request, so that a generation may be billed twice, or a key made twice. False:
            never. None, the default: when the server cannot have the request, or when repeating it does no harm.

    Raises:
        TypeError: a field has the wrong type.
        ValueError: a field has a value that it cannot have.
    """

    strategy: Literal["backoff", "none"] = "backoff"
    backoff: BackoffStrategy = attrs.field(factory=BackoffStrategy, kw_only=True)
    max_retries: int = attrs.field(default=2, kw_only=True)
    retry_codes: Sequence[str | int] | None = attrs.field(
        default=None, converter=_codes, kw_only=True
    )
    retry_connection_errors: bool | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.strategy not in ("backoff", "none"):
            raise ValueError(
                f"RetryConfig.strategy: expected 'backoff' or 'none'; got {shown(self.strategy)}"
            )
        if not isinstance(self.backoff, BackoffStrategy):
            raise TypeError(
                f"RetryConfig.backoff: expected BackoffStrategy; got a value of type {type(self.backoff).__name__}"
            )
        expect("RetryConfig.retry_connection_errors", self.retry_connection_errors, bool)
        if (
            isinstance(self.max_retries, bool)
            or not isinstance(self.max_retries, int)
            or self.max_retries < 0
        ):
            raise ValueError(
                f"RetryConfig.max_retries: expected an integer of at least 0; got {shown(self.max_retries)}"
            )
