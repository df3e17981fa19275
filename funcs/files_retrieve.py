"""The metadata of a file: ``GET /files/{file_id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import FileResponse, FilesRetrieveParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="files_retrieve",
    method="GET",
    path="/files/{file_id}",
    retry=SAFE,
    request="FilesRetrieveParams",
    response="FileResponse",
    body=None,
)


def files_retrieve(
    core: OpenRouterCore,
    file_id: str,
    request: FilesRetrieveParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[FileResponse] | Err[AnyError]:
    """Get the metadata of a file, such as its name, size and media type.

    `files_download` gets its bytes.

    Key: needed.

    Arguments:
        core: the client.
        file_id (str): the id of the file.
        request (FilesRetrieveParams or a mapping): the workspace of the file if there are several, or the provider that
            stores it.
        options: for this call only.

    Returns:
        ``Ok(FileResponse)``: the file, with the fields that OpenRouter returns, or those of the provider that the
        request names.

    Errors:
        NotFoundResponseError: there is no such file in this workspace, or with this provider.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.files_upload import files_upload
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     kept = files_upload(core, {"file": b"a,b,1,2", "filename": "table.csv"}).unwrap()
        ...     found = files_retrieve(core, kept.id).unwrap()
        >>> found.filename, found.size_bytes
        ('table.csv', 7)
    """
    return call(core, OPERATION, request, path={"file_id": file_id}, options=options)


async def files_retrieve_async(
    core: OpenRouterCore,
    file_id: str,
    request: FilesRetrieveParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[FileResponse] | Err[AnyError]:
    """As `files_retrieve`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"file_id": file_id}, options=options)
