"""A stream that is being read, as far as sync and async code agree: what a piece of its body means, how long the next
may take, how it ended, and what the user's side of it remembers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from os import getpid
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from openrouter_core._io.attempt import CLOCK_SLACK
from openrouter_core._io.notify import emit_dropped
from openrouter_core.models.errors import (
    AnyError,
    OpenRouterError,
    RequestAbortedError,
    StreamIncompleteError,
)
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.attempt import Attempt
    from openrouter_core._io.lease import Lease
    from openrouter_core._protocol.content_coding import ContentDecoder
    from openrouter_core._protocol.events import EventReader
    from openrouter_core._protocol.formats.event_format import EventFormat

_T_co = TypeVar("_T_co", covariant=True)

DRAIN_SECONDS: Final = 0.5
DRAIN_BYTES: Final = 65_536
"""After the closing signal so much is waited for and read, so that the connection can be used again."""
SETTLE_SECONDS: Final = 2.0
"""How long the next event is waited for once every choice has its finish reason: the usage may still come, or the
closing signal. Some servers send neither, and leave the connection open.
"""

Results: TypeAlias = list[Ok[Any] | Err[OpenRouterError]]
Batch: TypeAlias = Sequence[Ok[Any] | Err[Any]]
"""What one read has brought; an `Err` comes alone."""


class Reading:
    """One stream while its body arrives.

    Fields:
        over: whether nothing more is to be read.
        whole: whether the response has come to its end, and all of it was given. Only what reads the end says so: a
            generator that a cancellation has closed is exhausted too.
    """

    def __init__(
        self, attempt: Attempt, reader: EventReader, lease: Lease, decoder: ContentDecoder
    ) -> None:
        self.attempt = attempt
        self.lease = lease
        self.over = False
        self.whole = False
        self._reader = reader
        self._decoder = decoder
        self._clock = attempt.clock
        self._ended_well = False
        if attempt.outcome is not None:
            lease.left = self.dropped
        self.wait()

    @property
    def came_whole(self) -> bool:
        """Whether the response has come to its end, whether or not the user has all of it."""
        return self._ended_well

    @property
    def settling(self) -> bool:
        """Whether all that is needed has come; the rest, such as the usage, may come or not."""
        return self._reader.complete

    def until(self) -> float | None:
        """When the wait for the next event ends; None is never."""
        if not self.settling:
            return self._until
        settled = self._since + SETTLE_SECONDS
        return settled if self._until is None else min(self._until, settled)

    def seconds_left(self) -> float | None:
        """Seconds until then."""
        until = self.until()
        return None if until is None else max(0.0, until - self._clock.now())

    def take(self, data: bytes | None) -> Results:
        """The results of the next piece of the body; None is its end."""
        reader = self._reader
        results: Results = reader.end() if data is None else reader.feed(data)
        failed = reader.failed
        if data is None and failed and self.lease.aborted:
            results = [Err(self.attempt.stream_error(None, closed=True))]
        elif data is None and not failed and self._decoder.begun and not self._decoder.whole:
            failed = True
            results.append(
                Err(StreamIncompleteError("the compressed stream is cut off", retryable=True))
            )
        self.over = data is None or reader.finished
        self._ended_well = self.over and not failed
        return results

    def broke(self, exc: Exception) -> Results:
        """The result of an exception in place of the next piece. A wait that was only for the rest has ended well."""
        self.over = True
        closed = self.lease.aborted
        self._ended_well = self.settling and not closed and self._has_waited()
        return [] if self._ended_well else [Err(self.attempt.stream_error(exc, closed=closed))]

    def late(self, results: Results) -> Results:
        """The results of a piece, and the end of a wait that lasted too long where only a look at the clock tells."""
        until = None if results else self.until()
        if self.over or not self.attempt.is_late(until):
            return results
        return [*results, *self.broke(TimeoutError())]

    def split(self, results: Results) -> OpenRouterError | None:
        """Take the error away that the results of a piece may end in."""
        if results and isinstance(results[-1], Err):
            return results.pop().failure()
        return None

    def gave(self, results: Results) -> None:
        """Take note that the user has these results, and what they mean for the stream's end."""
        self.whole = self._ended_well
        if results:
            self.wait()

    def wait(self) -> None:
        """Begin to wait for the next event: comments do not end that, and a user who took long over the last event
        does not make it shorter.
        """
        self._since = self._clock.now()
        self._until = self.attempt.wait_until(self._since)

    def error(self, error: OpenRouterError) -> OpenRouterError:
        """An error as the user gets it."""
        self.over = True
        return self.attempt.failure(error)

    def dropped(self) -> None:
        """Nobody refers to the stream any more."""
        attempt = self.attempt
        if attempt.outcome is not None:
            emit_dropped(attempt.outcome, attempt, self.lease.loop, complete=self.came_whole)

    def _has_waited(self) -> bool:
        until = self.until()
        return until is not None and self._clock.now() >= until - CLOCK_SLACK


