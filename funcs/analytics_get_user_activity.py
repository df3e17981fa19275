"""What the account used, by day: ``GET /activity``."""

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
        AnalyticsGetUserActivityParams,
        AnalyticsGetUserActivityResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="analytics_get_user_activity",
    method="GET",
    path="/activity",
    retry=SAFE,
    request="AnalyticsGetUserActivityParams",
    response="AnalyticsGetUserActivityResponse",
    body=None,
)


def analytics_get_user_activity(
    core: OpenRouterCore,
    request: AnalyticsGetUserActivityParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[AnalyticsGetUserActivityResponse] | Err[AnyError]:
    """Get what the account used on each of the last 30 days, by model and endpoint.

    A day begins at midnight UTC. The current day is not included.

    Key: a management key.

    Arguments:
        core: the client.
        request (AnalyticsGetUserActivityParams or a mapping): which day, key, member or workspace. Default: all.
        options: for this call only.

    Returns:
        ``Ok(AnalyticsGetUserActivityResponse)``: `data` is a list of `ActivityItem`, each with its requests, tokens and
        cost in US dollars.

    Errors:
        NotFoundResponseError: there is no such key, member or workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = analytics_get_user_activity(core).unwrap().data
        >>> len({item.date for item in found})
        30
    """
    return call(core, OPERATION, request, options=options)


async def analytics_get_user_activity_async(
    core: OpenRouterCore,
    request: AnalyticsGetUserActivityParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[AnalyticsGetUserActivityResponse] | Err[AnyError]:
    """As `analytics_get_user_activity`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
