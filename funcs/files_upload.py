"""Upload a file that requests can refer to: ``POST /files``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import FileResponse, FilesUploadParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="files_upload",
    method="POST",
    path="/files",
    retry=NON_IDEMPOTENT,
    request="FilesUploadParams",
    response="FileResponse",
    body="multipart",
    query=("workspace_id", "provider"),
)


def files_upload(
    core: OpenRouterCore,
    request: FilesUploadParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[FileResponse] | Err[AnyError]:
    """Upload a file that later requests can refer to by its id.

    The API accepts up to 100 MB. A path or a file object is read while it is sent, and is not held in memory. A file
    object is read from its beginning, and stays open; if it cannot be read twice, such as a pipe, the request is not
    retried. Bytes that are added to a file during the upload are not sent. A named pipe is read to its end before the
    request, within the call's total time; a device is refused. A file object is read in the thread of the call, so one
    that blocks, such as a socket's, blocks the call.

    Key: needed.

    Arguments:
        core: the client.
        request (FilesUploadParams or a mapping): ``file`` is bytes, a path, or a file that is open for reading bytes;
            ``filename``, ``content_type``, ``workspace_id`` and ``provider`` are optional.
        options: for this call only.

    Returns:
        ``Ok(FileResponse)``: the file's `id`, name, size in bytes and media type.

    Errors:
        SDKValidationError: the file cannot be read, or its name cannot be sent.
        UnexpectedClientError: while it was sent, the file became shorter or could not be read to its end.
        PayloadTooLargeResponseError: the file is larger than the API accepts.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     kept = files_upload(core, {"file": b"a,b,1,2", "filename": "table.csv"}).unwrap()
        >>> kept.filename, kept.size_bytes
        ('table.csv', 7)
    """
    return call(core, OPERATION, request, options=options)


async def files_upload_async(
    core: OpenRouterCore,
    request: FilesUploadParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[FileResponse] | Err[AnyError]:
    """As `files_upload`, for async code. Reading from the disk blocks the event loop, as in httpx."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
