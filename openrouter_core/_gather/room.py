"""The budget of a gather, whose calls wait for room that others hold."""

from __future__ import annotations

import threading
from contextvars import ContextVar
from typing import Final

from openrouter_core.budget import Budget, Reservation
from openrouter_core.models.errors import RequestAbortedError

POLL: Final = 0.02
"""Seconds between two looks at what is reserved. A call may end anywhere, also in the garbage collector, so nobody
tells those that wait.
"""


class Item:
    """What the calls of one item have reserved."""

    def __init__(self) -> None:
        self._reservations: list[Reservation] = []

    def add(self, reservation: Reservation) -> None:
        self._reservations = [each for each in self._reservations if each.open] + [reservation]

    @property
    def in_flight(self) -> int:
        return sum(each.open for each in self._reservations)


ITEM: Final[ContextVar[Item | None]] = ContextVar("ITEM", default=None)
"""The item whose function runs here, and in the tasks that it begins."""


class SharedBudget(Budget):
    """A budget whose calls wait where others hold the room. Each of 20 calls may cost 0.01 dollars, and 0.15 are left:

    - 15 are sent, 5 wait;
    - one of the 15 is over and has cost 0.0001: another is sent;
    - 0.009 are left and nothing is in flight: the next call is an `Err`.

    Where nobody has said what a call may cost, the first is sent alone, and all others wait until its cost is known.
    """

    def __init__(self, budget: Budget) -> None:
        self.__dict__.update(budget.__dict__)
        self._waiting: list[Item] = []

    def reserve(self) -> Reservation:
        return _Place(self)

    def take(self, item: Item | None) -> int | None:
        """Set room for a call aside; None where it has to wait. Calls whose item waits itself are not waited for: it
        has a stream open, say, and asks for more.

        Raises:
            BudgetExceededError: it does not fit, and will not.
        """
        waiting = {id(each): each for each in (*self._waiting, item) if each is not None}
        idle = sum(each.in_flight for each in waiting.values())
        return self._account.reserve(self._estimate, idle=idle)

    def queue(self, item: Item | None) -> None:
        """An item waits."""
        if item is not None:
            self._waiting.append(item)

    def leave(self, item: Item | None) -> None:
        """It does so no more."""
        if item is not None:
            self._waiting.remove(item)


class _Place(Reservation):
    """What is set aside for a call as soon as there is room."""

    def __init__(self, budget: SharedBudget) -> None:
        super().__init__(budget._account, None)
        self._budget = budget
        self._item = ITEM.get()
        self._take()

    def wait(self, closed: threading.Event) -> None:
        self._budget.queue(self._item)
        try:
            while not self._take():
                if closed.wait(POLL):
                    raise RequestAbortedError("the gather was left")
        finally:
            self._budget.leave(self._item)

    async def wait_async(self) -> None:
        import asyncio  # a gather in threads does without it

        self._budget.queue(self._item)
        try:
            while not self._take():  # noqa: ASYNC110  # nothing tells of an end
                await asyncio.sleep(POLL)
        finally:
            self._budget.leave(self._item)

    def _take(self) -> bool:
        amount = self._budget.take(self._item)
        if amount is None:
            return False
        self._grant(amount)
        if self._item is not None:
            self._item.add(self)
        return True
