"""A new key: ``POST /keys``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ApiKeysCreateParams, ApiKeysCreateResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="api_keys_create",
    method="POST",
    path="/keys",
    retry=NON_IDEMPOTENT,
    request="ApiKeysCreateParams",
    response="ApiKeysCreateResponse",
)


def api_keys_create(
    core: OpenRouterCore,
    request: ApiKeysCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysCreateResponse] | Err[AnyError]:
    """Create an API key.

    Key: a management key.

    Arguments:
        core: the client.
        request (ApiKeysCreateParams or a mapping): the name and the limits of the key. A ``limit`` of None means no
            limit, which is not the same as leaving it out.
        options: for this call only.

    Returns:
        ``Ok(ApiKeysCreateResponse)``: `key` is the secret; the API returns it only here, and its `repr` hides it.
        `data` describes the key.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = api_keys_create(core, {"name": "a batch", "limit": 5}).unwrap()
        >>> made.data.limit, made.key[:9], made.key in repr(made)
        (5, 'sk-or-v1-', False)
    """
    return call(core, OPERATION, request, options=options)


async def api_keys_create_async(
    core: OpenRouterCore,
    request: ApiKeysCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ApiKeysCreateResponse] | Err[AnyError]:
    """As `api_keys_create`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
