"""The input and output of a generation: ``GET /generation/content``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import GenerationParams, GenerationsListGenerationContentResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="generations_list_generation_content",
    method="GET",
    path="/generation/content",
    retry=SAFE._replace(not_yet=("404",)),
    request="GenerationParams",
    response="GenerationsListGenerationContentResponse",
    body=None,
)


def generations_list_generation_content(
    core: OpenRouterCore,
    request: GenerationParams | JsonObject,
    *,
    wait: float | None = None,
    options: RequestOptions | None = None,
) -> Ok[GenerationsListGenerationContentResponse] | Err[AnyError]:
    """Get the input and the output of a generation, and its error if it failed.

    This content exists only if the account stores inputs and outputs (openrouter.ai/settings/privacy).

    Key: needed. It must belong to the account that made the generation.

    Arguments:
        core: the client.
        request (GenerationParams or a mapping): the ``id``: ``{"id": "gen-..."}``.
        wait (float, seconds): how long to poll while the API responds with 404, as in `generations_get_generation`.
            None sends one request.
        options: for this call only.

    Returns:
        ``Ok(GenerationsListGenerationContentResponse)``: `data` has the `input`, the `output` and the `error`.

    Errors:
        NotFoundResponseError: there is no such generation, it is not stored yet, or its content is not stored.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.chat_send import chat_send
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     response = chat_send(core, {"messages": [{"role": "user", "content": "Hello"}]}).unwrap()
        ...     found = generations_list_generation_content(core, {"id": response.id}, wait=10).unwrap().data
        >>> found.input.messages[0]["content"]
        'Hello'
        >>> found.output.completion == response.choices[0].message.content
        True
    """
    return call(core, OPERATION, request, wait=wait, options=options)


async def generations_list_generation_content_async(
    core: OpenRouterCore,
    request: GenerationParams | JsonObject,
    *,
    wait: float | None = None,
    options: RequestOptions | None = None,
) -> Ok[GenerationsListGenerationContentResponse] | Err[AnyError]:
    """As `generations_list_generation_content`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, wait=wait, options=options)
