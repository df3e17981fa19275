"""Send a conversation to the Responses API: ``POST /responses``, whole or streamed, sync or async."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.responses_events import ResponsesEvents
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        OpenResponsesResult,
        ResponsesRequest,
        ResponsesStreamEvent,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
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
    request: ResponsesRequest | JsonObject,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[OpenResponsesResult] | Err[AnyError]: ...


@overload
def responses_send(
    core: OpenRouterCore,
    request: ResponsesRequest | JsonObject,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[EventStream[ResponsesStreamEvent]] | Err[AnyError]: ...


@overload
def responses_send(
    core: OpenRouterCore,
    request: ResponsesRequest | JsonObject,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[OpenResponsesResult] | Ok[EventStream[ResponsesStreamEvent]] | Err[AnyError]: ...


def responses_send(
    core: OpenRouterCore,
    request: ResponsesRequest | JsonObject,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """Send a conversation, and get the model's answer as a list of items: messages, thoughts, calls.

    Arguments:
        core: configuration and transport.
        request: a `ResponsesRequest`, or a mapping with the API's own field names. A mapping is checked, and sent as
            its author wrote it. An earlier answer's `output` goes into its ``input`` as it is.
        stream: whether the answer is to arrive in events, as the model writes it.
        options: settings for this call only.

    Returns:
        ``Ok(OpenResponsesResult)``, also where the answer is cut off (``status`` is ``"incomplete"``, and
        `incomplete_details` says why); with ``stream=True`` ``Ok(EventStream)`` as soon as the answer begins. Or an
        `Err` with

        - `SDKValidationError`: the request is wrong; nothing was sent.
        - `InvalidRequestError`: no key, a bad URL or header; nothing was sent.
        - a subclass of `APIError`: what the API said, by status, or in a 200 body whose ``status`` is ``"failed"``;
          `partial` is what there is of the answer.
        - `APIConnectionError`, `RequestTimeoutError`: the network, or a time limit.
        - `RequestAbortedError`: the core was closed by another thread.
        - `ResponseValidationError`: a success whose body is no JSON object.
        - `UnexpectedClientError`: a hook, or the function that gives the key, raised.

        A stream's last result may be any of these, or `StreamIncompleteError`. Its last event is a
        `ResponseCompletedEvent` or a `ResponseIncompleteEvent`, whose `response` is all that a call without
        ``stream=True`` would have given; where the server did not stream after all, it is the only one.

    Nothing is raised but what is no failure of the call: a wrong keyword, ``KeyboardInterrupt``.

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
    request: ResponsesRequest | JsonObject,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[OpenResponsesResult] | Err[AnyError]: ...


@overload
async def responses_send_async(
    core: OpenRouterCore,
    request: ResponsesRequest | JsonObject,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[AsyncEventStream[ResponsesStreamEvent]] | Err[AnyError]: ...


@overload
async def responses_send_async(
    core: OpenRouterCore,
    request: ResponsesRequest | JsonObject,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[OpenResponsesResult] | Ok[AsyncEventStream[ResponsesStreamEvent]] | Err[AnyError]: ...


async def responses_send_async(
    core: OpenRouterCore,
    request: ResponsesRequest | JsonObject,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """As `responses_send`, for async code; a stream is an `AsyncEventStream`. `asyncio.CancelledError` passes through,
    and the connection is closed.
    """
    from openrouter_core._io.send_async import (
        call_async,  # it imports asyncio, which a sync call does without
    )

    return await call_async(core, OPERATION, request, stream=stream, options=options)
