"""Embeddings of texts: ``POST /embeddings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok, and_then

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.mappings import EmbeddingsRequest
    from openrouter_core.models import EmbeddingsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="embeddings_generate",
    method="POST",
    path="/embeddings",
    retry=BILLED,
    request="EmbeddingsGenerateParams",
    response="EmbeddingsResponse",
)
LATER = ("openrouter_core._convert.embeddings",)
"""What the functions import when they are called; `openrouter_core.warm_up` does so before."""


def embeddings_generate(
    core: OpenRouterCore,
    request: EmbeddingsRequest,
    *,
    options: RequestOptions | None = None,
) -> Ok[EmbeddingsResponse] | Err[AnyError]:
    """Create embeddings: vectors for texts or other content.

    It is billed, so a request whose response was lost is not sent again.

    Key: needed.

    Arguments:
        core: the client.
        request (EmbeddingsGenerateParams or a mapping): the model and the ``input``.
        options: for this call only.

    Returns:
        ``Ok(EmbeddingsResponse)``: `data` holds one embedding for each input; its `vector` is a list of numbers.
        `usage` says what it cost.

    Errors:
        ResponseValidationError: the status is 200, but an embedding is missing or cannot be decoded.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     request = {"model": "openai/text-embedding-3-small", "input": ["a", "b"], "dimensions": 8}
        ...     found = embeddings_generate(core, request).unwrap()
        >>> [len(each.vector) for each in found.data]
        [8, 8]
    """
    result = call(core, OPERATION, request, options=options)
    from openrouter_core._convert.embeddings import whole_embeddings  # with classes of the response

    return and_then(result, lambda response: whole_embeddings(response, request, options))


async def embeddings_generate_async(
    core: OpenRouterCore,
    request: EmbeddingsRequest,
    *,
    options: RequestOptions | None = None,
) -> Ok[EmbeddingsResponse] | Err[AnyError]:
    """As `embeddings_generate`, for async code."""
    from openrouter_core._io.send_async import call_async

    result = await call_async(core, OPERATION, request, options=options)
    from openrouter_core._convert.embeddings import whole_embeddings

    return and_then(result, lambda response: whole_embeddings(response, request, options))
