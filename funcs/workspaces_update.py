"""Update a workspace: ``PATCH /workspaces/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import WorkspaceResponse, WorkspacesUpdateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_update",
    method="PATCH",
    path="/workspaces/{id}",
    retry=IDEMPOTENT,
    request="WorkspacesUpdateParams",
    response="WorkspaceResponse",
)


def workspaces_update(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesUpdateParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceResponse] | Err[AnyError]:
    """Update the settings of a workspace.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the workspace, or its `slug`.
        request (WorkspacesUpdateParams or a mapping): the fields to change. A
            field that is left out keeps its value; None removes a text, a list or a default model.
        options: for this call only.

    Returns:
        ``Ok(WorkspaceResponse)``: `data` is the changed workspace.

    Errors:
        BadRequestResponseError: a field has an invalid value, or the slug is already used.
        NotFoundResponseError: there is no such workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.workspaces_create import workspaces_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     workspace = workspaces_create(core, {"name": "Tests", "slug": "tests"}).unwrap().data
        ...     changed = workspaces_update(core, "tests", {"description": "Nightly"}).unwrap().data
        >>> changed.name, changed.description
        ('Tests', 'Nightly')
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def workspaces_update_async(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesUpdateParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceResponse] | Err[AnyError]:
    """As `workspaces_update`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
