"""Unassign members from a guardrail: ``POST /guardrails/{id}/assignments/members/remove``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import GuardrailMembersParams, GuardrailUnassignedResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="guardrails_bulk_unassign_members",
    method="POST",
    path="/guardrails/{id}/assignments/members/remove",
    retry=IDEMPOTENT,
    request="GuardrailMembersParams",
    response="GuardrailUnassignedResponse",
)


def guardrails_bulk_unassign_members(
    core: OpenRouterCore,
    id: str,
    request: GuardrailMembersParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailUnassignedResponse] | Err[AnyError]:
    """Unassign members of the organization from a guardrail, from their next request on.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the guardrail, from `guardrails_list` or `guardrails_create`.
        request (GuardrailMembersParams or a mapping): ``member_user_ids``, the id of each member.
        options: for this call only.

    Returns:
        ``Ok(GuardrailUnassignedResponse)``: `unassigned_count` is the number of members that were unassigned. If the
        call was retried, it is the count of the last attempt only.

    Errors:
        NotFoundResponseError: there is no such guardrail.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.guardrails_bulk_assign_members import guardrails_bulk_assign_members
        >>> from openrouter_core.funcs.guardrails_create import guardrails_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = guardrails_create(core, {"name": "a team"}).unwrap().data
        ...     both = {"member_user_ids": ["user_a", "user_b"]}
        ...     done = guardrails_bulk_assign_members(core, made.id, both)
        ...     one = {"member_user_ids": ["user_a"]}
        ...     guardrails_bulk_unassign_members(core, made.id, one).unwrap().unassigned_count
        1
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def guardrails_bulk_unassign_members_async(
    core: OpenRouterCore,
    id: str,
    request: GuardrailMembersParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailUnassignedResponse] | Err[AnyError]:
    """As `guardrails_bulk_unassign_members`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
