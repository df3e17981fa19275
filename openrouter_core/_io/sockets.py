"""The open sockets of a session, and how long each step on one may take."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol


class Closable(Protocol):
    """A socket, as it is known here."""

    def close(self) -> None: ...


class Sockets:
    """The open sockets of a session, also those that no connection has yet, or no longer."""

    def __init__(self, closed: threading.Event) -> None:
        self._closed = closed
        self._open: set[Closable] = set()

    def is_closed(self) -> bool:
        """Whether the session was closed."""
        return self._closed.is_set()

    def add(self, stream: Closable) -> bool:
        """Know one more; False where the session was closed meanwhile."""
        self._open.add(stream)
        return not self._closed.is_set()

    def discard(self, stream: Closable) -> None:
        """Forget one that is closed."""
        self._open.discard(stream)

    def close(self) -> None:
        """Close them all, which wakes the threads that wait for one."""
        for stream in list(self._open):
            stream.close()


class TimeLimit(float):
    """A timeout that is counted again at each step; to a client that is not ours, a plain number of seconds.

    Fields:
        idle: how long one step may last, in seconds; None is unbounded.
        until: the time on `now`'s clock at which every step ends; None is unbounded. That of reading is moved while
            a body is read.
    """

    idle: float | None
    until: float | None
    now: Callable[[], float]

    def left(self) -> float | None:
        """Seconds that a step which begins now may take."""
        if self.until is None:
            return self.idle
        left = self.until - self.now()
        return left if self.idle is None else min(left, self.idle)
