"""One private endpoint: ``GET /private-endpoints/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import PrivateEndpointResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="private_endpoints_get",
    method="GET",
    path="/private-endpoints/{id}",
    retry=SAFE,
    request=None,
    response="PrivateEndpointResponse",
    body=None,
)


def private_endpoints_get(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointResponse] | Err[AnyError]:
    """Get a private endpoint: its address, its status and its prices.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: the client.
        id (str): the `id` of the endpoint, from `private_endpoints_create` or `private_endpoints_list`.
        options: for this call only.

    Returns:
        ``Ok(PrivateEndpointResponse)``: `data` is a `PrivateEndpoint`.

    Errors:
        NotFoundResponseError: there is no such endpoint.
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
        ...     found = private_endpoints_get(core, made.id).unwrap().data
        >>> found.base_url, found.upstream_model_id
        ('https://models.example/v1', 'my-model')
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def private_endpoints_get_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointResponse] | Err[AnyError]:
    """As `private_endpoints_get`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
