"""The pool under our sync clients: `openrouter_core._io.connections.slots` with a lock, and connections of httpcore.

httpx's transport calls it as it would call httpcore's own (`handle_request`, `close`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Final, Protocol, Self, TypeAlias

import httpcore

from openrouter_core._io.connections.slots import Key, Slot, Slots, Waiter

_SCHEMES: Final = (b"http", b"https", b"ws", b"wss")


class Network(Protocol):
    """What opens the socket of one connection.

    A connection that was given up while it was made has lost sight of its socket (httpcore 1.0); this has not.
    """

    def close(self) -> None: ...


Connect: TypeAlias = Callable[[httpcore.Origin], tuple[httpcore.ConnectionInterface, Network]]
"""Makes a connection to an origin, which connects with its first request."""
Taken: TypeAlias = tuple[Slot[httpcore.ConnectionInterface], httpcore.ConnectionInterface]


def key_of(origin: httpcore.Origin) -> Key:
    """An origin as a key, which httpcore's class cannot be.

    Raises:
        httpcore.UnsupportedProtocol: it is not reached over HTTP.
    """
    return origin.scheme, origin.host, origin.port


def origin_of(url: httpcore.URL) -> httpcore.Origin:
    """Where a request goes.

    Raises:
        httpcore.UnsupportedProtocol: not over HTTP.
    """
    if url.scheme not in _SCHEMES:
        raise httpcore.UnsupportedProtocol(f"{url.scheme.decode()!r} is not http or https")
    return url.origin


def pool_timeout(request: httpcore.Request) -> float | None:
    """How many seconds a request may wait for a connection; None is for ever."""
    seconds: float | None = request.extensions.get("timeout", {}).get("pool")
    return seconds


def is_multiplexed(response: httpcore.Response) -> bool:
    """Whether the response's connection can take another request at once."""
    return bool(response.extensions.get("http_version") == b"HTTP/2")


def is_stale(connection: Any) -> bool:
    """Whether a connection cannot take a request: it was closed, or more has come over it than was asked for, which the
    next request would get as its response. What is still in the socket, httpcore sees; what h11 has read, it does not.
    """
    if connection.has_expired():
        return True
    inner = connection
    while inner is not None:
        state = getattr(inner, "_h11_state", None)
        if state is not None:
            return bool(state.trailing_data[0]) or _is_undecrypted(inner)
        inner = getattr(inner, "_connection", None)
    return False


def _is_undecrypted(connection: Any) -> bool:
    """Whether more waits in TLS's buffer: async code reads all that has come, and decrypts one record at a time."""
    stream = getattr(connection, "_network_stream", None)
    tls: Any = None if stream is None else stream.get_extra_info("ssl_object")
    if (
        type(tls).__module__ != "ssl"
    ):  # none, or the one of a socket, which has no buffer and would wait
        return False
    import ssl

    try:
        tls.read(1)
    except ssl.SSLWantReadError:
        return False
    except ssl.SSLError:
        pass
    return True


def closed_error() -> httpcore.ConnectError:
    """The error of a request to a pool that was closed."""
    return httpcore.ConnectError("the connection pool is closed")


def is_replaced(pool: object, method: str) -> bool:
    """Whether someone put a function of his own in the place of a method of httpcore's pools, as respx does: he wants
    to see, or to fake, what they send. His function gets the request then, also one that would go over a proxy.
    """
    function = getattr(type(pool), method, None)
    module = getattr(function, "__module__", None) or "httpcore."
    return not module.startswith("httpcore.") or hasattr(function, "__wrapped__")


