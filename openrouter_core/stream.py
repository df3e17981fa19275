"""`EventStream`: an answer that arrives in events, as an iterator of results that never raises."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.notify import failed
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.call import Call
    from openrouter_core.events import EventReader
    from openrouter_core.lease import Lease
    from openrouter_core.session import TimeLimit

_T = TypeVar("_T")
_E = TypeVar("_E")

DRAIN_SECONDS: Final = 0.5
DRAIN_BYTES: Final = 65_536
"""After the closing signal so much is waited for and read, so that the connection can be used again."""


class EventStream(Generic[_T, _E]):
    """Yields ``Ok(chunk)`` for each event, then at most one `Err`; iterating it never raises.

    It owns a connection. Read to the end it goes back to the pool; leave the ``with`` block, call `close`, or let the
    stream go, and it is dropped, which on providers that support it ends the generation and its billing.

    Only one thread may iterate it at a time: a second one gets the ValueError that Python raises there.

    Fields:
        http_meta: what HTTP said when the stream began.
        error: what its `Err` held, once that has been given.
        complete: whether it has been read to its end, and the answer is whole.
    """

    def __init__(
        self,
        results: Generator[Ok[_T] | Err[_E], None, None],
        http_meta: HttpMeta,
        lease: Lease | None = None,
    ) -> None:
        self._results = results
        self._lease = lease
        self.http_meta = http_meta
        self.error: _E | None = None
        self.complete = False
        self._closed = False
        if lease is not None:
            lease.hold(results)

    def __iter__(self) -> Iterator[Ok[_T] | Err[_E]]:
        return self

    def __next__(self) -> Ok[_T] | Err[_E]:
        result = next(self._results, None)
        if result is None:
            self.complete = self.complete or (self.error is None and not self._closed)
            raise StopIteration
        if isinstance(result, Err):
            self.error = result.failure()
        return result

    def close(self) -> None:
        """End the stream; iterating it then ends at once. May be called twice, and from another thread: a read in
        progress there ends in ``Err(RequestAbortedError)``.
        """
        self._closed = True
        if self._lease is not None:
            self._lease.closed.set()
        try:
            self._results.close()
        except ValueError:  # another thread is inside: releasing the connection wakes it
            pass
        if self._lease is not None:
            self._lease.release()

    def __enter__(self) -> EventStream[_T, _E]:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        lease = getattr(self, "_lease", None)
        if lease is not None:
            lease.abandon()


def read_events(
    call: Call, reader: EventReader, lease: Lease, limit: TimeLimit | None
) -> Generator[Ok[Any] | Err[Any], None, None]:
    """The results of a stream, as its bytes arrive."""
    clock = call.clock
    body = lease.response.iter_bytes()
    since = clock.now()  # when the wait for the next event began: comments do not end it
    try:
        while not reader.finished:
            until = call.until(since)
            if limit is not None:
                limit.until = until
            data: bytes | None = None
            results: list[Ok[Any] | Err[Any]]
            try:
                data = next(body, None)
            except Exception as exc:
                results = [Err(call.stream_error(exc, lease.aborted))]
            else:
                results = reader.end() if data is None else reader.feed(data)
                if data is None and lease.aborted and reader.failed:
                    results = [Err(call.stream_error(None, True))]
                elif (
                    limit is None
                    and not reader.finished
                    and call.is_late(None if results else until)
                ):
                    results = [*results, Err(call.stream_error(TimeoutError(), False))]
            for result in results:
                if isinstance(result, Ok):
                    yield result
                    continue
                yield failed(call.hooks, call.prepared, call.failure(result.failure()))
                return
            if data is None:
                return
            if results:
                since = clock.now()
        if not reader.failed:
            if limit is not None:
                limit.until = clock.now() + DRAIN_SECONDS
                _drain(body)
            else:
                _drain_of_others(body, lease)
    finally:
        lease.release()


def _drain(body: Iterator[bytes]) -> None:
    """Read the little that is left. A body that goes on, or does not end, is dropped with its connection."""
    left = DRAIN_BYTES
    try:
        for data in body:
            left -= len(data)
            if left < 0:
                return
    except Exception:  # the answer is complete; how its connection ends changes nothing
        pass


def _drain_of_others(body: Iterator[bytes], lease: Lease) -> None:
    """As `_drain`, with an injected client, whose reads only the closing of its socket ends in time."""
    alarm = threading.Timer(DRAIN_SECONDS, lease.hang_up)
    alarm.daemon = True
    alarm.start()
    try:
        _drain(body)
    finally:
        alarm.cancel()
        alarm.join()


def single(result: Ok[Any]) -> Generator[Ok[Any] | Err[Any], None, None]:
    """The results of an answer that came whole."""
    yield result
