"""Delete a workspace: ``DELETE /workspaces/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import DeletedResponse, WorkspacesDeleteParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_delete",
    method="DELETE",
    path="/workspaces/{id}",
    retry=IDEMPOTENT,
    request="WorkspacesDeleteParams",
    response="DeletedResponse",
    body=None,
)


def workspaces_delete(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesDeleteParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """Delete a workspace with its budgets and guardrails permanently.

    Its classifiers and observability destinations are disabled. A workspace with active API keys cannot be deleted:
    delete the keys first. The default workspace is deleted only with ``confirm_default_workspace_deletion``. Then the
    account's keys that belong to no workspace are disabled too, except the management keys.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the workspace, or its `slug`.
        request (WorkspacesDeleteParams or a mapping): ``confirm_default_workspace_deletion``.
        options: for this call only.

    Returns:
        ``Ok(DeletedResponse)``: `deleted` is True.

    Errors:
        BadRequestResponseError: there are active keys in it, or it is the default workspace and its deletion was not
            confirmed.
        NotFoundResponseError: there is no such workspace, or an earlier attempt of the same call has already deleted
            it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.workspaces_create import workspaces_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     workspace = workspaces_create(core, {"name": "Tests", "slug": "tests"}).unwrap().data
        ...     gone = workspaces_delete(core, workspace.id).unwrap()
        >>> gone.deleted
        True
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def workspaces_delete_async(
    core: OpenRouterCore,
    id: str,
    request: WorkspacesDeleteParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """As `workspaces_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
