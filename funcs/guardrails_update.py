"""Update a guardrail: ``PATCH /guardrails/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import GuardrailResponse, GuardrailsUpdateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="guardrails_update",
    method="PATCH",
    path="/guardrails/{id}",
    retry=IDEMPOTENT,
    request="GuardrailsUpdateParams",
    response="GuardrailResponse",
)


def guardrails_update(
    core: OpenRouterCore,
    id: str,
    request: GuardrailsUpdateParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailResponse] | Err[AnyError]:
    """Update a guardrail, from the next request on for every key and member that it governs.

    With the `id` of a workspace's default guardrail, it creates that guardrail if it does not exist yet; the default
    guardrail governs the whole workspace.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the guardrail, from `guardrails_list` or `guardrails_create`.
        request (GuardrailsUpdateParams or a mapping): the fields to change. A
            list replaces the old list, None removes a limit, and a field that is left out keeps its value.
        options: for this call only.

    Returns:
        ``Ok(GuardrailResponse)``: `data` is the changed guardrail.

    Errors:
        ConflictResponseError: the change conflicts with another one.
        NotFoundResponseError: there is no such guardrail.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.guardrails_create import guardrails_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     request = {"name": "a team", "limit_usd": 50, "allowed_providers": ["openai"]}
        ...     made = guardrails_create(core, request).unwrap().data
        ...     changed = guardrails_update(core, made.id, {"allowed_providers": None}).unwrap().data
        >>> changed.allowed_providers, changed.limit_usd
        (None, 50)
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def guardrails_update_async(
    core: OpenRouterCore,
    id: str,
    request: GuardrailsUpdateParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailResponse] | Err[AnyError]:
    """As `guardrails_update`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
