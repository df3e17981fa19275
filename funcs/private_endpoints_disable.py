"""Disable a private endpoint: ``POST /private-endpoints/{id}/disable``."""

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
    name="private_endpoints_disable",
    method="POST",
    path="/private-endpoints/{id}/disable",
    retry=IDEMPOTENT,
    request=None,
    response="ManagedPrivateEndpointResponse",
    body=None,
)


def private_endpoints_disable(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ManagedPrivateEndpointResponse] | Err[AnyError]:
    """Disable a private endpoint without deleting it.

    `private_endpoints_enable` enables it again.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: the client.
        id (str): the `id` of the endpoint, from `private_endpoints_create` or `private_endpoints_list`.
        options: for this call only.

    Returns:
        ``Ok(ManagedPrivateEndpointResponse)``: `data` is the endpoint, whose `status` is ``disabled``.

    Errors:
        NotFoundResponseError: there is no such endpoint.
        ConflictResponseError: it was not active, or an earlier attempt of the same call has already disabled it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.private_endpoints_create import private_endpoints_create
        >>> from openrouter_core.testing import LocalServer
        >>> use = {
        ...     "model_permaslug": "openai/gpt-4o-mini",
        ...     "provider_slug": "azure",
        ...     "upstream_model_id": "my-model",
        ...     "activate": {"workspace_id": "10ca15e7-0000-4000-8000-000000000000"},
        ... }
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = private_endpoints_create(core, use).unwrap().data
        ...     private_endpoints_disable(core, made.id).unwrap().data.status
        'disabled'
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def private_endpoints_disable_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ManagedPrivateEndpointResponse] | Err[AnyError]:
    """As `private_endpoints_disable`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
