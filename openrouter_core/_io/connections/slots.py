"""Which connections a pool has, who uses them, and who waits for one. No socket is touched here, and nothing waits:
`pool` and `pool_async` do that. The sync pool holds its lock around each of these methods.

A connection has one owner from being taken to being given back: whoever holds its slot, be it to send a request or to
close it. httpcore's own pool closes outside its lock what it had just handed to a request (encode/httpcore#1110):

    thread A  takes connection 1 out as surplus, and will close it
    thread B  is given connection 1, which is still idle, and sends its request
    thread A  closes it: thread B's request is lost, and may be billed

Nothing here looks at all connections: what a request costs does not depend on how many there are.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

Key: TypeAlias = tuple[bytes, bytes, int]
"""Scheme, host and port."""


class Connection(Protocol):
    """What is asked of a connection here; each of httpcore's can say it."""

    def is_idle(self) -> bool: ...
    def is_available(self) -> bool: ...


_C = TypeVar("_C", bound=Connection)


class Slot(Generic[_C]):
    """One of the connections that a pool may have.

    Fields:
        key: the origin that it leads to.
        connection: None until there is one.
        network: what opened its socket, and closes it where the connection lost sight of it.
        users: how many requests hold it; more than one only with HTTP/2.
        evicted: whether its connection leads to another origin, and is to be closed first.
        idle_since: when it was given back, on the clock of `Slots`.
    """

    __slots__ = ("connection", "evicted", "idle_since", "key", "network", "users")

    def __init__(self, key: Key) -> None:
        self.key = key
        self.connection: _C | None = None
        self.network: Any = None
        self.users = 1
        self.evicted = False
        self.idle_since = 0.0

    def reusable(self) -> bool:
        """Whether another request can follow the last one."""
        connection = self.connection
        return connection is not None and connection.is_idle() and connection.is_available()


class Waiter(Generic[_C]):
    """A request that waits for a slot.

    Fields:
        wake: called once `slot` is there, or the pool was closed.
        slot: what it was given.
    """

    __slots__ = ("key", "slot", "wake")

    def __init__(self, key: Key, wake: Callable[[], object]) -> None:
        self.key = key
        self.wake = wake
        self.slot: Slot[_C] | None = None


class Slots(Generic[_C]):
    """The slots of one pool.

    While a request waits there is no idle connection: what becomes free goes to the first that waits.

    Fields:
        closed: whether the pool was closed; nothing is kept from then on.
    """

    def __init__(
        self,
        limit: int,
        idle_limit: int,
        expiry: float,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = limit
        self._idle_limit = idle_limit
        self._expiry = expiry
        self._now = now
        self.closed = False
        self._slots: set[Slot[_C]] = set()
        self._idle: OrderedDict[Slot[_C], None] = OrderedDict()  # the longest idle one first
        self._stacks: dict[Key, OrderedDict[Slot[_C], None]] = {}  # the same, by origin
        self._shared: dict[Key, Slot[_C]] = {}
        self._waiting: OrderedDict[Waiter[_C], None] = OrderedDict()

    @property
    def open(self) -> int:
        """How many connections there are, with those that are being made."""
        return len(self._slots)

    @property
    def idle(self) -> int:
        """How many of them wait for a request."""
        return len(self._idle)

    def take(self, key: Key) -> Slot[_C] | None:
        """A slot to send a request with, of which the caller is now an owner; None where all are in use."""
        shared = self._shared.get(key)
        if shared is not None:
            if shared.connection is not None and shared.connection.is_available():
                shared.users += 1
                return shared
            del self._shared[key]
        slot = self._pop_newest(key)
        if slot is not None:
            return slot
        if len(self._slots) < self._limit:
            slot = Slot(key)
            self._slots.add(slot)
        elif self._idle:
            slot = self._pop_oldest()
            slot.key, slot.evicted, slot.users = key, True, 1
        return slot

    def swap(self, slot: Slot[_C]) -> Slot[_C]:
        """Another slot for one whose connection turned out to be closed: the next idle one, or the same, empty."""
        slot.connection, slot.network, slot.evicted = None, None, False
        other = self._pop_newest(slot.key)
        if other is None:
            return slot
        self._slots.discard(slot)  # one was idle, so nobody waits for this
        return other

    def share(self, slot: Slot[_C]) -> None:
        """Let further requests use a connection that is in use, with HTTP/2; those that wait for it begin."""
        if slot.key in self._shared or self.closed:
            return
        self._shared[slot.key] = slot
        for waiter in [each for each in self._waiting if each.key == slot.key]:
            slot.users += 1
            self._give(waiter, slot)

    def give_back(self, slot: Slot[_C]) -> Slot[_C] | None:
        """End a request's use of a slot. What comes back is to be closed by the caller, who then calls `free`: the
        same, where no request can follow, or the longest idle one, where that has expired or there are too many.
        """
        slot.users -= 1
        if slot.users:
            return None
        if self._shared.get(slot.key) is slot:
            del self._shared[slot.key]
        if self.closed or not slot.reusable():
            return slot
        if self._waiting:
            first = next(iter(self._waiting))
            if first.key != slot.key:
                return slot
            slot.users = 1
            self._give(first, slot)
            return None
        slot.idle_since = now = self._now()
        self._idle[slot] = None
        self._stacks.setdefault(slot.key, OrderedDict())[slot] = None
        oldest = next(iter(self._idle))
        if len(self._idle) > self._idle_limit or oldest.idle_since + self._expiry < now:
            return self._pop_oldest()
        return None

    def free(self, slot: Slot[_C]) -> None:
        """Let go of a slot whose connection is closed: the first that waits makes another in its place."""
        if slot not in self._slots:
            return
        self._slots.discard(slot)
        if self._waiting:
            first = next(iter(self._waiting))
            new: Slot[_C] = Slot(first.key)
            self._slots.add(new)
            self._give(first, new)

    def queue(self, key: Key, wake: Callable[[], object]) -> Waiter[_C]:
        """Wait for a slot, behind all that wait already."""
        waiter: Waiter[_C] = Waiter(key, wake)
        self._waiting[waiter] = None
        return waiter

    def leave(self, waiter: Waiter[_C]) -> Slot[_C] | None:
        """Wait no longer. The slot that was given meanwhile is the caller's."""
        self._waiting.pop(waiter, None)
        return waiter.slot

    def close(self) -> list[Slot[_C]]:
        """Keep nothing from now on, and give all connections, also those in use: their requests end with them."""
        self.closed = True
        self._idle.clear()
        self._stacks.clear()
        self._shared.clear()
        while self._waiting:
            waiter, _ = self._waiting.popitem(last=False)
            waiter.wake()
        return list(self._slots)

    def _give(self, waiter: Waiter[_C], slot: Slot[_C]) -> None:
        del self._waiting[waiter]
        waiter.slot = slot
        waiter.wake()

    def _pop_newest(self, key: Key) -> Slot[_C] | None:
        """The most recently used one: those below it are left to expire, so that few stay open after a burst."""
        stack = self._stacks.get(key)
        if stack is None:
            return None
        slot, _ = stack.popitem()
        if not stack:
            del self._stacks[key]
        del self._idle[slot]
        slot.users = 1
        return slot

    def _pop_oldest(self) -> Slot[_C]:
        slot, _ = self._idle.popitem(last=False)
        stack = self._stacks[slot.key]
        del stack[slot]
        if not stack:
            del self._stacks[slot.key]
        return slot
