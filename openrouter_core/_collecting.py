"""`collecting`, which shows a stream while it comes and keeps its response; and the loops of ``chat_collect`` and its
like.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from openrouter_core._accumulate.collected import Collected, misuse, require_stream
from openrouter_core._io.notify import call_hook, call_hook_async
from openrouter_core.models.errors import AnyError, OpenRouterError
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import Response
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.models import (
        ChatResponse,
        ChatStreamingResponseChunk,
        ImagesGenerateResponse,
        ImagesStreamEvent,
        MessagesResult,
        MessagesStreamEvent,
        OpenResponsesResult,
        ResponsesStreamEvent,
    )
    from openrouter_core.models.model import JsonObject

_T_co = TypeVar("_T_co", covariant=True)
_R_co = TypeVar("_R_co", bound=Response, covariant=True)
_C = TypeVar("_C", bound="ChatStreamingResponseChunk")


class _Collecting(Generic[_T_co, _R_co]):
    """What `CollectingStream` and `AsyncCollectingStream` share: all but how the stream is read."""

    def __init__(self, stream: EventStream[_T_co] | AsyncEventStream[_T_co]) -> None:
        self._collected: Collected[Any] = Collected(stream)
        self._refused = not self._collected.usable
        self.http_meta: HttpMeta = stream.http_meta

    def result(self) -> Ok[_R_co] | Err[AnyError]:
        """The response, once the stream has been read to its end. It may be called more than once.

        Returns:
            ``Ok(response)``: the response as it would be without streaming, with the stream's `http_meta`.

        Errors:
            the stream's own error; its `partial` is the part of the response that had come, or None.
            RequestAbortedError: the stream was left before its end; with the same `partial`.
            SDKValidationError: chunks were taken from the stream elsewhere, so the response would lack them.
        """
        return self._collected.result()

    def _refusal(self) -> Err[AnyError] | None:
        """The one result of a stream that cannot be collected any more."""
        if not self._refused:
            return None
        self._refused = False
        result = self._collected.result()
        return result if isinstance(result, Err) else None


class CollectingStream(_Collecting[_T_co, _R_co]):
    """A stream that keeps what passes: iterate it as the stream itself, then ask for its `result`.

    Leaving the ``with`` block, or `close`, closes the stream, which ends the generation and its billing on providers
    that support it.

    Fields:
        http_meta: what HTTP said when the stream began.
    """

    def __init__(self, stream: EventStream[_T_co]) -> None:
        super().__init__(stream)
        self._stream = stream

    def __iter__(self) -> Iterator[Ok[_T_co] | Err[AnyError]]:
        return self

    def __next__(self) -> Ok[_T_co] | Err[AnyError]:
        if self._refused and (refusal := self._refusal()) is not None:
            return refusal
        if not self._collected.usable:
            raise StopIteration
        return self._collected.take(next(self._stream))

    def close(self) -> None:
        """End the stream; iterating it then ends at once."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncCollectingStream(_Collecting[_T_co, _R_co]):
    """Like `CollectingStream`, for ``async for`` and ``async with``; `result` is not async."""

    def __init__(self, stream: AsyncEventStream[_T_co]) -> None:
        super().__init__(stream)
        self._stream = stream

    def __aiter__(self) -> AsyncIterator[Ok[_T_co] | Err[AnyError]]:
        return self

    async def __anext__(self) -> Ok[_T_co] | Err[AnyError]:
        if self._refused and (refusal := self._refusal()) is not None:
            return refusal
        if not self._collected.usable:
            raise StopAsyncIteration
        return self._collected.take(await anext(self._stream))

    async def aclose(self) -> None:
        """End the stream; iterating it then ends at once."""
        await self._stream.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


