"""What a workspace may spend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class WorkspacesSetBudgetParams(RequestModel):
    """The budget that `workspaces_set_budget` sets.

    Fields:
        limit_usd: more than 0, in US dollars. A shorter interval must have a smaller limit than a longer one.
        include_byok_in_budgets: whether spending with your own provider keys counts too. It applies to all budgets of
            the workspace; if not given, it stays unchanged.
    """

    limit_usd: float
    include_byok_in_budgets: bool | Unset | None = UNSET


@model
class WorkspaceBudget(ResponseModel):
    """A budget of a workspace.

    Fields:
        limit_usd: US dollars.
        reset_interval: when the count restarts; None means never, for the budget "lifetime".
        created_at, updated_at: ISO 8601.
    """

    id: str | None = None
    workspace_id: str | None = None
    limit_usd: float | None = None
    reset_interval: Literal["daily", "weekly", "monthly"] | str | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class WorkspacesListBudgetsResponse(Response):
    """What `workspaces_list_budgets` returns: all budgets of a workspace.

    Fields:
        include_byok_in_budgets: whether spending with your own provider keys counts against them.
    """

    data: Sequence[WorkspaceBudget] = attrs.field(factory=list)
    include_byok_in_budgets: bool | None = None


@model
class WorkspaceBudgetResponse(Response):
    """What `workspaces_get_budget` and `workspaces_set_budget` return: the current state of the budget.

    Fields:
        include_byok_in_budgets: whether what your own keys with providers spend counts against all budgets.
    """

    data: WorkspaceBudget | None = None
    include_byok_in_budgets: bool | None = None