class Pool:
    """Connections that threads share.

    Arguments:
        theirs: the pool of httpcore's whose place this takes.
    """

    def __init__(
        self,
        connect: Connect,
        slots: Slots[httpcore.ConnectionInterface],
        theirs: httpcore.ConnectionPool | None = None,
    ) -> None:
        self._connect = connect
        self._slots = slots
        self._theirs = theirs
        self._lock = threading.Lock()

    @property
    def open(self) -> int:
        """How many connections there are, with those that are being made."""
        return self._slots.open

    @property
    def in_use(self) -> int:
        """How many of them a request holds."""
        return self._slots.open - self._slots.idle

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request over a connection of its own, which goes back when the response is closed.

        Raises:
            httpcore.PoolTimeout: no connection became free in time.
        """
        if self._theirs is not None and is_replaced(self._theirs, "handle_request"):
            return self._theirs.handle_request(request)
        origin = origin_of(request.url)
        while True:
            slot, connection = self._take(origin, pool_timeout(request))
            try:
                response = connection.handle_request(request)
                if is_multiplexed(response):
                    with self._lock:
                        self._slots.share(slot)
            except httpcore.ConnectionNotAvailable:
                self.give_back(slot)  # HTTP/2: the server takes no more requests over this one
            except BaseException:
                self.give_back(slot)
                raise
            else:
                return httpcore.Response(
                    response.status,
                    headers=response.headers,
                    content=_Body(response.stream, slot, self),
                    extensions=response.extensions,
                )

    def give_back(self, slot: Slot[httpcore.ConnectionInterface]) -> None:
        """End a request's use of a slot."""
        with self._lock:
            closing = self._slots.give_back(slot)
        if closing is not None:
            self._close(closing)

    def close(self) -> None:
        """Close all connections, also those in use."""
        with self._lock:
            slots = self._slots.close()
        for slot in slots:
            self._close(slot)
        if self._theirs is not None:
            self._theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        self.close()

    def _take(self, origin: httpcore.Origin, timeout: float | None) -> Taken:
        """A slot and its connection, which is open or will open with the request."""
        slot = self._slot(key_of(origin), timeout)
        try:
            # Outside the lock: to ask gives up the interpreter, and all threads would wait for the lock meanwhile.
            while slot.connection is not None and (slot.evicted or is_stale(slot.connection)):
                _hang_up(slot)
                with self._lock:
                    slot = self._slots.swap(slot)
            if slot.connection is None:
                slot.connection, slot.network = self._connect(origin)
        except BaseException:
            self.give_back(slot)
            raise
        return slot, slot.connection

    def _slot(self, key: Key, timeout: float | None) -> Slot[httpcore.ConnectionInterface]:
        with self._lock:
            if self._slots.closed:
                raise closed_error()
            slot = self._slots.take(key)
            if slot is not None:
                return slot
            woken = threading.Event()
            waiter = self._slots.queue(key, woken.set)
        try:
            woken.wait(None if timeout is None else min(timeout, threading.TIMEOUT_MAX))
        except BaseException:
            self._leave(waiter)
            raise
        with self._lock:
            slot = self._slots.leave(waiter)
            if slot is not None:
                return slot
            raise closed_error() if self._slots.closed else httpcore.PoolTimeout()

    def _leave(self, waiter: Waiter[httpcore.ConnectionInterface]) -> None:
        with self._lock:
            slot = self._slots.leave(waiter)
        if slot is not None:
            self.give_back(slot)

    def _close(self, slot: Slot[httpcore.ConnectionInterface]) -> None:
        try:
            _hang_up(slot)
        finally:
            with self._lock:
                self._slots.free(slot)


def _hang_up(slot: Slot[httpcore.ConnectionInterface]) -> None:
    """Close a slot's connection."""
    for each in (slot.connection, slot.network):
        try:
            if each is not None:
                each.close()
        except Exception:  # the connection is gone either way
            pass


class _Body:
    """A response's body; closing it gives the connection back."""

    def __init__(self, stream: Any, slot: Slot[httpcore.ConnectionInterface], pool: Pool) -> None:
        self._stream = stream
        self._slot = slot
        self._pool = pool
        self._begun = threading.Lock()

    def __iter__(self) -> Iterator[bytes]:
        iterator: Iterator[bytes] = iter(self._stream)
        return iterator

    def close(self) -> None:
        if not self._begun.acquire(blocking=False):
            return  # another thread closes it, or has
        try:
            close = getattr(self._stream, "close", None)
            if close is not None:
                close()
        finally:
            self._pool.give_back(self._slot)
