"""One key: ``GET /keys/{hash}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ApiKeysGetResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="api_keys_get",
    method="GET",
    path="/keys/{hash}",
    retry=SAFE,
    request=None,
    response="ApiKeysGetResponse",
    body=None,
)


def api_keys_get(
    core: OpenRouterCore,
    hash: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysGetResponse] | Err[AnyError]:
    """Get one API key: its limits, and what was spent with it.

    Key: a management key.

    Arguments:
        core: the client.
        hash (str): the `hash` of the key, from `api_keys_list` or `api_keys_create`.
        options: for this call only.

    Returns:
        ``Ok(ApiKeysGetResponse)``: `data` describes the key. Its secret is not in it.

    Errors:
        NotFoundResponseError: there is no such key.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.api_keys_create import api_keys_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = api_keys_create(core, {"name": "a batch", "limit": 5}).unwrap().data
        ...     found = api_keys_get(core, made.hash).unwrap().data
        >>> found.name, found.limit_remaining
        ('a batch', 5)
    """
    return call(core, OPERATION, None, path={"hash": hash}, options=options)


async def api_keys_get_async(
    core: OpenRouterCore,
    hash: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysGetResponse] | Err[AnyError]:
    """As `api_keys_get`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"hash": hash}, options=options)
