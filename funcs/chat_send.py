"""Send a chat: ``POST /chat/completions``, whole or streamed, sync or async."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from openrouter_core._io.send import call
from openrouter_core._protocol.events import ChatEvents
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        ChatGenerationParams,
        ChatResponse,
        ChatStreamingResponseChunk,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="chat_send",
    method="POST",
    path="/chat/completions",
    key="needed",
    retry=BILLED,
    request="ChatGenerationParams",
    response="ChatResponse",
    events=ChatEvents,
)


@overload
def chat_send(
    core: OpenRouterCore,
    request: ChatGenerationParams | JsonObject,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[ChatResponse] | Err[AnyError]: ...


@overload
def chat_send(
    core: OpenRouterCore,
    request: ChatGenerationParams | JsonObject,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[EventStream[ChatStreamingResponseChunk]] | Err[AnyError]: ...


@overload
def chat_send(
    core: OpenRouterCore,
    request: ChatGenerationParams | JsonObject,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[ChatResponse] | Ok[EventStream[ChatStreamingResponseChunk]] | Err[AnyError]: ...


def chat_send(
    core: OpenRouterCore,
    request: ChatGenerationParams | JsonObject,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """Send a conversation, and get the model's answer.

    Arguments:
        core: configuration and transport.
        request: a `ChatGenerationParams`, or a mapping with the API's own field names. A mapping is checked, and sent
            as its author wrote it.
        stream: whether the answer is to arrive in chunks, as the model writes it.
        options: settings for this call only.

    Returns:
        ``Ok(ChatResponse)``, with ``stream=True`` ``Ok(EventStream)`` as soon as the answer begins; or an `Err` with

        - `SDKValidationError`: the request is wrong; nothing was sent.
        - `InvalidRequestError`: no key, a bad URL or header; nothing was sent.
        - a subclass of `APIError`: what the API said, by status, in a 200 body or in a choice.
        - `APIConnectionError`, `RequestTimeoutError`: the network, or a time limit.
        - `RequestAbortedError`: the core was closed by another thread.
        - `ResponseValidationError`: a success whose body is no JSON object.
        - `UnexpectedClientError`: a hook, or the function that gives the key, raised.

        A stream's last result may be any of these, or `StreamIncompleteError`.

    Nothing is raised but what is no failure of the call: a wrong keyword, ``KeyboardInterrupt``.

    >>> from openrouter_core import OpenRouterCore
    >>> from openrouter_core.testing import LocalServer
    >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
    ...     result = chat_send(core, {"messages": [{"role": "user", "content": "What is the capital of France?"}]})
    >>> result.unwrap().text
    'The capital of France is Paris.'
    """
    return call(core, OPERATION, request, stream=stream, options=options)


@overload
async def chat_send_async(
    core: OpenRouterCore,
    request: ChatGenerationParams | JsonObject,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[ChatResponse] | Err[AnyError]: ...


@overload
async def chat_send_async(
    core: OpenRouterCore,
    request: ChatGenerationParams | JsonObject,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[AsyncEventStream[ChatStreamingResponseChunk]] | Err[AnyError]: ...


@overload
async def chat_send_async(
    core: OpenRouterCore,
    request: ChatGenerationParams | JsonObject,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[ChatResponse] | Ok[AsyncEventStream[ChatStreamingResponseChunk]] | Err[AnyError]: ...


async def chat_send_async(
    core: OpenRouterCore,
    request: ChatGenerationParams | JsonObject,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """As `chat_send`, for async code; a stream is an `AsyncEventStream`. `asyncio.CancelledError` passes through, and
    the connection is closed.
    """
    from openrouter_core._io.send_async import (
        call_async,  # it imports asyncio, which a sync call does without
    )

    return await call_async(core, OPERATION, request, stream=stream, options=options)
