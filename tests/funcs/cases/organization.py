"""Organizations."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.organization_get_settings import organization_get_settings
from openrouter_core.funcs.organization_list_members import organization_list_members
from openrouter_core.funcs.organization_update_settings import organization_update_settings
from tests.funcs.cases import Case

CASES = [
    Case(organization_list_members, (), "GET /organization/members"),
    Case(
        organization_list_members,
        ({"offset": None, "limit": 2},),
        "GET /organization/members?limit=2",
    ),
    Case(
        organization_list_members,
        (models.OrganizationListMembersParams(limit=100, offset=100),),
        "GET /organization/members?limit=100&offset=100",
    ),
    Case(organization_get_settings, (), "GET /organization/settings"),
    Case(
        organization_update_settings,
        ({"is_filtered_model_catalog_enabled": True},),
        "PATCH /organization/settings",
        {"is_filtered_model_catalog_enabled": True},
    ),
    Case(
        organization_update_settings,
        (models.OrganizationUpdateSettingsParams(is_filtered_model_catalog_enabled=False),),
        "PATCH /organization/settings",
        {"is_filtered_model_catalog_enabled": False},
    ),
]
