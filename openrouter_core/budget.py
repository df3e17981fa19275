"""`Budget`: a limit in US dollars for several calls together."""

from __future__ import annotations

import os
import threading
import weakref
from collections import deque
from typing import Final, NoReturn

from openrouter_core._check import shown
from openrouter_core._room import ITEM, seconds_to_look
from openrouter_core.models.errors import BudgetExceededError, RequestAbortedError

_UNITS: Final = 10**12
"""Money is counted in whole millionths of a millionth of a dollar: sums of integers are exact, and a token may cost
1e-8 dollars.
"""
_MOST: Final = 10**12
"""Dollars. What a server calls NaN or infinite counts as so much, which is more than any budget."""


class Budget:
    """How much calls may cost together, in US dollars: all calls of a core, or all calls whose options name the budget,
    in all threads and tasks.

    Before a call is sent, an amount is reserved for it. Where too little is left, the call is
    ``Err(BudgetExceededError)``, and nothing is sent. When the call is over, its cost replaces the reserved amount. So
    more than `max_cost` can be spent only by calls that are in flight together and cost more than was reserved for
    them. In a `gather`, a call for which too little is left waits until calls of other items are over; its time limits
    begin after that.

    Arguments:
        max_cost: the most that may be spent, in US dollars.
        estimate: what a call may cost, in US dollars; this amount is reserved for each call. None reserves what the
            most expensive call so far has cost, and nothing before the first call is over: then all calls that begin
            together are sent, except that a `gather` first sends one alone. `estimating` gives single calls another
            estimate.

    What counts:

    - the cost of every operation that is billed at once: chats, responses, messages, embeddings, images, speech and so
      on. The budget does not stop other operations. For `request` the cost that its response names counts. What is
      billed later, such as a video or a batch, must be given to `charge`;
    - the cost that the response names, including what a provider bills for your own key;
    - the reserved amount, where the cost is unknown but the work may have been done: a stream that was left before its
      end, speech, a connection that broke after the request was sent;
    - nothing, where nothing was sent or the server refused the request.

    A budget is not copied: a copy of a core uses the same budget. It cannot be pickled. A forked process continues with
    a budget of its own.

    Raises:
        ValueError: an amount is not a positive number of dollars.

    >>> from openrouter_core import OpenRouterCore
    >>> from openrouter_core.funcs.chat_send import chat_send
    >>> from openrouter_core.testing import LocalServer
    >>> budget = Budget(max_cost=0.5, estimate=0.3)
    >>> request = {"messages": [{"role": "user", "content": "Hello"}]}
    >>> with LocalServer() as server, OpenRouterCore(server_url=server.url, budget=budget) as core:
    ...     first = chat_send(core, request)
    >>> budget.spent == first.unwrap().usage.cost, budget.reserved
    (True, 0.0)
    """

    def __init__(self, max_cost: float, *, estimate: float | None = None) -> None:
        self._account = _Account(_units("max_cost", max_cost))
        self._estimate = None if estimate is None else _units("estimate", estimate)

    @property
    def max_cost(self) -> float:
        """US dollars that may be spent."""
        return self._account.most / _UNITS

    @property
    def spent(self) -> float:
        """US dollars that the calls so far have cost."""
        return self._account.state()[0] / _UNITS

    @property
    def reserved(self) -> float:
        """US dollars that are reserved for the calls in flight."""
        return self._account.state()[1] / _UNITS

    def estimating(self, estimate: float) -> Budget:
        """The same budget with another estimate, for single calls; both count together.

        Arguments:
            estimate: what such a call may cost, in US dollars.

        Raises:
            ValueError: `estimate` is not a positive number.

        >>> budget = Budget(max_cost=1)
        >>> budget.estimating(0.25).charge(0.1)
        >>> budget.spent
        0.1
        """
        made = object.__new__(type(self))
        made.__dict__.update(self.__dict__)
        made._estimate = _units("estimate", estimate)
        return made

    def charge(self, cost: float) -> None:
        """Count a cost that was spent elsewhere, or is known only later, such as that of a video or a batch.

        Arguments:
            cost: US dollars; may be 0.

        Raises:
            ValueError: `cost` is not a number, or is less than 0.
        """
        if isinstance(cost, bool) or not isinstance(cost, int | float) or not cost >= 0:
            raise ValueError(
                f"cost: expected a number of US dollars, at least 0; got {shown(cost)}"
            )
        self._account.settle(0, _counted(cost), 0, told=False)

    def reserve(self) -> Reservation:
        """Reserve the amount for one call. The functions of this package do this themselves. In the function of a
        `gather` it may have to be waited for: `Reservation.granted` says whether.

        Raises:
            BudgetExceededError: there is not enough left.
        """
        return Reservation(self._account, self._estimate)

    def __repr__(self) -> str:
        spent, reserved = self._account.state()
        return f"Budget(max_cost={self.max_cost:g}, spent={spent / _UNITS:g}, reserved={reserved / _UNITS:g})"

    def __copy__(self) -> Budget:
        return self

    def __deepcopy__(self, memo: object) -> Budget:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "a budget cannot be pickled: two processes would each spend the whole of it"
        )


