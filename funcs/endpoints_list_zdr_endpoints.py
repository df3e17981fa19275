"""Endpoints that keep no data: ``GET /endpoints/zdr``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import EndpointsListZdrEndpointsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="endpoints_list_zdr_endpoints",
    method="GET",
    path="/endpoints/zdr",
    key="optional",
    retry=SAFE,
    request=None,
    response="EndpointsListZdrEndpointsResponse",
    body=None,
)


def endpoints_list_zdr_endpoints(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[EndpointsListZdrEndpointsResponse] | Err[AnyError]:
    """List the endpoints that store nothing of what is sent to them ("zero data retention").

    A request with ``{"provider": {"zdr": True}}`` is served only by these endpoints.

    Key: optional.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(EndpointsListZdrEndpointsResponse)``: `data` has a `ModelEndpoint` for each model and provider.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = endpoints_list_zdr_endpoints(core).unwrap().data
        >>> "openai/gpt-4o-mini" in {each.model_id for each in found}
        True
    """
    return call(core, OPERATION, None, options=options)


async def endpoints_list_zdr_endpoints_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[EndpointsListZdrEndpointsResponse] | Err[AnyError]:
    """As `endpoints_list_zdr_endpoints`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
