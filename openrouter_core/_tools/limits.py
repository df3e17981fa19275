"""How far a run with tools may go, and what counts against that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from openrouter_core._check import invalid
from openrouter_core._convert.values import wire_fields
from openrouter_core._protocol.figures import cost_of
from openrouter_core.models.model import JsonObject, Model

if TYPE_CHECKING:
    from openrouter_core.models import ChatUsage

_LARGE: Final = 1e300
"""What is beyond is not calculated with: a server may send NaN, and integers that no float can hold."""


class RunLimits(NamedTuple):
    """The limits of a run.

    Fields:
        max_steps: requests.
        max_seconds: how long the run may take; None is unbounded.
        max_cost: US dollars; None is unbounded.
        max_calls: functions that are run for one response.
    """

    max_steps: int
    max_seconds: float | None
    max_cost: float | None
    max_calls: int

    def check(self) -> None:
        """Raise SDKValidationError where a limit is none."""
        for name in ("max_steps", "max_calls"):
            count = getattr(self, name)
            if isinstance(count, bool) or not isinstance(count, int) or count < 1:
                raise invalid(name, "a positive integer", count)
        for name in ("max_seconds", "max_cost"):
            amount = getattr(self, name)
            if amount is not None and not _is_between(amount, 0, _LARGE):
                raise invalid(name, "a positive number or None", amount)


def dollars(usage: ChatUsage) -> float:
    """What a response has cost. One that names no cost counts as free, and an amount that cannot be added up as more
    than any limit.
    """
    return cost_of(usage) or 0.0


def added(total: JsonObject, more: Model) -> dict[str, Any]:
    """Two usages as one: numbers are added, and of all else the last stands."""
    made = dict(total)
    for name, value in wire_fields(more).items():
        before = made.get(name)
        if isinstance(value, Model):
            made[name] = added(wire_fields(before) if isinstance(before, Model) else {}, value)
        elif _is_between(before, -_LARGE, _LARGE) and _is_between(value, -_LARGE, _LARGE):
            made[name] = before + value
        elif value is not None:
            made[name] = value
    return made


def _is_between(value: object, above: float, below: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and above < value < below
