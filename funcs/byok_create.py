"""A new provider key of yours: ``POST /byok``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ByokCreateParams, ByokKeyResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="byok_create",
    method="POST",
    path="/byok",
    retry=NON_IDEMPOTENT,
    request="ByokCreateParams",
    response="ByokKeyResponse",
)


def byok_create(
    core: OpenRouterCore,
    request: ByokCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ByokKeyResponse] | Err[AnyError]:
    """Store one of your own provider keys (BYOK), which OpenRouter then uses to call that provider.

    From then on, requests that this provider serves are billed to your own account there.

    Key: a management key.

    Arguments:
        core: the client.
        request (ByokCreateParams or a mapping): the ``provider`` and your ``key``, and who may use it for which models.
            A list that is None sets no limit.
        options: for this call only.

    Returns:
        ``Ok(ByokKeyResponse)``: its `data` describes the key. No response ever contains the key itself, only a `label`
        with its first and last characters.

    Errors:
        BadRequestResponseError: the account has no such API key as one of ``allowed_api_key_hashes``, or its default
            workspace was deleted and ``workspace_id`` names no other one.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = byok_create(core, {"provider": "openai", "key": "sk-proj-12345678"}).unwrap()
        >>> made.data.provider, made.data.label, made.data.disabled
        ('openai', 'sk-p...5678', False)
    """
    return call(core, OPERATION, request, options=options)


async def byok_create_async(
    core: OpenRouterCore,
    request: ByokCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ByokKeyResponse] | Err[AnyError]:
    """As `byok_create`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
