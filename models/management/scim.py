"""SCIM: groups of an identity provider, the workspaces they are mapped to, and the jobs that synchronize them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class ScimListMappingsParams(RequestModel):
    """Which mappings `scim_list_mappings` lists.

    Fields:
        limit: how many on a page, at most 100; 50 by default.
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET


@model
class ScimListGroupsParams(RequestModel):
    """Which groups `scim_list_groups` lists.

    Fields:
        limit: how many on a page, at most 100; 50 by default.
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
        display_name, external_id: only groups with exactly this value; if both are given, both must match. An empty
            string does not filter.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET
    display_name: str | Unset | None = UNSET
    external_id: str | Unset | None = UNSET


@model
class ScimCreateParams(RequestModel):
    """The mapping that `scim_create` makes.

    Fields:
        scim_group_id: as `scim_list_groups` gives it.
        workspace_id: the id, not the slug.
        role: the role of the group's members in the workspace.
    """

    scim_group_id: str
    workspace_id: str
    role: Literal["admin", "member"] | str


@model
class ScimUpdateParams(RequestModel):
    """What `scim_update` changes.

    Fields:
        role: the new role of the group's members in the workspace.
    """

    role: Literal["admin", "member"] | str


@model
class ScimDeleteParams(RequestModel):
    """How `scim_delete` deletes.

    Fields:
        keep_members: True keeps the members that the mapping added in the workspace, to be managed by hand; False
            removes them. There is no default.
    """

    keep_members: bool | Literal["true", "false"] | str


@model
class ScimGroupMapping(ResponseModel):
    """A group of the identity provider, and the role of its members in a workspace.

    Fields:
        created_at, updated_at: ISO 8601.
    """

    id: str | None = None
    organization_id: str | None = None
    scim_group_id: str | None = None
    workspace_id: str | None = None
    role: Literal["admin", "member"] | str | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class ScimGroup(ResponseModel):
    """A group, as the identity provider reported it.

    Fields:
        external_id: the provider's own id of the group.
        created_at, updated_at: ISO 8601.
    """

    id: str | None = None
    organization_id: str | None = None
    display_name: str | None = None
    external_id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class ScimSyncJob(ResponseModel):
    """A job that reads the identity provider's groups again.

    Fields:
        status: the last two are final.
        synced_groups, deleted_groups: how many groups; present if the job succeeded.
        error_message: present if the job failed.
        created_at, started_at, finished_at: ISO 8601; None means not yet.
    """

    id: str | None = None
    status: Literal["queued", "running", "succeeded", "failed"] | str | None = None
    synced_groups: int | None = None
    deleted_groups: int | None = None
    error_message: str | None = None
    created_at: str | None = None
    started_at: str | None = None
    finished_at: str | None = None


@model
class ScimListMappingsResponse(Response):
    """What `scim_list_mappings` returns: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[ScimGroupMapping] = attrs.field(factory=list)
    total_count: int | None = None


@model
class ScimListGroupsResponse(Response):
    """What `scim_list_groups` returns: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[ScimGroup] = attrs.field(factory=list)
    total_count: int | None = None


@model
class ScimGroupMappingResponse(Response):
    """What the operations on one mapping return: its current state."""

    data: ScimGroupMapping | None = None


@model
class ScimSyncJobResponse(Response):
    """What `scim_create_sync_job` and `scim_get_sync_job` return: the current state of the job."""

    data: ScimSyncJob | None = None
