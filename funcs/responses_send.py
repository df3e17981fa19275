"""A conversation in the Responses API: ``POST /responses``, whole or streamed, sync or async."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from openrouter_core._io.send import call
from openrouter_core._protocol.formats.responses import ResponsesEvents
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.mappings import ResponsesCall
    from openrouter_core.models import (
        OpenResponsesResult,
        ResponsesStreamEvent,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="responses_send",
    method="POST",
    path="/responses",
    retry=BILLED,
    request="ResponsesRequest",
    response="OpenResponsesResult",
    events=ResponsesEvents,
)


@overload
def responses_send(
    core: OpenRouterCore,
    request: ResponsesCall,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[OpenResponsesResult] | Err[AnyError]: ...


@overload
def responses_send(
    core: OpenRouterCore,
    request: ResponsesCall,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[EventStream[ResponsesStreamEvent]] | Err[AnyError]: ...


@overload
def responses_send(
    core: OpenRouterCore,
    request: ResponsesCall,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[OpenResponsesResult] | Ok[EventStream[ResponsesStreamEvent]] | Err[AnyError]: ...


def responses_send(
    core: OpenRouterCore,
    request: ResponsesCall,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """Send a conversation to the Responses API, and get a list of items: messages, reasoning and tool calls.

    It is billed. A request whose response was lost is not sent again, because it would be billed again.

    Key: needed.

    Arguments:
        core: the client.
        request (ResponsesRequest or a mapping): the ``input``, the ``model`` and any other field. A mapping uses the
            API's field names; it is checked, and then sent unchanged. The `output` of an earlier response can be part
            of ``input`` unchanged.
        stream: whether to receive the response in events while the model writes it.
        options: for this call only.

    Returns:
        ``Ok(OpenResponsesResult)``, whose `output_text` is what the model wrote. A response that was cut off is an `Ok`
        too: its ``status`` is ``"incomplete"``, and `incomplete_details` says why. With ``stream=True``,
        ``Ok(EventStream)`` as soon as the response begins. The last event of the stream is a `ResponseCompletedEvent`
        or a `ResponseIncompleteEvent`; its `response` is what a call without ``stream=True`` returns. If the server
        does not stream, it is the only event.

    Errors:
        APIError: the API reported an error: in the status, in the body of a 200 whose ``status`` is ``"failed"``, or in
            an event of the stream. Its subclasses tell the errors apart. `partial` holds the part of the response that
            had arrived.
        StreamIncompleteError: the stream ended before the response was finished; only as a stream's last result.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     result = responses_send(core, {"input": "What is the capital of France?"})
        ...     events = list(responses_send(core, {"input": "And of Italy?"}, stream=True).unwrap())
        >>> result.unwrap().output_text
        'The capital of France is Paris.'
        >>> "".join(event.unwrap().text_delta for event in events) == events[-1].unwrap().response.output_text
        True
    """
    return call(core, OPERATION, request, stream=stream, options=options)


@overload
async def responses_send_async(
    core: OpenRouterCore,
    request: ResponsesCall,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[OpenResponsesResult] | Err[AnyError]: ...


@overload
async def responses_send_async(
    core: OpenRouterCore,
    request: ResponsesCall,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[AsyncEventStream[ResponsesStreamEvent]] | Err[AnyError]: ...


@overload
async def responses_send_async(
    core: OpenRouterCore,
    request: ResponsesCall,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[OpenResponsesResult] | Ok[AsyncEventStream[ResponsesStreamEvent]] | Err[AnyError]: ...


async def responses_send_async(
    core: OpenRouterCore,
    request: ResponsesCall,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """As `responses_send`, for async code; a stream is an `AsyncEventStream`. `asyncio.CancelledError` passes through,
    and the connection is closed.
    """
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, stream=stream, options=options)
