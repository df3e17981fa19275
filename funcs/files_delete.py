"""Delete a file: ``DELETE /files/{file_id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import FilesDeleteParams, FilesDeleteResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="files_delete",
    method="DELETE",
    path="/files/{file_id}",
    retry=IDEMPOTENT,
    request="FilesDeleteParams",
    response="FilesDeleteResponse",
    body=None,
)


def files_delete(
    core: OpenRouterCore,
    file_id: str,
    request: FilesDeleteParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[FilesDeleteResponse] | Err[AnyError]:
    """Delete a file permanently; requests that refer to it fail from then on.

    Key: needed.

    Arguments:
        core: the client.
        file_id (str): the id of the file.
        request (FilesDeleteParams or a mapping): the workspace of the file if there are several, or the provider that
            stores it.
        options: for this call only.

    Returns:
        ``Ok(FilesDeleteResponse)``: the id of the deleted file.

    Errors:
        NotFoundResponseError: there is no such file, or an earlier attempt of the same call has already deleted it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.files_list import files_list
        >>> from openrouter_core.funcs.files_upload import files_upload
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     kept = files_upload(core, {"file": b"a,b,1,2"}).unwrap()
        ...     gone = files_delete(core, kept.id).unwrap()
        ...     left = files_list(core).unwrap().data
        >>> gone.id == kept.id, left
        (True, [])
    """
    return call(core, OPERATION, request, path={"file_id": file_id}, options=options)


async def files_delete_async(
    core: OpenRouterCore,
    file_id: str,
    request: FilesDeleteParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[FilesDeleteResponse] | Err[AnyError]:
    """As `files_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"file_id": file_id}, options=options)
