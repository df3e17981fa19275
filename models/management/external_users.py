"""External users: ids by which an organization tells its own users apart."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class ExternalUsersListParams(RequestModel):
    """Which registrations `external_users_list` lists.

    Fields:
        limit: how many on a page, at most 100; 50 where nothing is said.
        offset: how many to pass over; `openrouter_core.paginate.paginate` counts it up.
        user: the one with this id, exactly.
        include_inactive: whether those that were made inactive are listed too.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET
    user: str | Unset | None = UNSET
    include_inactive: bool | str | Unset | None = UNSET


@model
class ExternalUsersCreateParams(RequestModel):
    """The registration that `external_users_create` makes.

    Fields:
        user: the id, for good: 1 to 512 characters, upper and lower case told apart, no space around it.
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
        user: the id: the ``user`` of requests, and of an API key the user in ``external``.
        is_active: a note; it does not decide whether requests are served.
        created_at, updated_at: ISO 8601.
    """

    user: str | None = None
    is_active: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class ExternalUsersListResponse(Response):
    """What `external_users_list` gets: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[ExternalUser] = attrs.field(factory=list)
    total_count: int | None = None


@model
class ExternalUserResponse(Response):
    """What the operations on one registration get: how it is now."""

    data: ExternalUser | None = None
