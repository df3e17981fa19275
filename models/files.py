"""Files that requests refer to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, FileSource, RequestModel, Response, Unset, model


@model
class FilesUploadParams(RequestModel):
    """The file that `files_upload` sends.

    Fields:
        file: its bytes, its path, or a file that is open for reading bytes, which is read from its beginning. What is
            no bytes is read while it is sent, and not held in memory.
        filename: what to call it; a path's last part where nothing is said.
        content_type: its media type; by the name where nothing is said.
        workspace_id: whose file it becomes; the default workspace's where nothing is said.
        provider: keep it with this provider, with your own key for it.
    """

    file: FileSource = attrs.field(kw_only=False)
    filename: str | Unset | None = UNSET
    content_type: str | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET
    provider: Literal["openai", "anthropic"] | str | Unset | None = UNSET


@model
class FilesDownloadParams(RequestModel):
    """Where the file is that `files_download` gets.

    Fields:
        workspace_id: whose file it is; the default workspace's where nothing is said.
        provider: the provider that keeps it, with your own key for it.
    """

    workspace_id: str | Unset | None = UNSET
    provider: Literal["openai", "anthropic"] | str | Unset | None = UNSET


@model
class FileResponse(Response):
    """A file as it is kept. Each provider has its own words.

    Fields:
        id: what requests name it by.
        size_bytes, mime_type, downloadable, type: as OpenRouter and Anthropic say it.
        bytes, purpose, status, object: as OpenAI says it.
        created_at: ISO 8601; OpenAI's are seconds since the epoch.
    """

    id: str | None = None
    filename: str | None = None
    mime_type: str | None = None
    size_bytes: int | None = None
    downloadable: bool | None = None
    type: str | None = None
    created_at: str | int | None = None
    bytes: int | None = None
    object: str | None = None
    purpose: str | None = None
    status: str | None = None
    _shape: str | None = attrs.field(default=None, alias="_shape")


@model
class FilesListParams(RequestModel):
    """Which files `files_list` lists; `openrouter_core.paginate.paginate` goes through all pages.

    Fields:
        limit: how many files a page has at most.
        cursor: where the page before has ended, as its `cursor` says.
        workspace_id: whose files; the default workspace's where nothing is said.
        provider: those that this provider keeps, with your own key for it; such a list has no cursor.
        after: the id of the file before the page, for a list of OpenAI's.
        after_id, before_id: the id of the file before the page, or behind it, for a list of Anthropic's.
        order: by the time of the upload.
    """

    limit: int | Unset | None = UNSET
    cursor: str | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET
    provider: Literal["openai", "anthropic"] | str | Unset | None = UNSET
    after: str | Unset | None = UNSET
    after_id: str | Unset | None = UNSET
    before_id: str | Unset | None = UNSET
    order: Literal["asc", "desc"] | str | Unset | None = UNSET


@model
class FilesRetrieveParams(RequestModel):
    """Where the file is that `files_retrieve` describes.

    Fields:
        workspace_id: whose file it is; the default workspace's where nothing is said.
        provider: the provider that keeps it, with your own key for it.
    """

    workspace_id: str | Unset | None = UNSET
    provider: Literal["openai", "anthropic"] | str | Unset | None = UNSET


@model
class FilesDeleteParams(RequestModel):
    """Where the file is that `files_delete` deletes.

    Fields:
        workspace_id: whose file it is; the default workspace's where nothing is said.
        provider: the provider that keeps it, with your own key for it.
    """

    workspace_id: str | Unset | None = UNSET
    provider: Literal["openai", "anthropic"] | str | Unset | None = UNSET


@model
class FilesListResponse(Response):
    """A page of files. Each provider has its own words.

    Fields:
        cursor: where the next page begins; None on the last one, and in a provider's own list.
        has_more: whether there is a next page.
        first_id, last_id: the ids at the page's ends.
    """

    data: Sequence[FileResponse] = attrs.field(factory=list)
    cursor: str | None = None
    has_more: bool | None = None
    first_id: str | None = None
    last_id: str | None = None
    object: str | None = None
    _shape: str | None = attrs.field(default=None, alias="_shape")


@model
class FilesDeleteResponse(Response):
    """That a file is gone. Each provider has its own words.

    Fields:
        type: ``file_deleted``, as OpenRouter and Anthropic say it.
        object, deleted: as OpenAI says it.
    """

    id: str | None = None
    type: str | None = None
    object: str | None = None
    deleted: bool | None = None
    _shape: str | None = attrs.field(default=None, alias="_shape")
