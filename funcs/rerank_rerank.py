"""Documents ranked by how well they answer a query: ``POST /rerank``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok, and_then

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import RerankRerankParams, RerankRerankResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="rerank_rerank",
    method="POST",
    path="/rerank",
    retry=BILLED,
    request="RerankRerankParams",
    response="RerankRerankResponse",
)
LATER = ("openrouter_core._convert.rerank",)
"""What the functions import when they are called; `openrouter_core.warm_up` does so before."""


def rerank_rerank(
    core: OpenRouterCore,
    request: RerankRerankParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[RerankRerankResponse] | Err[AnyError]:
    """Rank documents by how well they answer a query, the best first.

    It is billed, so a request whose response was lost is not sent again.

    Key: needed.

    Arguments:
        core: the client.
        request (RerankRerankParams or a mapping): the model, the ``query`` and the ``documents``.
        options: for this call only.

    Returns:
        ``Ok(RerankRerankResponse)``: `results` lists the best documents, each by its `index` in the request; `usage`
        says what it cost.

    Errors:
        ResponseValidationError: the status is 200, but the response ranks nothing, or a document that is not in the
            request.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> documents = ["Athens is in Greece.", "Paris is in France.", "Lima is in Peru."]
        >>> request = {"model": "cohere/rerank-v3.5", "query": "What is in France?", "documents": documents}
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     ranked = rerank_rerank(core, {**request, "top_n": 1}).unwrap()
        >>> documents[ranked.results[0].index]
        'Paris is in France.'
    """
    result = call(core, OPERATION, request, options=options)
    from openrouter_core._convert.rerank import whole_ranking  # with classes of the response

    return and_then(result, lambda response: whole_ranking(response, request, options))


async def rerank_rerank_async(
    core: OpenRouterCore,
    request: RerankRerankParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[RerankRerankResponse] | Err[AnyError]:
    """As `rerank_rerank`, for async code."""
    from openrouter_core._io.send_async import call_async

    result = await call_async(core, OPERATION, request, options=options)
    from openrouter_core._convert.rerank import whole_ranking

    return and_then(result, lambda response: whole_ranking(response, request, options))
