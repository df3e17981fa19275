"""Time limits: what a user may say, and what one call makes of it."""

from __future__ import annotations

from typing import Any, NamedTuple

import attrs

from openrouter_core._check import check_seconds
from openrouter_core.models._frozen import Frozen
from openrouter_core.models.model import UNSET, Unset


def _limit(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not UNSET and value is not None:
        check_seconds(f"Timeout.{attribute.name}", value)


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class Timeout(Frozen):
    """Time limits in seconds. A field left out keeps the value that the core has (or the default); None is unbounded.

    Fields:
        connect: for making the connection, from the look-up of the name on, whatever number of addresses it has; as
            much again for TLS. Default 10.
        read: between two reads of the response; of a stream between two events, keep-alive comments not counted.
            Default 300.
        write: for one write of the request. Default 60.
        pool: for waiting until a connection is free. Default 60.
        total: for the whole call, retries and waits included, and of a stream, where it is given, for its whole
            length. Default 600 where nothing is streamed: OpenRouter sends white space to keep an answer's connection
            alive, so no read timeout bounds the wait. None for a stream, and where ``wait=`` says how long.
    """

    connect: float | Unset | None = attrs.field(default=UNSET, validator=_limit)
    read: float | Unset | None = attrs.field(default=UNSET, validator=_limit)
    write: float | Unset | None = attrs.field(default=UNSET, validator=_limit)
    pool: float | Unset | None = attrs.field(default=UNSET, validator=_limit)
    total: float | Unset | None = attrs.field(default=UNSET, validator=_limit)


class Limits(NamedTuple):
    """The time limits of one call, in seconds; None is unbounded."""

    connect: float | None = 10.0
    read: float | None = 300.0
    write: float | None = 60.0
    pool: float | None = 60.0
    total: float | None = 600.0


def check_timeout(value: object) -> None:
    """Raise ValueError unless `value` can stand for ``timeout=``."""
    if value is not None and not isinstance(value, Timeout):
        check_seconds("timeout", value, "a Timeout or a positive number of seconds")


def limits_of(*layers: Timeout | float | None, stream: bool, waits: bool = False) -> Limits:
    """What one call gets: the defaults, with each layer (the core's, then the call's) over them.

    A plain number sets every phase and, where nothing is streamed, the total.

    Arguments:
        waits: whether the call goes on asking for a time of its own, which the total's default would cut off.
    """
    found: dict[str, float | None] = {"total": None} if stream or waits else {}
    for layer in layers:
        if isinstance(layer, Timeout):
            found.update(
                {name: value for name, value in layer.__dict__.items() if value is not UNSET}
            )
        elif layer is not None:
            found.update(dict.fromkeys(("connect", "read", "write", "pool"), layer))
            if not stream:
                found["total"] = layer
    return Limits(**found)
