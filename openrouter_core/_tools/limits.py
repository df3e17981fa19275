"""The limits of a run with tools, and what counts against them."""

from __future__ import annotations

from typing import NamedTuple

from openrouter_core._check import invalid
from openrouter_core._convert.totals import LARGE, is_between
from openrouter_core._protocol.figures import cost_of


class RunLimits(NamedTuple):
    """The limits of a run.

    Fields:
        max_steps: how many requests.
        max_seconds: how long the run may take; None is unbounded.
        max_cost: US dollars; None is unbounded.
        max_calls: how many functions are run for one response.
    """

    max_steps: int
    max_seconds: float | None
    max_cost: float | None
    max_calls: int

    def check(self) -> None:
        """Raise SDKValidationError if a limit is not valid."""
        for name in ("max_steps", "max_calls"):
            count = getattr(self, name)
            if isinstance(count, bool) or not isinstance(count, int) or count < 1:
                raise invalid(name, "a positive integer", count)
        for name in ("max_seconds", "max_cost"):
            amount = getattr(self, name)
            if amount is not None and not is_between(amount, 0, LARGE):
                raise invalid(name, "a positive number or None", amount)


def dollars(usage: object) -> float:
    """The cost of a response. A response without a cost counts as free; a cost that is not a usable number counts as
    more than any limit.
    """
    return cost_of(usage) or 0.0
