"""What an analytics query can use: ``GET /analytics/meta``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import AnalyticsGetAnalyticsMetaResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="analytics_get_analytics_meta",
    method="GET",
    path="/analytics/meta",
    retry=SAFE,
    request=None,
    response="AnalyticsGetAnalyticsMetaResponse",
    body=None,
)


def analytics_get_analytics_meta(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[AnalyticsGetAnalyticsMetaResponse] | Err[AnyError]:
    """Get the names that a query of `analytics_query_analytics` can use.

    Key: a management key.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(AnalyticsGetAnalyticsMetaResponse)``: `data` has the `metrics`, `dimensions`, `operators` and
        `granularities`, each with its `name`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = analytics_get_analytics_meta(core).unwrap().data
        >>> "request_count" in [metric.name for metric in found.metrics]
        True
    """
    return call(core, OPERATION, None, options=options)


async def analytics_get_analytics_meta_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[AnalyticsGetAnalyticsMetaResponse] | Err[AnyError]:
    """As `analytics_get_analytics_meta`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
