"""Update a key: ``PATCH /keys/{hash}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ApiKeysUpdateParams, ApiKeysUpdateResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="api_keys_update",
    method="PATCH",
    path="/keys/{hash}",
    retry=IDEMPOTENT,
    request="ApiKeysUpdateParams",
    response="ApiKeysUpdateResponse",
)


def api_keys_update(
    core: OpenRouterCore,
    hash: str,
    request: ApiKeysUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysUpdateResponse] | Err[AnyError]:
    """Update an API key.

    Key: a management key.

    Arguments:
        core: the client.
        hash (str): the `hash` of the key, from `api_keys_list` or `api_keys_create`.
        request (ApiKeysUpdateParams or a mapping): the fields to change. A field
            that is left out keeps its value; a ``limit`` of None removes the limit.
        options: for this call only.

    Returns:
        ``Ok(ApiKeysUpdateResponse)``: `data` is the changed key.

    Errors:
        NotFoundResponseError: there is no such key.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.api_keys_create import api_keys_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     key = api_keys_create(core, {"name": "a batch", "limit": 5}).unwrap().data
        ...     changed = api_keys_update(core, key.hash, {"limit": None}).unwrap().data
        >>> changed.name, changed.limit
        ('a batch', None)
    """
    return call(core, OPERATION, request, path={"hash": hash}, options=options)


async def api_keys_update_async(
    core: OpenRouterCore,
    hash: str,
    request: ApiKeysUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysUpdateResponse] | Err[AnyError]:
    """As `api_keys_update`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"hash": hash}, options=options)
