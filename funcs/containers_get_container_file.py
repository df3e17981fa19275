"""The metadata of a file in a container: ``GET /containers/{container_id}/files/{file_id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ContainerFileResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="containers_get_container_file",
    method="GET",
    path="/containers/{container_id}/files/{file_id}",
    retry=SAFE,
    request=None,
    response="ContainerFileResponse",
    body=None,
)


def containers_get_container_file(
    core: OpenRouterCore,
    container_id: str,
    file_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ContainerFileResponse] | Err[AnyError]:
    """Get the metadata of a file in a container, such as its path and size.

    Key: needed.

    Arguments:
        core: the client.
        container_id (str): the container's id.
        file_id (str): the file's id.
        options: for this call only.

    Returns:
        ``Ok(ContainerFileResponse)``: the file.

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
        ...     first = containers_list_container_files(core, "cntr_1").unwrap().data[0]
        ...     found = containers_get_container_file(core, "cntr_1", first.id).unwrap()
        >>> found == first, found.bytes > 0
        (True, True)
    """
    return call(
        core,
        OPERATION,
        None,
        path={"container_id": container_id, "file_id": file_id},
        options=options,
    )


async def containers_get_container_file_async(
    core: OpenRouterCore,
    container_id: str,
    file_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ContainerFileResponse] | Err[AnyError]:
    """As `containers_get_container_file`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        None,
        path={"container_id": container_id, "file_id": file_id},
        options=options,
    )
