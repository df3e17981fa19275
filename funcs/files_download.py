"""A file's content: ``GET /files/{file_id}/content``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.files import FileSink
from openrouter_core._io.send import call
from openrouter_core._protocol.operation import ANYTHING, Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core._protocol.sink import BodySink, Progress
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    import os

    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import BinaryResponse, FilesDownloadParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="files_download",
    method="GET",
    path="/files/{file_id}/content",
    retry=SAFE,
    request="FilesDownloadParams",
    response="BinaryResponse",
    body=None,
    accept=ANYTHING,
)


def files_download(
    core: OpenRouterCore,
    file_id: str,
    request: FilesDownloadParams | JsonObject = EMPTY_REQUEST,
    *,
    to: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[AnyError]:
    """Download a file, into memory or into a local file.

    Only files that were made by the API can be downloaded, not those that were uploaded.

    Key: needed.

    Arguments:
        core: the client.
        file_id (str): the id of the file.
        request (FilesDownloadParams or a mapping): the workspace of the file, if there are several.
        to: the file to write. Its folder must exist; a device or a named pipe is refused. The bytes are first written
            to a temporary file in the same folder, which only you can read. When it is complete, it replaces the file
            at `to` and takes over its permissions. If the call fails, the temporary file is deleted. None keeps the
            bytes in memory.
        progress: called after each chunk with two numbers: the bytes so far, and the total, which is None if the server
            did not send it. A retry counts from zero again.
        options: for this call only.

    Returns:
        ``Ok(BinaryResponse)``: `content` holds the bytes, or `path` names the file that was written.

    Errors:
        SDKValidationError: `to` is not a path that can be written as a file; nothing was sent.
        UnexpectedClientError: writing the file failed, or `progress` raised.
        ResponseValidationError: the body is larger than ``max_response_bytes``, or cannot be decompressed.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer, Reply
        >>> file = Reply(body=b"a,b", headers={"Content-Type": "application/octet-stream"})
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     server.enqueue(file)
        ...     files_download(core, "or_file_1").unwrap().content
        b'a,b'
    """
    return call(
        core,
        OPERATION,
        request,
        path={"file_id": file_id},
        sink=_sink(to, progress),
        options=options,
    )


async def files_download_async(
    core: OpenRouterCore,
    file_id: str,
    request: FilesDownloadParams | JsonObject = EMPTY_REQUEST,
    *,
    to: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[AnyError]:
    """As `files_download`, for async code. Writing to the disk blocks the event loop. `progress` must not be async."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        request,
        path={"file_id": file_id},
        sink=_sink(to, progress),
        options=options,
    )


def _sink(to: str | os.PathLike[str] | None, progress: Progress | None) -> BodySink:
    return BodySink(progress) if to is None else FileSink(to, progress)
