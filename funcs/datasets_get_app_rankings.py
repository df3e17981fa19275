"""The apps that use the most tokens: ``GET /datasets/app-rankings``."""

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
    """Get the public apps that use the most tokens, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages; the API accepts an ``offset`` of at most 100, and refuses a
    page after that. The rate limits are 30 requests a minute for a key, and 500 a day for an account. The data has the
    license CC BY 4.0: if you republish it, cite "Source: OpenRouter (openrouter.ai/apps), as of {as_of}", with the date
    in `meta.as_of`. Providers count tokens differently, so their numbers cannot be compared exactly.

    Key: needed.

    Arguments:
        core: the client.
        request (DatasetsGetAppRankingsParams or a mapping): which apps, on which days. Default: the 50 most popular of
            the last 30 days.
        options: for this call only.

    Returns:
        ``Ok(DatasetsGetAppRankingsResponse)``: `data` is a list of `RankedApp`, the highest rank first.

    Errors:
        BadRequestResponseError: an ``offset`` over 100, categories that cannot be combined, or a time window that ends
            before 2025.
        Others: see `AnyError`.

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
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
