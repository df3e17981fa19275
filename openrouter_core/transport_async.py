"""The HTTP clients of one event loop. What they share with the sync ones is in `openrouter_core.transport`."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

import httpx

from openrouter_core.transport import needs_tls, proxies, transport_options

if TYPE_CHECKING:
    from openrouter_core.stream_async import AsyncLease


class AsyncSession:
    """The async clients of one event loop, between two closings of a core."""

    def __init__(self, injected: httpx.AsyncClient | None) -> None:
        self._injected = injected
        self._clients: dict[bool, httpx.AsyncClient] = {}
        self._parked: AsyncGenerator[None, None] | None = None
        self.closed = threading.Event()
        self.orphans: deque[tuple[AsyncLease, object]] = deque()
        """Streams that were let go unread; see `Lease.abandon`."""

    async def client(self, url: str) -> httpx.AsyncClient:
        """The client for a URL, as in `Session`."""
        while self.orphans:
            await self.orphans.popleft()[0].arelease()
        if self._injected is not None:
            return self._injected
        tls = url.startswith("https:")
        found = self._clients.get(tls)
        if found is None:
            found = self._clients[tls] = _async_client(tls)
            if self._parked is None:
                self._parked = self._park()
                await anext(self._parked)
        return found

    async def _park(self) -> AsyncGenerator[None, None]:
        """Wait on the loop to be closed: `asyncio.run` closes every generator that its loop has seen (`shutdown_asyncgens`),
        and so the connections that would else outlive it."""
        try:
            yield
        finally:
            await self._close_clients()

    async def _close_clients(self) -> None:
        self.orphans.clear()
        clients = list(self._clients.values())
        self._clients.clear()
        for client in clients:
            await client.aclose()

    async def aclose(self) -> None:
        """As `Session.close`."""
        self.closed.set()
        parked, self._parked = self._parked, None
        if parked is not None:
            await parked.aclose()
        await self._close_clients()


def _async_client(tls: bool) -> httpx.AsyncClient:
    tls = needs_tls(tls)
    mounts = proxies(lambda url: httpx.AsyncHTTPTransport(proxy=url, **transport_options(tls)))
    return httpx.AsyncClient(
        transport=httpx.AsyncHTTPTransport(**transport_options(tls)), mounts=mounts, trust_env=False
    )
