"""The observability destinations: ``GET /observability/destinations``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ObservabilityListParams, ObservabilityListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="observability_list",
    method="GET",
    path="/observability/destinations",
    retry=SAFE,
    request="ObservabilityListParams",
    response="ObservabilityListResponse",
    body=None,
    pages="offset",
)


def observability_list(
    core: OpenRouterCore,
    request: ObservabilityListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ObservabilityListResponse] | Err[AnyError]:
    """List the observability destinations of a workspace, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages. Destinations of types that are not yet stable are not listed.

    Key: a management key.

    Arguments:
        core: the client.
        request (ObservabilityListParams or a mapping): which workspace, and the ``offset`` of the first. Default: the
            first 50 of the default workspace.
        options: for this call only.

    Returns:
        ``Ok(ObservabilityListResponse)``: `data` is a list of destinations, each of the class for its type, or an
        `UnknownDestination`; `total_count` is the number on all pages.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.observability_create import observability_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     config = {"endpoint": "https://collector.example/v1/traces"}
        ...     request = {"type": "otel-collector", "name": "traces", "config": config}
        ...     made = observability_create(core, request)
        ...     found = observability_list(core).unwrap()
        >>> [(each.type, each.config.endpoint) for each in found.data]
        [('otel-collector', 'https://collector.example/v1/traces')]
    """
    return call(core, OPERATION, request, options=options)


async def observability_list_async(
    core: OpenRouterCore,
    request: ObservabilityListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ObservabilityListResponse] | Err[AnyError]:
    """As `observability_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
