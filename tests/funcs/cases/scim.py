"""SCIM."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.scim_create import scim_create
from openrouter_core.funcs.scim_create_sync_job import scim_create_sync_job
from openrouter_core.funcs.scim_delete import scim_delete
from openrouter_core.funcs.scim_get_sync_job import scim_get_sync_job
from openrouter_core.funcs.scim_list_groups import scim_list_groups
from openrouter_core.funcs.scim_list_mappings import scim_list_mappings
from openrouter_core.funcs.scim_read import scim_read
from openrouter_core.funcs.scim_update import scim_update
from tests.funcs.cases import Case

CASES = [
    Case(scim_list_groups, (), "GET /scim/groups"),
    Case(
        scim_list_groups,
        (models.ScimListGroupsParams(display_name="R & D", external_id="", offset=50),),
        "GET /scim/groups?offset=50&display_name=R%20%26%20D&external_id=",
    ),
    Case(scim_list_mappings, (), "GET /scim/group-mappings"),
    Case(
        scim_list_mappings,
        ({"limit": 1, "offset": 2},),
        "GET /scim/group-mappings?limit=1&offset=2",
    ),
    Case(
        scim_create,
        (models.ScimCreateParams(scim_group_id="g", workspace_id="w", role="admin"),),
        "POST /scim/group-mappings",
        {"scim_group_id": "g", "workspace_id": "w", "role": "admin"},
    ),
    Case(
        scim_create,
        ({"scim_group_id": "g", "workspace_id": "w", "role": "owner"},),
        "POST /scim/group-mappings",
        {"scim_group_id": "g", "workspace_id": "w", "role": "owner"},
    ),
    Case(scim_read, ("m/1",), "GET /scim/group-mappings/m%2F1"),
    Case(
        scim_update,
        ("m 1", {"role": "member"}),
        "PATCH /scim/group-mappings/m%201",
        {"role": "member"},
    ),
    Case(
        scim_update,
        ("m1", models.ScimUpdateParams(role="admin")),
        "PATCH /scim/group-mappings/m1",
        {"role": "admin"},
    ),
    Case(
        scim_delete,
        ("m1", models.ScimDeleteParams(keep_members=True)),
        "DELETE /scim/group-mappings/m1?keep_members=true",
    ),
    Case(
        scim_delete,
        ("m1", {"keep_members": False}),
        "DELETE /scim/group-mappings/m1?keep_members=false",
    ),
    Case(
        scim_delete,
        ("m1", {"keep_members": "false"}),
        "DELETE /scim/group-mappings/m1?keep_members=false",
    ),
    Case(scim_create_sync_job, (), "POST /scim/sync-jobs"),
    Case(scim_get_sync_job, ("j?1",), "GET /scim/sync-jobs/j%3F1"),
]
