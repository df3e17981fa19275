"""`EventStream`: a response that arrives in events, as an iterator of results that never raises."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from openrouter_core._io.notify import emit_error
from openrouter_core._io.reading import DRAIN_BYTES, DRAIN_SECONDS, Reading, ReadState
from openrouter_core.models.errors import AnyError, RequestAbortedError
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.lease import Lease
    from openrouter_core._io.sockets import TimeLimit

_T = TypeVar("_T")


class EventStream(ReadState[_T]):
    """Yields ``Ok(chunk)`` for each event, then at most one `Err`; iterating it never raises.

    It owns a connection. Read to the end it goes back to the pool; leave the ``with`` block, call `close`, or drop
    the last reference to the stream, and the connection is closed, which on providers that support it ends the
    generation and its billing.

    Only one thread may iterate it at a time: a second one gets the ValueError that Python raises there.

    Fields:
        http_meta: what HTTP said when the stream began.
        error: what its `Err` held, once that has been given.
        complete: whether it has been read to its end, and the response is whole.
    """

    def __init__(
        self,
        results: Generator[Ok[Any] | Err[Any], None, None],
        http_meta: HttpMeta,
        reading: Reading | None = None,
    ) -> None:
        super().__init__(http_meta, reading)
        self._results = results
        if self._lease is not None:
            self._lease.hold(results)

    def __iter__(self) -> Iterator[Ok[_T] | Err[AnyError]]:
        return self

    def __next__(self) -> Ok[_T] | Err[AnyError]:
        error = self._inherited()
        if error is None:
            result = next(self._results, None)
            if result is not None:
                return self._given(result)
            error = self._end()
        if error is None or self._reading is None:
            raise StopIteration
        return self._given(_emitted(self._reading, error))

    def close(self) -> None:
        """End the stream; iterating it then ends at once. May be called twice, and from another thread: a read in
        progress there ends in ``Err(RequestAbortedError)``.
        """
        self._begin_close()
        try:
            self._results.close()
        except ValueError:  # another thread is inside: releasing the connection wakes it
            pass
        if self._lease is not None:
            self._lease.release()

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
    return emit_error(attempt.hooks, attempt.call.prepared, error)


def read_events(
    reading: Reading, limit: TimeLimit | None
) -> Generator[Ok[Any] | Err[Any], None, None]:
    """The results of a stream, as its bytes arrive."""
    attempt, lease = reading.attempt, reading.lease
    body = lease.response.iter_bytes()
    alarm: threading.Timer | None = None
    try:
        while not reading.over:
            until = reading.until()
            if limit is not None:
                limit.until = until
            elif reading.settling and reading.fresh:
                alarm = _hurried(lease, reading.seconds_left(), alarm)
            try:
                data = next(body, None)
            except Exception as exc:
                results = reading.broke(exc)
            else:
                results = reading.take(data)
                if limit is None:
                    results = [*results, *reading.late(None if results else until)]
            for result in results:
                if isinstance(result, Ok):
                    yield result
                    continue
                error = reading.error(result.failure())
                yield emit_error(attempt.hooks, attempt.call.prepared, error)
                return
        if reading.whole:
            if limit is not None:
                limit.until = attempt.clock.now() + DRAIN_SECONDS
            else:
                alarm = _hurried(lease, DRAIN_SECONDS, alarm)
            _drain(body)
    finally:
        if alarm is not None:
            alarm.cancel()
            alarm.join()
        lease.release()


def _drain(body: Iterator[bytes]) -> None:
    """Read the little that is left. A body that goes on, or does not end, is dropped with its connection."""
    left = DRAIN_BYTES
    try:
        for data in body:
            left -= len(data)
            if left < 0:
                return
    except Exception:  # the response is complete; how its connection ends changes nothing
        pass


def _hurried(
    lease: Lease, seconds: float | None, before: threading.Timer | None
) -> threading.Timer:
    """A read of an injected client ends in time only when its socket is shut down: set the alarm for that."""
    if before is not None:
        before.cancel()
    alarm = threading.Timer(seconds or 0.0, lease.shutdown)
    alarm.daemon = True
    alarm.start()
    return alarm


def single(result: Ok[Any]) -> Generator[Ok[Any] | Err[Any], None, None]:
    """The results of a response that came whole."""
    yield result
