"""Containers: the files that a server tool's shell has written."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, Unset, model


@model
class ContainersListContainerFilesParams(RequestModel):
    """Which files `containers_list_container_files` lists.

    Fields:
        limit: how many files a page has at most.
        after: where the page before has ended, as its `last_id` says; `openrouter_core.paginate.paginate` does it.
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
        source: who has written it.
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
        has_more: whether there is a next page.
        last_id: where this page ends, which need not be one of its files; a page may even be empty, and not the last.
    """

    data: Sequence[ContainerFileResponse] = attrs.field(factory=list)
    has_more: bool | None = None
    first_id: str | None = None
    last_id: str | None = None
    object: str | None = None
