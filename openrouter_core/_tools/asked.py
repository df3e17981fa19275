"""One request of a run while its response comes: whole, or in chunks that are passed on as they come."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from openrouter_core._accumulate.collected import Collected
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk

Chunk: TypeAlias = "Ok[ChatStreamingResponseChunk] | Err[Any]"


class Asked(Protocol):
    """A request that was sent: first its chunks are read, then there is its result."""

    def __iter__(self) -> Iterator[Chunk]: ...
    def result(self) -> Ok[ChatResponse] | Err[Any]: ...
    def close(self) -> None: ...


class AskedAsync(Protocol):
    """As `Asked`, for async code."""

    def __aiter__(self) -> AsyncIterator[Chunk]: ...
    def result(self) -> Ok[ChatResponse] | Err[Any]: ...
    async def aclose(self) -> None: ...


class Whole:
    """A response that came whole, or none."""

    def __init__(self, result: Ok[ChatResponse] | Err[Any]) -> None:
        self._result = result

    def __iter__(self) -> Iterator[Chunk]:
        return iter(())

    async def __aiter__(self) -> AsyncIterator[Chunk]:
        for chunk in self:
            yield chunk

    def result(self) -> Ok[ChatResponse] | Err[Any]:
        """The response."""
        return self._result

    def close(self) -> None:
        """There is nothing open."""

    async def aclose(self) -> None:
        """There is nothing open."""


class _Collecting:
    """A stream's chunks, of which the response is put together meanwhile."""

    def __init__(self, stream: EventStream[Any] | AsyncEventStream[Any]) -> None:
        self._collected: Collected[ChatResponse] = Collected(stream)

    def result(self) -> Ok[ChatResponse] | Err[Any]:
        """The response, once all chunks are read."""
        return self._collected.result()


class Streamed(_Collecting):
    """A response that comes in chunks."""

    def __init__(self, stream: EventStream[ChatStreamingResponseChunk]) -> None:
        super().__init__(stream)
        self._stream = stream

    def __iter__(self) -> Iterator[Chunk]:
        for chunk in self._stream:
            self._collected.take(chunk)
            yield chunk

    def close(self) -> None:
        """End the request."""
        self._stream.close()


class StreamedAsync(_Collecting):
    """As `Streamed`, for async code."""

    def __init__(self, stream: AsyncEventStream[ChatStreamingResponseChunk]) -> None:
        super().__init__(stream)
        self._stream = stream

    def __aiter__(self) -> AsyncIterator[Chunk]:
        return self

    async def __anext__(self) -> Chunk:
        chunk = await anext(self._stream)
        self._collected.take(chunk)
        return chunk

    async def aclose(self) -> None:
        """End the request."""
        await self._stream.aclose()
