"""Interns."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.interns_create_intern import interns_create_intern
from openrouter_core.funcs.interns_delete_intern import interns_delete_intern
from openrouter_core.funcs.interns_get_intern import interns_get_intern
from openrouter_core.funcs.interns_list_interns import interns_list_interns
from openrouter_core.funcs.interns_provision_intern import interns_provision_intern
from openrouter_core.funcs.interns_suspend_intern import interns_suspend_intern
from openrouter_core.funcs.interns_update_intern import interns_update_intern
from tests.funcs.cases import Case

CASES = [
    Case(interns_list_interns, (), "GET /interns"),
    Case(
        interns_list_interns,
        (models.InternsListParams(status=["queued", "running"], limit=10),),
        "GET /interns?status=queued%2Crunning&limit=10",
    ),
    Case(
        interns_list_interns,
        ({"status": "failed", "starting_after": "a/b", "limit": None},),
        "GET /interns?status=failed&starting_after=a%2Fb",
    ),
    Case(
        interns_create_intern,
        (models.InternsCreateParams("Ada", provision=True, description=None),),
        "POST /interns",
        {"name": "Ada", "description": None, "provision": True},
    ),
    Case(
        interns_create_intern,
        ({"name": "Ada", "instructions": None},),
        "POST /interns",
        {"name": "Ada", "instructions": None},
    ),
    Case(interns_get_intern, ("a/b c",), "GET /interns/a%2Fb%20c"),
    Case(
        interns_update_intern,
        ("i1", models.InternsUpdateParams(model=None)),
        "PATCH /interns/i1",
        {"model": None},
    ),
    Case(interns_update_intern, ("i1", {"name": "Ada"}), "PATCH /interns/i1", {"name": "Ada"}),
    Case(interns_delete_intern, ("i1",), "DELETE /interns/i1", {}),
    Case(
        interns_delete_intern,
        ("i1", {"acknowledge_workspace_loss": True}),
        "DELETE /interns/i1",
        {"acknowledge_workspace_loss": True},
    ),
    Case(interns_provision_intern, ("i1",), "POST /interns/i1/provision"),
    Case(interns_suspend_intern, ("i1",), "POST /interns/i1/suspend"),
]
