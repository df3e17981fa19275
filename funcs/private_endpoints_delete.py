"""Delete a private endpoint: ``DELETE /private-endpoints/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import PrivateEndpointsDeleteParams, PrivateEndpointsDeleteResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="private_endpoints_delete",
    method="DELETE",
    path="/private-endpoints/{id}",
    retry=IDEMPOTENT,
    request="PrivateEndpointsDeleteParams",
    response="PrivateEndpointsDeleteResponse",
    body=None,
)


def private_endpoints_delete(
    core: OpenRouterCore,
    id: str,
    request: PrivateEndpointsDeleteParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointsDeleteResponse] | Err[AnyError]:
    """Delete a private endpoint permanently; no further request goes to it.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: the client.
        id (str): the `id` of the endpoint, from `private_endpoints_create` or `private_endpoints_list`.
        request (PrivateEndpointsDeleteParams or a mapping): whether to delete it only if it is a draft
            (``draft_only``). Default: in any state.
        options: for this call only.

    Returns:
        ``Ok(PrivateEndpointsDeleteResponse)``: `data` has the `id` of the deleted endpoint.

    Errors:
        NotFoundResponseError: there is no such endpoint, or an earlier attempt of the same call has already deleted it.
        ConflictResponseError: it is not a draft, and ``draft_only`` is True.
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
        ...     gone = private_endpoints_delete(core, made.id, {"draft_only": True}).unwrap()
        >>> gone.data.id == made.id
        True
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def private_endpoints_delete_async(
    core: OpenRouterCore,
    id: str,
    request: PrivateEndpointsDeleteParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointsDeleteResponse] | Err[AnyError]:
    """As `private_endpoints_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
