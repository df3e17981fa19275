"""The keys of an account: ``GET /keys``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from openrouter_core.models.model import NOTHING_SAID
from openrouter_core.operation import Operation
from openrouter_core.result import Err, Ok
from openrouter_core.retries import READING
from openrouter_core.send import call

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ApiKeysListParams, ApiKeysListResponse, errors
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

ApiKeysListError: TypeAlias = "errors.AnyError"
"""What an `Err` of this operation can hold."""

OPERATION = Operation(
    name="api_keys_list",
    method="GET",
    path="/keys",
    repeat=READING,
    request="ApiKeysListParams",
    response="ApiKeysListResponse",
    body=None,
)


def api_keys_list(
    core: OpenRouterCore,
    request: ApiKeysListParams | JsonObject = NOTHING_SAID,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysListResponse] | Err[ApiKeysListError]:
    """List the keys of the account, one page of them; `openrouter_core.paginate.paginate` goes through all pages. It
    takes a management key.

    Arguments:
        core: configuration and transport.
        request: which keys: an `ApiKeysListParams`, or a mapping with the API's own names.
        options: settings for this call only.

    Returns:
        ``Ok(ApiKeysListResponse)``; or an `Err` with any of the errors that `chat_send` names.

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
    request: ApiKeysListParams | JsonObject = NOTHING_SAID,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysListResponse] | Err[ApiKeysListError]:
    """As `api_keys_list`, for async code."""
    from openrouter_core.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, request, options=options)
