"""A workload's token exchanged for an access token: ``POST /oauth/token`` (RFC 8693)."""

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
    """Exchange a workload identity token for an access token.

    The token identifies a CI job or a workload in a cloud, and comes from an issuer that your organization trusts. The
    access token is used like an API key, and acts as the key that the policy names. ``OpenRouterCore(api_key=...)``
    also accepts a function, which can get a new access token before the old one expires; see
    ``examples/workload_identity.py``.

    Key: none. No key is sent.

    Arguments:
        core: the client.
        request (OAuthTokenParams or a mapping): the ``subject_token``, a JWT, and the ``federation_policy_id`` from the
            organization's settings (Workload identity). A mapping uses the API's field names, and must contain
            ``grant_type`` and ``subject_token_type`` too, which the class fills in.
        options: for this call only.

    Returns:
        ``Ok(OAuthTokenResponse)``: `access_token`, which its `repr` hides, and `expires_in`, in seconds.

    Errors:
        BadRequestResponseError: the exchange is refused. `code` is the error code of RFC 6749, such as
            ``"invalid_grant"``, and `message` its description.
        Others: see `AnyError`.

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
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
