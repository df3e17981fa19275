"""The models that create embeddings: ``GET /embeddings/models``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import EmbeddingsListModelsParams, ModelsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="embeddings_list_models",
    method="GET",
    path="/embeddings/models",
    key="optional",
    retry=SAFE,
    request="EmbeddingsListModelsParams",
    response="ModelsListResponse",
    body=None,
    pages="offset",
)


def embeddings_list_models(
    core: OpenRouterCore,
    request: EmbeddingsListModelsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsListResponse] | Err[AnyError]:
    """List the models that `embeddings_generate` can use.

    Key: optional.

    Arguments:
        core: the client.
        request (EmbeddingsListModelsParams or a mapping): which page. Default: all models.
            `openrouter_core.paginate.paginate` reads all pages.
        options: for this call only.

    Returns:
        ``Ok(ModelsListResponse)``: `data` is a list of `ModelInfo`, as in `models_list`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = embeddings_list_models(core).unwrap()
        >>> [each.id for each in found.data]
        ['openai/text-embedding-3-small']
    """
    return call(core, OPERATION, request, options=options)


async def embeddings_list_models_async(
    core: OpenRouterCore,
    request: EmbeddingsListModelsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsListResponse] | Err[AnyError]:
    """As `embeddings_list_models`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
