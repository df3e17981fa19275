"""A new workspace: ``POST /workspaces``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import WorkspaceResponse, WorkspacesCreateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_create",
    method="POST",
    path="/workspaces",
    retry=NON_IDEMPOTENT,
    request="WorkspacesCreateParams",
    response="WorkspaceResponse",
)


def workspaces_create(
    core: OpenRouterCore,
    request: WorkspacesCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceResponse] | Err[AnyError]:
    """Create a workspace.

    A workspace has its own keys, members, budgets and guardrails.

    Key: a management key.

    Arguments:
        core: the client.
        request (WorkspacesCreateParams or a mapping): the name, the slug and the settings.
        options: for this call only.

    Returns:
        ``Ok(WorkspaceResponse)``: `data` is the workspace.

    Errors:
        BadRequestResponseError: a field has an invalid value, or the slug is already used.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     new = {"name": "Tests", "slug": "tests", "disabled_server_tools": ["openrouter:web_search"]}
        ...     made = workspaces_create(core, new).unwrap().data
        >>> made.slug, list(made.disabled_server_tools)
        ('tests', ['openrouter:web_search'])
    """
    return call(core, OPERATION, request, options=options)


async def workspaces_create_async(
    core: OpenRouterCore,
    request: WorkspacesCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceResponse] | Err[AnyError]:
    """As `workspaces_create`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
