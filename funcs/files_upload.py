"""Keep a file that requests can refer to: ``POST /files``."""

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
    """Send a file that later requests can refer to by its id.

    The API takes up to 100 MB. What is not bytes is read while it is sent, and not held in memory. A file object is
    read from its beginning, and stays open; one that cannot be read twice, such as a pipe, is sent only once. What a
    file grows by meanwhile is not sent. A named pipe is read to its end first, within the call's total time; a device
    is refused. A file object of yours is read where the call runs: one that makes its reader wait, such as a socket's,
    makes the call wait.

    Key: needed.

    Arguments:
        core: configuration and connections.
        request (FilesUploadParams or a mapping): ``file`` is bytes, a path or a file that is open for reading bytes;
            ``filename``, ``content_type``, ``workspace_id`` and ``provider`` may stand beside it.
        options: settings for this call only.

    Returns:
        ``Ok(FileResponse)``: the file's `id`, name, size in bytes and media type.

    Errors:
        SDKValidationError: the file cannot be read, or its name cannot be sent.
        UnexpectedClientError: the file broke off while it was sent.
        PayloadTooLargeResponseError: the API does not take so much.
        Those of every operation: see `openrouter_core.AnyError`.

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
    """As `files_upload`, for async code. Reading from a disk keeps the loop waiting, as it does in httpx."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, request, options=options)
