"""A code to exchange for a key: ``POST /auth/keys/code``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import AuthCodeParams, AuthCodeResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="oauth_create_auth_code",
    method="POST",
    path="/auth/keys/code",
    retry=NON_IDEMPOTENT,
    request="AuthCodeParams",
    response="AuthCodeResponse",
)


def oauth_create_auth_code(
    core: OpenRouterCore,
    request: AuthCodeParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[AuthCodeResponse] | Err[AnyError]:
    """Create a code that an app can exchange for a key to your account, without the consent page.

    Whoever has the code and the verifier of its challenge can get the key with `oauth_exchange_auth_code_for_api_key`.

    Key: needed.

    Arguments:
        core: the client.
        request (AuthCodeParams or a mapping): the ``callback_url``, the challenge, and the limit of the key.
        options: for this call only.

    Returns:
        ``Ok(AuthCodeResponse)``: `data` is the `AuthCode`, whose `id` is the code, hidden in its `repr`.

    Errors:
        ConflictResponseError: another code is being created; try again later.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.oauth_exchange_auth_code_for_api_key import oauth_exchange_auth_code_for_api_key
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"callback_url": "https://app.example/back", "limit": 5}
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     code = oauth_create_auth_code(core, request).unwrap().data
        ...     given = oauth_exchange_auth_code_for_api_key(core, {"code": code.id}).unwrap()
        >>> given.key[:9]
        'sk-or-v1-'
    """
    return call(core, OPERATION, request, options=options)


async def oauth_create_auth_code_async(
    core: OpenRouterCore,
    request: AuthCodeParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[AuthCodeResponse] | Err[AnyError]:
    """As `oauth_create_auth_code`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
