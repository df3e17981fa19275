"""Delete one of your provider keys: ``DELETE /byok/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import DeletedResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="byok_delete",
    method="DELETE",
    path="/byok/{id}",
    retry=IDEMPOTENT,
    request=None,
    response="DeletedResponse",
    body=None,
)


def byok_delete(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """Delete one of your own provider keys (BYOK) from OpenRouter permanently.

    The provider is not informed: the key stays valid there.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the key, from `byok_list` or `byok_create`.
        options: for this call only.

    Returns:
        ``Ok(DeletedResponse)``: `deleted` is True.

    Errors:
        NotFoundResponseError: there is no such key, or an earlier attempt of the same call has already deleted it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.byok_create import byok_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     key = byok_create(core, {"provider": "openai", "key": "sk-12345678"}).unwrap().data
        ...     byok_delete(core, key.id).unwrap().deleted
        True
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def byok_delete_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """As `byok_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
