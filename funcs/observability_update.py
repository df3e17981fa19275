"""Update an observability destination: ``PATCH /observability/destinations/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ObservabilityDestinationResponse, ObservabilityUpdateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="observability_update",
    method="PATCH",
    path="/observability/destinations/{id}",
    retry=IDEMPOTENT,
    request="ObservabilityUpdateParams",
    response="ObservabilityDestinationResponse",
)


def observability_update(
    core: OpenRouterCore,
    id: str,
    request: ObservabilityUpdateParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ObservabilityDestinationResponse] | Err[AnyError]:
    """Update an observability destination.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the destination, from `observability_list` or `observability_create`.
        request (ObservabilityUpdateParams or a mapping): the fields to change. A
            field that is left out keeps its value, also in ``config``; a secret that is sent back masked, as it was
            returned, keeps its value too.
        options: for this call only.

    Returns:
        ``Ok(ObservabilityDestinationResponse)``: `data` is the changed destination.

    Errors:
        BadRequestResponseError: ``config`` does not fit the type.
        ConflictResponseError: the change conflicts with another one.
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
        ...     change = {"enabled": False, "config": {"baseUrl": "https://cloud.langfuse.com"}}
        ...     changed = observability_update(core, made.id, change).unwrap().data
        >>> changed.enabled, changed.config.baseUrl, changed.config.secretKey
        (False, 'https://cloud.langfuse.com', 'sk-l...5678')
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def observability_update_async(
    core: OpenRouterCore,
    id: str,
    request: ObservabilityUpdateParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ObservabilityDestinationResponse] | Err[AnyError]:
    """As `observability_update`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
