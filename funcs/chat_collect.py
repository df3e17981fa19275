"""Fold a streamed chat into the `ChatResponse` that the same answer not streamed would have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from openrouter_core import models, wire
from openrouter_core.fold import ChatFold
from openrouter_core.models.errors import OpenRouterError, RequestAbortedError, with_fields
from openrouter_core.models.model import Model
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk
    from openrouter_core.stream import EventStream
    from openrouter_core.stream_async import AsyncEventStream

_E = TypeVar("_E", bound=OpenRouterError)


def chat_collect(stream: EventStream[ChatStreamingResponseChunk, _E]) -> Ok[ChatResponse] | Err[_E]:
    """Read a stream to its end, and put its chunks together.

    Arguments:
        stream: what `chat_send` gave with ``stream=True``. It is closed afterwards in any case; chunks that were
            taken from it before are not in the answer.

    Returns:
        ``Ok(ChatResponse)``, with the stream's `http_meta`; or the stream's own `Err`, with the answer so far as the
        error's `partial` (a `ChatResponse`; None when nothing had arrived). A stream that was closed before its end
        is an ``Err(RequestAbortedError)``.

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
    fold = ChatFold()
    with stream:
        for result in stream:
            if isinstance(result, Err):
                return _failed(fold, result.failure(), stream)
            fold.add(result.unwrap())
        return _ended(fold, stream)


async def chat_collect_async(
    stream: AsyncEventStream[ChatStreamingResponseChunk, _E],
) -> Ok[ChatResponse] | Err[_E]:
    """As `chat_collect`, for async code."""
    fold = ChatFold()
    async with stream:
        async for result in stream:
            if isinstance(result, Err):
                return _failed(fold, result.failure(), stream)
            fold.add(result.unwrap())
        return _ended(fold, stream)


def _ended(
    fold: ChatFold,
    stream: EventStream[Any, _E] | AsyncEventStream[Any, _E],
) -> Ok[ChatResponse] | Err[_E]:
    """What a stream amounts to that gives nothing more: it may have failed, or been closed, before it came here."""
    if stream.error is not None:
        return _failed(fold, stream.error, stream)
    if not stream.complete:
        message = "the stream was closed before its end"
        error = RequestAbortedError(
            message, status_code=stream.http_meta.status, http_meta=stream.http_meta, body_sent=True
        )
        return _failed(fold, cast("_E", error), stream)  # every stream's errors include it
    return Ok(_response(fold, stream))


def _failed(
    fold: ChatFold, error: _E, stream: EventStream[Any, _E] | AsyncEventStream[Any, _E]
) -> Err[_E]:
    if isinstance(error.partial, Model):  # the error's own chunk
        fold.add(error.partial)
    partial = None if fold.empty else _response(fold, stream)
    return Err(cast("_E", with_fields(error, partial=partial)))


def _response(
    fold: ChatFold, stream: EventStream[Any, Any] | AsyncEventStream[Any, Any]
) -> ChatResponse:
    response = wire.structure(fold.result(), models.ChatResponse)
    response.__dict__["http_meta"] = stream.http_meta
    return response
