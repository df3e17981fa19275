"""Delete a budget: ``DELETE /workspaces/{workspace_ref}/budgets/{interval}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import DeletedResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="workspaces_delete_budget",
    method="DELETE",
    path="/workspaces/{workspace_ref}/budgets/{interval}",
    retry=IDEMPOTENT,
    request=None,
    response="DeletedResponse",
    body=None,
)


def workspaces_delete_budget(
    core: OpenRouterCore,
    workspace_ref: str,
    interval: Literal["daily", "weekly", "monthly", "lifetime"] | str,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """Delete the budget of a workspace for an interval.

    If there is no such budget, the result is `Ok` too. A workspace without budgets can spend all credits of the
    account.

    Key: a management key.

    Arguments:
        core: the client.
        workspace_ref (str): the `id` of the workspace, or its `slug`.
        interval (str): "daily", "weekly", "monthly", or "lifetime" for a budget that is never reset.
        options: for this call only.

    Returns:
        ``Ok(DeletedResponse)``: `deleted` is True.

    Errors:
        NotFoundResponseError: there is no such workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.workspaces_set_budget import workspaces_set_budget
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = workspaces_set_budget(core, "default", "weekly", {"limit_usd": 10})
        ...     gone = workspaces_delete_budget(core, "default", "weekly").unwrap()
        >>> gone.deleted
        True
    """
    return call(
        core,
        OPERATION,
        None,
        path={"workspace_ref": workspace_ref, "interval": interval},
        options=options,
    )


async def workspaces_delete_budget_async(
    core: OpenRouterCore,
    workspace_ref: str,
    interval: Literal["daily", "weekly", "monthly", "lifetime"] | str,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """As `workspaces_delete_budget`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        None,
        path={"workspace_ref": workspace_ref, "interval": interval},
        options=options,
    )
