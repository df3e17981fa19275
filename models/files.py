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
        file: its bytes, its path, or a file that is open in binary mode, which is read from its beginning. A path or an
            open file is read while it is sent, and not held in memory.
        filename: its name, by default the last part of the path.
        content_type: its media type; by default derived from the name.
        workspace_id: whose file it becomes; by default the default workspace's.
        provider: store it at this provider, with your own key.
    """

    file: FileSource = attrs.field(kw_only=False)
    filename: str | Unset | None = UNSET
    content_type: str | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET
    provider: Literal["openai", "anthropic"] | str | Unset | None = UNSET


@model
class FilesDownloadParams(RequestModel):
    """The location of the file for `files_download`.

    Fields:
        workspace_id: whose file it is; by default the default workspace's.
        provider: the provider that stores it, with your own key.
    """

    workspace_id: str | Unset | None = UNSET
    provider: Literal["openai", "anthropic"] | str | Unset | None = UNSET


@model
class FileResponse(Response):
    """A stored file. The fields depend on the provider.

    Fields:
        id: the id that requests use.
        size_bytes, mime_type, downloadable, type: from OpenRouter and Anthropic.
        bytes, purpose, status, object: from OpenAI.
        created_at: ISO 8601; from OpenAI seconds since the epoch.
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
    """Which files `files_list` lists; `openrouter_core.paginate.paginate` reads all pages.

    Fields:
        limit: how many files a page has at most.
        cursor: the `cursor` of the previous page.
        workspace_id: whose files; by default the default workspace's.
        provider: only files stored at this provider, with your own key; such a list has no cursor.
        after: for OpenAI's list, the id of the last file on the previous page.
        after_id, before_id: for Anthropic's list, the id of the file before or after the page.
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
    """The location of the file for `files_retrieve`.

    Fields:
        workspace_id: whose file it is; by default the default workspace's.
        provider: the provider that stores it, with your own key.
    """

    workspace_id: str | Unset | None = UNSET
    provider: Literal["openai", "anthropic"] | str | Unset | None = UNSET


@model
class FilesDeleteParams(RequestModel):
    """The location of the file for `files_delete`.

    Fields:
        workspace_id: whose file it is; by default the default workspace's.
        provider: the provider that stores it, with your own key.
    """

    workspace_id: str | Unset | None = UNSET
    provider: Literal["openai", "anthropic"] | str | Unset | None = UNSET


@model
class FilesListResponse(Response):
    """A page of files. The fields depend on the provider.

    Fields:
        cursor: where the next page begins; None on the last page, and in a provider's own list.
        has_more: whether there is another page.
        first_id, last_id: the ids of the first and the last file on the page.
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
    """Confirms that a file was deleted. The fields depend on the provider.

    Fields:
        type: ``file_deleted``, from OpenRouter and Anthropic.
        object, deleted: from OpenAI.
    """

    id: str | None = None
    type: str | None = None
    object: str | None = None
    deleted: bool | None = None
    _shape: str | None = attrs.field(default=None, alias="_shape")
