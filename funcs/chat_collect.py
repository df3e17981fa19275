"""Put a streamed chat together into the `ChatResponse` that the same response, not streamed, would have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core import models
from openrouter_core._accumulate.chat import ChatAccumulator
from openrouter_core._accumulate.collected import Collected, require_stream
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk
    from openrouter_core.models.errors import AnyError


def chat_collect(
    stream: EventStream[ChatStreamingResponseChunk],
) -> Ok[ChatResponse] | Err[AnyError]:
    """Read a stream of `chat_send` to its end, and put its chunks together.

    Arguments:
        stream: what `chat_send` gave with ``stream=True``, and nothing was taken from. It is closed afterwards in any
            case.

    Returns:
        ``Ok(ChatResponse)``: the response as it would have come whole, with the stream's `http_meta`.

    Errors:
        RequestAbortedError: the stream was closed before its end, or a read of it was cancelled.
        SDKValidationError: chunks were taken from the stream before, so the response would lack them.
        The stream's own: see `chat_send`. `partial` is what came of the response (a `ChatResponse`; None when
            nothing had arrived).
        Those of every operation: see `openrouter_core.AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore, and_then
        >>> from openrouter_core.funcs.chat_send import chat_send
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"messages": [{"role": "user", "content": "Capital of France?"}]}
        >>> with LocalServer(answer="Paris.") as server, OpenRouterCore(server_url=server.url) as core:
        ...     started = chat_send(core, request, stream=True)
        ...     result = and_then(started, chat_collect)
        >>> result.unwrap().text
        'Paris.'
    """
    require_stream("chat_collect", stream)
    collected = Collected(stream, ChatAccumulator(), models.ChatResponse)
    with stream:
        if collected.usable:
            for result in stream:
                collected.take(result)
        return collected.result()


async def chat_collect_async(
    stream: AsyncEventStream[ChatStreamingResponseChunk],
) -> Ok[ChatResponse] | Err[AnyError]:
    """As `chat_collect`, for async code."""
    require_stream("chat_collect_async", stream)
    collected = Collected(stream, ChatAccumulator(), models.ChatResponse)
    async with stream:
        if collected.usable:
            async for result in stream:
                collected.take(result)
        return collected.result()
