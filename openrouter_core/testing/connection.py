"""One accepted connection: requests in, scripts out, on the server's event loop."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
from collections.abc import Callable, Iterator

from openrouter_core.testing.ledger import Ledger
from openrouter_core.testing.parser import MalformedRequest, RequestParser
from openrouter_core.testing.payloads import error
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.script import Cut, Pause, Reset, Script, Send, Step

log = logging.getLogger("openrouter_core.testing")

# A client that reads an endless script quickly must not block the loop for others.
SENDS_PER_TURN = 64

# How much a client may send while it is being answered.
MOST_AHEAD = 1 << 20

# A refused client may still be sending. If the connection were closed at once, the reset that follows would destroy the
# answer (RFC 9112, 9.6); so data is read and dropped for a while.
LINGER_SECONDS = 2.0

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


class Connection(asyncio.Protocol):
    """Plays one script per request, in order.

    Steps run by callbacks, not in a task, so that a thousand stalled replies are a thousand idle objects, and there is
    nothing to cancel when the transport is aborted.

    Args:
        ledger: where connections and requests are counted.
        opening: returns a script to play before any request is read, or None.
        respond: returns the script that answers a request.
        live: the server's set of open connections.
        max_body: the largest request body in bytes.
    """

    def __init__(
        self,
        ledger: Ledger,
        opening: Callable[[], Script | None],
        respond: Callable[[RecordedRequest], Script],
        live: set[Connection],
        max_body: int,
    ):
        self._ledger = ledger
        self._opening = opening
        self._respond = respond
        self._live = live
        self._parser = RequestParser(max_body)
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._number = 0
        self._request: RecordedRequest | None = None
        self._steps: Iterator[Step] | None = None
        self._timer: asyncio.Handle | None = None
        self._keep_alive = True
        self._writing_paused = False
        self._refused = False

    def abort(self) -> None:
        """Drop the connection at once."""
        if self._transport is not None:
            self._transport.abort()

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        # Writing is "paused" until the last byte is in the kernel, so that a Reset does not overtake a Send. A TLS
        # transport pauses at the mark, a plain one above it.
        encrypted = transport.get_extra_info("sslcontext") is not None
        transport.set_write_buffer_limits(high=1 if encrypted else 0, low=0)
        self._live.add(self)
        self._number = self._ledger.accept()
        script = self._opening()
        if script is not None:
            self._steps = iter(script)
            self._advance()

    def data_received(self, data: bytes) -> None:
        if self._refused:
            return
        self._parser.feed(data)
        self._serve()
        if self._steps is not None and self._parser.unread > MOST_AHEAD and self._transport:
            self._transport.pause_reading()

    def eof_received(self) -> None:
        self._abandon()

    def pause_writing(self) -> None:
        self._writing_paused = True

    def resume_writing(self) -> None:
        self._writing_paused = False
        if self._timer is None and self._steps is not None:
            # Not at once: the transport is still writing, and we may close it.
            self._timer = self._loop.call_soon(self._resume)

    def connection_lost(self, exc: Exception | None) -> None:
        self._abandon()
        self._transport = None
        self._live.discard(self)
        self._ledger.drop()

    # Requests.

    def _serve(self) -> None:
        """Answer complete requests one at a time: a reply is finished before the next begins."""
        while (
            self._steps is None and self._transport is not None and not self._transport.is_closing()
        ):
            try:
                parsed = self._parser.next_request()
            except MalformedRequest as problem:
                self._refuse(problem)
                return
            if parsed is None:
                if self._parser.take_expectation():
                    self._transport.write(CONTINUE)
                return
            self._keep_alive = parsed.keep_alive
            self._request = self._ledger.record(parsed, self._number)
            self._steps = iter(self._respond(self._request))
            self._advance()

    def _refuse(self, problem: MalformedRequest) -> None:
        assert self._transport is not None
        body = error(problem.status, str(problem))
        reply = Reply.json(body, problem.status, {"Connection": "close"})
        self._refused = True
        self._transport.write(reply.wire)
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._timer = self._loop.call_later(LINGER_SECONDS, self._transport.close)

    # Scripts.

    def _resume(self) -> None:
        self._timer = None
        self._advance()
        self._serve()

    def _advance(self) -> None:
        """Play steps until one has to wait."""
        transport, steps = self._transport, self._steps
        if transport is None or steps is None:
            return
        sends = 0
        # A transport without a client drops writes and never pauses.
        while not self._writing_paused and not transport.is_closing():
            try:
                step = next(steps, None)
            except Exception:  # a user's generator
                log.exception("a script raised; the connection is dropped")
                transport.abort()
                return
            if isinstance(step, Send):
                transport.write(step.data)
                sends += 1
                if sends < SENDS_PER_TURN:
                    continue
                self._timer = self._loop.call_soon(self._resume)
                return
            if isinstance(step, Pause):
                self._timer = self._loop.call_later(step.seconds, self._resume)
            elif step is None:
                self._finish()
                if not self._keep_alive:
                    _close(transport)
            elif isinstance(step, Cut):
                self._finish()
                _close(transport)
            elif isinstance(step, Reset):
                self._finish()
                _reset(transport)
            return  # also for a Stall: there is no further callback

    def _finish(self) -> None:
        if self._request is not None:
            self._request._fate.finish()
        self._request = None
        self._steps = None
        if self._transport is not None:
            self._transport.resume_reading()  # has no effect unless it was paused

    def _abandon(self) -> None:
        """The client has disconnected: end the script that is playing."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._request is not None:
            self._request._fate.disconnect()
        self._request = None
        self._steps = None


def _close(transport: asyncio.Transport) -> None:
    if transport.can_write_eof():
        # close() alone sends no FIN while a forked child holds a copy of the descriptor.
        transport.write_eof()
    transport.close()


def _reset(transport: asyncio.Transport) -> None:
    sock = transport.get_extra_info("socket")
    # Lingering on, for zero seconds: close() discards what is unsent and sends RST (socket(7)).
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
