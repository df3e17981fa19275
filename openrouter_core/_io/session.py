"""The sync HTTP clients of a core, and what the async ones share with them.

This module is the first to import httpx; a core imports it when the first request is sent. What our own clients are
made of is in `openrouter_core._io.client`.
"""

from __future__ import annotations

import atexit
import os
import threading
import weakref
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Generic, TypeVar

import httpx

from openrouter_core._io.lease import Lease, Leases
from openrouter_core._io.sockets import Sockets, TimeLimit
from openrouter_core._protocol.network_errors import Route, aborted

if TYPE_CHECKING:
    from openrouter_core._io.environment import Proxies, Way

_FOREVER: Final = 365 * 86_400.0


_ClientT = TypeVar("_ClientT")


class BaseSession(Generic[_ClientT]):
    """The clients between two closings of a core, sync or async, and the ways to servers.

    Arguments:
        injected: the client that the core was given; None where the session opens its own.
    """

    def __init__(self, injected: _ClientT | None) -> None:
        self._injected = injected
        self._clients: dict[Way, _ClientT] = {}
        self._proxies: Proxies | None = None
        self.closed = threading.Event()
        self._leases = Leases(self.closed)

    def target(self, url: str) -> httpx.URL | str:
        """A URL as the client takes it; an injected client may belong to a fork of httpx, and gets the text."""
        return parsed(url) if self._injected is None else url

    def route(self, url: str) -> Route:
        """The way to a server, for the errors that say where it ended.

        Raises:
            InvalidRequestError: the environment names a proxy that cannot be used.
        """
        if self._injected is not None:
            return Route(url, known=False)
        return self._way(url).route(url)

    def _way(self, url: str) -> Way:
        if self._proxies is None:
            from openrouter_core._io.environment import Proxies  # an injected client does without

            self._proxies = Proxies()
        return self._proxies.way(url)


class Session(BaseSession[httpx.Client]):
    """The sync clients between two closings of a core."""

    def __init__(self, injected: httpx.Client | None) -> None:
        super().__init__(injected)
        self._lock = threading.Lock()
        self._sockets = Sockets(self.closed)
        self._pid = os.getpid()
        _SESSIONS.add(self)

    def lease(self, response: httpx.Response) -> Lease:
        """A stream's hold on a connection of this session."""
        return Lease(response, self._leases, self)

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
            InvalidRequestError: the environment names certificates, or a proxy, that cannot be used.
        """
        while orphan := self._leases.orphan():
            orphan.reclaim()
        if self._injected is not None:
            return self._injected
        way = self._way(url)
        found = self._clients.get(way)
        if found is None:
            with self._lock:
                if self.closed.is_set():
                    raise aborted()
                found = self._clients.get(way) or self._open(way)
        return found

    def _open(self, way: Way) -> httpx.Client:
        from openrouter_core._io.client import open_client  # an injected client does without

        client = self._clients[way] = open_client(way, self._sockets)
        return client

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
            self._sockets.close()  # a core that nobody holds any more leaves no socket open

    def end(self) -> None:
        """Close also the streams that are still open, because the interpreter is about to end."""
        if self._pid == os.getpid():
            self.close()
            for lease in list(self._leases.held):
                if lease.left is not None:
                    lease.left()
                lease.release()


@lru_cache(maxsize=64)
def parsed(url: str) -> httpx.URL:
    """httpx's own form of a URL: a core calls few, and reading one takes as long as reading a small response."""
    return httpx.URL(url)


_SESSIONS: Final[weakref.WeakSet[Session]] = weakref.WeakSet()


@atexit.register
def _at_exit() -> None:
    """End all sessions while the interpreter is whole: a stream that its last collection of garbage closes runs httpx's
    code among modules that are gone (CPython 3.13.0 crashes in datetime).
    """
    for session in list(_SESSIONS):
        session.end()
