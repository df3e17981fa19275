"""`Timeout`: time limits as a user gives them; and the limits that one call uses."""

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
    """Time limits in seconds. A field that is not given keeps the core's value (or the default); None is no limit.

    Fields:
        connect: to look up the server's name and make the connection, however many addresses the name has; TLS may take
            as long again. Default 10.
        read: between two reads of the response; in a stream between two events, not counting keep-alive comments.
            Default 300.
        write: for one write of the request. Default 60.
        pool: to wait until a connection is free. Default 60.
        total: for the whole call, including retries and waits, and for the whole length of a stream. Default 600 where
            nothing is streamed: OpenRouter sends white space to keep the connection of a response alive, so the read
            limit does not bound the wait. No limit by default for a stream, and where ``wait=`` says how long to wait.

    Raises:
        ValueError: a limit is not a positive number.
    """

    connect: float | Unset | None = attrs.field(default=UNSET, validator=_limit)
    read: float | Unset | None = attrs.field(default=UNSET, validator=_limit)
    write: float | Unset | None = attrs.field(default=UNSET, validator=_limit)
    pool: float | Unset | None = attrs.field(default=UNSET, validator=_limit)
    total: float | Unset | None = attrs.field(default=UNSET, validator=_limit)


class Limits(NamedTuple):
    """The time limits of one call, in seconds; None is no limit."""

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
    """The limits of one call: the defaults, replaced by those of each layer (the core's, then the call's).

    A plain number sets every phase and, where nothing is streamed, the total.

    Arguments:
        waits: whether the call waits for a job, within a time limit of its own that may be longer than the total's
            default.
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
