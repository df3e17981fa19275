"""One workspace: ``GET /workspaces/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import WorkspaceResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_get",
    method="GET",
    path="/workspaces/{id}",
    retry=SAFE,
    request=None,
    response="WorkspaceResponse",
    body=None,
)


def workspaces_get(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceResponse] | Err[AnyError]:
    """Get one workspace, with its settings.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the workspace, or its `slug`.
        options: for this call only.

    Returns:
        ``Ok(WorkspaceResponse)``: `data` is the workspace.

    Errors:
        NotFoundResponseError: there is no such workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = workspaces_get(core, "default").unwrap().data
        >>> found.slug, found.io_logging_sampling_rate
        ('default', 1)
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def workspaces_get_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceResponse] | Err[AnyError]:
    """As `workspaces_get`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
