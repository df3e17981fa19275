"""Delete a key: ``DELETE /keys/{hash}``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from openrouter_core.operation import Operation
from openrouter_core.result import Err, Ok
from openrouter_core.retries import SETTING
from openrouter_core.send import call

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ApiKeysDeleteResponse, errors
    from openrouter_core.options import RequestOptions

ApiKeysDeleteError: TypeAlias = "errors.AnyError"
"""What an `Err` of this operation can hold."""

OPERATION = Operation(
    name="api_keys_delete",
    method="DELETE",
    path="/keys/{hash}",
    repeat=SETTING,
    request=None,
    response="ApiKeysDeleteResponse",
    body=None,
)


def api_keys_delete(
    core: OpenRouterCore,
    hash: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysDeleteResponse] | Err[ApiKeysDeleteError]:
    """Delete a key, for good. It takes a management key.

    Arguments:
        core: configuration and transport.
        hash: the key's `hash`, as `api_keys_list` and `api_keys_create` tell it.
        options: settings for this call only.

    Returns:
        ``Ok(ApiKeysDeleteResponse)``; or an `Err` with any of the errors that `chat_send` names,
        `NotFoundResponseError` where there is no such key among them, also when an attempt that was repeated had
        deleted it.

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
) -> Ok[ApiKeysDeleteResponse] | Err[ApiKeysDeleteError]:
    """As `api_keys_delete`, for async code."""
    from openrouter_core.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, None, path={"hash": hash}, options=options)
