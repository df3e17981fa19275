"""The HTTP clients of a core: made when first needed, shared by threads, one for each event loop, and left alone after a fork.

This module is the first to import httpx; a core imports it when the first request is sent.
"""

from __future__ import annotations

import os
import socket
import ssl
import threading
import weakref
from collections import deque
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.request import getproxies

import httpcore
import httpx

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    from openrouter_core.stream import Lease
    from openrouter_core.transport_async import AsyncSession

LIMITS: Final = httpx.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=30.0)
"""With httpx's own limit of 100 connections, three of four among 400 slow concurrent calls died waiting for one."""

_FOREVER: Final = 365 * 86_400.0

_SOCKET_OPTIONS: Final[list[tuple[int, int, int]]] = [
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    *(
        (socket.IPPROTO_TCP, getattr(socket, name), value)
        for name, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 5))
        if hasattr(socket, name)
    ),
]
"""Ask after a silent peer: a generation may think for minutes, and a dead connection looks the same."""


@cache
def tls_context() -> ssl.SSLContext:
    """The one TLS context of this process: it takes 20 to 35 ms to make."""
    return httpx.create_ssl_context()


@cache
def _no_tls() -> ssl.SSLContext:
    """For clients that speak ``http://`` only. It trusts no certificate, so it could never serve ``https://``."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class ReadLimit(float):
    """A read timeout that is counted again at each read; to a client that is not ours, a plain number of seconds.

    Fields:
        idle: how long one read may last, in seconds; None is unbounded.
        until: the time on `now`'s clock at which every read ends; None is unbounded. It is moved while an answer is read.
    """

    idle: float | None
    until: float | None
    now: Callable[[], float]

    def left(self) -> float | None:
        """Seconds that a read which begins now may take."""
        if self.until is None:
            return self.idle
        left = self.until - self.now()
        return left if self.idle is None else min(left, self.idle)


class _TimedStream(httpcore.NetworkStream):
    """A connection's socket that honours `ReadLimit`, and whose closing wakes a thread that is reading from it."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if isinstance(timeout, ReadLimit):
            timeout = timeout.left()
            if timeout is not None and timeout <= 0:
                raise httpcore.ReadTimeout("the time limit is up")
        return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        sock = self._stream.get_extra_info("socket")
        if isinstance(sock, socket.socket):
            try:
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
            except OSError:
                pass  # the peer was faster
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _TimedBackend(httpcore.NetworkBackend):
    """Opens connections as httpcore does, and hands them out as `_TimedStream`."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._backend.connect_tcp(host, port, timeout, local_address, socket_options))


class _TimedTransport(httpx.HTTPTransport):
    """httpx's transport over a `_TimedBackend`.

    httpx gives no way to say which backend its pool uses, so this replaces an attribute that httpx and httpcore keep for
    themselves. Where a version has no such attribute, reads are bounded as with an injected client: by what was left
    when the request began.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        backend = getattr(getattr(self, "_pool", None), "_network_backend", None)
        self.timed = isinstance(backend, httpcore.NetworkBackend)
        if self.timed:
            self._pool._network_backend = _TimedBackend(backend)


def proxies(make: Callable[[str], Any]) -> dict[str, Any]:
    """httpx's mounts for the proxies that the environment names: httpx reads it only where no transport is given."""
    found = getproxies()
    mounts = {
        f"{scheme}://": make(url if "://" in url else f"http://{url}")
        for scheme in ("http", "https", "all")
        if (url := found.get(scheme))
    }
    for host in (found.get("no") or "").split(",") if mounts else ():
        host = host.strip()
        if host == "*":
            return {}
        if host:
            mounts[_direct(host)] = None
    return mounts


def _direct(host: str) -> str:
    """A ``NO_PROXY`` entry as a pattern of httpx: an address stands for itself, a name also for the names below it."""
    if "://" in host:
        return host
    if host.count(":") > 1 and not host.startswith("["):
        return f"all://[{host}]"
    name = host.split(":")[0]
    if name.replace(".", "").isdecimal() or name == "localhost" or host.startswith("["):
        return f"all://{host}"
    return f"all://*{host}"


