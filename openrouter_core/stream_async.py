"""`AsyncEventStream`: `openrouter_core.stream` for async code; what both decide is there, and one floor down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.notify import failed_async
from openrouter_core.result import Err, Ok
from openrouter_core.stream import DRAIN_BYTES, DRAIN_SECONDS

if TYPE_CHECKING:
    from openrouter_core.call import Call
    from openrouter_core.events import EventReader
    from openrouter_core.lease import AsyncLease

_T = TypeVar("_T")
_E = TypeVar("_E")


class AsyncEventStream(Generic[_T, _E]):
    """As `openrouter_core.stream.EventStream`, for ``async for`` and ``async with``."""

    def __init__(
        self,
        results: AsyncGenerator[Ok[_T] | Err[_E], None],
        http_meta: HttpMeta,
        lease: AsyncLease | None = None,
    ) -> None:
        self._results = results
        self._lease = lease
        self.http_meta = http_meta
        self.error: _E | None = None
        self.complete = False
        self._closed = False
        if lease is not None:
            lease.hold(results)

    def __aiter__(self) -> AsyncIterator[Ok[_T] | Err[_E]]:
        return self

    async def __anext__(self) -> Ok[_T] | Err[_E]:
        result = await anext(self._results, None)
        if result is None:
            self.complete = self.complete or (self.error is None and not self._closed)
            raise StopAsyncIteration
        if isinstance(result, Err):
            self.error = result.failure()
        return result

    async def aclose(self) -> None:
        """End the stream; iterating it then ends at once. May be called twice, and from another task: a read in
        progress there ends in ``Err(RequestAbortedError)``.
        """
        self._closed = True
        if self._lease is not None:
            self._lease.closed.set()
        try:
            await self._results.aclose()
        except RuntimeError:  # another task is inside: releasing the connection wakes it
            pass
        if self._lease is not None:
            await self._lease.arelease()

    async def __aenter__(self) -> AsyncEventStream[_T, _E]:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __del__(self) -> None:
        lease = getattr(self, "_lease", None)
        if lease is not None:
            lease.abandon()


async def read_events(
    call: Call, reader: EventReader, lease: AsyncLease
) -> AsyncGenerator[Ok[Any] | Err[Any], None]:
    """The results of a stream, as its bytes arrive."""
    clock = call.clock
    body = lease.response.aiter_bytes()
    since = clock.now()  # when the wait for the next event began: comments do not end it
    silent = (
        call.deadline is not None
    )  # else httpx's own timeout bounds the first read after an event
    try:
        while not reader.finished:
            until = call.until(since) if silent else None
            data: bytes | None = None
            results: list[Ok[Any] | Err[Any]]
            try:
                async with asyncio.timeout(
                    None if until is None else max(0.0, until - clock.now())
                ):
                    data = await anext(body, None)
            except Exception as exc:
                lease.interrupted = isinstance(exc, TimeoutError)
                results = [Err(call.stream_error(exc, lease.aborted))]
            else:
                results = reader.end() if data is None else reader.feed(data)
                if data is None and lease.aborted and reader.failed:
                    results = [Err(call.stream_error(None, True))]
            for result in results:
                if isinstance(result, Ok):
                    yield result
                    continue
                error = call.failure(result.failure())
                yield await failed_async(call.hooks, call.prepared, error)
                return
            if data is None:
                return
            if results:
                since = clock.now()
            silent = call.deadline is not None or not results
        if not reader.failed:
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
    except Exception:  # the answer is complete; how its connection ends changes nothing
        lease.interrupted = True


async def single(result: Ok[Any]) -> AsyncGenerator[Ok[Any] | Err[Any], None]:
    """The results of an answer that came whole."""
    yield result
