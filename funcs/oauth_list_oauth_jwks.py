"""The public keys of access tokens: ``GET /oauth/jwks`` (RFC 7517)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import OAuthJwksResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="oauth_list_oauth_jwks",
    method="GET",
    path="/oauth/jwks",
    key="none",
    retry=SAFE,
    request=None,
    response="OAuthJwksResponse",
    body=None,
)


def oauth_list_oauth_jwks(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[OAuthJwksResponse] | Err[AnyError]:
    """List the public keys with which the signature of an OpenRouter access token can be checked.

    Key: none. No key is sent.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(OAuthJwksResponse)``: `keys` is the list. The header of a token names its key by `kid`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     [key] = oauth_list_oauth_jwks(core).unwrap().keys
        >>> key.alg, key.crv
        ('ES256', 'P-256')
    """
    return call(core, OPERATION, None, options=options)


async def oauth_list_oauth_jwks_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[OAuthJwksResponse] | Err[AnyError]:
    """As `oauth_list_oauth_jwks`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
