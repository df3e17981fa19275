"""Put a streamed chat together into the `ChatResponse` that the same response, not streamed, would have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openrouter_core import models, wire
from openrouter_core._accumulate.chat import ChatAccumulator
from openrouter_core._check import invalid
from openrouter_core.models.errors import OpenRouterError, RequestAbortedError, with_fields
from openrouter_core.models.model import Model
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk
    from openrouter_core.models.errors import AnyError


def chat_collect(
    stream: EventStream[ChatStreamingResponseChunk],
) -> Ok[ChatResponse] | Err[AnyError]:
    """Read a stream to its end, and put its chunks together.

    Arguments:
        stream: what `chat_send` gave with ``stream=True``, and nothing was taken from. It is closed afterwards in any
            case.

    Returns:
        ``Ok(ChatResponse)``, with the stream's `http_meta`; or the stream's own `Err`, with what came of the
        response as the error's `partial` (a `ChatResponse`; None when nothing had arrived). Of its own it has

        - `RequestAbortedError`: the stream was closed before its end, or a read of it was cancelled.
        - `SDKValidationError`: chunks were taken from the stream before, so the response would lack them.

    >>> from openrouter_core import OpenRouterCore
    >>> from openrouter_core.funcs.chat_send import chat_send
    >>> from openrouter_core.result import and_then
    >>> from openrouter_core.testing import LocalServer
    >>> with LocalServer(answer="Paris.") as server, OpenRouterCore(server_url=server.url) as core:
    ...     started = chat_send(core, {"messages": [{"role": "user", "content": "Capital of France?"}]}, stream=True)
    ...     result = and_then(started, chat_collect)
    >>> result.unwrap().text
    'Paris.'
    """
    collected = _Collected(stream)
    with stream:
        if collected.usable:
            for result in stream:
                collected.take(result)
        return collected.result()


async def chat_collect_async(
    stream: AsyncEventStream[ChatStreamingResponseChunk],
) -> Ok[ChatResponse] | Err[AnyError]:
    """As `chat_collect`, for async code."""
    collected = _Collected(stream)
    async with stream:
        if collected.usable:
            async for result in stream:
                collected.take(result)
        return collected.result()


class _Collected:
    """What came of a stream so far.

    Fields:
        usable: whether the stream can be read to its end, and nothing was taken from it.
    """

    def __init__(self, stream: EventStream[Any] | AsyncEventStream[Any]) -> None:
        self._stream = stream
        self._chunks = ChatAccumulator()
        self.usable = stream.untouched and stream.error is None

    def take(self, result: Ok[Any] | Err[Any]) -> None:
        """Take the stream's next result; its `Err` stays in the stream's `error`."""
        if isinstance(result, Ok):
            self._chunks.add(result.unwrap())

    def result(self) -> Ok[ChatResponse] | Err[Any]:
        """What the stream amounts to; it may have failed, or been closed, before it came here."""
        error = self._error()
        if error is None:
            return Ok(self._response())
        if isinstance(error.partial, Model):  # the error's own chunk
            self._chunks.add(error.partial)
        return Err(with_fields(error, partial=None if self._chunks.empty else self._response()))

    def _error(self) -> OpenRouterError | None:
        stream = self._stream
        if stream.error is not None:
            return stream.error
        if not self.usable and not stream.closed:
            return invalid(
                "stream",
                "a stream that no chunk was taken from (collect it instead of iterating it)",
                stream,
            )
        if stream.complete:
            return None
        return RequestAbortedError(
            "the stream was closed before its end",
            status_code=stream.http_meta.status,
            http_meta=stream.http_meta,
            body_sent=True,
        )

    def _response(self) -> ChatResponse:
        response = wire.structure(self._chunks.result(), models.ChatResponse)
        response.__dict__["http_meta"] = self._stream.http_meta
        return response
