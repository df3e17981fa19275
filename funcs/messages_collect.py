"""Put a stream of the Messages API together into the `MessagesResult` that the same response, not streamed, would have
been.
"""

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

    Arguments of calls come in pieces; here `input` is the object that they amount to. Where they are no object, because
    a limit has cut them off, it is the text that came.

    Arguments:
        stream: what `messages_create` gave with ``stream=True``, and nothing was taken from. It is closed afterwards in
            any case.
        each: called with each event as it comes.

    Returns:
        ``Ok(MessagesResult)``: the response as it would have come whole, with the stream's `http_meta`.

    Errors:
        RequestAbortedError: the stream was closed before its end, or a read of it was cancelled.
        SDKValidationError: events were taken from the stream before, so the response would lack them.
        UnexpectedClientError: `each` raised, and the stream is closed. The exception is the error's ``__cause__``,
            and `partial` is what came of the response, this event included.
        The stream's own: see `messages_create`. `partial` is what came of the response (a `MessagesResult`; None when
            nothing had arrived).
        Those of every operation: see `openrouter_core.AnyError`.

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
