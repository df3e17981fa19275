"""Files that requests refer to."""

from __future__ import annotations

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
    """What `files_upload` gets: the file as it is kept. Each provider has its own words.

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
