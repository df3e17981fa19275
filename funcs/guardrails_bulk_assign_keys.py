"""Assign keys to a guardrail: ``POST /guardrails/{id}/assignments/keys``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import GuardrailAssignedResponse, GuardrailKeysParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="guardrails_bulk_assign_keys",
    method="POST",
    path="/guardrails/{id}/assignments/keys",
    retry=IDEMPOTENT,
    request="GuardrailKeysParams",
    response="GuardrailAssignedResponse",
)


def guardrails_bulk_assign_keys(
    core: OpenRouterCore,
    id: str,
    request: GuardrailKeysParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailAssignedResponse] | Err[AnyError]:
    """Assign API keys to a guardrail, which governs them from their next request on.

    A key has at most one guardrail: this one replaces another.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the guardrail, from `guardrails_list` or `guardrails_create`.
        request (GuardrailKeysParams or a mapping): ``key_hashes``, the `hash` of each key, from `api_keys_list`.
        options: for this call only.

    Returns:
        ``Ok(GuardrailAssignedResponse)``: `assigned_count` is the number of assigned keys.

    Errors:
        NotFoundResponseError: there is no such guardrail.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.guardrails_create import guardrails_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = guardrails_create(core, {"name": "a team"}).unwrap().data
        ...     both = {"key_hashes": ["f01d", "c56e"]}
        ...     guardrails_bulk_assign_keys(core, made.id, both).unwrap().assigned_count
        2
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def guardrails_bulk_assign_keys_async(
    core: OpenRouterCore,
    id: str,
    request: GuardrailKeysParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailAssignedResponse] | Err[AnyError]:
    """As `guardrails_bulk_assign_keys`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
