"""The apps that use most: ``GET /datasets/app-rankings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import DatasetsGetAppRankingsParams, DatasetsGetAppRankingsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="datasets_get_app_rankings",
    method="GET",
    path="/datasets/app-rankings",
    retry=SAFE,
    request="DatasetsGetAppRankingsParams",
    response="DatasetsGetAppRankingsResponse",
    body=None,
    pages="offset",
)


def datasets_get_app_rankings(
    core: OpenRouterCore,
    request: DatasetsGetAppRankingsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[DatasetsGetAppRankingsResponse] | Err[AnyError]:
    """Get the public apps that use most tokens, one page of them.

    `openrouter_core.paginate.paginate` goes through all pages; the API passes over no more than 100 apps, and refuses a
    page that would begin later. It may be asked 30 times a minute, and 500 times a day. The data is licensed under CC
    BY 4.0: who republishes it writes "Source: OpenRouter (openrouter.ai/apps), as of ..." with `meta.as_of`. Tokens of
    different providers are counted differently.

    Key: needed.

    Arguments:
        core: configuration and connections.
        request (DatasetsGetAppRankingsParams or a mapping): which apps, of which days; a mapping has the names of the
            API. Without it the 50 most popular of the last 30 days.
        options: settings for this call only.

    Returns:
        ``Ok(DatasetsGetAppRankingsResponse)``: `data` is a list of `RankedApp`, the first place first.

    Errors:
        BadRequestResponseError: an ``offset`` over 100, categories that do not go together, or a window that ends
            before 2025.
        Those of every operation: see `openrouter_core.AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = datasets_get_app_rankings(core, {"limit": 2, "offset": 1}).unwrap()
        >>> [app.rank for app in found.data]
        [2, 3]
    """
    return call(core, OPERATION, request, options=options)


async def datasets_get_app_rankings_async(
    core: OpenRouterCore,
    request: DatasetsGetAppRankingsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[DatasetsGetAppRankingsResponse] | Err[AnyError]:
    """As `datasets_get_app_rankings`, for async code."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, request, options=options)
