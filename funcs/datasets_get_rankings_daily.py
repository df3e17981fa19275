"""The models that are used most, by day: ``GET /datasets/rankings-daily``."""

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
    """Get the 50 models that most tokens went through on each day, and the rest of the day's in one row.

    It may be asked 30 times a minute, and 500 times a day. The data is licensed under CC BY 4.0: who republishes it
    writes "Source: OpenRouter (openrouter.ai/rankings), as of ..." with `meta.as_of`. Tokens of different providers are
    counted differently.

    Key: needed.

    Arguments:
        core: configuration and connections.
        request (DatasetsGetRankingsDailyParams or a mapping): which days, and which traffic; a mapping has the names of
            the API. Without it the last 30 days.
        options: settings for this call only.

    Returns:
        ``Ok(DatasetsGetRankingsDailyResponse)``: `data` is a list of `RankedModel`, day after day, the most used model
        first; the model of a day's last row may be ``"other"``, which is all others.

    Errors:
        BadRequestResponseError: filters that do not go together, or a window that ends before 2025.
        Those of every operation: see `openrouter_core.AnyError`.

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
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, request, options=options)
