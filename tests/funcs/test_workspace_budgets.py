"""What a workspace may spend: a budget for each interval, less for a shorter one."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.workspaces_delete_budget import workspaces_delete_budget
from openrouter_core.funcs.workspaces_get import workspaces_get
from openrouter_core.funcs.workspaces_get_budget import workspaces_get_budget
from openrouter_core.funcs.workspaces_list_budgets import workspaces_list_budgets
from openrouter_core.funcs.workspaces_set_budget import workspaces_set_budget
from openrouter_core.models import errors
from tests.funcs.conftest import Run


@pytest.mark.parametrize(
    ("interval", "resets"),
    [("daily", "daily"), ("weekly", "weekly"), ("monthly", "monthly"), ("lifetime", None)],
)
def test_a_budget_is_set_read_set_anew_and_deleted(
    interval: str, resets: str | None, run: Run, core: OpenRouterCore
) -> None:
    made = run(workspaces_set_budget, core, "default", interval, {"limit_usd": 10}).unwrap().data
    assert (made.limit_usd, made.reset_interval) == (10, resets)
    assert run(workspaces_get_budget, core, "default", interval).unwrap().data == made
    more = run(workspaces_set_budget, core, "default", interval, {"limit_usd": 20.5}).unwrap().data
    assert (more.id, more.limit_usd, more.created_at) == (made.id, 20.5, made.created_at)
    assert list(run(workspaces_list_budgets, core, "default").unwrap().data) == [more]
    for _ in range(2):  # also where there is none
        gone = run(workspaces_delete_budget, core, "default", interval).unwrap()
        assert gone.deleted is True
    missing = run(workspaces_get_budget, core, "default", interval).failure()
    assert isinstance(missing, errors.NotFoundResponseError)


def test_budgets_belong_to_the_workspace_whatever_it_is_called_by(
    run: Run, core: OpenRouterCore
) -> None:
    workspace = run(workspaces_get, core, "default").unwrap().data
    run(workspaces_set_budget, core, workspace.id, "monthly", {"limit_usd": 10}).unwrap()
    (found,) = run(workspaces_list_budgets, core, "default").unwrap().data
    assert found.workspace_id == workspace.id


@pytest.mark.parametrize(
    ("interval", "limit", "fits"),
    [
        ("weekly", 50, True),
        ("weekly", 100, False),
        ("weekly", 10, False),
        ("daily", 9.99, True),
        ("lifetime", 100.01, True),
        ("lifetime", 100, False),
        ("daily", 99, True),
    ],
)
def test_a_shorter_interval_has_less(
    interval: str, limit: float, fits: bool, run: Run, core: OpenRouterCore
) -> None:
    run(workspaces_set_budget, core, "default", "monthly", {"limit_usd": 100}).unwrap()
    run(workspaces_set_budget, core, "default", "daily", {"limit_usd": 10}).unwrap()
    result = run(workspaces_set_budget, core, "default", interval, {"limit_usd": limit})
    if fits:
        assert result.unwrap().data.limit_usd == limit
    else:
        assert isinstance(result.failure(), errors.BadRequestResponseError)
        assert "limit_usd" in str(result.failure())


def test_own_keys_count_for_all_budgets_or_for_none(run: Run, core: OpenRouterCore) -> None:
    request = {"limit_usd": 10, "include_byok_in_budgets": True}
    assert run(workspaces_set_budget, core, "default", "daily", request).unwrap()
    other = run(workspaces_set_budget, core, "default", "weekly", {"limit_usd": 20}).unwrap()
    assert other.include_byok_in_budgets is True
    assert run(workspaces_list_budgets, core, "default").unwrap().include_byok_in_budgets is True
    assert run(workspaces_get, core, "default").unwrap().data.include_byok_in_budgets is True


@pytest.mark.parametrize(
    ("interval", "request_", "named"),
    [
        ("daily", {"limit_usd": 0}, "limit_usd"),
        ("daily", {"limit_usd": -1}, "limit_usd"),
        ("daily", {}, "limit_usd"),
        ("yearly", {"limit_usd": 1}, "interval"),
    ],
)
def test_what_the_api_does_not_take_is_a_bad_request(
    interval: str, request_: Any, named: str, run: Run, core: OpenRouterCore
) -> None:
    error = run(workspaces_set_budget, core, "default", interval, request_).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert named in str(error)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (workspaces_list_budgets, ()),
        (workspaces_get_budget, ("daily",)),
        (workspaces_set_budget, ("daily", {"limit_usd": 1})),
        (workspaces_delete_budget, ("daily",)),
    ],
)
def test_a_workspace_that_is_not_there_is_not_found(
    function: Any, arguments: tuple[Any, ...], run: Run, core: OpenRouterCore
) -> None:
    error = run(function, core, "nowhere", *arguments).failure()
    assert isinstance(error, errors.NotFoundResponseError)
