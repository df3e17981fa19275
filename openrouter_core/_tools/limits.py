"""How far a run with tools may go, and what counts against that."""

from __future__ import annotations

from typing import NamedTuple

from openrouter_core._check import invalid
from openrouter_core._convert.totals import LARGE, is_between
from openrouter_core._protocol.figures import cost_of


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
            if amount is not None and not is_between(amount, 0, LARGE):
                raise invalid(name, "a positive number or None", amount)


def dollars(usage: object) -> float:
    """What a response has cost. One that names no cost counts as free, and an amount that cannot be added up as more
    than any limit.
    """
    return cost_of(usage) or 0.0
