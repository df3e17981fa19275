"""Update one of your provider keys: ``PATCH /byok/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ByokKeyResponse, ByokUpdateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="byok_update",
    method="PATCH",
    path="/byok/{id}",
    retry=IDEMPOTENT,
    request="ByokUpdateParams",
    response="ByokKeyResponse",
)


def byok_update(
    core: OpenRouterCore,
    id: str,
    request: ByokUpdateParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ByokKeyResponse] | Err[AnyError]:
    """Update one of your own provider keys (BYOK), or what it is used for.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the key, from `byok_list` or `byok_create`.
        request (ByokUpdateParams or a mapping): the fields to change. A ``key``
            replaces the old one, which is lost. A list that is None removes its limit; a field that is left out keeps
            its value.
        options: for this call only.

    Returns:
        ``Ok(ByokKeyResponse)``: `data` describes the changed key.

    Errors:
        BadRequestResponseError: the account has no such API key as one of ``allowed_api_key_hashes``.
        ConflictResponseError: the change conflicts with another one.
        NotFoundResponseError: there is no such key.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.byok_create import byok_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = byok_create(core, {"provider": "openai", "key": "sk-12345678"}).unwrap()
        ...     changed = byok_update(core, made.data.id, {"key": "sk-87654321"}).unwrap()
        >>> made.data.label, changed.data.label
        ('sk-1...5678', 'sk-8...4321')
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def byok_update_async(
    core: OpenRouterCore,
    id: str,
    request: ByokUpdateParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ByokKeyResponse] | Err[AnyError]:
    """As `byok_update`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
