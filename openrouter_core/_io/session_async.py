"""The HTTP clients of one event loop: `openrouter_core._io.session` with ``await``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from openrouter_core._io.lease import AsyncLease
from openrouter_core._io.session import BaseSession
from openrouter_core._protocol.network_errors import aborted


class AsyncSession(BaseSession[httpx.AsyncClient]):
    """The async clients of one event loop, between two closings of a core."""

    def __init__(self, injected: httpx.AsyncClient | None) -> None:
        super().__init__(injected)
        self._parked: AsyncGenerator[None, None] | None = None
        self._waits: set[asyncio.Timeout] = set()

    def lease(self, response: httpx.Response) -> AsyncLease:
        """As in `Session`."""
        return AsyncLease(response, self._leases, self, asyncio.get_running_loop())

    @asynccontextmanager
    async def limit(self, seconds: float | None) -> AsyncGenerator[None, None]:
        """As `asyncio.timeout`; closing the session ends it too.

        Raises:
            RequestAbortedError: the session was closed.
        """
        try:
            async with asyncio.timeout(seconds) as wait:
                self._waits.add(wait)
                try:
                    yield
                finally:
                    self._waits.discard(wait)
        except TimeoutError:
            if self.closed.is_set():
                raise aborted() from None
            raise

    async def client(self, url: str) -> httpx.AsyncClient:
        """The client for a URL, as in `Session`."""
        while orphan := self._leases.orphan():
            await orphan.areclaim()
        if self._injected is not None:
            return self._injected
        way = self._way(url)
        found = self._clients.get(way)
        if found is None:
            if self.closed.is_set():
                raise aborted()
            from openrouter_core._io.client_async import open_async_client

            found = self._clients[way] = open_async_client(way)
            if self._parked is None:
                self._parked = self._park()
                await anext(self._parked)
        return found

    async def release(self, response: httpx.Response) -> None:
        """Give a response's connection back, also where a cancellation came into the middle of that; nobody else must
        be doing the same.
        """
        try:
            await response.aclose()
        finally:
            if self._injected is not None and self._forget(response.request):
                await self.sweep()

    async def sweep(self) -> None:
        """Close the connections that a cancelled request left behind in an injected client: httpcore's pool (1.0)
        loses sight of one that was made and not used yet, and goes on counting it.
        """
        for pool in self._their_pools():
            used = {id(held.connection) for held in pool._requests}
            for connection in pool.connections:
                if not (connection.is_idle() or connection.is_closed() or id(connection) in used):
                    await connection.aclose()

    def _forget(self, request: httpx.Request) -> bool:
        """Whether an injected client's pool still held a request that is over; it does no longer."""
        for pool in self._their_pools():
            for held in pool._requests:
                if held.request.extensions is request.extensions:
                    pool._requests.remove(held)
                    return True
        return False

    def _their_pools(self) -> Iterator[Any]:
        """The pools of an injected client, where it keeps them as httpx does; our own need none of this."""
        mounts = getattr(self._injected, "_mounts", {})
        for transport in (getattr(self._injected, "_transport", None), *mounts.values()):
            pool = getattr(transport, "_pool", None)
            if hasattr(pool, "_requests") and hasattr(pool, "connections"):
                yield pool

    async def _park(self) -> AsyncGenerator[None, None]:
        """Wait on the loop to be closed: `asyncio.run` closes every generator that its loop has seen
        (`shutdown_asyncgens`), and so the connections that would else outlive it.
        """
        try:
            yield
        finally:
            self._parked = None  # it knows the loop, and would keep it alive
            await self._close_clients()

    async def _close_clients(self) -> None:
        while orphan := self._leases.orphan():
            await orphan.arelease()  # not areclaim: a loop that ends closes the generators itself
        clients = list(self._clients.values())
        self._clients.clear()
        for client in clients:
            await client.aclose()

    async def aclose(self) -> None:
        """As `Session.close`."""
        self.closed.set()
        for wait in list(self._waits):
            if not wait.expired():
                wait.reschedule(asyncio.get_running_loop().time())
        parked, self._parked = self._parked, None
        if parked is not None:
            await parked.aclose()
        await self._close_clients()
