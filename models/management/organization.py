"""An organization: its members and its settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class OrganizationListMembersParams(RequestModel):
    """Which members `organization_list_members` lists.

    Fields:
        limit: how many on a page, at most 100; 50 by default.
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET


@model
class OrganizationUpdateSettingsParams(RequestModel):
    """What `organization_update_settings` changes.

    Fields:
        is_filtered_model_catalog_enabled: as in `OrganizationSettings`.
    """

    is_filtered_model_catalog_enabled: bool


@model
class OrganizationMember(ResponseModel):
    """A member of an organization.

    Fields:
        id: the user's id, for `workspaces_bulk_add_members`.
    """

    id: str | None = None
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    role: Literal["org:admin", "org:member"] | str | None = None


@model
class OrganizationSettings(ResponseModel):
    """The settings of an organization.

    Fields:
        id: the organization's.
        is_filtered_model_catalog_enabled: whether `models_list`, with one of the organization's keys, lists only the
            models that the key can use. Without a key it always lists all.
    """

    id: str | None = None
    is_filtered_model_catalog_enabled: bool | None = None


@model
class OrganizationListMembersResponse(Response):
    """What `organization_list_members` returns: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[OrganizationMember] = attrs.field(factory=list)
    total_count: int | None = None


@model
class OrganizationSettingsResponse(Response):
    """What `organization_get_settings` and `organization_update_settings` return: the current state of the settings."""

    data: OrganizationSettings | None = None