@overload
def collecting(stream: EventStream[_C]) -> CollectingStream[_C, ChatResponse]: ...
@overload
def collecting(
    stream: EventStream[ResponsesStreamEvent],
) -> CollectingStream[ResponsesStreamEvent, OpenResponsesResult]: ...
@overload
def collecting(
    stream: EventStream[MessagesStreamEvent],
) -> CollectingStream[MessagesStreamEvent, MessagesResult]: ...
@overload
def collecting(
    stream: EventStream[ImagesStreamEvent],
) -> CollectingStream[ImagesStreamEvent, ImagesGenerateResponse]: ...
@overload
def collecting(stream: EventStream[JsonObject]) -> CollectingStream[JsonObject, Response]: ...
@overload
def collecting(stream: AsyncEventStream[_C]) -> AsyncCollectingStream[_C, ChatResponse]: ...
@overload
def collecting(
    stream: AsyncEventStream[ResponsesStreamEvent],
) -> AsyncCollectingStream[ResponsesStreamEvent, OpenResponsesResult]: ...
@overload
def collecting(
    stream: AsyncEventStream[MessagesStreamEvent],
) -> AsyncCollectingStream[MessagesStreamEvent, MessagesResult]: ...
@overload
def collecting(
    stream: AsyncEventStream[ImagesStreamEvent],
) -> AsyncCollectingStream[ImagesStreamEvent, ImagesGenerateResponse]: ...
@overload
def collecting(
    stream: AsyncEventStream[JsonObject],
) -> AsyncCollectingStream[JsonObject, Response]: ...
def collecting(stream: Any) -> CollectingStream[Any, Any] | AsyncCollectingStream[Any, Any]:
    """Show a stream while it comes, and keep its response: iterate over what this returns instead of the stream, and
    then call `result`.

    It is for generators and web servers, which pass chunks on. Where you can give a function that is called with each
    chunk, ``chat_collect(stream, each=...)`` is shorter. `collecting` works for every operation that streams.

    Arguments:
        stream: an `EventStream` or an `AsyncEventStream` from which no chunk has been taken.

    Returns:
        a `CollectingStream`, or for an async stream an `AsyncCollectingStream`. It yields ``Ok(chunk)`` for each chunk,
        then at most one `Err`, whose `partial` is the part of the response that had come. Afterwards `result()` is
        ``Ok(response)`` or that `Err`. Where the stream was left early it is ``Err(RequestAbortedError)`` with the same
        `partial`. A stream from which chunks were taken elsewhere yields one ``Err(SDKValidationError)``, which is
        also its `result`.

    Raises:
        TypeError: `stream` is not a stream.

    Example:
        >>> from openrouter_core import Err, Ok, OpenRouterCore, collecting
        >>> from openrouter_core.funcs.chat_send import chat_send
        >>> from openrouter_core.testing import LocalServer
        >>> def texts(kept):
        ...     for result in kept:
        ...         if isinstance(result, Ok):
        ...             yield result.unwrap().text
        >>> request = {"messages": [{"role": "user", "content": "Capital of France?"}]}
        >>> with LocalServer(answer="Paris.") as server, OpenRouterCore(server_url=server.url) as core:
        ...     with collecting(chat_send(core, request, stream=True).unwrap()) as kept:
        ...         shown = "".join(texts(kept))
        ...     match kept.result():
        ...         case Ok(response):
        ...             print(shown == response.text, response.usage.total_tokens)
        ...         case Err(error):
        ...             print(error, error.partial)
        True 10
    """
    if not hasattr(stream, "given"):
        raise misuse("collecting", "an EventStream or an AsyncEventStream", stream)
    kind = AsyncCollectingStream if hasattr(stream, "__aiter__") else CollectingStream
    return kind(stream)


def collect(
    function: str,
    response: type[_R_co],
    stream: EventStream[_T_co],
    each: Callable[[_T_co], object] | None,
) -> Ok[_R_co] | Err[AnyError]:
    """Read a stream to its end, and close it; `each` is called with each chunk.

    Arguments:
        function: the name of the function that does so for its user.
        response: what it gives.
    """
    require_stream(function, stream, response.__name__)
    kept: CollectingStream[_T_co, _R_co] = CollectingStream(stream)
    with kept:
        for result in kept:
            if each is not None and isinstance(result, Ok):
                try:
                    call_hook(each, "each", result.unwrap())
                except OpenRouterError as error:
                    return kept._collected.failed(error)
    return kept.result()


async def collect_async(
    function: str,
    response: type[_R_co],
    stream: AsyncEventStream[_T_co],
    each: Callable[[_T_co], object] | None,
) -> Ok[_R_co] | Err[AnyError]:
    """As `collect`, for async code; `each` may be async."""
    require_stream(function, stream, response.__name__)
    kept: AsyncCollectingStream[_T_co, _R_co] = AsyncCollectingStream(stream)
    async with kept:
        async for result in kept:
            if each is not None and isinstance(result, Ok):
                try:
                    await call_hook_async(each, "each", result.unwrap())
                except OpenRouterError as error:
                    return kept._collected.failed(error)
    return kept.result()
