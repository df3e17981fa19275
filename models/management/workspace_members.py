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
        limit: how many on a page, at most 100; 50 by default.
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET


@model
class WorkspacesBulkAddMembersParams(RequestModel):
    """The users that `workspaces_bulk_add_members` adds.

    Fields:
        user_ids: 1 to 100 members of the organization, by their ids from `organization_list_members`.
    """

    user_ids: Sequence[str] = attrs.field(kw_only=False)


@model
class WorkspacesBulkRemoveMembersParams(RequestModel):
    """The users that `workspaces_bulk_remove_members` removes.

    Fields:
        user_ids: 1 to 100 ids of users.
    """

    user_ids: Sequence[str] = attrs.field(kw_only=False)


@model
class WorkspaceMember(ResponseModel):
    """A user's membership in a workspace.

    Fields:
        id: of the membership; the user's id is `user_id`.
        created_at: ISO 8601.
    """

    id: str | None = None
    workspace_id: str | None = None
    user_id: str | None = None
    role: Literal["admin", "member"] | str | None = None
    created_at: str | None = None


@model
class WorkspacesListMembersResponse(Response):
    """What `workspaces_list_members` returns: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[WorkspaceMember] = attrs.field(factory=list)
    total_count: int | None = None


@model
class WorkspacesBulkAddMembersResponse(Response):
    """What `workspaces_bulk_add_members` returns.

    Fields:
        added_count: how many memberships were made or changed, which `data` holds.
    """

    data: Sequence[WorkspaceMember] = attrs.field(factory=list)
    added_count: int | None = None


@model
class WorkspacesBulkRemoveMembersResponse(Response):
    """What `workspaces_bulk_remove_members` returns."""

    removed_count: int | None = None
