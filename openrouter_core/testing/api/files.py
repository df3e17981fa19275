"""Uploaded files, in memory: stored, listed, described, downloaded and deleted."""

from __future__ import annotations

import itertools
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from openrouter_core.testing.api.checks import query_of
from openrouter_core.testing.api.file_types import mime_type
from openrouter_core.testing.api.multipart import parts
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

MOST_BYTES = 100_000_000  # "Maximum file size: 100 MB"
PAGE = 100  # files in one answer by default; the API does not document the number


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file, and where it belongs: a file of another workspace or provider is not found. A file that was created here
    may be downloaded.
    """

    id: str
    filename: str
    mime_type: str
    content: bytes
    created_at: int
    scope: tuple[str | None, str | None]
    made_here: bool = False


class Files:
    """The handlers, and the files by their id, oldest first.

    Args:
        downloadable: whether uploads may be downloaded. The API allows this only for files that were created on the
            server, and answers 400 for an upload.
    """

    def __init__(self, downloadable: bool):
        self._downloadable = downloadable
        self._numbers = itertools.count(1)
        self.forget()
        self.routes = (
            Route("POST", "/files", self._upload),
            Route("GET", "/files", self._list),
            self._on_one("GET /files/{file_id}", self._describe),
            self._on_one("GET /files/{file_id}/content", self._download),
            self._on_one("DELETE /files/{file_id}", self._delete),
        )

    def forget(self) -> None:
        """Forget all files."""
        # A new dict, because the server's thread may be using the old one.
        self._files: dict[str, StoredFile] = {}

    def _upload(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        query = query_of(request, "POST /files")
        if isinstance(query, Reply):
            return query
        form = parts(request.headers.get("content-type", ""), request.body)
        if form is None:
            return Reply.error(400, "Invalid multipart/form-data request body")
        sent = next(
            (part for part in form if part.name == "file" and part.filename is not None), None
        )
        if sent is None:
            return Reply.error(400, "file: Required")
        if not sent.content:
            return Reply.error(400, "file: must not be empty")
        if len(sent.content) > MOST_BYTES:
            return Reply.error(413, "file: exceeds the maximum size of 100 MB")
        found_type = mime_type(sent.content)
        if found_type is None:
            kinds = (
                "PDF, image (PNG, JPEG, GIF, WebP), DOCX, XLSX, PPTX, audio (MP3, WAV, FLAC, OGG)"
            )
            return Reply.error(400, f"file: its contents are no {kinds} or UTF-8 text")
        return self._describe(
            self._store(sent.filename or "file", found_type, sent.content, _scope(query))
        )

    def keep(self, filename: str, content: bytes) -> dict[str, Any]:
        """Store a file that was created here, and describe it."""
        found_type = mime_type(content) or "application/octet-stream"
        return self._record(self._store(filename, found_type, content, (None, None), True))

    def _store(
        self,
        filename: str,
        found_type: str,
        content: bytes,
        scope: tuple[str | None, str | None],
        made_here: bool = False,
    ) -> StoredFile:
        file_id = f"or_file_localserver{next(self._numbers):06d}"
        now = int(time.time())
        stored = StoredFile(file_id, filename, found_type, content, now, scope, made_here)
        self._files[file_id] = stored
        return stored

    def _list(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        query = query_of(request, "GET /files")
        if isinstance(query, Reply):
            return query
        if "before_id" in query or query.get("order") == "desc":
            return Reply.error(400, "Only ascending order is supported, and no before_id")
        listed = [file for file in self._files.values() if file.scope == _scope(query)]
        after = query.get("after") or query.get("after_id") or _position(query.get("cursor"))
        if after is not None:
            ids = [file.id for file in listed]
            if after not in ids:
                return Reply.error(400, "Invalid cursor")
            listed = listed[ids.index(after) + 1 :]
        page = listed[: int(query.get("limit", PAGE))]
        more = len(page) < len(listed)
        provider = query.get("provider")
        body: dict[str, Any] = {
            "_shape": provider or "openrouter",
            "data": [self._record(file) for file in page],
            "has_more": more,
            "first_id": page[0].id if page else None,
            "last_id": page[-1].id if page else None,
        }
        if provider is None:
            body["cursor"] = _cursor(page[-1].id) if more else None
        if provider == "openai":
            body["object"] = "list"
        return Reply.json(body)

    def _on_one(self, operation: str, handler: Callable[[StoredFile], Reply]) -> Route:
        def handle(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
            query = query_of(request, operation)
            if isinstance(query, Reply):
                return query
            file = self._files.get(parameters["file_id"])
            if file is None or file.scope != _scope(query):
                return Reply.error(404, "File not found")
            return handler(file)

        method, _, template = operation.partition(" ")
        return Route(method, template, handle)

    def _describe(self, file: StoredFile) -> Reply:
        return Reply.json(self._record(file))

    def _download(self, file: StoredFile) -> Reply:
        if not (self._downloadable or file.made_here):
            return Reply.error(400, "Uploaded files are not downloadable")
        return Reply(200, {"Content-Type": "application/octet-stream"}, file.content)

    def _delete(self, file: StoredFile) -> Reply:
        self._files.pop(file.id, None)
        provider = file.scope[1]
        if provider == "openai":
            return Reply.json(
                {"_shape": provider, "id": file.id, "object": "file", "deleted": True}
            )
        return Reply.json(
            {"_shape": provider or "openrouter", "id": file.id, "type": "file_deleted"}
        )

    def _record(self, file: StoredFile) -> dict[str, Any]:
        """The file in the format of the provider that stores it; Anthropic's is the same as OpenRouter's."""
        provider = file.scope[1]
        if provider == "openai":
            return {
                "_shape": provider,
                "id": file.id,
                "object": "file",
                "bytes": len(file.content),
                "created_at": file.created_at,
                "filename": file.filename,
                "purpose": "user_data",
                "status": "processed",
            }
        return {
            "_shape": provider or "openrouter",
            "id": file.id,
            "type": "file",
            "filename": file.filename,
            "mime_type": file.mime_type,
            "size_bytes": len(file.content),
            "created_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(file.created_at)),
            "downloadable": self._downloadable or file.made_here,
        }


def _scope(query: Mapping[str, str]) -> tuple[str | None, str | None]:
    workspace = query.get("workspace_id")
    return (None if workspace is None else workspace.lower(), query.get("provider"))


def _cursor(file_id: str) -> str:
    return urlsafe_b64encode(json.dumps({"cursor": file_id}).encode()).decode()


def _position(cursor: str | None) -> str | None:
    """The id in a cursor; "", which no file has, for an unknown cursor."""
    if cursor is None:
        return None
    try:
        return str(json.loads(urlsafe_b64decode(cursor))["cursor"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
