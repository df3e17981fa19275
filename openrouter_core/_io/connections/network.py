"""The sockets under our clients, as httpcore wants them: what its ``network_backend`` opens."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import httpcore

from openrouter_core._io.connections.addresses import addresses_of, is_numeric
from openrouter_core._io.connections.pool import is_replaced
from openrouter_core._io.lease import shutdown
from openrouter_core._io.sockets import Sockets, TimeLimit

if TYPE_CHECKING:
    import ssl

_WRITTEN_AT_ONCE: Final = 65_536
"""Bytes between two looks at the clock: a server that takes a request slowly would else stretch the time without
end.
"""


def _left(timeout: float | None, up: type[Exception]) -> float | None:
    """Seconds that a step which begins now may take; raises `up` when no time is left."""
    if not isinstance(timeout, TimeLimit):
        return timeout
    left = timeout.left()
    if left is not None and left <= 0:
        raise up("the time limit is up")
    return left


class TimedStream(httpcore.NetworkStream):
    """A connection's socket that honours `TimeLimit`, and whose closing wakes a thread that is reading from it.

    Where one is, it is also that thread that closes the descriptor: OpenSSL goes on reading from a number, and by
    then the number could be another connection's.
    """

    def __init__(
        self, stream: httpcore.NetworkStream, sockets: Sockets, connecting: float | None
    ) -> None:
        self._stream = stream
        self._sockets = sockets
        self._connecting = connecting
        self._lock = threading.Lock()
        self._busy = self._closing = False
        self._pid = os.getpid()
        if not sockets.add(self):
            self.close()
            raise httpcore.ConnectError("closed while the connection was made")

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if timeout is None:  # httpcore names none when it talks to a SOCKS proxy
            timeout = self._connecting
        timeout = _left(timeout, httpcore.ReadTimeout)
        with self._lock:
            self._busy = True
        try:
            return self._stream.read(max_bytes, timeout)
        finally:
            with self._lock:
                self._busy = False
            if self._closing:
                self._stream.close()

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _WRITTEN_AT_ONCE):
            step = _left(timeout, httpcore.WriteTimeout)
            self._stream.write(buffer[start : start + _WRITTEN_AT_ONCE], step)

    def close(self) -> None:
        self._sockets.discard(self)
        if self._pid == os.getpid():  # else it is the parent's conversation too
            shutdown(self._stream.get_extra_info("socket"))
        with self._lock:
            self._closing = True
            if self._busy:
                return
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(
            ssl_context, server_hostname, _left(timeout, httpcore.ConnectTimeout)
        )
        self._sockets.discard(self)
        return TimedStream(stream, self._sockets, self._connecting)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Network(httpcore.NetworkBackend):
    """Opens the socket of one connection, as a `TimedStream`."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        self._stream: TimedStream | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        seconds = _left(timeout, httpcore.ConnectTimeout)
        backend = httpcore.SyncBackend()
        if is_numeric(host) or is_replaced(backend, "connect_tcp"):
            stream = backend.connect_tcp(host, port, seconds, local_address, socket_options)
        else:
            stream = self._connect_to_any(host, port, seconds, local_address, socket_options)
        self._stream = TimedStream(stream, self._sockets, timeout)
        return self._stream

    def _connect_to_any(
        self,
        host: str,
        port: int,
        seconds: float | None,
        local_address: str | None,
        socket_options: Iterable[Any] | None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of a host's addresses that can be reached, all of them and the look-up within one limit:
        the system gives the whole limit to each address, and has none for the look-up. One that is silent leaves an
        equal share to those after it.
        """
        end = None if seconds is None else time.monotonic() + seconds
        failure: Exception = httpcore.ConnectTimeout("the time limit is up")
        try:
            addresses = addresses_of(host, port, seconds, self._sockets.is_closed)
            for number, address in enumerate(addresses):
                share = None
                if end is not None:
                    share = (end - time.monotonic()) / (len(addresses) - number)
                    if share <= 0:
                        break
                try:
                    return httpcore.SyncBackend().connect_tcp(
                        address, port, share, local_address, socket_options
                    )
                except (httpcore.ConnectTimeout, httpcore.ConnectError) as exc:
                    failure = exc
            raise failure
        except TimeoutError as exc:
            raise httpcore.ConnectTimeout(str(exc)) from exc
        except OSError as exc:
            raise httpcore.ConnectError(str(exc)) from exc
        finally:
            del failure  # it holds this frame

    def close(self) -> None:
        """Close the socket, where a connection that was given up while it was made has lost sight of it."""
        if self._stream is not None:
            self._stream.close()


class _Greeting(httpcore.AsyncNetworkStream):
    """The socket to a SOCKS proxy. httpcore names no timeout while it greets one: that of connecting stands in, until
    what is written is no SOCKS any more.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream, connecting: float | None) -> None:
        self._stream = stream
        self._connecting = connecting

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(max_bytes, self._connecting if timeout is None else timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if buffer[:1] not in (b"\x05", b"\x01"):  # the versions of SOCKS and of its passwords
            self._connecting = None
        await self._stream.write(buffer, self._connecting if timeout is None else timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return await self._stream.start_tls(ssl_context, server_hostname, timeout)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class AsyncNetwork(httpcore.AsyncNetworkBackend):
    """Opens the socket of one connection, on the running event loop.

    Arguments:
        socks: whether it leads to a SOCKS proxy.
    """

    def __init__(self, *, socks: bool = False) -> None:
        self._socks = socks
        self._stream: httpcore.AsyncNetworkStream | None = None

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        backend: Any = httpcore.AnyIOBackend()  # a class of another kind where anyio is missing
        stream: httpcore.AsyncNetworkStream = await backend.connect_tcp(
            host, port, timeout, local_address, socket_options
        )
        self._stream = _Greeting(stream, timeout) if self._socks else stream
        return self._stream

    async def aclose(self) -> None:
        """As `Network.close`."""
        if self._stream is not None:
            await self._stream.aclose()
