"""New members of a workspace: ``POST /workspaces/{id}/members/add``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        WorkspacesBulkAddMembersParams,
        WorkspacesBulkAddMembersResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_bulk_add_members",
    method="POST",
    path="/workspaces/{id}/members/add",
    retry=IDEMPOTENT,
    request="WorkspacesBulkAddMembersParams",
    response="WorkspacesBulkAddMembersResponse",
)


def workspaces_bulk_add_members(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesBulkAddMembersParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesBulkAddMembersResponse] | Err[AnyError]:
    """Add members of the organization to a workspace, up to 100 at once.

    Each gets the same role as in the organization, also those who are already in the workspace, so the request can be
    retried.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the workspace, or its `slug`.
        request (WorkspacesBulkAddMembersParams or a mapping): the ``user_ids``.
        options: for this call only.

    Returns:
        ``Ok(WorkspacesBulkAddMembersResponse)``: `data` is a list of `WorkspaceMember`, the added members;
        `added_count` is their number.

    Errors:
        BadRequestResponseError: one of them is not a member of the organization.
        NotFoundResponseError: there is no such workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.organization_list_members import organization_list_members
        >>> from openrouter_core.funcs.workspaces_create import workspaces_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     workspace = workspaces_create(core, {"name": "Tests", "slug": "tests"}).unwrap().data
        ...     users = [member.id for member in organization_list_members(core).unwrap().data]
        ...     added = workspaces_bulk_add_members(core, "tests", {"user_ids": users}).unwrap()
        >>> added.added_count, [member.role for member in added.data]
        (3, ['admin', 'member', 'member'])
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def workspaces_bulk_add_members_async(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesBulkAddMembersParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesBulkAddMembersResponse] | Err[AnyError]:
    """As `workspaces_bulk_add_members`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
