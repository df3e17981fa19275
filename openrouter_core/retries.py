"""Whether and when a request is sent again: a policy as data, and one pure function that decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

import attrs

from openrouter_core._check import check_seconds
from openrouter_core.models._frozen import Frozen

_MILLISECONDS = (
    "seconds are meant here (the official SDKs' fields of the same name are milliseconds)"
)


def _interval(instance: object, attribute: attrs.Attribute[Any], value: float) -> None:
    check_seconds(f"BackoffStrategy.{attribute.name}", value)
    if value > 600:
        raise ValueError(
            f"BackoffStrategy.{attribute.name}: {value:g} is over 600; {_MILLISECONDS}"
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
