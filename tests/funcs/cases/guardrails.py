"""Guardrails, and what they are assigned to."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.guardrails_bulk_assign_keys import guardrails_bulk_assign_keys
from openrouter_core.funcs.guardrails_bulk_assign_members import guardrails_bulk_assign_members
from openrouter_core.funcs.guardrails_bulk_unassign_keys import guardrails_bulk_unassign_keys
from openrouter_core.funcs.guardrails_bulk_unassign_members import guardrails_bulk_unassign_members
from openrouter_core.funcs.guardrails_create import guardrails_create
from openrouter_core.funcs.guardrails_delete import guardrails_delete
from openrouter_core.funcs.guardrails_get import guardrails_get
from openrouter_core.funcs.guardrails_list import guardrails_list
from openrouter_core.funcs.guardrails_list_guardrail_key_assignments import (
    guardrails_list_guardrail_key_assignments,
)
from openrouter_core.funcs.guardrails_list_guardrail_member_assignments import (
    guardrails_list_guardrail_member_assignments,
)
from openrouter_core.funcs.guardrails_list_key_assignments import guardrails_list_key_assignments
from openrouter_core.funcs.guardrails_list_member_assignments import (
    guardrails_list_member_assignments,
)
from openrouter_core.funcs.guardrails_update import guardrails_update
from tests.funcs.cases import Case

KEYS = {"key_hashes": ["f01d", "c56e"]}
MEMBERS = {"member_user_ids": ["user_a"]}
PAGE = models.GuardrailAssignmentsListParams(offset=50, limit=25)

CASES = [
    Case(guardrails_list, (), "GET /guardrails"),
    Case(
        guardrails_list,
        (models.GuardrailsListParams(offset=100, limit=100, workspace_id="w/1"),),
        "GET /guardrails?offset=100&limit=100&workspace_id=w%2F1",
    ),
    Case(
        guardrails_create,
        (
            models.GuardrailsCreateParams(
                "a",
                limit_usd=None,
                allowed_data_regions=["europe"],
                content_filters=[models.GuardrailContentFilter("sk-.*", "redact", label=None)],
                content_filter_builtins=[models.GuardrailBuiltinFilter("email", "flag")],
            ),
        ),
        "POST /guardrails",
        {
            "name": "a",
            "limit_usd": None,
            "allowed_data_regions": ["europe"],
            "content_filters": [{"pattern": "sk-.*", "action": "redact", "label": None}],
            "content_filter_builtins": [{"slug": "email", "action": "flag"}],
        },
    ),
    Case(
        guardrails_create,
        ({"name": "a", "limit_usd": 0.5, "content_filters": [], "newer": {"a": None}},),
        "POST /guardrails",
        {"name": "a", "limit_usd": 0.5, "content_filters": [], "newer": {"a": None}},
    ),
    Case(guardrails_get, ("a/b ü",), "GET /guardrails/a%2Fb%20%C3%BC"),
    Case(guardrails_update, ("a0",), "PATCH /guardrails/a0", {}),
    Case(
        guardrails_update,
        ("a/0", {"allowed_models": None, "enforce_zdr_xai": False}),
        "PATCH /guardrails/a%2F0",
        {"allowed_models": None, "enforce_zdr_xai": False},
    ),
    Case(
        guardrails_update,
        ("a0", models.GuardrailsUpdateParams(reset_interval="weekly", content_filters=None)),
        "PATCH /guardrails/a0",
        {"reset_interval": "weekly", "content_filters": None},
    ),
    Case(guardrails_delete, ("a0",), "DELETE /guardrails/a0"),
    Case(guardrails_list_key_assignments, (), "GET /guardrails/assignments/keys"),
    Case(
        guardrails_list_key_assignments,
        (PAGE,),
        "GET /guardrails/assignments/keys?offset=50&limit=25",
    ),
    Case(guardrails_list_member_assignments, (), "GET /guardrails/assignments/members"),
    Case(
        guardrails_list_member_assignments,
        ({"limit": 1},),
        "GET /guardrails/assignments/members?limit=1",
    ),
    Case(
        guardrails_list_guardrail_key_assignments,
        ("a/0",),
        "GET /guardrails/a%2F0/assignments/keys",
    ),
    Case(
        guardrails_list_guardrail_key_assignments,
        ("a0", PAGE),
        "GET /guardrails/a0/assignments/keys?offset=50&limit=25",
    ),
    Case(
        guardrails_list_guardrail_member_assignments,
        ("assignments", {"offset": 1}),
        "GET /guardrails/assignments/assignments/members?offset=1",
    ),
    Case(
        guardrails_bulk_assign_keys,
        ("a/0", models.GuardrailKeysParams(["f01d", "c56e"])),
        "POST /guardrails/a%2F0/assignments/keys",
        KEYS,
    ),
    Case(guardrails_bulk_assign_keys, ("a0", KEYS), "POST /guardrails/a0/assignments/keys", KEYS),
    Case(
        guardrails_bulk_unassign_keys,
        ("a0", KEYS),
        "POST /guardrails/a0/assignments/keys/remove",
        KEYS,
    ),
    Case(
        guardrails_bulk_assign_members,
        ("a0", models.GuardrailMembersParams(["user_a"])),
        "POST /guardrails/a0/assignments/members",
        MEMBERS,
    ),
    Case(
        guardrails_bulk_unassign_members,
        ("a0", MEMBERS),
        "POST /guardrails/a0/assignments/members/remove",
        MEMBERS,
    ),
]
