"""Copy a container's file to the workspace: ``POST /containers/{container_id}/files/{file_id}/promote``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import FileResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="containers_promote_container_file",
    method="POST",
    path="/containers/{container_id}/files/{file_id}/promote",
    retry=NON_IDEMPOTENT,
    request=None,
    response="FileResponse",
    body=None,
)


def containers_promote_container_file(
    core: OpenRouterCore,
    container_id: str,
    file_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[FileResponse] | Err[AnyError]:
    """Copy a container's file to the files of the workspace, where it stays after the container is gone.

    Key: needed.

    Arguments:
        core: the client.
        container_id (str): the container's id.
        file_id (str): the file's id.
        options: for this call only.

    Returns:
        ``Ok(FileResponse)``: the new file, which `files_download` can get.

    Errors:
        NotFoundResponseError: there is no such file in this container.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.containers_list_container_files import (
        ...     containers_list_container_files,
        ... )
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     [_, report, _] = containers_list_container_files(core, "cntr_1").unwrap().data
        ...     kept = containers_promote_container_file(core, "cntr_1", report.id).unwrap()
        >>> kept.filename, kept.mime_type
        ('report.csv', 'text/csv')
    """
    return call(
        core,
        OPERATION,
        None,
        path={"container_id": container_id, "file_id": file_id},
        options=options,
    )


async def containers_promote_container_file_async(
    core: OpenRouterCore,
    container_id: str,
    file_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[FileResponse] | Err[AnyError]:
    """As `containers_promote_container_file`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        None,
        path={"container_id": container_id, "file_id": file_id},
        options=options,
    )
