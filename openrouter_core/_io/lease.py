"""A stream's hold on its connection."""

from __future__ import annotations

import os
import socket
import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

    import httpx


class Leases:
    """The streams of a session that are open.

    Fields:
        core_closed: set when the session is closed.
        held: keeps each stream's generators alive until its connection is given back. Were they garbage, the
            collector would close them wherever it happens to run, and they would take the pool's lock, which the same
            thread may hold.
        orphans: streams that were dropped before their end; the session releases their connections at its next call.
    """

    def __init__(self, core_closed: threading.Event) -> None:
        self.core_closed = core_closed
        self.held: set[Lease] = set()
        self.orphans: deque[Any] = deque()

    def orphan(self) -> Any:
        """One stream that was dropped before its end, or None."""
        try:
            return self.orphans.popleft()
        except IndexError:  # another thread may have taken the last
            return None


class Lease:
    """A stream's hold on its connection: given back when read to the end, else dropped.

    In a process that was forked off while the stream was open all of this does nothing: the connection is the
    parent's.

    Fields:
        closed: whether the user closed the stream.
        loop: the event loop that it is read on, in async code.
        left: called where the interpreter ends before the stream does.
    """

    loop: AbstractEventLoop | None = None
    left: Callable[[], None] | None = None

    def __init__(self, response: httpx.Response, leases: Leases, session: Any) -> None:
        self.response = response
        self._session = session  # which closes its sockets when it goes, so it stays
        self.closed = threading.Event()
        self._leases = leases
        self._results: Any = None
        self._pid = os.getpid()
        self._sock = _own_socket(response)

    @property
    def alone(self) -> bool:
        """Whether the connection is the stream's own, and its socket can be shut down."""
        return self._sock is not None

    @property
    def aborted(self) -> bool:
        """Whether someone closed the stream or its core."""
        return self.closed.is_set() or self._leases.core_closed.is_set()

    @property
    def inherited(self) -> bool:
        """Whether this process is a fork of the one that opened the stream."""
        return self._pid != os.getpid()

    def hold(self, results: object) -> None:
        """Keep the generator that reads the stream; see `Leases.held`."""
        self._results = results
        self._leases.held.add(self)

    def release(self) -> None:
        """Give the connection back. May be called twice, and while another thread reads, which wakes up."""
        if self.inherited:
            return
        try:
            self.response.close()
        except Exception:  # the connection is gone either way
            pass
        self._let_go()

    def drop(self) -> None:
        """End the conversation without taking a lock, as the garbage collector must: it may run while the pool's lock
        is held.
        """
        if not self.inherited and not self.response.is_closed:
            if not self.shutdown():
                self._reclaim_soon()
            elif isinstance(self._sock, socket.socket):
                self._sock.close()
            self._leases.orphans.append(self)

    def shutdown(self) -> bool:
        """Shut the socket down, and say whether that was possible; a thread that reads from it wakes up."""
        return shutdown(self._sock)

    def _reclaim_soon(self) -> None:
        """The socket is not the stream's own: the session closes the response with its next call."""

    def reclaim(self) -> None:
        """Give back the connection of a dropped stream."""
        if self._results is not None:
            self._results.close()
        self.release()

    def _let_go(self) -> None:
        self._leases.held.discard(self)
        self._results = self._session = self.left = None


def _own_socket(response: httpx.Response) -> Any:
    """The socket under a response, where no other response shares it: HTTP/2 sends many over one connection."""
    if not response.extensions.get("http_version", b"").startswith(b"HTTP/1"):
        return None
    stream = response.extensions.get("network_stream")
    return stream and stream.get_extra_info("socket")


def shutdown(sock: Any) -> bool:
    """Shut a socket down, which wakes a thread that reads from it, and say whether that was possible."""
    if sock is None:
        return False
    try:
        if isinstance(sock, socket.socket):
            # Not SSLSocket's own, which takes TLS away from under the thread that reads.
            socket.socket.shutdown(sock, socket.SHUT_RDWR)
        else:
            sock.shutdown(socket.SHUT_RDWR)
    except OSError:  # the peer was faster
        return True
    except Exception:  # uvloop keeps its sockets to itself
        return False
    return True


class AsyncLease(Lease):
    """A stream's hold on its connection, in async code.

    Fields:
        interrupted: whether a read was cancelled, perhaps while httpcore gave the connection back.
    """

    interrupted = False

    def __init__(
        self, response: httpx.Response, leases: Leases, session: Any, loop: AbstractEventLoop
    ) -> None:
        super().__init__(response, leases, session)
        self._loop = self.loop = loop

    def _reclaim_soon(self) -> None:
        """Where the socket cannot be shut down (uvloop, HTTP/2), the response is closed on its own loop."""
        try:
            self._loop.call_soon_threadsafe(self._reclaim_now)
        except RuntimeError:  # the loop is closed, and its connections with it
            pass

    def _reclaim_now(self) -> None:
        self._reclaiming = self._loop.create_task(self.areclaim())

    async def arelease(self) -> None:
        """As `release`."""
        session = self._session
        if session is None or self.inherited:
            return
        try:
            if self.interrupted:
                await session.release(self.response)
            else:
                await self.response.aclose()
        except Exception:  # the connection is gone either way
            pass
        finally:
            self._let_go()

    async def areclaim(self) -> None:
        """As `reclaim`."""
        if self._results is not None:
            try:
                await self._results.aclose()
            except RuntimeError:  # the loop and the next call may both be at it
                return
        await self.arelease()
