"""Put the chunks of a streamed chat together into a `ChatResponse`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from openrouter_core import models
from openrouter_core._collecting import collect, collect_async

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk
    from openrouter_core.models.errors import AnyError
    from openrouter_core.result import Err, Ok


def chat_collect(
    stream: EventStream[ChatStreamingResponseChunk],
    *,
    each: Callable[[ChatStreamingResponseChunk], object] | None = None,
) -> Ok[ChatResponse] | Err[AnyError]:
    """Read a stream of `chat_send` to its end, and put its chunks together.

    Arguments:
        stream: the stream that `chat_send` returned with ``stream=True``; nothing may have been read from it before. It
            is always closed at the end.
        each: called with each chunk as it arrives, for example a function that prints its `text`.

    Returns:
        ``Ok(ChatResponse)``: the response as it would be without streaming, with the stream's `http_meta`.

    Errors:
        RequestAbortedError: the stream was closed before its end, or a read of it was cancelled.
        SDKValidationError: chunks were read from the stream before, so the response would lack them.
        UnexpectedClientError: `each` raised; the stream is closed. The exception is the error's ``__cause__``, and
            `partial` is the part of the response that arrived, this chunk included.
        The errors of the stream: see `chat_send`. `partial` is the part of the response that arrived (a `ChatResponse`;
            None when nothing had arrived).
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.chat_send import chat_send
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"messages": [{"role": "user", "content": "Capital of France?"}]}
        >>> with LocalServer(answer="Paris of course.") as server, OpenRouterCore(server_url=server.url) as core:
        ...     stream = chat_send(core, request, stream=True).unwrap()
        ...     result = chat_collect(stream, each=lambda chunk: print(chunk.text, end="|"))
        Paris| of| course.|||
        >>> result.unwrap().text
        'Paris of course.'
    """
    return collect("chat_collect", models.ChatResponse, stream, each)


async def chat_collect_async(
    stream: AsyncEventStream[ChatStreamingResponseChunk],
    *,
    each: Callable[[ChatStreamingResponseChunk], object] | None = None,
) -> Ok[ChatResponse] | Err[AnyError]:
    """As `chat_collect`, for async code; `each` may be async."""
    return await collect_async("chat_collect_async", models.ChatResponse, stream, each)
