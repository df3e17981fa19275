"""The workspaces: ``GET /workspaces``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import WorkspacesListParams, WorkspacesListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_list",
    method="GET",
    path="/workspaces",
    retry=SAFE,
    request="WorkspacesListParams",
    response="WorkspacesListResponse",
    body=None,
    pages="offset",
)


def workspaces_list(
    core: OpenRouterCore,
    request: WorkspacesListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesListResponse] | Err[AnyError]:
    """List the workspaces of the account, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: a management key.

    Arguments:
        core: the client.
        request (WorkspacesListParams or a mapping): how many, and the ``offset`` of the first. Default: the first page.
        options: for this call only.

    Returns:
        ``Ok(WorkspacesListResponse)``: `data` is a list of `Workspace`; `total_count` is the number on all pages.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.workspaces_create import workspaces_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     workspace = workspaces_create(core, {"name": "Tests", "slug": "tests"}).unwrap().data
        ...     found = workspaces_list(core).unwrap()
        >>> [workspace.slug for workspace in found.data], found.total_count
        (['default', 'tests'], 2)
    """
    return call(core, OPERATION, request, options=options)


async def workspaces_list_async(
    core: OpenRouterCore,
    request: WorkspacesListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesListResponse] | Err[AnyError]:
    """As `workspaces_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
