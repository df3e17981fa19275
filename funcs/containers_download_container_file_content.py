"""The bytes of a container's file: ``GET /containers/{container_id}/files/{file_id}/content``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.files import FileSink
from openrouter_core._io.send import call
from openrouter_core._protocol.operation import ANYTHING, Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core._protocol.sink import BodySink, Progress
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    import os

    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import BinaryResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="containers_download_container_file_content",
    method="GET",
    path="/containers/{container_id}/files/{file_id}/content",
    retry=SAFE,
    request=None,
    response="BinaryResponse",
    body=None,
    accept=ANYTHING,
)


def containers_download_container_file_content(
    core: OpenRouterCore,
    container_id: str,
    file_id: str,
    *,
    to: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[AnyError]:
    """Download a file from a container, into memory or into a local file.

    Key: needed.

    Arguments:
        core: the client.
        container_id (str): the container's id.
        file_id (str): the file's id.
        to: the file to write; it appears only when it is complete, see `files_download`. None keeps the bytes in
            memory.
        progress: called after each chunk with two numbers: the bytes so far, and the total, which is None if the server
            did not send it. A retry counts from zero again.
        options: for this call only.

    Returns:
        ``Ok(BinaryResponse)``: `content` holds the bytes, or `path` names the file that was written.

    Errors:
        SDKValidationError: `to` is not a path that can be written as a file; nothing was sent.
        NotFoundResponseError: there is no such file in this container.
        UnexpectedClientError: writing the file failed, or `progress` raised.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.containers_list_container_files import (
        ...     containers_list_container_files,
        ... )
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     [_, report, _] = containers_list_container_files(core, "cntr_1").unwrap().data
        ...     containers_download_container_file_content(core, "cntr_1", report.id).unwrap().size
        26
    """
    return call(
        core,
        OPERATION,
        None,
        path={"container_id": container_id, "file_id": file_id},
        sink=BodySink(progress) if to is None else FileSink(to, progress),
        options=options,
    )


async def containers_download_container_file_content_async(
    core: OpenRouterCore,
    container_id: str,
    file_id: str,
    *,
    to: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[AnyError]:
    """As `containers_download_container_file_content`, for async code. `progress` must not be async."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        None,
        path={"container_id": container_id, "file_id": file_id},
        sink=BodySink(progress) if to is None else FileSink(to, progress),
        options=options,
    )
