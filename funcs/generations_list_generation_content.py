"""What was asked and answered: ``GET /generation/content``."""

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
    """Get what was asked and answered in a generation, and why it failed where it did.

    It is there only where the account keeps inputs and outputs (openrouter.ai/settings/privacy).

    Key: needed, of the account that made the generation.

    Arguments:
        core: configuration and connections.
        request (GenerationParams or a mapping): the ``id``: ``{"id": "gen-..."}``.
        wait (float, seconds): how long to go on asking while the API says 404, as in `generations_get_generation`. None
            asks once.
        options: settings for this call only.

    Returns:
        ``Ok(GenerationsListGenerationContentResponse)``: `data` has the `input`, the `output` and the `error`.

    Errors:
        NotFoundResponseError: there is no such generation, none yet, or nothing was kept of it.
        Those of every operation: see `openrouter_core.AnyError`.

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
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, request, wait=wait, options=options)
