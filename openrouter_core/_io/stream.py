"""`EventStream`: a response that arrives in events, as an iterator of results that does not raise."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain, islice
from os import getpid
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from openrouter_core._io.notify import emit_end, emit_error
from openrouter_core._io.reading import DRAIN_BYTES, DRAIN_SECONDS, Batch, Reading, ReadState
from openrouter_core.models.errors import AnyError, RequestAbortedError
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.body import SyncBody
    from openrouter_core._io.lease import Lease
    from openrouter_core._io.sockets import TimeLimit
    from openrouter_core._protocol.formats.event_format import EventFormat

_T_co = TypeVar("_T_co", covariant=True)


class EventStream(ReadState[_T_co]):
    """Yields ``Ok(chunk)`` for each event, then at most one `Err`; iterating over it never raises.

    The stream owns a connection. When it has been read to its end, the connection goes back to the pool. When you leave
    the ``with`` block, call `close`, or drop the last reference before that, the connection is closed; with providers
    that support it, this ends the generation and its billing.

    Only one thread may iterate over it at a time: a second one gets the ValueError that Python raises then.

    Fields:
        http_meta: status and headers of the HTTP response.
        format: which events it has, and how they are put together.
        error: the error that its `Err` holds, once that has been yielded.
        complete: whether it has been read to its end, and the response is whole.
    """

    def __init__(
        self,
        results: Generator[Batch, None, None],
        http_meta: HttpMeta,
        events: type[EventFormat],
        reading: Reading | None = None,
    ) -> None:
        super().__init__(http_meta, events, reading)
        self._results = results
        if self._lease is not None:
            self._lease.hold(results)

    def __iter__(self) -> Iterator[Ok[_T_co] | Err[AnyError]]:
        return self

    def __next__(self) -> Ok[_T_co] | Err[AnyError]:
        pending = self._pending
        if not pending and self._readable:
            # One step for the interpreter: a Ctrl-C comes before it or after it, and no result is lost between.
            self._noted = False
            pending.extend(chain.from_iterable(islice(self._results, 1)))
        if not self._noted:
            self._note()
        if pending and (self._owner == getpid() or self._readable):
            try:
                return pending.popleft()
            except IndexError:  # another thread has closed the stream
                pass
        error = self._end()
        if error is None or self._reading is None:
            raise StopIteration
        return self._given(_emitted(self._reading, error))

    def close(self) -> None:
        """End the stream; iterating over it then ends at once. It may be called more than once, and from any thread: a
        read that is in progress in another thread ends in ``Err(RequestAbortedError)``.
        """
        self._begin_close()
        try:
            self._results.close()
        except ValueError:  # another thread is inside: releasing the connection wakes it
            pass
        else:
            self._ended()
        if self._lease is not None:
            self._lease.release()

    def _ended(self) -> None:
        """Tell the hooks, where the stream was never read."""
        if self._reading is not None:
            emit_end(self._reading.attempt.outcome, self._reading.attempt)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _emitted(reading: Reading, error: RequestAbortedError) -> Err[Any]:
    attempt = reading.attempt
    return emit_error(attempt.hooks, attempt, error, attempt.outcome)


def read_events(
    reading: Reading, body: SyncBody, limit: TimeLimit | None
) -> Generator[Batch, None, None]:
    """The results of a stream as its bytes arrive, those of one read together."""
    attempt = reading.attempt
    reading.wait()
    try:
        while not reading.over:
            try:
                data = _next(reading, body, limit)
            except Exception as exc:
                results = reading.broke(exc)
            else:
                results = reading.late(reading.take(data))
            failed = reading.split(results)
            if attempt.outcome is not None:
                attempt.outcome.note(results)
            if results:
                yield results
            if failed is not None:
                error = reading.error(failed)
                yield [emit_error(attempt.hooks, attempt, error, attempt.outcome)]
                return
            reading.gave(results)
        if reading.whole:
            _drain(reading, body, limit)
    finally:
        reading.lease.release()
        emit_end(attempt.outcome, attempt, complete=reading.came_whole)


def _next(reading: Reading, body: SyncBody, limit: TimeLimit | None) -> bytes | None:
    """The next piece of the body, within its time."""
    if limit is not None:
        limit.until = reading.until()
    elif reading.settling:
        with _alarm(reading.lease, reading.seconds_left()):
            return body.next()
    return body.next()


def _drain(reading: Reading, body: SyncBody, limit: TimeLimit | None) -> None:
    """Read the little that is left. A body that goes on, or does not end, is dropped with its connection."""
    if limit is not None:
        limit.until = reading.attempt.clock.now() + DRAIN_SECONDS
    elif not reading.lease.alone:
        return  # nothing could end a read: what is left is the connection's own affair
    left = DRAIN_BYTES
    try:
        with _alarm(reading.lease, DRAIN_SECONDS) if limit is None else nullcontext():
            for data in body.raw:
                left -= len(data)
                if left < 0:
                    return
    except Exception:  # the response is complete; how its connection ends changes nothing
        pass


@contextmanager
def _alarm(lease: Lease, seconds: float | None) -> Iterator[None]:
    """Shut the socket down when the time is up: nothing else ends a read of an injected client."""
    if not lease.alone:
        yield
        return
    alarm = threading.Timer(seconds or 0.0, lease.shutdown)
    alarm.daemon = True
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()
        alarm.join()


def single(result: Ok[Any]) -> Generator[Batch, None, None]:
    """The results of a response that came whole."""
    yield [result]