class ReadState(Generic[_T_co]):
    """What a stream remembers for its user; `EventStream` and `AsyncEventStream` add how it is read.

    Fields:
        http_meta: status and headers of the HTTP response.
        format: which events it has, and how they are put together.
        error: the error that its `Err` holds, once that has been yielded.
        complete: whether it has been read to its end, and the response is whole.
    """

    def __init__(
        self, http_meta: HttpMeta, events: type[EventFormat], reading: Reading | None
    ) -> None:
        self._reading = reading
        self._lease = None if reading is None else reading.lease
        self.format = events
        self.http_meta = http_meta
        self.error: AnyError | None = None
        self.complete = False
        self._closed = False
        self._read = 0
        # What has been read and not been given yet.
        self._pending: deque[Ok[Any] | Err[Any]] = deque()
        # Whether that was counted: a Ctrl-C may come between the two.
        self._noted = True
        self._owner = None if reading is None else getpid()

    @property
    def closed(self) -> bool:
        """Whether its user closed it."""
        return self._closed

    @property
    def given(self) -> int:
        """How many chunks were taken from it so far."""
        if not self._noted:
            self._note()
        return self._read - len(self._pending)

    @property
    def _readable(self) -> bool:
        """Whether this process may read it: the bytes of a stream that was open when it was forked off are the
        parent's.
        """
        return self._owner is None or self._owner == getpid()

    def _note(self) -> None:
        """Take note of what a read has brought; an `Err` comes alone."""
        pending = self._pending
        if pending and isinstance(pending[0], Err):
            self._given(pending[0])
        else:
            self._read += len(pending)
        self._noted = True

    def _given(self, result: Ok[Any] | Err[Any]) -> Ok[_T_co] | Err[AnyError]:
        if isinstance(result, Err):
            self.error = result.failure()
        return result

    def _end(self) -> RequestAbortedError | None:
        """There is nothing more to read: the error, where the end was never read."""
        reading = self._reading
        if self.error is not None or self._closed or self.complete:
            return None
        self.complete = reading is None or reading.whole
        if self.complete:
            return None
        if not self._readable:
            return self._aborted(
                "the stream was opened before this process was forked, and only the parent process can read it"
            )
        return self._aborted(
            "a read of the stream was cancelled or interrupted, and what it had read is lost"
        )

    def _aborted(self, message: str) -> RequestAbortedError:
        return RequestAbortedError(
            message, status_code=self.http_meta.status, http_meta=self.http_meta, body_sent=True
        )

    def _begin_close(self) -> None:
        self._closed = True
        self._read = self.given
        self._pending.clear()
        if self._lease is not None:
            self._lease.closed.set()

    def __del__(self) -> None:
        reading = getattr(self, "_reading", None)
        if reading is not None:
            reading.lease.drop()
            reading.dropped()
