"""The pool under our async clients: `openrouter_core._io.connections.pool` with ``await``, for one event loop. Whatever
waits here may be cancelled there: a slot is given back without waiting for anything, before or after its socket closes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from types import TracebackType
from typing import Any, Protocol, Self, TypeAlias

import httpcore

from openrouter_core._io.connections.pool import (
    closed_error,
    is_multiplexed,
    is_replaced,
    is_stale,
    key_of,
    origin_of,
    pool_timeout,
)
from openrouter_core._io.connections.slots import Key, Slot, Slots


class AsyncNetwork(Protocol):
    """As `openrouter_core._io.connections.pool.Network`."""

    async def aclose(self) -> None: ...


AsyncConnect: TypeAlias = Callable[
    [httpcore.Origin], tuple[httpcore.AsyncConnectionInterface, AsyncNetwork]
]
"""Makes a connection to an origin, which connects with its first request."""
Taken: TypeAlias = tuple[Slot[httpcore.AsyncConnectionInterface], httpcore.AsyncConnectionInterface]


class AsyncPool:
    """Connections that the tasks of one event loop share; as `openrouter_core._io.connections.pool.Pool`."""

    def __init__(
        self,
        connect: AsyncConnect,
        slots: Slots[httpcore.AsyncConnectionInterface],
        theirs: httpcore.AsyncConnectionPool | None = None,
    ) -> None:
        self._connect = connect
        self._slots = slots
        self._theirs = theirs

    @property
    def open(self) -> int:
        """As in `Pool`."""
        return self._slots.open

    @property
    def in_use(self) -> int:
        """As in `Pool`."""
        return self._slots.open - self._slots.idle

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """As `Pool.handle_request`."""
        if self._theirs is not None and is_replaced(self._theirs, "handle_async_request"):
            return await self._theirs.handle_async_request(request)
        origin = origin_of(request.url)
        while True:
            slot, connection = await self._take(origin, pool_timeout(request))
            try:
                response = await connection.handle_async_request(request)
                if is_multiplexed(response):
                    self._slots.share(slot)
            except httpcore.ConnectionNotAvailable:
                await self.give_back(slot)
            except BaseException:
                await self.give_back(slot)
                raise
            else:
                return httpcore.Response(
                    response.status,
                    headers=response.headers,
                    content=_Body(response.stream, slot, self),
                    extensions=response.extensions,
                )

    async def give_back(self, slot: Slot[httpcore.AsyncConnectionInterface]) -> None:
        """End a request's use of a slot."""
        closing = self._slots.give_back(slot)
        if closing is not None:
            await self._close(closing)

    async def aclose(self) -> None:
        """Close all connections, also those in use."""
        await self._close_all(self._slots.close())
        if self._theirs is not None:
            await self._theirs.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        await self.aclose()

    async def _take(self, origin: httpcore.Origin, timeout: float | None) -> Taken:
        slot = await self._slot(key_of(origin), timeout)
        try:
            while slot.connection is not None and (slot.evicted or is_stale(slot.connection)):
                await _hang_up_async(slot)
                slot = self._slots.swap(slot)
            if slot.connection is None:
                slot.connection, slot.network = self._connect(origin)
        except BaseException:
            await self.give_back(slot)
            raise
        return slot, slot.connection

    async def _slot(
        self, key: Key, timeout: float | None
    ) -> Slot[httpcore.AsyncConnectionInterface]:
        if self._slots.closed:
            raise closed_error()
        slot = self._slots.take(key)
        if slot is not None:
            return slot
        woken = asyncio.Event()
        waiter = self._slots.queue(key, woken.set)
        try:
            async with asyncio.timeout(timeout):
                await woken.wait()
        except TimeoutError:
            pass
        except BaseException:
            slot = self._slots.leave(waiter)
            if slot is not None:
                await self.give_back(slot)
            raise
        slot = self._slots.leave(waiter)
        if slot is not None:
            return slot
        raise closed_error() if self._slots.closed else httpcore.PoolTimeout()

    async def _close_all(self, slots: list[Slot[httpcore.AsyncConnectionInterface]]) -> None:
        try:
            while slots:
                await self._close(slots.pop())
        finally:
            if slots:  # cancelled: the others are closed all the same
                await self._close_all(slots)

    async def _close(self, slot: Slot[httpcore.AsyncConnectionInterface]) -> None:
        try:
            await _hang_up_async(slot)
        finally:
            self._slots.free(slot)


async def _hang_up_async(slot: Slot[httpcore.AsyncConnectionInterface]) -> None:
    """Close a slot's connection. A cancellation that comes meanwhile finds its socket on the way down already."""
    for each in (slot.connection, slot.network):
        try:
            if each is not None:
                await each.aclose()
        except Exception:  # the connection is gone either way
            pass


class _Body:
    """As in `openrouter_core._io.connections.pool`."""

    def __init__(
        self, stream: Any, slot: Slot[httpcore.AsyncConnectionInterface], pool: AsyncPool
    ) -> None:
        self._stream = stream
        self._slot = slot
        self._pool = pool
        self._closed = False

    def __aiter__(self) -> AsyncIterator[bytes]:
        iterator: AsyncIterator[bytes] = self._stream.__aiter__()
        return iterator

    async def aclose(self) -> None:
        if self._closed:
            return
        self._closed = True
        try:
            close = getattr(self._stream, "aclose", None)
            if close is not None:
                await close()
        finally:
            await self._pool.give_back(self._slot)
