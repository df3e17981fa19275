"""Images: ``POST /images``, whole or streamed, sync or async."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from openrouter_core._io.send import call
from openrouter_core._protocol.formats.images import ImagesEvents
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._io.stream import EventStream
    from openrouter_core._io.stream_async import AsyncEventStream
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        ImagesGenerateParams,
        ImagesGenerateResponse,
        ImagesStreamEvent,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="images_generate",
    method="POST",
    path="/images",
    retry=BILLED,
    request="ImagesGenerateParams",
    response="ImagesGenerateResponse",
    events=ImagesEvents,
)


@overload
def images_generate(
    core: OpenRouterCore,
    request: ImagesGenerateParams | JsonObject,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[ImagesGenerateResponse] | Err[AnyError]: ...


@overload
def images_generate(
    core: OpenRouterCore,
    request: ImagesGenerateParams | JsonObject,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[EventStream[ImagesStreamEvent]] | Err[AnyError]: ...


@overload
def images_generate(
    core: OpenRouterCore,
    request: ImagesGenerateParams | JsonObject,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[ImagesGenerateResponse] | Ok[EventStream[ImagesStreamEvent]] | Err[AnyError]: ...


def images_generate(
    core: OpenRouterCore,
    request: ImagesGenerateParams | JsonObject,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    r"""Generate images from a description.

    It is billed. A request whose response was lost is not sent again, because it would be billed again.

    Key: needed.

    Arguments:
        core: the client.
        request (ImagesGenerateParams or a mapping): the ``model``, the ``prompt`` and any other field. A mapping uses
            the API's field names; it is checked, and then sent unchanged.
        stream: whether to receive partial images while the images are made. Only some providers support this; from the
            others each image arrives complete, in one event.
        options: for this call only.

    Returns:
        ``Ok(ImagesGenerateResponse)``: `data` is a list of `GeneratedImage`, whose `content` holds the bytes, which
        `openrouter_core.media.save` writes to a file. With ``stream=True``, ``Ok(EventStream)`` as soon as the response
        begins. The stream yields ``Ok(ImagesStreamEvent)`` for each event: an `ImagePartialEvent` or an
        `ImageTextChunkEvent` while an image is made, an `ImageCompletedEvent` for each finished image; then at most one
        `Err`.

    Errors:
        APIError: the API reported an error: in the status, in the body of a 200 or in an event of the stream. Its
            subclasses tell the errors apart.
        StreamIncompleteError: the stream ended before an image was finished; only as a stream's last result.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"model": "openai/gpt-image-1", "prompt": "A grey dot"}
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     response = images_generate(core, request).unwrap()
        ...     events = [event.unwrap() for event in images_generate(core, request, stream=True).unwrap()]
        >>> response.data[0].content[:4], response.usage.cost
        (b'\x89PNG', 0.04)
        >>> [event.type for event in events][-1], events[-1].content == response.data[0].content
        ('image_generation.completed', True)
    """
    return call(core, OPERATION, request, stream=stream, options=options)


@overload
async def images_generate_async(
    core: OpenRouterCore,
    request: ImagesGenerateParams | JsonObject,
    *,
    stream: Literal[False] = False,
    options: RequestOptions | None = None,
) -> Ok[ImagesGenerateResponse] | Err[AnyError]: ...


@overload
async def images_generate_async(
    core: OpenRouterCore,
    request: ImagesGenerateParams | JsonObject,
    *,
    stream: Literal[True],
    options: RequestOptions | None = None,
) -> Ok[AsyncEventStream[ImagesStreamEvent]] | Err[AnyError]: ...


@overload
async def images_generate_async(
    core: OpenRouterCore,
    request: ImagesGenerateParams | JsonObject,
    *,
    stream: bool,
    options: RequestOptions | None = None,
) -> Ok[ImagesGenerateResponse] | Ok[AsyncEventStream[ImagesStreamEvent]] | Err[AnyError]: ...


async def images_generate_async(
    core: OpenRouterCore,
    request: ImagesGenerateParams | JsonObject,
    *,
    stream: bool = False,
    options: RequestOptions | None = None,
) -> Any:
    """As `images_generate`, for async code; a stream is an `AsyncEventStream`. `asyncio.CancelledError` passes through,
    and the connection is closed.
    """
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, stream=stream, options=options)
