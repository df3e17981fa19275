"""Update a draft: ``PATCH /private-endpoints/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import PrivateEndpointResponse, PrivateEndpointsUpdateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="private_endpoints_update",
    method="PATCH",
    path="/private-endpoints/{id}",
    retry=IDEMPOTENT,
    request="PrivateEndpointsUpdateParams",
    response="PrivateEndpointResponse",
)


def private_endpoints_update(
    core: OpenRouterCore,
    id: str,
    request: PrivateEndpointsUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointResponse] | Err[AnyError]:
    """Update the deployment of a private endpoint that is still a draft.

    Afterwards it must be tested again. If the new deployment is a different one, what you declared about its data
    policy is removed, unless you send it again. An active endpoint cannot be updated: delete it and create a new one.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: the client.
        id (str): the `id` of the endpoint, from `private_endpoints_create` or `private_endpoints_list`.
        request (PrivateEndpointsUpdateParams or a mapping): the ``upstream_model_id``, and the other fields to change.
            A ``base_url`` that is left out keeps its value.
        options: for this call only.

    Returns:
        ``Ok(PrivateEndpointResponse)``: `data` is the changed endpoint.

    Errors:
        NotFoundResponseError: there is no such endpoint.
        ConflictResponseError: it is not a draft.
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
        ...     request = {"upstream_model_id": "my-model-2"}
        ...     changed = private_endpoints_update(core, made.id, request).unwrap().data
        >>> changed.upstream_model_id, changed.base_url
        ('my-model-2', 'https://models.example/v1')
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def private_endpoints_update_async(
    core: OpenRouterCore,
    id: str,
    request: PrivateEndpointsUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointResponse] | Err[AnyError]:
    """As `private_endpoints_update`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
