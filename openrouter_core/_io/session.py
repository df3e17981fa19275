"""The sync HTTP clients of a core, and what the async ones share with them.

This module is the first to import httpx; a core imports it when the first request is sent.
"""

from __future__ import annotations

import atexit
import os
import socket
import ssl
import threading
import weakref
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Final
from urllib.request import getproxies

import httpcore
import httpx

from openrouter_core._io.lease import Lease, Leases, shutdown
from openrouter_core._protocol.network_errors import aborted

LIMITS: Final = httpx.Limits(
    max_connections=1000, max_keepalive_connections=100, keepalive_expiry=30.0
)
"""With httpx's own limit of 100 connections, three of four among 400 slow concurrent calls died waiting for one."""

_FOREVER: Final = 365 * 86_400.0
_WRITTEN_AT_ONCE: Final = 65_536
"""Bytes between two looks at the clock: a server that takes a request slowly would else stretch the time without
end.
"""

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


class TimeLimit(float):
    """A timeout that is counted again at each step; to a client that is not ours, a plain number of seconds.

    Fields:
        idle: how long one step may last, in seconds; None is unbounded.
        until: the time on `now`'s clock at which every step ends; None is unbounded. That of reading is moved while
            an answer is read.
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


def _left(timeout: float | None, up: type[Exception]) -> float | None:
    """Seconds that a step which begins now may take; raises `up` when there are none."""
    if not isinstance(timeout, TimeLimit):
        return timeout
    left = timeout.left()
    if left is not None and left <= 0:
        raise up("the time limit is up")
    return left


class _Sockets:
    """The open sockets of a session, also those that no pool knows yet, or no longer."""

    def __init__(self, closed: threading.Event) -> None:
        self._closed = closed
        self._streams: set[_TimedStream] = set()

    def add(self, stream: _TimedStream) -> None:
        """Know one more; where the session was closed meanwhile, close it."""
        self._streams.add(stream)
        if self._closed.is_set():
            stream.close()
            raise httpcore.ConnectError("closed while the connection was made")

    def discard(self, stream: _TimedStream) -> None:
        self._streams.discard(stream)

    def close(self) -> None:
        for stream in list(self._streams):
            stream.close()


class _TimedStream(httpcore.NetworkStream):
    """A connection's socket that honours `TimeLimit`, and whose closing wakes a thread that is reading from it.

    Where one is, it is also that thread that closes the descriptor: OpenSSL goes on reading from a number, and by
    then the number could be another connection's.
    """

    def __init__(self, stream: httpcore.NetworkStream, sockets: _Sockets) -> None:
        self._stream = stream
        self._sockets = sockets
        self._lock = threading.Lock()
        self._busy = self._closing = False
        self._pid = os.getpid()
        sockets.add(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
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
        return _TimedStream(stream, self._sockets)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _TimedBackend(httpcore.NetworkBackend):
    """Opens connections as httpcore does, and hands them out as `_TimedStream`."""

    def __init__(self, backend: httpcore.NetworkBackend, sockets: _Sockets) -> None:
        self._backend = backend
        self._sockets = sockets

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        timeout = _left(timeout, httpcore.ConnectTimeout)
        stream = self._backend.connect_tcp(host, port, timeout, local_address, socket_options)
        return _TimedStream(stream, self._sockets)


class _TimedTransport(httpx.HTTPTransport):
    """httpx's transport over a `_TimedBackend`.

    httpx gives no way to say which backend its pool uses, so this replaces an attribute that httpx and httpcore keep
    for themselves. Where a version has no such attribute, reads are bounded as with an injected client: by what was
    left when the request began.
    """

    def __init__(self, sockets: _Sockets, **options: Any) -> None:
        super().__init__(**options)
        pool: Any = getattr(self, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if isinstance(backend, httpcore.NetworkBackend):
            pool._network_backend = _TimedBackend(backend, sockets)


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
    """A ``NO_PROXY`` entry as a pattern of httpx: an address stands for itself, a name also for the names below
    it.
    """
    if "://" in host:
        return host
    if host.count(":") > 1 and not host.startswith("["):
        return f"all://[{host}]"
    name = host.split(":")[0]
    if name.replace(".", "").isdecimal() or name == "localhost" or host.startswith("["):
        return f"all://{host}"
    return f"all://*{host}"


def no_cookies() -> CookieJar:
    """A jar that takes nothing: one user's cookies must not go out with the next user's key."""
    return CookieJar(policy=DefaultCookiePolicy(allowed_domains=[]))


def transport_options(tls: bool) -> dict[str, Any]:
    """What httpx's transports are made with."""
    return {
        "verify": tls_context() if tls else _no_tls(),
        "limits": LIMITS,
        "socket_options": _SOCKET_OPTIONS,
    }


