"""Which items of all gathers hold room in a budget, and which wait for it.

A call waits only for calls that will end without it. That is so where the function of another item runs, and waits for
no room itself. It is not so for a stream

- of the same item, which has a stream open and asks for more;
- of an item whose function runs the gather that this call is part of;
- that a function has returned, or that was opened outside of gathers: perhaps whoever reads it waits for this result.

What is shared here is changed without a lock, by methods of lists, sets and dictionaries that another thread cannot
interrupt: a call may end in the garbage collector, also in a thread that is inside.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

POLL: Final = 0.02
"""Seconds between two looks at what is reserved. A call may end anywhere, also in the garbage collector, so nobody
tells those that wait.
"""
AT_ONCE: Final = 16
"""How many may wait before each of them looks less often: a thousand would have an event loop do nothing else."""


class Item:
    """An item of a gather, while its function runs.

    Arguments:
        left: set when the gather is over; a function that goes on after that may never end.

    Fields:
        calls: its calls in flight, for which something is reserved, each with the account that this is reserved in.
    """

    def __init__(self, left: threading.Event) -> None:
        self.calls: dict[object, object] = {}
        self._left = left
        self._waiting: list[None] = []  # one for each call of it, or of a gather in it, that waits
        self._outer = ITEM.get()

    @contextmanager
    def running(self) -> Iterator[None]:
        """While its function runs, in a context of its own."""
        ITEM.set(self)
        RUNNING[self] = None
        try:
            yield
        finally:
            RUNNING.pop(self, None)

    def begin_wait(self) -> None:
        """A call of it waits, for which the gathers around this one wait too."""
        WAITING.append(None)
        for item in self._with_outer():
            item._waiting.append(None)

    def end_wait(self) -> None:
        """The call does not wait any more."""
        del WAITING[-1:]  # after a fork it may be empty
        for item in self._with_outer():
            item._waiting.pop()

    def others_run(self, account: object) -> bool:
        """Whether calls of other items are in flight that count against the same account, and will end."""
        mine = set(self._with_outer())
        return any(
            account in list(item.calls.values())
            for item in list(RUNNING)
            if not (item._waiting or item._left.is_set() or item in mine)
        )

    def _with_outer(self) -> Iterator[Item]:
        item: Item | None = self
        while item is not None:
            yield item
            item = item._outer


ITEM: Final[ContextVar[Item | None]] = ContextVar("ITEM", default=None)
"""The item whose function runs here, and in the tasks that it begins."""
RUNNING: Final[dict[Item, None]] = {}
"""The items whose functions run, in all gathers: the oldest first."""
WAITING: Final[list[None]] = []
"""One for each call that waits."""


def seconds_to_look() -> float:
    """After how many seconds a call that waits looks again."""
    return POLL * max(1, len(WAITING) / AT_ONCE)


def _forget() -> None:
    """In a process that was forked off, the threads and tasks of the parent do not run."""
    RUNNING.clear()
    WAITING.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
