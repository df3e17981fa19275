"""The prices of a private endpoint: ``PUT /private-endpoints/{id}/pricing``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import PrivateEndpointResponse, PrivateEndpointsUpdatePricingParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="private_endpoints_update_pricing",
    method="PUT",
    path="/private-endpoints/{id}/pricing",
    retry=IDEMPOTENT,
    request="PrivateEndpointsUpdatePricingParams",
    response="PrivateEndpointResponse",
)


def private_endpoints_update_pricing(
    core: OpenRouterCore,
    id: str,
    request: PrivateEndpointsUpdatePricingParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointResponse] | Err[AnyError]:
    """Set the prices that you pay the provider of a private endpoint, from which later requests report their cost.

    It replaces all prices: a price that is left out of ``pricing`` is again that of the provider's public endpoint.

    Key: a management key of an organization that may have private endpoints.

    Arguments:
        core: the client.
        id (str): the `id` of the endpoint, from `private_endpoints_create` or `private_endpoints_list`.
        request (PrivateEndpointsUpdatePricingParams or a mapping): the ``pricing``, in US dollars per token, as decimal
            strings.
        options: for this call only.

    Returns:
        ``Ok(PrivateEndpointResponse)``: `data` is the changed endpoint.

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
        ...     request = {"pricing": {"prompt": "0.000001", "completion": "0.000002"}}
        ...     priced = private_endpoints_update_pricing(core, made.id, request).unwrap().data
        >>> priced.pricing.prompt, priced.pricing.cache_read
        ('0.000001', None)
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def private_endpoints_update_pricing_async(
    core: OpenRouterCore,
    id: str,
    request: PrivateEndpointsUpdatePricingParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PrivateEndpointResponse] | Err[AnyError]:
    """As `private_endpoints_update_pricing`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
