"""A new private endpoint: ``POST /private-endpoints``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ManagedPrivateEndpointResponse, PrivateEndpointsCreateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="private_endpoints_create",
    method="POST",
    path="/private-endpoints",
    retry=NON_IDEMPOTENT,
    request="PrivateEndpointsCreateParams",
    response="ManagedPrivateEndpointResponse",
    idempotency=True,
)


def private_endpoints_create(
    core: OpenRouterCore,
    request: PrivateEndpointsCreateParams | JsonObject,
    *,
    idempotency_key: str | None = None,
    options: RequestOptions | None = None,
) -> Ok[ManagedPrivateEndpointResponse] | Err[AnyError]:
    """Create a private endpoint, as a draft or, with ``activate``, as an active one.

    No request goes to a draft: `private_endpoints_validate` tests it, and `private_endpoints_activate` activates it.
    ``activate`` does both at once; its test is a live request, which the provider bills.

    If the test fails, the draft is kept, and the result is an `Err` whose `data` has the ``endpoint`` and the
    ``validation``. Do not create it again, but update it. If the response was lost, the request is sent again, and its
    response describes the endpoint at that time: check its `status`.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: the client.
        request (PrivateEndpointsCreateParams or a mapping): the model, the provider, and the address of your
            deployment.
        idempotency_key (str): identifies the request to the API, 1 to 255 characters. The same key with the same
            request returns the endpoint that was created before, also in a later run of your program. If it is None,
            each call creates its own key, which only its retries share.
        options: for this call only.

    Returns:
        ``Ok(ManagedPrivateEndpointResponse)``: `data` is the endpoint.

    Errors:
        UnprocessableEntityResponseError: the request cannot be fulfilled, for example because the provider needs a
            ``base_url``; the test failed; or the `idempotency_key` was used with another request.
        NotFoundResponseError: there is no such model, provider or workspace.
        ConflictResponseError: the endpoint that was created with this `idempotency_key` is in another state now.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> draft = {
        ...     "model_permaslug": "openai/gpt-4o-mini",
        ...     "provider_slug": "baseten",
        ...     "upstream_model_id": "my-model",
        ...     "base_url": "https://models.example/v1",
        ... }
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = private_endpoints_create(core, draft, idempotency_key="mine").unwrap().data
        ...     again = private_endpoints_create(core, draft, idempotency_key="mine").unwrap().data
        >>> made.status, again.id == made.id
        ('draft', True)
    """
    return call(core, OPERATION, request, idempotency_key=idempotency_key, options=options)


async def private_endpoints_create_async(
    core: OpenRouterCore,
    request: PrivateEndpointsCreateParams | JsonObject,
    *,
    idempotency_key: str | None = None,
    options: RequestOptions | None = None,
) -> Ok[ManagedPrivateEndpointResponse] | Err[AnyError]:
    """As `private_endpoints_create`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, request, idempotency_key=idempotency_key, options=options
    )
