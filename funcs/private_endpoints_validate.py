"""Test a draft: ``POST /private-endpoints/{id}/validate``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        PrivateEndpointsValidateParams,
        PrivateEndpointsValidateResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="private_endpoints_validate",
    method="POST",
    path="/private-endpoints/{id}/validate",
    retry=BILLED,
    request="PrivateEndpointsValidateParams",
    response="PrivateEndpointsValidateResponse",
)


def private_endpoints_validate(
    core: OpenRouterCore,
    id: str,
    request: PrivateEndpointsValidateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointsValidateResponse] | Err[AnyError]:
    """Test the draft of a private endpoint with a live request.

    It is billed by the provider, to the workspace's own provider key. A test whose response was lost is not sent again.
    `private_endpoints_activate` activates a draft that has passed.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: the client.
        id (str): the `id` of the endpoint, from `private_endpoints_create` or `private_endpoints_list`.
        request (PrivateEndpointsValidateParams or a mapping): the workspace whose provider key is used.
        options: for this call only.

    Returns:
        ``Ok(PrivateEndpointsValidateResponse)``: `data` says whether the draft has `passed`, and lists the `checks`. A
        failed check is not an `Err`.

    Errors:
        NotFoundResponseError: there is no such endpoint or workspace.
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
        ...     request = {"workspace_id": "10ca15e7-0000-4000-8000-000000000000"}
        ...     tested = private_endpoints_validate(core, made.id, request).unwrap().data
        >>> tested.passed, [check.name for check in tested.checks]
        (True, ['completion'])
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def private_endpoints_validate_async(
    core: OpenRouterCore,
    id: str,
    request: PrivateEndpointsValidateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointsValidateResponse] | Err[AnyError]:
    """As `private_endpoints_validate`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
