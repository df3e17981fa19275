"""One of your provider keys: ``GET /byok/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ByokKeyResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="byok_get",
    method="GET",
    path="/byok/{id}",
    retry=SAFE,
    request=None,
    response="ByokKeyResponse",
    body=None,
)


def byok_get(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ByokKeyResponse] | Err[AnyError]:
    """Get the description of one of your own provider keys (BYOK), without the key itself.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the key, from `byok_list` or `byok_create`.
        options: for this call only.

    Returns:
        ``Ok(ByokKeyResponse)``: `data` is a `ByokKey`.

    Errors:
        NotFoundResponseError: there is no such key.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.byok_create import byok_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = byok_create(core, {"provider": "openai", "key": "sk-12345678"}).unwrap()
        ...     byok_get(core, made.data.id).unwrap().data == made.data
        True
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def byok_get_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ByokKeyResponse] | Err[AnyError]:
    """As `byok_get`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
