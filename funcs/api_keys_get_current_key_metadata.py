"""What a key may spend: ``GET /key``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import CurrentApiKeyResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="api_keys_get_current_key_metadata",
    method="GET",
    path="/key",
    retry=SAFE,
    request=None,
    response="CurrentApiKeyResponse",
    body=None,
)


def api_keys_get_current_key_metadata(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[CurrentApiKeyResponse] | Err[AnyError]:
    """Get the limits and the usage of the key that this call is made with.

    Key: needed. The response describes this key.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(CurrentApiKeyResponse)``: `data` holds limits and usage, in US dollars.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = api_keys_get_current_key_metadata(core).unwrap().data
        >>> found.is_free_tier
        False
    """
    return call(core, OPERATION, None, options=options)


async def api_keys_get_current_key_metadata_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[CurrentApiKeyResponse] | Err[AnyError]:
    """As `api_keys_get_current_key_metadata`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
