"""A new guardrail: ``POST /guardrails``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import GuardrailResponse, GuardrailsCreateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="guardrails_create",
    method="POST",
    path="/guardrails",
    retry=NON_IDEMPOTENT,
    request="GuardrailsCreateParams",
    response="GuardrailResponse",
)


def guardrails_create(
    core: OpenRouterCore,
    request: GuardrailsCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailResponse] | Err[AnyError]:
    """Create a guardrail: what may be used and spent, and what is removed from requests.

    It has no effect until it is assigned, by `guardrails_bulk_assign_keys` or `guardrails_bulk_assign_members`. To
    govern a whole workspace, change its default guardrail with `guardrails_update`.

    Key: a management key.

    Arguments:
        core: the client.
        request (GuardrailsCreateParams or a mapping): the ``name`` and the limits. A limit that is None means no limit.
        options: for this call only.

    Returns:
        ``Ok(GuardrailResponse)``: `data` is the `Guardrail`, with the `id` that the other operations need.

    Errors:
        BadRequestResponseError: the default workspace was deleted, and ``workspace_id`` names no other one.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = guardrails_create(core, {"name": "a team", "limit_usd": 50, "reset_interval": "monthly"})
        >>> made.unwrap().data.limit_usd, made.unwrap().data.allowed_models
        (50, None)
    """
    return call(core, OPERATION, request, options=options)


async def guardrails_create_async(
    core: OpenRouterCore,
    request: GuardrailsCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailResponse] | Err[AnyError]:
    """As `guardrails_create`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
