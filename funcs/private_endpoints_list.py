"""The private endpoints of an organization: ``GET /private-endpoints``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import PrivateEndpointsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="private_endpoints_list",
    method="GET",
    path="/private-endpoints",
    retry=SAFE,
    request=None,
    response="PrivateEndpointsListResponse",
    body=None,
)


def private_endpoints_list(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointsListResponse] | Err[AnyError]:
    """List all private endpoints of the organization, including drafts.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(PrivateEndpointsListResponse)``: `data` is a list of `PrivateEndpointSummary`.

    Errors:
        ForbiddenResponseError: the organization may not have private endpoints.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.private_endpoints_create import private_endpoints_create
        >>> from openrouter_core.testing import LocalServer
        >>> draft = {
        ...     "model_permaslug": "openai/gpt-4o-mini",
        ...     "provider_slug": "baseten",
        ...     "upstream_model_id": "my-model",
        ...     "base_url": "https://models.example/v1",
        ... }
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = private_endpoints_create(core, draft).unwrap().data
        ...     found = private_endpoints_list(core).unwrap()
        >>> [(endpoint.provider_name, endpoint.status) for endpoint in found.data]
        [('Baseten', 'draft')]
    """
    return call(core, OPERATION, None, options=options)


async def private_endpoints_list_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointsListResponse] | Err[AnyError]:
    """As `private_endpoints_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
