"""One budget of a workspace: ``GET /workspaces/{workspace_ref}/budgets/{interval}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import WorkspaceBudgetResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_get_budget",
    method="GET",
    path="/workspaces/{workspace_ref}/budgets/{interval}",
    retry=SAFE,
    request=None,
    response="WorkspaceBudgetResponse",
    body=None,
)


def workspaces_get_budget(
    core: OpenRouterCore,
    workspace_ref: str,
    interval: Literal["daily", "weekly", "monthly", "lifetime"] | str,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceBudgetResponse] | Err[AnyError]:
    """Get the budget of a workspace for an interval.

    Key: a management key.

    Arguments:
        core: the client.
        workspace_ref (str): the `id` of the workspace, or its `slug`.
        interval (str): "daily", "weekly", "monthly", or "lifetime" for a budget that is never reset.
        options: for this call only.

    Returns:
        ``Ok(WorkspaceBudgetResponse)``: `data` is the budget.

    Errors:
        NotFoundResponseError: there is no such workspace, or it has no budget for this interval.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.workspaces_set_budget import workspaces_set_budget
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = workspaces_set_budget(core, "default", "lifetime", {"limit_usd": 1000})
        ...     found = workspaces_get_budget(core, "default", "lifetime").unwrap().data
        >>> found.limit_usd, found.reset_interval
        (1000, None)
    """
    return call(
        core,
        OPERATION,
        None,
        path={"workspace_ref": workspace_ref, "interval": interval},
        options=options,
    )


async def workspaces_get_budget_async(
    core: OpenRouterCore,
    workspace_ref: str,
    interval: Literal["daily", "weekly", "monthly", "lifetime"] | str,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceBudgetResponse] | Err[AnyError]:
    """As `workspaces_get_budget`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        None,
        path={"workspace_ref": workspace_ref, "interval": interval},
        options=options,
    )
