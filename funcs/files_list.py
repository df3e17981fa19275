"""The files of a workspace: ``GET /files``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import FilesListParams, FilesListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="files_list",
    method="GET",
    path="/files",
    retry=SAFE,
    request="FilesListParams",
    response="FilesListResponse",
    body=None,
    pages="cursor",
)


def files_list(
    core: OpenRouterCore,
    request: FilesListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[FilesListResponse] | Err[AnyError]:
    """List the files of a workspace, one page at a time, the oldest first.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: needed.

    Arguments:
        core: the client.
        request (FilesListParams or a mapping): which files, and the ``cursor`` of the page. Default: the first page of
            the default workspace.
        options: for this call only.

    Returns:
        ``Ok(FilesListResponse)``: `data` is a list of `FileResponse`; `cursor` is where the next page begins.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.files_upload import files_upload
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     kept = files_upload(core, {"file": b"a,b,1,2", "filename": "table.csv"})
        ...     found = files_list(core, {"limit": 10}).unwrap()
        >>> [file.filename for file in found.data]
        ['table.csv']
    """
    return call(core, OPERATION, request, options=options)


async def files_list_async(
    core: OpenRouterCore,
    request: FilesListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[FilesListResponse] | Err[AnyError]:
    """As `files_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
