"""A conversation in the Messages API: ``POST /messages``, whole or streamed, sync or async."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from openrouter_core._io.send import call
from openrouter_core._protocol.formats.messages import MessagesEvents
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        MessagesRequest,
        MessagesResult,
        MessagesStreamEvent,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="messages_create",
    method="POST",
    path="/messages",
    retry=BILLED,
    request="MessagesRequest",
    response="MessagesResult",
    events=MessagesEvents,
)


@overload
def messages_create(
    core: OpenRouterCore,
    request: MessagesRequest | JsonObject,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[MessagesResult] | Err[AnyError]: ...


@overload
def messages_create(
    core: OpenRouterCore,
    request: MessagesRequest | JsonObject,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[EventStream[MessagesStreamEvent]] | Err[AnyError]: ...


@overload
def messages_create(
    core: OpenRouterCore,
    request: MessagesRequest | JsonObject,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[MessagesResult] | Ok[EventStream[MessagesStreamEvent]] | Err[AnyError]: ...


def messages_create(
    core: OpenRouterCore,
    request: MessagesRequest | JsonObject,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """Send a conversation in the form of Anthropic's Messages API, and get the response as a list of blocks.

    It works with the models of all providers, not only Anthropic's. It is billed. A request whose response was lost is
    not sent again, because it would be billed again.

    Key: needed.

    Arguments:
        core: the client.
        request (MessagesRequest or a mapping): the ``messages``, the ``model``, ``max_tokens`` and any other field. A
            mapping uses the API's field names; it is checked, and then sent unchanged. The `content` of an earlier
            response can be used unchanged as the ``content`` of an assistant message.
        stream: whether to receive the response in events while the model writes it.
        options: for this call only.

    Returns:
        ``Ok(MessagesResult)``, whose `text` is what the model wrote. A response that was cut off or declined is an `Ok`
        too: its `stop_reason` is ``"max_tokens"`` or ``"refusal"``. With ``stream=True``, ``Ok(EventStream)`` as soon
        as the response begins. The stream yields ``Ok(MessagesStreamEvent)`` for each event except pings, and ends with
        a `MessageStopEvent` or with one `Err`. If the server does not stream, one `MessageStartEvent` holds the whole
        response.

    Errors:
        APIError: the API reported an error: in the status, in the body of a 200 or in an event of the stream. Its
            subclasses tell the errors apart. `partial` holds the part of the response that had arrived.
        StreamIncompleteError: the stream ended before the response was finished; only as a stream's last result.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> request = {
        ...     "model": "anthropic/claude-sonnet-4.5",
        ...     "max_tokens": 100,
        ...     "messages": [{"role": "user", "content": "What is the capital of France?"}],
        ... }
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     response = messages_create(core, request).unwrap()
        ...     events = list(messages_create(core, request, stream=True).unwrap())
        >>> response.text, response.stop_reason
        ('The capital of France is Paris.', 'end_turn')
        >>> "".join(event.unwrap().text_delta for event in events)
        'The capital of France is Paris.'
    """
    return call(core, OPERATION, request, stream=stream, options=options)


@overload
async def messages_create_async(
    core: OpenRouterCore,
    request: MessagesRequest | JsonObject,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[MessagesResult] | Err[AnyError]: ...


@overload
async def messages_create_async(
    core: OpenRouterCore,
    request: MessagesRequest | JsonObject,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[AsyncEventStream[MessagesStreamEvent]] | Err[AnyError]: ...


@overload
async def messages_create_async(
    core: OpenRouterCore,
    request: MessagesRequest | JsonObject,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[MessagesResult] | Ok[AsyncEventStream[MessagesStreamEvent]] | Err[AnyError]: ...


async def messages_create_async(
    core: OpenRouterCore,
    request: MessagesRequest | JsonObject,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """As `messages_create`, for async code; a stream is an `AsyncEventStream`. `asyncio.CancelledError` passes through,
    and the connection is closed.
    """
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, stream=stream, options=options)
