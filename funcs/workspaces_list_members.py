"""The members of a workspace: ``GET /workspaces/{id}/members``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import WorkspacesListMembersParams, WorkspacesListMembersResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_list_members",
    method="GET",
    path="/workspaces/{id}/members",
    retry=SAFE,
    request="WorkspacesListMembersParams",
    response="WorkspacesListMembersResponse",
    body=None,
    pages="offset",
)


def workspaces_list_members(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesListMembersParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesListMembersResponse] | Err[AnyError]:
    """List the members of a workspace, one page at a time.

    All members of the organization are members of the default workspace.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the workspace, or its `slug`.
        request (WorkspacesListMembersParams or a mapping): how many, and the ``offset`` of the first. Default: the
            first page.
        options: for this call only.

    Returns:
        ``Ok(WorkspacesListMembersResponse)``: `data` is a list of `WorkspaceMember`; `total_count` is the number on all
        pages.

    Errors:
        NotFoundResponseError: there is no such workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = workspaces_list_members(core, "default", {"limit": 1}).unwrap()
        >>> len(found.data), found.total_count, found.data[0].role
        (1, 3, 'admin')
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def workspaces_list_members_async(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesListMembersParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesListMembersResponse] | Err[AnyError]:
    """As `workspaces_list_members`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
