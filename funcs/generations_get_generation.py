"""The metadata of a generation: ``GET /generation``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import GenerationParams, GenerationResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="generations_get_generation",
    method="GET",
    path="/generation",
    retry=SAFE._replace(not_yet=("404",)),
    request="GenerationParams",
    response="GenerationResponse",
    body=None,
)


def generations_get_generation(
    core: OpenRouterCore,
    request: GenerationParams | JsonObject,
    *,
    wait: float | None = None,
    options: RequestOptions | None = None,
) -> Ok[GenerationResponse] | Err[AnyError]:
    """Get the metadata of a generation, such as its provider, its duration and its cost.

    Key: needed. It must belong to the account that made the generation.

    Arguments:
        core: the client.
        request (GenerationParams or a mapping): the ``id``: ``{"id": "gen-..."}``.
        wait (float, seconds): how long to poll while the API responds with 404, which it does for a short time after
            the generation has ended. The pauses between requests grow to four seconds, and no pause begins that would
            end after this time. If ``Timeout.total`` is set, it holds too. None sends one request, with the retries of
            `RetryConfig`.
        options: for this call only.

    Returns:
        ``Ok(GenerationResponse)``: `data` describes the generation.

    Errors:
        NotFoundResponseError: there is no such generation, or it is not stored yet.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.chat_send import chat_send
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     response = chat_send(core, {"messages": [{"role": "user", "content": "Hello"}]}).unwrap()
        ...     found = generations_get_generation(core, {"id": response.id}, wait=10).unwrap().data
        >>> found.id == response.id
        True
    """
    return call(core, OPERATION, request, wait=wait, options=options)


async def generations_get_generation_async(
    core: OpenRouterCore,
    request: GenerationParams | JsonObject,
    *,
    wait: float | None = None,
    options: RequestOptions | None = None,
) -> Ok[GenerationResponse] | Err[AnyError]:
    """As `generations_get_generation`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, wait=wait, options=options)
