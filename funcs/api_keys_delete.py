"""Delete a key: ``DELETE /keys/{hash}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ApiKeysDeleteResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="api_keys_delete",
    method="DELETE",
    path="/keys/{hash}",
    retry=IDEMPOTENT,
    request=None,
    response="ApiKeysDeleteResponse",
    body=None,
)


def api_keys_delete(
    core: OpenRouterCore,
    hash: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysDeleteResponse] | Err[AnyError]:
    """Delete an API key permanently.

    Key: a management key.

    Arguments:
        core: the client.
        hash (str): the `hash` of the key, from `api_keys_list` or `api_keys_create`.
        options: for this call only.

    Returns:
        ``Ok(ApiKeysDeleteResponse)``: `deleted` is True.

    Errors:
        NotFoundResponseError: there is no such key, or an earlier attempt of the same call has already deleted it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.api_keys_create import api_keys_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     key = api_keys_create(core, {"name": "a batch"}).unwrap().data
        ...     api_keys_delete(core, key.hash).unwrap().deleted
        True
    """
    return call(core, OPERATION, None, path={"hash": hash}, options=options)


async def api_keys_delete_async(
    core: OpenRouterCore,
    hash: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysDeleteResponse] | Err[AnyError]:
    """As `api_keys_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"hash": hash}, options=options)
