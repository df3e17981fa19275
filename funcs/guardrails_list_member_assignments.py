"""The members of all guardrails: ``GET /guardrails/assignments/members``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        GuardrailAssignmentsListParams,
        GuardrailMemberAssignmentsResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="guardrails_list_member_assignments",
    method="GET",
    path="/guardrails/assignments/members",
    retry=SAFE,
    request="GuardrailAssignmentsListParams",
    response="GuardrailMemberAssignmentsResponse",
    body=None,
    pages="offset",
)


def guardrails_list_member_assignments(
    core: OpenRouterCore,
    request: GuardrailAssignmentsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailMemberAssignmentsResponse] | Err[AnyError]:
    """List the members of all guardrails, each with its guardrail, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages. `guardrails_list_guardrail_member_assignments` lists the
    members of one guardrail.

    Key: a management key.

    Arguments:
        core: the client.
        request (GuardrailAssignmentsListParams or a mapping): the ``limit`` and the ``offset``. Default: the first 50.
        options: for this call only.

    Returns:
        ``Ok(GuardrailMemberAssignmentsResponse)``: `data` is a list of `GuardrailMemberAssignment`; `total_count` is
        the number on all pages.

    Errors:
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
        ...     found = guardrails_list_member_assignments(core).unwrap()
        >>> [(each.user_id, each.guardrail_id == made.id) for each in found.data]
        [('user_a', True), ('user_b', True)]
    """
    return call(core, OPERATION, request, options=options)


async def guardrails_list_member_assignments_async(
    core: OpenRouterCore,
    request: GuardrailAssignmentsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailMemberAssignmentsResponse] | Err[AnyError]:
    """As `guardrails_list_member_assignments`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
