"""A file's content: ``GET /files/{file_id}/content``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from openrouter_core.disk import FileReceiver
from openrouter_core.models.model import NOTHING_SAID
from openrouter_core.operation import ANYTHING, Operation
from openrouter_core.receiver import Progress, Receiver
from openrouter_core.result import Err, Ok
from openrouter_core.retries import READING
from openrouter_core.send import call

if TYPE_CHECKING:
    import os

    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import BinaryResponse, FilesDownloadParams, errors
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

FilesDownloadError: TypeAlias = "errors.AnyError"
"""What an `Err` of this operation can hold."""

OPERATION = Operation(
    name="files_download",
    method="GET",
    path="/files/{file_id}/content",
    repeat=READING,
    request="FilesDownloadParams",
    response="BinaryResponse",
    body=None,
    accept=ANYTHING,
)


def files_download(
    core: OpenRouterCore,
    file_id: str,
    request: FilesDownloadParams | JsonObject = NOTHING_SAID,
    *,
    to: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[FilesDownloadError]:
    """Get a file's bytes, into memory or into a file of yours. The API gives out files that it made, not those that
    were uploaded.

    Arguments:
        core: configuration and transport.
        file_id: the file's id.
        request: a `FilesDownloadParams`, or a mapping with the API's own names.
        to: the file to write; its folder must exist, and a device or a pipe is no file. It appears, or takes the place
            of what was there, when all of it has come; until then another file beside it grows, which goes away where
            the call fails.
        progress: called after each piece with the bytes so far and, where the server told it, all that there will be,
            else None. An attempt that is repeated counts from zero again.
        options: settings for this call only.

    Returns:
        ``Ok(BinaryResponse)``, whose `content` is the bytes, or whose `path` names the file; or an `Err` with any of
        the errors that `chat_send` names. Among them are `SDKValidationError` where `to` is no place for a file, and
        `UnexpectedClientError` where writing fails later, or `progress` raises.

    >>> from openrouter_core import OpenRouterCore
    >>> from openrouter_core.testing import LocalServer, Reply
    >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
    ...     server.enqueue(Reply(body=b"a,b", headers={"Content-Type": "application/octet-stream"}))
    ...     files_download(core, "or_file_1").unwrap().content
    b'a,b'
    """
    return call(
        core,
        OPERATION,
        request,
        path={"file_id": file_id},
        into=_receiver(to, progress),
        options=options,
    )


async def files_download_async(
    core: OpenRouterCore,
    file_id: str,
    request: FilesDownloadParams | JsonObject = NOTHING_SAID,
    *,
    to: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[FilesDownloadError]:
    """As `files_download`, for async code. Writing to a disk keeps the loop waiting; `progress` is a plain function
    here too.
    """
    from openrouter_core.send_async import call_async  # it imports asyncio

    return await call_async(
        core,
        OPERATION,
        request,
        path={"file_id": file_id},
        into=_receiver(to, progress),
        options=options,
    )


def _receiver(to: str | os.PathLike[str] | None, progress: Progress | None) -> Receiver:
    return Receiver(progress) if to is None else FileReceiver(to, progress)
