"""A key for an authorization code: ``POST /auth/keys``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import AuthCodeExchangeParams, AuthCodeExchangeResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="oauth_exchange_auth_code_for_api_key",
    method="POST",
    path="/auth/keys",
    key="none",
    retry=NON_IDEMPOTENT,
    request="AuthCodeExchangeParams",
    response="AuthCodeExchangeResponse",
)


def oauth_exchange_auth_code_for_api_key(
    core: OpenRouterCore,
    request: AuthCodeExchangeParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[AuthCodeExchangeResponse] | Err[AnyError]:
    """Exchange the authorization code of a user for an API key to their account.

    Key: none. No key is sent.

    Arguments:
        core: the client.
        request (AuthCodeExchangeParams or a mapping): the ``code`` and, if there was a challenge, the
            ``code_verifier``.
        options: for this call only.

    Returns:
        ``Ok(AuthCodeExchangeResponse)``: `key` is the secret; its `repr` hides it.

    Errors:
        ForbiddenResponseError: the verifier does not belong to the code.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     result = oauth_exchange_auth_code_for_api_key(core, {"code": "auth_code_1"})
        >>> result.unwrap().key[:9]
        'sk-or-v1-'
    """
    return call(core, OPERATION, request, options=options)


async def oauth_exchange_auth_code_for_api_key_async(
    core: OpenRouterCore,
    request: AuthCodeExchangeParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[AuthCodeExchangeResponse] | Err[AnyError]:
    """As `oauth_exchange_auth_code_for_api_key`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