class Reservation:
    """What is reserved for one call, until it is over; nothing yet where the call of a gather has to wait.

    Fields:
        granted: whether it was reserved.

    Raises:
        BudgetExceededError: there is not enough left.
    """

    def __init__(self, account: _Account, estimate: int | None) -> None:
        self._account = account
        self._estimate = estimate
        self._item = ITEM.get()
        self._open: list[int] = []
        self._waits = self.granted = False
        account.reserve(self, estimate)

    def settle(self, cost: float | None) -> None:
        """The call is over. The second time this does nothing.

        Arguments:
            cost: what it has cost, in US dollars; None where nobody knows: then what was reserved counts.
        """
        self._end(None if cost is None else _counted(cost), told=True)

    def release(self) -> None:
        """The call is over, and nothing of it is billed, which does not tell what a call costs."""
        self._end(0, told=False)

    def _end(self, cost: int | None, *, told: bool) -> None:
        try:
            amount = self._open.pop()
        except IndexError:
            return
        self._account.settle(amount, amount if cost is None else cost, cost or 0, told=told)
        if self._item is not None:
            self._item.calls.pop(self, None)

    def wait(self, closed: threading.Event) -> None:
        """Wait until it is reserved.

        Arguments:
            closed: ends the wait.

        Raises:
            BudgetExceededError: there is not enough left, and will not be.
            RequestAbortedError: it was closed.
        """
        self._begin_wait()
        try:
            while not self.granted:
                if closed.wait(seconds_to_look()):
                    raise RequestAbortedError(
                        "the core was closed while the call waited for room in the budget"
                    )
                self._account.reserve(self, self._estimate)
        finally:
            self._end_wait()

    async def wait_async(self) -> None:
        """As `wait`."""
        import asyncio  # a gather in threads does without it

        self._begin_wait()
        try:
            while not self.granted:
                await asyncio.sleep(seconds_to_look())
                self._account.reserve(self, self._estimate)
        finally:
            self._end_wait()

    def grant(self, amount: int) -> None:
        """So much is reserved for it. The account's lock is held: until it is in flight it waits, for all others."""
        self._open.append(amount)
        self.granted = True
        if self._item is not None:
            self._item.calls[self] = self._account
        self._end_wait()

    def _begin_wait(self) -> None:
        if self._item is not None and not self.granted:
            self._waits = True
            self._item.begin_wait()

    def _end_wait(self) -> None:
        if self._item is not None and self._waits:
            self._waits = False
            self._item.end_wait()

    def can_wait(self) -> bool:
        """Whether others hold room that will be free without it."""
        return self._item is not None and self._item.others_run(self._account)


class _Account:
    """What is spent and reserved, in whole units.

    A call may end in the garbage collector, which runs anywhere, also in a thread that is inside here. So what ends is
    put into a queue, which takes no lock, and counted by the next that holds it.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._spent = 0
        self._reserved = 0
        self._largest = 0
        self._ended = False  # whether a call that was not refused has: it tells what one may cost
        self._over: deque[tuple[int, int, int, bool]] = deque()
        self._lock = threading.Lock()
        _ACCOUNTS.add(self)

    def reserve(self, call: Reservation, estimate: int | None) -> None:
        """Set `estimate` aside for a call, or what the most expensive one has cost. It is left without where it may fit
        once others have ended, or where nobody knows yet what a call costs.

        Raises:
            BudgetExceededError: it does not fit.
        """
        with self._lock:
            # Asked before the calls that have ended are counted: one that ends in between is not waited for.
            can_wait = call.can_wait()
            self._count()
            wanted = self._largest if estimate is None else estimate
            unknown = estimate is None and not self._ended
            if unknown and can_wait:
                return
            if self._fits(self._spent + self._reserved, wanted):
                self._reserved += wanted
                call.grant(wanted)
                return
            spent, reserved = self._spent, self._reserved
            if can_wait and self._fits(spent, wanted):
                return
        what = "the budget has nothing left"
        if wanted:
            what = f"the budget has too little left for a call that may cost {shown(wanted / _UNITS)} US dollars"
        raise BudgetExceededError(
            f"{what}: of max_cost={shown(self.most / _UNITS)} US dollars {shown(spent / _UNITS)} are spent, and "
            f"{shown(reserved / _UNITS)} are reserved for calls in flight"
        )

    def _fits(self, taken: int, wanted: int) -> bool:
        return taken < self.most and taken + wanted <= self.most

    def settle(self, reserved: int, spent: int, known: int, *, told: bool) -> None:
        """Put what was spent in the place of what was reserved.

        Arguments:
            known: what a call has cost, as its response says; 0 where it does not.
            told: whether a call has ended that may be billed.
        """
        self._over.append((reserved, spent, known, told))
        if self._lock.acquire(blocking=False):
            try:
                self._count()
            finally:
                self._lock.release()

    def state(self) -> tuple[int, int]:
        """What is spent, and what is reserved."""
        with self._lock:
            self._count()
            return self._spent, self._reserved

    def renew_lock(self) -> None:
        """In a process that was forked off another thread of the parent may have held it."""
        self._lock = threading.Lock()

    def _count(self) -> None:
        while self._over:
            reserved, spent, known, told = self._over.popleft()
            self._reserved -= reserved
            self._spent += spent
            self._ended = self._ended or told
            self._largest = max(self._largest, known)


_ACCOUNTS: Final[weakref.WeakSet[_Account]] = weakref.WeakSet()


def _renew_locks() -> None:
    for account in list(_ACCOUNTS):
        account.renew_lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_locks)


def _counted(cost: float) -> int:
    """What was spent, in whole units: a server may say any amount, an infinite one too."""
    amount = max(0, cost) if cost < _MOST else _MOST  # NaN is not below it
    return int(amount * _UNITS + 0.5)


def _units(name: str, amount: object) -> int:
    if (
        isinstance(amount, bool)
        or not isinstance(amount, int | float)
        or not 1 / _UNITS <= amount < _MOST
    ):
        raise ValueError(f"{name}: expected a positive number of US dollars; got {shown(amount)}")
    return int(amount * _UNITS + 0.5)
