"""Remove members from a workspace: ``POST /workspaces/{id}/members/remove``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        WorkspacesBulkRemoveMembersParams,
        WorkspacesBulkRemoveMembersResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_bulk_remove_members",
    method="POST",
    path="/workspaces/{id}/members/remove",
    retry=NON_IDEMPOTENT,
    request="WorkspacesBulkRemoveMembersParams",
    response="WorkspacesBulkRemoveMembersResponse",
)


def workspaces_bulk_remove_members(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesBulkRemoveMembersParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesBulkRemoveMembersResponse] | Err[AnyError]:
    """Remove members from a workspace, up to 100 at once.

    A member who has active API keys in the workspace, or is in it through a group of the identity provider, cannot be
    removed: first delete the keys, or remove the user from the group.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the workspace, or its `slug`.
        request (WorkspacesBulkRemoveMembersParams or a mapping): the ``user_ids``.
        options: for this call only.

    Returns:
        ``Ok(WorkspacesBulkRemoveMembersResponse)``: `removed_count` is the number of removed members.

    Errors:
        BadRequestResponseError: one of them cannot be removed.
        NotFoundResponseError: there is no such workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.organization_list_members import organization_list_members
        >>> from openrouter_core.funcs.workspaces_bulk_add_members import workspaces_bulk_add_members
        >>> from openrouter_core.funcs.workspaces_create import workspaces_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     workspace = workspaces_create(core, {"name": "Tests", "slug": "tests"}).unwrap().data
        ...     users = [member.id for member in organization_list_members(core).unwrap().data]
        ...     added = workspaces_bulk_add_members(core, "tests", {"user_ids": users})
        ...     left = workspaces_bulk_remove_members(core, "tests", {"user_ids": users[1:]}).unwrap()
        >>> left.removed_count
        2
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def workspaces_bulk_remove_members_async(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesBulkRemoveMembersParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesBulkRemoveMembersResponse] | Err[AnyError]:
    """As `workspaces_bulk_remove_members`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