def transport_options(tls: bool) -> dict[str, Any]:
    return {"verify": tls_context() if tls else _no_tls(), "limits": LIMITS, "socket_options": _SOCKET_OPTIONS}


class Session:
    """The sync clients between two closings of a core."""

    def __init__(self, injected: httpx.Client | None) -> None:
        self._injected = injected
        self._clients: dict[bool, httpx.Client] = {}
        self._lock = threading.Lock()
        self.closed = threading.Event()
        self.orphans: deque[tuple[Lease, object]] = deque()
        """Streams that were let go unread; see `Lease.abandon`."""

    def read_limit(
        self, timeouts: dict[str, float | None], *, now: Callable[[], float], until: float | None
    ) -> ReadLimit | None:
        """Put a `ReadLimit` in the place of the read timeout; None for an injected client, which may not know it."""
        if self._injected is not None:
            return None
        read = timeouts["read"]
        limit = ReadLimit(_FOREVER if read is None else read)
        limit.idle, limit.until, limit.now = read, until, now
        timeouts["read"] = limit
        return limit

    def client(self, url: str) -> httpx.Client:
        """The client for a URL. One that only speaks ``http://`` has no certificates loaded."""
        while self.orphans:
            self.orphans.popleft()[0].release()
        if self._injected is not None:
            return self._injected
        tls = url.startswith("https:")
        found = self._clients.get(tls)
        if found is None:
            with self._lock:
                found = self._clients.get(tls) or self._clients.setdefault(tls, _client(tls))
        return found

    def close(self) -> None:
        """Close the clients that were opened here; a call in progress ends in `RequestAbortedError`."""
        self.closed.set()
        self.orphans.clear()
        with self._lock:
            clients = list(self._clients.values())
            self._clients.clear()
        for client in clients:
            client.close()


def needs_tls(tls: bool) -> bool:
    """A proxy may itself be reached over TLS."""
    return tls or bool(getproxies())


def _client(tls: bool) -> httpx.Client:
    tls = needs_tls(tls)
    mounts = proxies(lambda url: _TimedTransport(proxy=url, **transport_options(tls)))
    return httpx.Client(transport=_TimedTransport(**transport_options(tls)), mounts=mounts, trust_env=False)


class Transport:
    """All clients of one core."""

    def __init__(self, client: httpx.Client | None, async_client: httpx.AsyncClient | None) -> None:
        self._injected = client
        self._injected_async = async_client
        self._reset()
        _TRANSPORTS.add(self)

    def _reset(self) -> None:
        """Begin anew, and leave what there was alone: after a fork the sockets are the parent's."""
        self._lock = threading.Lock()
        self._session: Session | None = None
        self._async_sessions: weakref.WeakKeyDictionary[AbstractEventLoop, AsyncSession] = (
            weakref.WeakKeyDictionary()
        )

    def session(self) -> Session:
        """The session for a sync call."""
        session = self._session
        if session is None:
            with self._lock:
                session = self._session = self._session or Session(self._injected)
        return session

    def async_session(self, loop: AbstractEventLoop) -> AsyncSession:
        """The session for an async call on a loop: connections cannot move from one loop to another."""
        session = self._async_sessions.get(loop)
        if session is None:
            from openrouter_core.transport_async import AsyncSession  # it imports asyncio, which a sync call does without

            with self._lock:
                session = self._async_sessions.setdefault(loop, AsyncSession(self._injected_async))
        return session

    def close(self) -> None:
        """Close the sync session; the next call opens another."""
        with self._lock:
            session, self._session = self._session, None
        if session is not None:
            session.close()

    async def aclose(self, loop: AbstractEventLoop) -> None:
        """Close the sync session, and that of the running loop."""
        self.close()
        with self._lock:
            session = self._async_sessions.pop(loop, None)
        if session is not None:
            await session.aclose()


_TRANSPORTS: Final[weakref.WeakSet[Transport]] = weakref.WeakSet()
_INHERITED: Final[list[object]] = []
"""What a forked child got from its parent: kept, so that nothing closes it here."""


def _after_fork() -> None:
    for transport in list(_TRANSPORTS):
        _INHERITED.append((transport._session, transport._async_sessions))
        transport._reset()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
