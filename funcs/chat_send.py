"""A chat: ``POST /chat/completions``, whole or streamed, sync or async."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from openrouter_core._io.send import call
from openrouter_core._protocol.formats.chat import ChatEvents
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.mappings import ChatRequest
    from openrouter_core.models import (
        ChatResponse,
        ChatStreamingResponseChunk,
    )
    from openrouter_core.models.errors import AnyError
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
    request: ChatRequest,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[ChatResponse] | Err[AnyError]: ...


@overload
def chat_send(
    core: OpenRouterCore,
    request: ChatRequest,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[EventStream[ChatStreamingResponseChunk]] | Err[AnyError]: ...


@overload
def chat_send(
    core: OpenRouterCore,
    request: ChatRequest,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[ChatResponse] | Ok[EventStream[ChatStreamingResponseChunk]] | Err[AnyError]: ...


def chat_send(
    core: OpenRouterCore,
    request: ChatRequest,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """Send a conversation, and get the model's response.

    It is billed. A request whose response was lost is not sent again, because it would be billed again.

    Key: needed.

    Arguments:
        core: the client.
        request (ChatGenerationParams or a mapping): the ``messages``, the ``model`` and any other field. A mapping uses
            the API's field names; it is checked, and then sent unchanged.
        stream: whether to receive the response in chunks while the model writes it.
        options: for this call only.

    Returns:
        ``Ok(ChatResponse)``, whose `text` is what the model wrote; or, with ``stream=True``, ``Ok(EventStream)`` as
        soon as the response begins. The stream yields ``Ok(ChatStreamingResponseChunk)`` for each chunk, then at most
        one `Err`.

    Errors:
        APIError: the API reported an error: in the status, in the body of a 200, in a choice or in an event of the
            stream. Its subclasses tell the errors apart. `partial` holds the part of the response that had arrived.
        StreamIncompleteError: the stream ended before the response was finished; only as a stream's last result.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     result = chat_send(core, request)
        >>> result.unwrap().text
        'The capital of France is Paris.'
    """
    return call(core, OPERATION, request, stream=stream, options=options)


@overload
async def chat_send_async(
    core: OpenRouterCore,
    request: ChatRequest,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[ChatResponse] | Err[AnyError]: ...


@overload
async def chat_send_async(
    core: OpenRouterCore,
    request: ChatRequest,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[AsyncEventStream[ChatStreamingResponseChunk]] | Err[AnyError]: ...


@overload
async def chat_send_async(
    core: OpenRouterCore,
    request: ChatRequest,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[ChatResponse] | Ok[AsyncEventStream[ChatStreamingResponseChunk]] | Err[AnyError]: ...


async def chat_send_async(
    core: OpenRouterCore,
    request: ChatRequest,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """As `chat_send`, for async code; a stream is an `AsyncEventStream`. `asyncio.CancelledError` passes through, and
    the connection is closed.
    """
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, stream=stream, options=options)
