"""One observability destination: ``GET /observability/destinations/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ObservabilityDestinationResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="observability_get",
    method="GET",
    path="/observability/destinations/{id}",
    retry=SAFE,
    request=None,
    response="ObservabilityDestinationResponse",
    body=None,
)


def observability_get(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ObservabilityDestinationResponse] | Err[AnyError]:
    """Get one observability destination.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the destination, from `observability_list` or `observability_create`.
        options: for this call only.

    Returns:
        ``Ok(ObservabilityDestinationResponse)``: `data` is the destination, of the class for its type. Each secret in
        its `config` is masked: only its first and last characters are returned.

    Errors:
        NotFoundResponseError: there is no such destination.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.observability_create import observability_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     config = {"publicKey": "pk-lf-12345678", "secretKey": "sk-lf-12345678"}
        ...     request = {"type": "langfuse", "name": "traces", "config": config}
        ...     made = observability_create(core, request).unwrap().data
        ...     found = observability_get(core, made.id).unwrap().data
        >>> found.name, found.enabled, found.config.publicKey
        ('traces', True, 'pk-l...5678')
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def observability_get_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ObservabilityDestinationResponse] | Err[AnyError]:
    """As `observability_get`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
