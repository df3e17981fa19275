"""Containers: the files that the shell of a server tool has written."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, Unset, model


@model
class ContainersListContainerFilesParams(RequestModel):
    """Which files `containers_list_container_files` lists.

    Fields:
        limit: how many files a page has at most.
        after: the `last_id` of the previous page; `openrouter_core.paginate.paginate` sets it.
    """

    limit: int | Unset | None = UNSET
    after: str | Unset | None = UNSET


@model
class ContainerFileResponse(Response):
    """A file in a container.

    Fields:
        bytes: its size.
        created_at: seconds since the epoch.
        path: where it is in the container.
        source: who wrote it.
    """

    id: str | None = None
    container_id: str | None = None
    path: str | None = None
    bytes: int | None = None
    created_at: int | None = None
    source: str | None = None
    object: str | None = None


@model
class ContainersListContainerFilesResponse(Response):
    """A page of a container's files, in the order of their paths.

    Fields:
        has_more: whether there is another page.
        last_id: where this page ends, which need not be one of its files; even a page without files can be followed by
            others.
    """

    data: Sequence[ContainerFileResponse] = attrs.field(factory=list)
    has_more: bool | None = None
    first_id: str | None = None
    last_id: str | None = None
    object: str | None = None
