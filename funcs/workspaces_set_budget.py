"""Set a budget of a workspace: ``PUT /workspaces/{workspace_ref}/budgets/{interval}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import WorkspaceBudgetResponse, WorkspacesSetBudgetParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_set_budget",
    method="PUT",
    path="/workspaces/{workspace_ref}/budgets/{interval}",
    retry=IDEMPOTENT,
    request="WorkspacesSetBudgetParams",
    response="WorkspaceBudgetResponse",
)


def workspaces_set_budget(
    core: OpenRouterCore,
    workspace_ref: str,
    interval: Literal["daily", "weekly", "monthly", "lifetime"] | str,
    request: WorkspacesSetBudgetParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceBudgetResponse] | Err[AnyError]:
    """Set the budget of a workspace for an interval.

    It applies at once, and replaces the budget for the same interval. A shorter interval must have a lower limit than a
    longer one. ``include_byok_in_budgets`` applies to all budgets of the workspace.

    Key: a management key.

    Arguments:
        core: the client.
        workspace_ref (str): the `id` of the workspace, or its `slug`.
        interval (str): "daily", "weekly", "monthly", or "lifetime" for a budget that is never reset.
        request (WorkspacesSetBudgetParams or a mapping): the ``limit_usd``, in US dollars.
        options: for this call only.

    Returns:
        ``Ok(WorkspaceBudgetResponse)``: `data` is the budget.

    Errors:
        BadRequestResponseError: the limit is not above 0, or does not fit between the limits of the other intervals.
        NotFoundResponseError: there is no such workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     monthly = workspaces_set_budget(core, "default", "monthly", {"limit_usd": 100}).unwrap().data
        ...     daily = workspaces_set_budget(core, "default", "daily", {"limit_usd": 200})
        >>> monthly.limit_usd, daily.failure().status_code
        (100, 400)
    """
    return call(
        core,
        OPERATION,
        request,
        path={"workspace_ref": workspace_ref, "interval": interval},
        options=options,
    )


async def workspaces_set_budget_async(
    core: OpenRouterCore,
    workspace_ref: str,
    interval: Literal["daily", "weekly", "monthly", "lifetime"] | str,
    request: WorkspacesSetBudgetParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[WorkspaceBudgetResponse] | Err[AnyError]:
    """As `workspaces_set_budget`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        request,
        path={"workspace_ref": workspace_ref, "interval": interval},
        options=options,
    )
