"""The number of models: ``GET /models/count``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ModelsCountParams, ModelsCountResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="models_count",
    method="GET",
    path="/models/count",
    key="optional",
    retry=SAFE,
    request="ModelsCountParams",
    response="ModelsCountResponse",
    body=None,
)


def models_count(
    core: OpenRouterCore,
    request: ModelsCountParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsCountResponse] | Err[AnyError]:
    """Count the models that OpenRouter offers.

    Key: optional.

    Arguments:
        core: the client.
        request (ModelsCountParams or a mapping): which models. Default: those with text output, as in `models_list`.
        options: for this call only.

    Returns:
        ``Ok(ModelsCountResponse)``: `data.count` is the number.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     texts = models_count(core).unwrap().data.count
        ...     everything = models_count(core, {"output_modalities": "all"}).unwrap().data.count
        >>> 0 < texts < everything
        True
    """
    return call(core, OPERATION, request, options=options)


async def models_count_async(
    core: OpenRouterCore,
    request: ModelsCountParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsCountResponse] | Err[AnyError]:
    """As `models_count`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
