"""Put the events of a Responses API stream together into an `OpenResponsesResult`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from openrouter_core import models
from openrouter_core._collecting import collect, collect_async

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.models import OpenResponsesResult, ResponsesStreamEvent
    from openrouter_core.models.errors import AnyError
    from openrouter_core.result import Err, Ok


def responses_collect(
    stream: EventStream[ResponsesStreamEvent],
    *,
    each: Callable[[ResponsesStreamEvent], object] | None = None,
) -> Ok[OpenResponsesResult] | Err[AnyError]:
    """Read a stream of `responses_send` to its end, and put its events together.

    The last event contains the response. Some servers leave its ``output`` empty; it is then filled with the streamed
    items.

    Arguments:
        stream: the stream that `responses_send` returned with ``stream=True``; nothing may have been read from it
            before. It is always closed at the end.
        each: called with each event as it arrives.

    Returns:
        ``Ok(OpenResponsesResult)``: the response as it would be without streaming, with the stream's `http_meta`.

    Errors:
        RequestAbortedError: the stream was closed before its end, or a read of it was cancelled.
        SDKValidationError: events were read from the stream before, so the response would lack them.
        UnexpectedClientError: `each` raised; the stream is closed. The exception is the error's ``__cause__``, and
            `partial` is the part of the response that arrived, this event included.
        The errors of the stream: see `responses_send`. `partial` is the part of the response that arrived (an
            `OpenResponsesResult`; None when nothing had arrived).
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore, and_then
        >>> from openrouter_core.funcs.responses_send import responses_send
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer(answer="Paris.") as server, OpenRouterCore(server_url=server.url) as core:
        ...     started = responses_send(core, {"input": "Capital of France?"}, stream=True)
        ...     result = and_then(started, responses_collect)
        >>> result.unwrap().output_text
        'Paris.'
    """
    return collect("responses_collect", models.OpenResponsesResult, stream, each)


async def responses_collect_async(
    stream: AsyncEventStream[ResponsesStreamEvent],
    *,
    each: Callable[[ResponsesStreamEvent], object] | None = None,
) -> Ok[OpenResponsesResult] | Err[AnyError]:
    """As `responses_collect`, for async code; `each` may be async."""
    return await collect_async("responses_collect_async", models.OpenResponsesResult, stream, each)
