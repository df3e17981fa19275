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
    """Make a private endpoint, as a draft or, with ``activate``, one that is in use.

    No request goes to a draft: `private_endpoints_validate` tests it, and `private_endpoints_activate` puts it to use.
    ``activate`` does both at once; its test is a live request, for which the provider is paid.

    Where the test fails, the draft is kept and the result is an `Err`, whose `data` has the ``endpoint`` and the
    ``validation``. Do not make it again: change it. A response that was lost is asked for again, and then tells of the
    endpoint as it is: look at its `status`.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: configuration and connections.
        request (PrivateEndpointsCreateParams or a mapping): the model, the provider, and where your deployment is; a
            mapping has the names of the API.
        idempotency_key (str): by which the API knows the request again, 1 to 255 characters. The same key with the same
            request gives the endpoint that was made before, also in another run of your program; without one each call
            makes a key of its own, which only its retries share.
        options: settings for this call only.

    Returns:
        ``Ok(ManagedPrivateEndpointResponse)``: `data` is the endpoint as it is now.

    Errors:
        UnprocessableEntityResponseError: the request cannot be met, such as without a ``base_url`` that the provider
            wants; the test has failed; or the key came before with another request.
        NotFoundResponseError: there is no such model, provider or workspace.
        ConflictResponseError: the endpoint that the key made is in another state by now.
        Those of every operation: see `openrouter_core.AnyError`.

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
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(
        core, OPERATION, request, idempotency_key=idempotency_key, options=options
    )
