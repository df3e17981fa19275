"""The HTTP clients of one event loop. What they share with the sync ones is in `openrouter_core._io.transport`."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpcore
import httpx

from openrouter_core._io.lease import AsyncLease, Leases
from openrouter_core._io.session import (
    drop_defaults,
    needs_tls,
    no_cookies,
    parsed,
    proxies,
    speaks_tls,
    transport_options,
)
from openrouter_core._protocol.network_errors import aborted


class AsyncSession:
    """The async clients of one event loop, between two closings of a core."""

    def __init__(self, injected: httpx.AsyncClient | None) -> None:
        self._injected = injected
        self._clients: dict[bool, httpx.AsyncClient] = {}
        self._parked: AsyncGenerator[None, None] | None = None
        self.closed = threading.Event()
        self._leases = Leases(self.closed)
        self._waits: set[asyncio.Timeout] = set()

    def lease(self, response: httpx.Response) -> AsyncLease:
        """As in `Session`."""
        return AsyncLease(response, self._leases, self, asyncio.get_running_loop())

    def target(self, url: str) -> httpx.URL | str:
        """As in `Session`."""
        return parsed(url) if self._injected is None else url

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
        tls = speaks_tls(url)
        found = self._clients.get(tls)
        if found is None:
            if self.closed.is_set():
                raise aborted()
            found = self._clients[tls] = _async_client(tls)
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
            if self._forget(response.request):
                await self.sweep()

    async def sweep(self) -> None:
        """Close the connections that a cancelled request left behind: httpcore (1.0) loses sight of one that was made
        and not used yet, and goes on counting it.
        """
        for pool in self._pools():
            used = {id(held.connection) for held in pool._requests}
            for connection in pool.connections:
                if not (connection.is_idle() or connection.is_closed() or id(connection) in used):
                    await connection.aclose()

    def _forget(self, request: httpx.Request) -> bool:
        """Whether a pool still held a request that is over; it does no longer."""
        for pool in self._pools():
            for held in pool._requests:
                if held.request.extensions is request.extensions:
                    pool._requests.remove(held)
                    return True
        return False

    def _pools(self) -> Iterator[Any]:
        """The connection pools, where httpx keeps them, if it keeps them there."""
        clients = self._clients.values() if self._injected is None else (self._injected,)
        for client in clients:
            mounts = getattr(client, "_mounts", {})
            for transport in (getattr(client, "_transport", None), *mounts.values()):
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


class _Connection(httpcore.AsyncNetworkStream):
    """A connection that is closed when a cancellation ends its TLS handshake; httpcore (1.0) leaves it open then."""

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            return await self._stream.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            await self._stream.aclose()
            raise


class _Backend(httpcore.AsyncNetworkBackend):
    """Opens connections as httpcore does, and hands them out as `_Connection`."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend) -> None:
        self._backend = backend

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        stream = await self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        return _Connection(stream)


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's transport over a `_Backend`; how that is put there, and why, says its sync counterpart."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        pool: Any = getattr(self, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if isinstance(backend, httpcore.AsyncNetworkBackend):
            pool._network_backend = _Backend(backend)


def _async_client(tls: bool) -> httpx.AsyncClient:
    tls = needs_tls(tls)
    mounts = proxies(lambda url: _Transport(proxy=url, **transport_options(tls)))
    client = httpx.AsyncClient(
        transport=_Transport(**transport_options(tls)),
        mounts=mounts,
        trust_env=False,
        cookies=no_cookies(),
    )
    drop_defaults(client)
    return client
