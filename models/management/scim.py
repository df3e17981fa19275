"""SCIM: groups of an identity provider, the workspaces that they lead to, and the jobs that bring them up to date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class ScimListMappingsParams(RequestModel):
    """Which mappings `scim_list_mappings` lists.

    Fields:
        limit: how many on a page, at most 100; 50 where nothing is said.
        offset: how many to pass over; `openrouter_core.paginate.paginate` counts it up.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET


@model
class ScimListGroupsParams(RequestModel):
    """Which groups `scim_list_groups` lists.

    Fields:
        limit: how many on a page, at most 100; 50 where nothing is said.
        offset: how many to pass over; `openrouter_core.paginate.paginate` counts it up.
        display_name, external_id: those with exactly this value; where both are given, both must match. An empty
            text filters nothing.
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
        role: what the members of the group are in the workspace.
    """

    scim_group_id: str
    workspace_id: str
    role: Literal["admin", "member"] | str


@model
class ScimUpdateParams(RequestModel):
    """What `scim_update` changes.

    Fields:
        role: what the members of the group are in the workspace from now on.
    """

    role: Literal["admin", "member"] | str


@model
class ScimDeleteParams(RequestModel):
    """How `scim_delete` deletes.

    Fields:
        keep_members: True leaves those who came by the mapping in the workspace, to be managed by hand; False takes
            them out of it. There is no default.
    """

    keep_members: bool | Literal["true", "false"] | str


@model
class ScimGroupMapping(ResponseModel):
    """A group of the identity provider, and what its members are in a workspace.

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
    """A group, as the identity provider told it.

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
    """A job that reads the identity provider's groups anew.

    Fields:
        status: the last two are final.
        synced_groups, deleted_groups: how many groups; told where the job succeeded.
        error_message: told where the job failed.
        created_at, started_at, finished_at: ISO 8601; None is not yet.
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
    """What `scim_list_mappings` gets: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[ScimGroupMapping] = attrs.field(factory=list)
    total_count: int | None = None


@model
class ScimListGroupsResponse(Response):
    """What `scim_list_groups` gets: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[ScimGroup] = attrs.field(factory=list)
    total_count: int | None = None


@model
class ScimGroupMappingResponse(Response):
    """What the operations on one mapping get: how it is now."""

    data: ScimGroupMapping | None = None


@model
class ScimSyncJobResponse(Response):
    """What `scim_create_sync_job` and `scim_get_sync_job` get: the job as it is now."""

    data: ScimSyncJob | None = None
