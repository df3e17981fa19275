"""The keys of an account: ``GET /keys``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ApiKeysListParams, ApiKeysListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="api_keys_list",
    method="GET",
    path="/keys",
    retry=SAFE,
    request="ApiKeysListParams",
    response="ApiKeysListResponse",
    body=None,
    pages="offset",
)


def api_keys_list(
    core: OpenRouterCore,
    request: ApiKeysListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysListResponse] | Err[AnyError]:
    """List the API keys of the account, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: a management key.

    Arguments:
        core: the client.
        request (ApiKeysListParams or a mapping): which keys, and the ``offset`` of the first. Default: the first page.
        options: for this call only.

    Returns:
        ``Ok(ApiKeysListResponse)``: `data` is a list of `ApiKey`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.api_keys_create import api_keys_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = api_keys_create(core, {"name": "a batch"})
        ...     found = api_keys_list(core, {"include_disabled": True}).unwrap()
        >>> [key.name for key in found.data]
        ['a batch']
    """
    return call(core, OPERATION, request, options=options)


async def api_keys_list_async(
    core: OpenRouterCore,
    request: ApiKeysListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysListResponse] | Err[AnyError]:
    """As `api_keys_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
