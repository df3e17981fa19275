"""Who a program is, shown by a token of elsewhere: ``POST /oauth/token`` (RFC 8693)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import OAuthTokenParams, OAuthTokenResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="oauth_create_oauth_token",
    method="POST",
    path="/oauth/token",
    key="none",
    retry=NON_IDEMPOTENT,
    request="OAuthTokenParams",
    response="OAuthTokenResponse",
    body="form",
)


def oauth_create_oauth_token(
    core: OpenRouterCore,
    request: OAuthTokenParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[OAuthTokenResponse] | Err[AnyError]:
    """Exchange a token that tells who a program is for an access token.

    The token is that of a CI job, or of a workload in a cloud, from an issuer that your organization trusts. What comes
    takes the place of a key, and acts as the one that the policy names: ``OpenRouterCore(api_key=...)`` takes a
    function too, which can exchange tokens as they run out; ``examples/workload_identity.py`` has one.

    Key: none, and none is sent.

    Arguments:
        core: configuration and connections.
        request (OAuthTokenParams or a mapping): the ``subject_token``, a JWT, and the ``federation_policy_id`` of the
            organization's settings (Workload identity). A mapping has the names of the API, and also ``grant_type``
            and ``subject_token_type``, which the class fills in.
        options: settings for this call only.

    Returns:
        ``Ok(OAuthTokenResponse)``: `access_token`, which no representation shows, and `expires_in` seconds.

    Errors:
        BadRequestResponseError: the exchange is refused. `code` is the word of RFC 6749, such as ``"invalid_grant"``,
            and `message` the description.
        Those of every operation: see `openrouter_core.AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.models import OAuthTokenParams
        >>> from openrouter_core.testing import LocalServer
        >>> request = OAuthTokenParams(federation_policy_id="policy", subject_token="eyJhbGciOiJub25lIn0.e30.c2ln")
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     token = oauth_create_oauth_token(core, request).unwrap()
        >>> token.token_type, token.expires_in
        ('Bearer', 900)
    """
    return call(core, OPERATION, request, options=options)


async def oauth_create_oauth_token_async(
    core: OpenRouterCore,
    request: OAuthTokenParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[OAuthTokenResponse] | Err[AnyError]:
    """As `oauth_create_oauth_token`, for async code."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, request, options=options)
