"""Whether and when a request is sent again: a policy as data, and one pure function that decides."""

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
        strategy: ``"backoff"``, or ``"none"`` to send once.
        backoff: how long to wait.
        max_retries: how many further attempts there may be.
        retry_codes: statuses to repeat, such as ``("429", "5XX")``, in place of the operation's own. Naming 408, 504
            or 524 for a generation can bill it twice: the work had begun. Naming 500 or 5XX can create a thing twice.
        retry_connection_errors: True repeats also when the server may have had the whole request (a generation may
            then be billed twice, a key made twice), False never repeats after a connection error; None, the default,
            repeats what was not sent, and what may be done twice.
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
