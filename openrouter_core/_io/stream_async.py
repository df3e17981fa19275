"""`AsyncEventStream`: `openrouter_core._io.stream` for async code; what both decide is in `_io.reading`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from types import TracebackType
from typing import Any, Self, TypeVar

from openrouter_core._io.lease import AsyncLease
from openrouter_core._io.notify import emit_error_async
from openrouter_core._io.reading import DRAIN_BYTES, DRAIN_SECONDS, Reading, ReadState
from openrouter_core.models.errors import AnyError
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.result import Err, Ok

_T = TypeVar("_T")


class AsyncEventStream(ReadState[_T]):
    """As `openrouter_core.EventStream`, for ``async for`` and ``async with``.

    A read that is cancelled loses what it had read: the next result is then ``Err(RequestAbortedError)``. To do
    something while nothing comes, such as to send a heartbeat, wait without cancelling: ``asyncio.wait({task},
    timeout=15)`` with ``task = asyncio.ensure_future(anext(stream))``.
    """

    def __init__(
        self,
        results: AsyncGenerator[Ok[Any] | Err[Any], None],
        http_meta: HttpMeta,
        reading: Reading | None = None,
    ) -> None:
        super().__init__(http_meta, reading)
        self._results = results
        if self._lease is not None:
            self._lease.hold(results)

    def __aiter__(self) -> AsyncIterator[Ok[_T] | Err[AnyError]]:
        return self

    async def __anext__(self) -> Ok[_T] | Err[AnyError]:
        error = self._inherited()
        if error is None:
            result = await anext(self._results, None)
            if result is not None:
                return self._given(result)
            error = self._end()
        if error is None or self._reading is None:
            raise StopAsyncIteration
        attempt = self._reading.attempt
        return self._given(await emit_error_async(attempt.hooks, attempt.call.prepared, error))

    async def aclose(self) -> None:
        """End the stream; iterating it then ends at once. May be called twice, and from another task: a read in
        progress there ends in ``Err(RequestAbortedError)``.
        """
        self._begin_close()
        try:
            await self._results.aclose()
        except RuntimeError:  # another task is inside: releasing the connection wakes it
            pass
        if isinstance(self._lease, AsyncLease):
            await self._lease.arelease()

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
    reading: Reading, lease: AsyncLease
) -> AsyncGenerator[Ok[Any] | Err[Any], None]:
    """The results of a stream, as its bytes arrive."""
    attempt = reading.attempt
    body = lease.response.aiter_bytes()
    try:
        while not reading.over:
            # httpx's own timeout bounds the first read after an event; a timer of ours costs as much as the read.
            timed = attempt.deadline is not None or reading.settling or not reading.fresh
            try:
                async with asyncio.timeout(reading.seconds_left() if timed else None):
                    data = await anext(body, None)
            except Exception as exc:
                lease.interrupted = isinstance(exc, TimeoutError)
                results = reading.broke(exc)
            else:
                results = reading.take(data)
            for result in results:
                if isinstance(result, Ok):
                    yield result
                    continue
                error = reading.error(result.failure())
                yield await emit_error_async(attempt.hooks, attempt.call.prepared, error)
                return
        if reading.whole and not lease.interrupted:
            await _drain(body, lease)
    except asyncio.CancelledError:
        lease.interrupted = True
        raise
    finally:
        await lease.arelease()


async def _drain(body: AsyncIterator[bytes], lease: AsyncLease) -> None:
    """Read the little that is left. A body that goes on, or does not end, is dropped with its connection."""
    left = DRAIN_BYTES
    try:
        async with asyncio.timeout(DRAIN_SECONDS):
            async for data in body:
                left -= len(data)
                if left < 0:
                    return
    except Exception:  # the response is complete; how its connection ends changes nothing
        lease.interrupted = True


async def single(result: Ok[Any]) -> AsyncGenerator[Ok[Any] | Err[Any], None]:
    """The results of a response that came whole."""
    yield result
