"""The most used models, by day: ``GET /datasets/rankings-daily``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        DatasetsGetRankingsDailyParams,
        DatasetsGetRankingsDailyResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="datasets_get_rankings_daily",
    method="GET",
    path="/datasets/rankings-daily",
    retry=SAFE,
    request="DatasetsGetRankingsDailyParams",
    response="DatasetsGetRankingsDailyResponse",
    body=None,
)


def datasets_get_rankings_daily(
    core: OpenRouterCore,
    request: DatasetsGetRankingsDailyParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[DatasetsGetRankingsDailyResponse] | Err[AnyError]:
    """Get the 50 models with the most tokens on each day, and one row with all other models of that day.

    The rate limits are 30 requests a minute for a key, and 500 a day for an account. The data has the license CC BY
    4.0: if you republish it, cite "Source: OpenRouter (openrouter.ai/rankings), as of {as_of}", with the date in
    `meta.as_of`. Providers count tokens differently, so their numbers cannot be compared exactly.

    Key: needed.

    Arguments:
        core: the client.
        request (DatasetsGetRankingsDailyParams or a mapping): which days, and which traffic. Default: the last 30 days.
        options: for this call only.

    Returns:
        ``Ok(DatasetsGetRankingsDailyResponse)``: `data` is a list of `RankedModel`, day by day, the most used model
        first; the last row of a day may have the model ``"other"``, which stands for all other models.

    Errors:
        BadRequestResponseError: filters that cannot be combined, or a time window that ends before 2025.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> days = {"start_date": "2026-05-01", "end_date": "2026-05-02"}
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = datasets_get_rankings_daily(core, days).unwrap().data
        >>> first = [row for row in found if row.date == "2026-05-01"]
        >>> int(first[0].total_tokens) >= int(first[1].total_tokens), first[-1].model_permaslug
        (True, 'other')
    """
    return call(core, OPERATION, request, options=options)


async def datasets_get_rankings_daily_async(
    core: OpenRouterCore,
    request: DatasetsGetRankingsDailyParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[DatasetsGetRankingsDailyResponse] | Err[AnyError]:
    """As `datasets_get_rankings_daily`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
