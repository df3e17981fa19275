"""The loop that accepts connections, and drops all of them at the end.

asyncio's own server is not used: if it is closed while it accepts, it leaks the new connection (its transports assert
that the server is open), and tests close servers all the time.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import ssl
from collections.abc import Callable

from openrouter_core.testing.connection import Connection

log = logging.getLogger("openrouter_core.testing")

BACKLOG = 2048  # a thousand clients that connect at once must not need SYN retries
RETRY_SECONDS = 0.1


class Acceptor:
    """Accepts on `listener` from `open` to `close`, on the running loop.

    Args:
        listener: a listening socket; its creator closes it.
        ssl_context: speak TLS with it.
        connect: makes a connection's protocol, from the set of open connections, in which the protocol keeps itself.
    """

    def __init__(
        self,
        listener: socket.socket,
        ssl_context: ssl.SSLContext | None,
        connect: Callable[[set[Connection]], Connection],
    ):
        self._loop = asyncio.get_running_loop()
        self._listener = listener
        self._ssl_context = ssl_context
        self._connect = connect
        self._live: set[Connection] = set()
        self._arriving: set[asyncio.Task[None]] = set()
        self._retry: asyncio.TimerHandle | None = None

    def open(self) -> None:
        """Begin to accept."""
        self._listener.setblocking(False)
        self._loop.add_reader(self._listener, self._accept)

    async def close(self) -> None:
        """Stop accepting, and drop every connection."""
        if self._retry is not None:
            self._retry.cancel()
        self._loop.remove_reader(self._listener)
        # A connection that was just accepted needs a few turns of the loop to be registered; if its task were cancelled
        # before its first turn, it would leak the socket. Transports also close some turns later.
        for turn in range(10):
            for connection in list(self._live):
                connection.abort()
            if turn == 5:
                for task in self._arriving:  # still in its TLS handshake
                    task.cancel()
            await asyncio.sleep(0)

    def _accept(self) -> None:
        for _ in range(BACKLOG):
            try:
                sock, _address = self._listener.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as problem:  # out of file descriptors, probably for a while
                log.warning("cannot accept: %s", problem)
                self._loop.remove_reader(self._listener)
                self._retry = self._loop.call_later(RETRY_SECONDS, self.open)
                return
            task = self._loop.create_task(self._admit(sock))
            self._arriving.add(task)
            task.add_done_callback(self._arriving.discard)

    async def _admit(self, sock: socket.socket) -> None:
        # The connection is already closed, or its handshake failed: its transport closes it.
        with contextlib.suppress(OSError):
            # asyncio does this only for sockets with an explicit protocol number.
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(OSError):
            await self._loop.connect_accepted_socket(
                lambda: self._connect(self._live), sock, ssl=self._ssl_context
            )
