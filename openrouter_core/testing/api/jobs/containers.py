"""The files in a container. Every container of the stand-in has the same three."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import query_of
from openrouter_core.testing.api.files import Files
from openrouter_core.testing.payloads import CREATED
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

PAGE = 20
CONTENTS = {
    "/workspace/chart.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>\n',
    "/workspace/report.csv": b"city,visits\nOslo,3\nLima,5\n",
    "/workspace/run.log": b"2 rows\n",
}
PATHS = {f"cfile_localserver{number:03d}": path for number, path in enumerate(CONTENTS, 1)}


class Containers:
    """The handlers.

    Args:
        files: stores a file permanently.
    """

    def __init__(self, files: Files) -> None:
        self._files = files
        one = "/containers/{container_id}/files/{file_id}"
        self.routes = (
            Route("GET", "/containers/{container_id}/files", self._list),
            Route("GET", one, self._get),
            Route("GET", f"{one}/content", self._download),
            Route("POST", f"{one}/promote", self._promote),
        )

    def _list(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        query = query_of(request, "GET /containers/{container_id}/files")
        if isinstance(query, Reply):
            return query
        listed = [file_id for file_id in PATHS if file_id > query.get("after", "")]
        page = listed[: int(query.get("limit", PAGE))]
        return Reply.json(
            {
                "object": "list",
                "data": [_record(parameters["container_id"], file_id) for file_id in page],
                "has_more": len(page) < len(listed),
                "first_id": page[0] if page else None,
                "last_id": page[-1] if page else None,
            }
        )

    def _get(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        file_id = parameters["file_id"]
        if file_id not in PATHS:
            return _unknown()
        return Reply.json(_record(parameters["container_id"], file_id))

    def _download(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        path = PATHS.get(parameters["file_id"])
        if path is None:
            return _unknown()
        return Reply(200, {"Content-Type": "application/octet-stream"}, CONTENTS[path])

    def _promote(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        path = PATHS.get(parameters["file_id"])
        if path is None:
            return _unknown()
        return Reply.json(self._files.keep(path.rpartition("/")[2], CONTENTS[path]))


def _record(container_id: str, file_id: str) -> dict[str, Any]:
    return {
        "id": file_id,
        "object": "container.file",
        "container_id": container_id,
        "path": PATHS[file_id],
        "bytes": len(CONTENTS[PATHS[file_id]]),
        "created_at": CREATED,
        "source": "assistant",
    }


def _unknown() -> Reply:
    return Reply.error(404, "Container file not found")
