"""Workspaces, their members and their budgets."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.workspaces_bulk_add_members import workspaces_bulk_add_members
from openrouter_core.funcs.workspaces_bulk_remove_members import workspaces_bulk_remove_members
from openrouter_core.funcs.workspaces_create import workspaces_create
from openrouter_core.funcs.workspaces_delete import workspaces_delete
from openrouter_core.funcs.workspaces_delete_budget import workspaces_delete_budget
from openrouter_core.funcs.workspaces_get import workspaces_get
from openrouter_core.funcs.workspaces_get_budget import workspaces_get_budget
from openrouter_core.funcs.workspaces_list import workspaces_list
from openrouter_core.funcs.workspaces_list_budgets import workspaces_list_budgets
from openrouter_core.funcs.workspaces_list_members import workspaces_list_members
from openrouter_core.funcs.workspaces_set_budget import workspaces_set_budget
from openrouter_core.funcs.workspaces_update import workspaces_update
from tests.funcs.cases import Case

CASES = [
    Case(workspaces_list, (), "GET /workspaces"),
    Case(
        workspaces_list,
        (models.WorkspacesListParams(limit=10, offset=20),),
        "GET /workspaces?limit=10&offset=20",
    ),
    Case(
        workspaces_create,
        ({"name": "A", "slug": "a", "description": None, "default_text_model": None},),
        "POST /workspaces",
        {"name": "A", "slug": "a", "description": None, "default_text_model": None},
    ),
    Case(
        workspaces_create,
        (
            models.WorkspacesCreateParams(
                "A",
                "a",
                disabled_server_tools=["openrouter:bash", "openrouter:new"],
                io_logging_api_key_ids=[1, 2],
                io_logging_sampling_rate=0.5,
                is_data_discount_logging_enabled=False,
            ),
        ),
        "POST /workspaces",
        {
            "name": "A",
            "slug": "a",
            "disabled_server_tools": ["openrouter:bash", "openrouter:new"],
            "io_logging_api_key_ids": [1, 2],
            "io_logging_sampling_rate": 0.5,
            "is_data_discount_logging_enabled": False,
        },
    ),
    Case(workspaces_get, ("a/b",), "GET /workspaces/a%2Fb"),
    Case(
        workspaces_update,
        ("a", {"disabled_server_tools": None, "slug": "b"}),
        "PATCH /workspaces/a",
        {"disabled_server_tools": None, "slug": "b"},
    ),
    Case(
        workspaces_update,
        (
            "a",
            models.WorkspacesUpdateParams(
                io_logging_api_key_ids=None, is_observability_broadcast_enabled=True
            ),
        ),
        "PATCH /workspaces/a",
        {"io_logging_api_key_ids": None, "is_observability_broadcast_enabled": True},
    ),
    Case(workspaces_update, ("a",), "PATCH /workspaces/a", {}),
    Case(workspaces_delete, ("a b",), "DELETE /workspaces/a%20b"),
    Case(
        workspaces_delete,
        ("default", models.WorkspacesDeleteParams(confirm_default_workspace_deletion=True)),
        "DELETE /workspaces/default?confirm_default_workspace_deletion=true",
    ),
    Case(
        workspaces_delete,
        ("a", {"confirm_default_workspace_deletion": None}),
        "DELETE /workspaces/a",
    ),
    Case(workspaces_list_members, ("a",), "GET /workspaces/a/members"),
    Case(
        workspaces_list_members,
        ("a;b", models.WorkspacesListMembersParams(limit=1, offset=1)),
        "GET /workspaces/a%3Bb/members?limit=1&offset=1",
    ),
    Case(
        workspaces_bulk_add_members,
        ("a", models.WorkspacesBulkAddMembersParams(["u1", "u2"])),
        "POST /workspaces/a/members/add",
        {"user_ids": ["u1", "u2"]},
    ),
    Case(
        workspaces_bulk_add_members,
        ("a/b", {"user_ids": ["u1"]}),
        "POST /workspaces/a%2Fb/members/add",
        {"user_ids": ["u1"]},
    ),
    Case(
        workspaces_bulk_remove_members,
        ("a", models.WorkspacesBulkRemoveMembersParams(["u1"])),
        "POST /workspaces/a/members/remove",
        {"user_ids": ["u1"]},
    ),
    Case(
        workspaces_bulk_remove_members,
        ("a#", {"user_ids": []}),
        "POST /workspaces/a%23/members/remove",
        {"user_ids": []},
    ),
    Case(workspaces_list_budgets, ("a/b",), "GET /workspaces/a%2Fb/budgets"),
    Case(workspaces_get_budget, ("a", "lifetime"), "GET /workspaces/a/budgets/lifetime"),
    Case(workspaces_get_budget, ("a b", "every day"), "GET /workspaces/a%20b/budgets/every%20day"),
    Case(
        workspaces_set_budget,
        ("a", "daily", models.WorkspacesSetBudgetParams(limit_usd=0.5)),
        "PUT /workspaces/a/budgets/daily",
        {"limit_usd": 0.5},
    ),
    Case(
        workspaces_set_budget,
        ("a", "weekly", {"limit_usd": 5, "include_byok_in_budgets": True}),
        "PUT /workspaces/a/budgets/weekly",
        {"limit_usd": 5, "include_byok_in_budgets": True},
    ),
    Case(workspaces_delete_budget, ("a", "monthly"), "DELETE /workspaces/a/budgets/monthly"),
]
