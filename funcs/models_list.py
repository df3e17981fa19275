"""The models that OpenRouter offers: ``GET /models``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ModelsListParams, ModelsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="models_list",
    method="GET",
    path="/models",
    key="optional",
    retry=SAFE,
    request="ModelsListParams",
    response="ModelsListResponse",
    body=None,
    pages="offset",
    refused={
        "use_rss": "a feed is not JSON; openrouter_core.funcs.request gives it as text: "
        'request(core, "GET", "/models", query={"use_rss": True}, accept="application/rss+xml")'
    },
)


def models_list(
    core: OpenRouterCore,
    request: ModelsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsListResponse] | Err[AnyError]:
    """List the models that OpenRouter offers, with their capabilities and prices.

    `openrouter_core.paginate.paginate` reads them page by page.

    Key: optional.

    Arguments:
        core: the client.
        request (ModelsListParams or a mapping): which models, in which order.
            Default: all.
        options: for this call only.

    Returns:
        ``Ok(ModelsListResponse)``: `data` is a list of `ModelInfo`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = models_list(core, {"supported_parameters": ["tools"]}).unwrap()
        >>> prices = {each.id: each.pricing.decimal("prompt") for each in found.data}
        >>> prices["openai/gpt-4o-mini"] * 1_000_000
        Decimal('0.15000000')
    """
    return call(core, OPERATION, request, options=options)


async def models_list_async(
    core: OpenRouterCore,
    request: ModelsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsListResponse] | Err[AnyError]:
    """As `models_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
