"""A query of the analytics: ``POST /analytics/query``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        AnalyticsQueryAnalyticsParams,
        AnalyticsQueryAnalyticsResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="analytics_query_analytics",
    method="POST",
    path="/analytics/query",
    retry=SAFE,
    request="AnalyticsQueryAnalyticsParams",
    response="AnalyticsQueryAnalyticsResponse",
)


def analytics_query_analytics(
    core: OpenRouterCore,
    request: AnalyticsQueryAnalyticsParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[AnalyticsQueryAnalyticsResponse] | Err[AnyError]:
    """Query the account's usage, grouped by model, key, user or another dimension.

    It changes nothing, so a request whose response was lost is sent again.

    Key: a management key.

    Arguments:
        core: the client.
        request (AnalyticsQueryAnalyticsParams or a mapping): the metrics, and the dimensions to group by.
            `analytics_get_analytics_meta` lists the names of both.
        options: for this call only.

    Returns:
        ``Ok(AnalyticsQueryAnalyticsResponse)``: `data.data` is a list of rows, each an object with the metrics and
        dimensions of the query; `data.metadata.truncated` says whether rows were left out.

    Errors:
        RequestTimeoutResponseError: the query takes too long; use a shorter time range or fewer dimensions.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> query = {
        ...     "metrics": ["request_count"],
        ...     "dimensions": ["model"],
        ...     "order_by": {"field": "request_count", "direction": "desc"},
        ... }
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = analytics_query_analytics(core, query).unwrap().data
        >>> found.data[0]["request_count"] >= found.data[1]["request_count"]
        True
    """
    return call(core, OPERATION, request, options=options)


async def analytics_query_analytics_async(
    core: OpenRouterCore,
    request: AnalyticsQueryAnalyticsParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[AnalyticsQueryAnalyticsResponse] | Err[AnyError]:
    """As `analytics_query_analytics`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
