"""The files in a container: ``GET /containers/{container_id}/files``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        ContainersListContainerFilesParams,
        ContainersListContainerFilesResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="containers_list_container_files",
    method="GET",
    path="/containers/{container_id}/files",
    retry=SAFE,
    request="ContainersListContainerFilesParams",
    response="ContainersListContainerFilesResponse",
    body=None,
    pages="after",
)


def containers_list_container_files(
    core: OpenRouterCore,
    container_id: str,
    request: ContainersListContainerFilesParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ContainersListContainerFilesResponse] | Err[AnyError]:
    """List the files in a container, one page at a time, in the order of their paths.

    A container is where the shell tool of a model runs. The tool's result contains the container's id; a shell that was
    restarted has a new one. `openrouter_core.paginate.paginate` reads all pages; a page may be empty although others
    follow.

    Key: needed.

    Arguments:
        core: the client.
        container_id (str): the container's id.
        request (ContainersListContainerFilesParams or a mapping): how many (``limit``), and after which file
            (``after``). Default: the first page.
        options: for this call only.

    Returns:
        ``Ok(ContainersListContainerFilesResponse)``: `data` is a list of `ContainerFileResponse`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.paginate import paginate
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     first = containers_list_container_files(core, "cntr_1", {"limit": 1}).unwrap()
        ...     pages = paginate(containers_list_container_files, core, "cntr_1", {"limit": 2})
        ...     paths = [result.unwrap().path for result in pages]
        >>> first.data[0].path, len(paths)
        ('/workspace/chart.svg', 3)
    """
    return call(core, OPERATION, request, path={"container_id": container_id}, options=options)


async def containers_list_container_files_async(
    core: OpenRouterCore,
    container_id: str,
    request: ContainersListContainerFilesParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ContainersListContainerFilesResponse] | Err[AnyError]:
    """As `containers_list_container_files`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, request, path={"container_id": container_id}, options=options
    )
