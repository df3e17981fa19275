"""Who is in a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class WorkspacesListMembersParams(RequestModel):
    """Which members `workspaces_list_members` lists.

    Fields:
        limit: how many on a page, at most 100; 50 where nothing is said.
        offset: how many to pass over; `openrouter_core.paginate.paginate` counts it up.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET


@model
class WorkspacesBulkAddMembersParams(RequestModel):
    """Whom `workspaces_bulk_add_members` adds.

    Fields:
        user_ids: 1 to 100 members of the organization, by the ids that `organization_list_members` gives.
    """

    user_ids: Sequence[str] = attrs.field(kw_only=False)


@model
class WorkspacesBulkRemoveMembersParams(RequestModel):
    """Whom `workspaces_bulk_remove_members` takes out.

    Fields:
        user_ids: 1 to 100 ids of users.
    """

    user_ids: Sequence[str] = attrs.field(kw_only=False)


@model
class WorkspaceMember(ResponseModel):
    """That a user is in a workspace.

    Fields:
        id: of the membership; the user's is `user_id`.
        created_at: ISO 8601.
    """

    id: str | None = None
    workspace_id: str | None = None
    user_id: str | None = None
    role: Literal["admin", "member"] | str | None = None
    created_at: str | None = None


@model
class WorkspacesListMembersResponse(Response):
    """What `workspaces_list_members` gets: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[WorkspaceMember] = attrs.field(factory=list)
    total_count: int | None = None


@model
class WorkspacesBulkAddMembersResponse(Response):
    """What `workspaces_bulk_add_members` gets.

    Fields:
        added_count: how many memberships were made or changed, which `data` holds.
    """

    data: Sequence[WorkspaceMember] = attrs.field(factory=list)
    added_count: int | None = None


@model
class WorkspacesBulkRemoveMembersResponse(Response):
    """What `workspaces_bulk_remove_members` gets."""

    removed_count: int | None = None
