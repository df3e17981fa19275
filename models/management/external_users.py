"""External users: ids by which an organization identifies its own users."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class ExternalUsersListParams(RequestModel):
    """Which registrations `external_users_list` lists.

    Fields:
        limit: how many on a page, at most 100; 50 by default.
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
        user: only the one with exactly this id.
        include_inactive: whether inactive ones are listed too.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET
    user: str | Unset | None = UNSET
    include_inactive: bool | str | Unset | None = UNSET


@model
class ExternalUsersCreateParams(RequestModel):
    """The registration that `external_users_create` makes.

    Fields:
        user: the id, which cannot be changed: 1 to 512 characters, case-sensitive, no white space around it.
    """

    user: str = attrs.field(kw_only=False)


@model
class ExternalUsersUpdateParams(RequestModel):
    """What `external_users_update` changes."""

    is_active: bool


@model
class ExternalUser(ResponseModel):
    """A registration.

    Fields:
        user: the id: the ``user`` of requests, and the user in an API key's ``external``.
        is_active: informational: it does not decide whether requests are served.
        created_at, updated_at: ISO 8601.
    """

    user: str | None = None
    is_active: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class ExternalUsersListResponse(Response):
    """What `external_users_list` returns: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[ExternalUser] = attrs.field(factory=list)
    total_count: int | None = None


@model
class ExternalUserResponse(Response):
    """What the operations on one registration return: its current state."""

    data: ExternalUser | None = None
