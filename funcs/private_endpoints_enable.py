"""Enable a private endpoint again: ``POST /private-endpoints/{id}/enable``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ManagedPrivateEndpointResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="private_endpoints_enable",
    method="POST",
    path="/private-endpoints/{id}/enable",
    retry=IDEMPOTENT,
    request=None,
    response="ManagedPrivateEndpointResponse",
    body=None,
)


def private_endpoints_enable(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ManagedPrivateEndpointResponse] | Err[AnyError]:
    """Enable a private endpoint that `private_endpoints_disable` has disabled.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: the client.
        id (str): the `id` of the endpoint, from `private_endpoints_create` or `private_endpoints_list`.
        options: for this call only.

    Returns:
        ``Ok(ManagedPrivateEndpointResponse)``: `data` is the endpoint, whose `status` is ``active``.

    Errors:
        NotFoundResponseError: there is no such endpoint.
        ConflictResponseError: it was not disabled, or an earlier attempt of the same call has already enabled it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.private_endpoints_create import private_endpoints_create
        >>> from openrouter_core.funcs.private_endpoints_disable import private_endpoints_disable
        >>> from openrouter_core.testing import LocalServer
        >>> use = {
        ...     "model_permaslug": "openai/gpt-4o-mini",
        ...     "provider_slug": "azure",
        ...     "upstream_model_id": "my-model",
        ...     "activate": {"workspace_id": "10ca15e7-0000-4000-8000-000000000000"},
        ... }
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = private_endpoints_create(core, use).unwrap().data
        ...     off = private_endpoints_disable(core, made.id).unwrap()
        ...     private_endpoints_enable(core, made.id).unwrap().data.status
        'active'
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def private_endpoints_enable_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ManagedPrivateEndpointResponse] | Err[AnyError]:
    """As `private_endpoints_enable`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
