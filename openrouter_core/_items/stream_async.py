"""`AsyncItemStream`: `openrouter_core._items.stream` for async code."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias, TypeVar

from openrouter_core._collecting import AsyncCollectingStream
from openrouter_core._items.stream import Begun, Items
from openrouter_core.models.errors import AnyError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.models import ChatStreamingResponseChunk

_T_co = TypeVar("_T_co", covariant=True)
_OpenAsync: TypeAlias = (
    "Callable[[Any], Awaitable[Ok[AsyncEventStream[ChatStreamingResponseChunk]] | Err[AnyError]]]"
)


class AsyncItemStream(Items[_T_co]):
    """As `ItemStream`, for ``async for`` and ``async with``; `result` is not awaited."""

    def __init__(self, begun: Begun, open_stream: _OpenAsync) -> None:
        super().__init__(begun)
        self._open = open_stream

    def __aiter__(self) -> AsyncIterator[Ok[_T_co] | Err[AnyError]]:
        return self

    async def __anext__(self) -> Ok[_T_co] | Err[AnyError]:
        while not self._ready and self._result is None and not self._closed:
            await self._step()
        if self._closed or not self._ready:
            raise StopAsyncIteration
        return self._ready.popleft()

    async def _step(self) -> None:
        if self._kept is None:
            opened: Any = self._begun
            if isinstance(opened, Ok):
                opened = await self._open(opened.unwrap()[0])
            if isinstance(opened, Err):
                self._end(opened)
                return
            self._kept = AsyncCollectingStream(opened.unwrap())
            if self._closed:  # by another task
                await self._kept.aclose()
        async for result in self._kept:
            if self._take(result):
                await self._kept.aclose()
                return
            if self._ready:
                return
        self._whole()

    async def aclose(self) -> None:
        """End the request; an iteration then ends at once. May be called twice, and from another task."""
        self._closed = True
        if self._kept is not None:
            await self._kept.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()