class Session:
    """The sync clients between two closings of a core."""

    def __init__(self, injected: httpx.Client | None) -> None:
        self._injected = injected
        self._clients: dict[bool, httpx.Client] = {}
        self._lock = threading.Lock()
        self.closed = threading.Event()
        self._sockets = _Sockets(self.closed)
        self._pid = os.getpid()
        self._leases = Leases(self.closed)
        _SESSIONS.add(self)

    def lease(self, response: httpx.Response) -> Lease:
        """A stream's hold on a connection of this session."""
        return Lease(response, self._leases, self)

    def target(self, url: str) -> httpx.URL | str:
        """A URL as the client takes it; an injected client may be of a kin of httpx, and gets the text."""
        return parsed(url) if self._injected is None else url

    def time_limits(
        self, timeouts: dict[str, float | None], *, now: Callable[[], float], until: float | None
    ) -> TimeLimit | None:
        """Put a `TimeLimit` in the place of each timeout, and give that of reading; None for an injected client,
        which may not know it.
        """
        if self._injected is not None:
            return None
        limit = None
        for phase in ("connect", "write", "read"):
            idle = timeouts[phase]
            timeouts[phase] = limit = TimeLimit(_FOREVER if idle is None else idle)
            limit.idle, limit.until, limit.now = idle, until, now
        return limit

    def client(self, url: str) -> httpx.Client:
        """The client for a URL. One that only speaks ``http://`` has no certificates loaded.

        Raises:
            RequestAbortedError: the session was closed.
        """
        while orphan := self._leases.orphan():
            orphan.reclaim()
        if self._injected is not None:
            return self._injected
        tls = speaks_tls(url)
        found = self._clients.get(tls)
        if found is None:
            with self._lock:
                if self.closed.is_set():
                    raise aborted()
                found = self._clients.get(tls) or self._clients.setdefault(tls, self._client(tls))
        return found

    def close(self) -> None:
        """Close the clients that were opened here; a call in progress ends in `RequestAbortedError`."""
        self.closed.set()
        with self._lock:
            clients = list(self._clients.values())
            self._clients.clear()
        self._sockets.close()
        for client in clients:
            client.close()
        while orphan := self._leases.orphan():
            orphan.reclaim()

    def __del__(self) -> None:
        if self._pid == os.getpid():
            self._sockets.close()  # a core that was let go leaves none open

    def end(self) -> None:
        """Close also the streams that are still open, because the interpreter is about to end."""
        if self._pid == os.getpid():
            self.close()
            for lease in list(self._leases.held):
                lease.release()

    def _client(self, tls: bool) -> httpx.Client:
        options = transport_options(needs_tls(tls))
        mounts = proxies(lambda url: _TimedTransport(self._sockets, proxy=url, **options))
        client = httpx.Client(
            transport=_TimedTransport(self._sockets, **options),
            mounts=mounts,
            trust_env=False,
            cookies=no_cookies(),
        )
        drop_defaults(client)
        return client


def drop_defaults(client: httpx.Client | httpx.AsyncClient) -> None:
    """Take away the headers that every request of ours brings itself: httpx would replace them one by one each time."""
    for name in ("Accept", "User-Agent"):
        del client.headers[name]


@lru_cache(maxsize=64)
def parsed(url: str) -> httpx.URL:
    """httpx's own form of a URL: a core calls few, and reading one takes as long as reading a small answer."""
    return httpx.URL(url)


def speaks_tls(url: str) -> bool:
    """Whether a URL is reached over TLS; a scheme may be written in capitals."""
    return url[:6].lower() == "https:"


def needs_tls(tls: bool) -> bool:
    """A proxy may itself be reached over TLS."""
    return tls or bool(getproxies())


_SESSIONS: Final[weakref.WeakSet[Session]] = weakref.WeakSet()


@atexit.register
def _at_exit() -> None:
    """End all sessions while the interpreter is whole: a stream that its last collection of garbage closes runs httpx's
    code among modules that are gone (CPython 3.13.0 crashes in datetime).
    """
    for session in list(_SESSIONS):
        session.end()
