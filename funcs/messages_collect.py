"""Put the events of a Messages API stream together into a `MessagesResult`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from openrouter_core import models
from openrouter_core._collecting import collect, collect_async

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.models import MessagesResult, MessagesStreamEvent
    from openrouter_core.models.errors import AnyError
    from openrouter_core.result import Err, Ok


def messages_collect(
    stream: EventStream[MessagesStreamEvent],
    *,
    each: Callable[[MessagesStreamEvent], object] | None = None,
) -> Ok[MessagesResult] | Err[AnyError]:
    """Read a stream of `messages_create` to its end, and put its events together.

    The arguments of a tool call arrive in parts; in the result, `input` is the complete object. If the parts are not a
    JSON object, because a limit cut them off, `input` is the text that arrived.

    Arguments:
        stream: the stream that `messages_create` returned with ``stream=True``; nothing may have been read from it
            before. It is always closed at the end.
        each: called with each event as it arrives.

    Returns:
        ``Ok(MessagesResult)``: the response as it would be without streaming, with the stream's `http_meta`.

    Errors:
        RequestAbortedError: the stream was closed before its end, or a read of it was cancelled.
        SDKValidationError: events were read from the stream before, so the response would lack them.
        UnexpectedClientError: `each` raised; the stream is closed. The exception is the error's ``__cause__``, and
            `partial` is the part of the response that arrived, this event included.
        The errors of the stream: see `messages_create`. `partial` is the part of the response that arrived (a
            `MessagesResult`; None when nothing had arrived).
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore, and_then
        >>> from openrouter_core.funcs.messages_create import messages_create
        >>> from openrouter_core.testing import LocalServer
        >>> question = {"role": "user", "content": "Capital of France?"}
        >>> request = {"model": "anthropic/claude-sonnet-4.5", "max_tokens": 9, "messages": [question]}
        >>> with LocalServer(answer="Paris.") as server, OpenRouterCore(server_url=server.url) as core:
        ...     result = and_then(messages_create(core, request, stream=True), messages_collect)
        >>> result.unwrap().text
        'Paris.'
    """
    return collect("messages_collect", models.MessagesResult, stream, each)


async def messages_collect_async(
    stream: AsyncEventStream[MessagesStreamEvent],
    *,
    each: Callable[[MessagesStreamEvent], object] | None = None,
) -> Ok[MessagesResult] | Err[AnyError]:
    """As `messages_collect`, for async code; `each` may be async."""
    return await collect_async("messages_collect_async", models.MessagesResult, stream, each)
