"""Put a stream of the Responses API together into the `OpenResponsesResult` that the same response, not streamed, would
have been.
"""

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

    The response is what the last event holds. Some servers leave its ``output`` empty: then the response has the items
    that were streamed.

    Arguments:
        stream: what `responses_send` gave with ``stream=True``, and nothing was taken from. It is closed afterwards in
            any case.
        each: called with each event as it comes.

    Returns:
        ``Ok(OpenResponsesResult)``: the response as it would have come whole, with the stream's `http_meta`.

    Errors:
        RequestAbortedError: the stream was closed before its end, or a read of it was cancelled.
        SDKValidationError: events were taken from the stream before, so the response would lack them.
        UnexpectedClientError: `each` raised, and the stream is closed. The exception is the error's ``__cause__``,
            and `partial` is what came of the response, this event included.
        The stream's own: see `responses_send`. `partial` is what came of the response (an `OpenResponsesResult`; None
            when nothing had arrived).
        Those of every operation: see `openrouter_core.AnyError`.

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
