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
    """Get the bytes of a file, into memory or into a file of yours.

    The API gives out files that it made, not those that were uploaded.

    Key: needed.

    Arguments:
        core: configuration and connections.
        file_id (str): the id of the file.
        request (FilesDownloadParams or a mapping): whose file, where there are several workspaces; a mapping has the
            names of the API.
        to: the file to write; its folder must exist, and a device or a pipe is not a file. It appears, or takes the
            place of what was there, when all of it has come; until then another file beside it grows, which goes away
            where the call fails. It keeps the permissions of what it replaces, and nobody else may read it until then.
        progress: called after each piece with the bytes so far and, where the server told it, all that there will be,
            else None. An attempt that is repeated counts from zero again.
        options: settings for this call only.

    Returns:
        ``Ok(BinaryResponse)``: `content` is the bytes, or `path` names the file that was written.

    Errors:
        SDKValidationError: `to` is not a place for a file; nothing was sent.
        UnexpectedClientError: writing failed later, or `progress` raised.
        ResponseValidationError: the body is larger than ``max_response_bytes``, or its compression is broken.
        Those of every operation: see `openrouter_core.AnyError`.

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
    """As `files_download`, for async code. Writing to a disk keeps the loop waiting; `progress` is a plain function
    here too.
    """
    from openrouter_core._io.send_async import call_async  # it imports asyncio

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
