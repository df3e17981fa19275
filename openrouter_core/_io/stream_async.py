"""`AsyncEventStream`: `openrouter_core._io.stream` for async code; what both decide is in `_io.reading`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from os import getpid
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from openrouter_core._io.lease import AsyncLease
from openrouter_core._io.notify import emit_end_async, emit_error_async
from openrouter_core._io.reading import DRAIN_BYTES, DRAIN_SECONDS, Batch, Reading, ReadState
from openrouter_core.models.errors import AnyError
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.body import AsyncBody
    from openrouter_core._protocol.formats.event_format import EventFormat

_T_co = TypeVar("_T_co", covariant=True)


class AsyncEventStream(ReadState[_T_co]):
    """Like `openrouter_core.EventStream`, for ``async for`` and ``async with``.

    A read that is cancelled loses what it had read: the next result is then ``Err(RequestAbortedError)``. To do
    something else while no event comes, such as sending a heartbeat, wait without cancelling: ``asyncio.wait({task},
    timeout=15)`` with ``task = asyncio.ensure_future(anext(stream))``.
    """

    def __init__(
        self,
        results: AsyncGenerator[Batch, None],
        http_meta: HttpMeta,
        events: type[EventFormat],
        reading: Reading | None = None,
    ) -> None:
        super().__init__(http_meta, events, reading)
        self._results = results
        if self._lease is not None:
            self._lease.hold(results)

    def __aiter__(self) -> AsyncIterator[Ok[_T_co] | Err[AnyError]]:
        return self

    async def __anext__(self) -> Ok[_T_co] | Err[AnyError]:
        pending = self._pending
        if not pending and self._readable:
            read = await anext(self._results, None)
            self._noted = False
            pending.extend(read or ())
        if not self._noted:
            self._note()
        if pending and (self._owner == getpid() or self._readable):
            try:
                return pending.popleft()
            except IndexError:  # another thread has closed the stream
                pass
        error = self._end()
        if error is None or self._reading is None:
            raise StopAsyncIteration
        attempt = self._reading.attempt
        return self._given(await emit_error_async(attempt.hooks, attempt, error, attempt.outcome))

    async def aclose(self) -> None:
        """End the stream; iterating it then ends at once. May be called twice, and from another task: a read in
        progress there ends in ``Err(RequestAbortedError)``.
        """
        self._begin_close()
        try:
            await self._results.aclose()
        except RuntimeError:  # another task is inside: releasing the connection wakes it
            pass
        else:
            await self._ended()
        if isinstance(self._lease, AsyncLease):
            await self._lease.arelease()

    async def _ended(self) -> None:
        """As `EventStream._ended`."""
        if self._reading is not None:
            await emit_end_async(self._reading.attempt.outcome, self._reading.attempt)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


async def read_events(
    reading: Reading, body: AsyncBody, lease: AsyncLease
) -> AsyncGenerator[Batch, None]:
    """The results of a stream as its bytes arrive, those of one read together."""
    attempt = reading.attempt
    limit = _ReadLimit()
    reading.wait()
    try:
        while not reading.over:
            try:
                data = await limit.next(body, reading.seconds_left())
            except Exception as exc:
                lease.interrupted = isinstance(exc, TimeoutError)
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
                yield [await emit_error_async(attempt.hooks, attempt, error, attempt.outcome)]
                return
            reading.gave(results)
        if reading.whole and not lease.interrupted:
            await _drain(body, lease)
    except asyncio.CancelledError:
        lease.interrupted = True
        raise
    finally:
        limit.close()
        await lease.arelease()
        await emit_end_async(attempt.outcome, attempt, complete=reading.came_whole)


class _ReadLimit:
    """A time limit for one read after the other. `asyncio.timeout` would set and clear a timer for each, a tenth of
    what a chunk costs; here one timer stays, and when it rings it looks whether the limit has been moved.
    """

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[Any] | None = None  # while it reads
        self._until = 0.0
        self._expired = False

    async def next(self, body: AsyncBody, seconds: float | None) -> bytes | None:
        """The body's next piece.

        Raises:
            TimeoutError: it did not come within so many seconds; None is unbounded.
        """
        task = asyncio.current_task()
        if seconds is None or task is None:
            return await body.next()
        self._until = self._loop.time() + seconds
        if self._timer is None or self._until < self._timer.when():
            self._set()
        self._task = task
        cancelling = task.cancelling()
        try:
            return await body.next()
        except asyncio.CancelledError as exc:
            if self._expired and task.uncancel() <= cancelling:
                raise TimeoutError from exc
            raise  # somebody else's
        finally:
            self._task = None

    def close(self) -> None:
        """Clear the timer."""
        if self._timer is not None:
            self._timer.cancel()

    def _set(self) -> None:
        self.close()
        self._timer = self._loop.call_at(self._until, self._ring)

    def _ring(self) -> None:
        self._timer = None
        if self._task is None:  # the user has the last event, and no read is under way
            return
        if self._loop.time() < self._until:
            self._set()
        else:
            self._expired = True
            self._task.cancel()


async def _drain(body: AsyncBody, lease: AsyncLease) -> None:
    """Read the little that is left. A body that goes on, or does not end, is dropped with its connection."""
    left = DRAIN_BYTES
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            async for data in body.raw:
                left -= len(data)
                if left < 0:
                    return
    except Exception:  # the response is complete; how its connection ends changes nothing
        lease.interrupted = True


async def single(result: Ok[Any]) -> AsyncGenerator[Batch, None]:
    """The results of a response that came whole."""
    yield [result]
