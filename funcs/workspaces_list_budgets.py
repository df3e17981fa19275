"""The budgets of a workspace: ``GET /workspaces/{workspace_ref}/budgets``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import WorkspacesListBudgetsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_list_budgets",
    method="GET",
    path="/workspaces/{workspace_ref}/budgets",
    retry=SAFE,
    request=None,
    response="WorkspacesListBudgetsResponse",
    body=None,
)


def workspaces_list_budgets(
    core: OpenRouterCore,
    workspace_ref: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesListBudgetsResponse] | Err[AnyError]:
    """List the budgets of a workspace.

    Key: a management key.

    Arguments:
        core: the client.
        workspace_ref (str): the `id` of the workspace, or its `slug`.
        options: for this call only.

    Returns:
        ``Ok(WorkspacesListBudgetsResponse)``: `data` is the complete list of `WorkspaceBudget`.

    Errors:
        NotFoundResponseError: there is no such workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.workspaces_set_budget import workspaces_set_budget
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = workspaces_set_budget(core, "default", "monthly", {"limit_usd": 100})
        ...     found = workspaces_list_budgets(core, "default").unwrap()
        >>> [(budget.reset_interval, budget.limit_usd) for budget in found.data]
        [('monthly', 100)]
    """
    return call(core, OPERATION, None, path={"workspace_ref": workspace_ref}, options=options)


async def workspaces_list_budgets_async(
    core: OpenRouterCore,
    workspace_ref: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspacesListBudgetsResponse] | Err[AnyError]:
    """As `workspaces_list_budgets`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, None, path={"workspace_ref": workspace_ref}, options=options
    )
