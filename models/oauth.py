"""OAuth with PKCE (RFC 7636), by which a user lets an app use their account; and token exchange (RFC 8693), by which a
program proves its identity.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import attrs

from openrouter_core.models.model import (
    UNSET,
    RequestModel,
    Response,
    ResponseModel,
    Unset,
    model,
)

TOKEN_EXCHANGE: Final = "urn:ietf:params:oauth:grant-type:token-exchange"
JWT: Final = "urn:ietf:params:oauth:token-type:jwt"
"""The names of this exchange and this token in RFC 8693."""


@model
class AuthorizationUrlParams(RequestModel):
    """What `oauth_create_authorization_url` puts into the URL.

    Fields:
        callback_url: the URL to which the user returns, with ``?code=...``.
        code_challenge: from `oauth_create_sha256_code_challenge`.
        code_challenge_method: how the challenge was made.
        limit: what the key may spend, in US dollars.
    """

    callback_url: str
    code_challenge: str | Unset | None = UNSET
    code_challenge_method: Literal["S256", "plain"] | str | Unset | None = UNSET
    limit: float | Unset | None = UNSET


@model
class AuthCodeParams(RequestModel):
    """What `oauth_create_auth_code` requests.

    Fields:
        callback_url: the URL to which the user returns: an ``https`` URL, or one of ``localhost`` with any port.
        code_challenge: from `oauth_create_sha256_code_challenge`.
        code_challenge_method: how the challenge was made.
        key_label: the key's name, at most 100 characters; by default the app's name.
        limit: what the key may spend, in US dollars.
        usage_limit_type: when the count restarts; by default never.
        expires_at: when the key expires, as ISO 8601; None means never.
        workspace_id: whose key it becomes; by default the default workspace's.
        spawn_agent, spawn_cloud: which agent is started, and in which cloud, if a tool does so.
    """

    callback_url: str
    code_challenge: str | Unset | None = UNSET
    code_challenge_method: Literal["S256", "plain"] | str | Unset | None = UNSET
    expires_at: str | Unset | None = UNSET
    key_label: str | Unset | None = UNSET
    limit: float | Unset | None = UNSET
    usage_limit_type: Literal["daily", "weekly", "monthly"] | str | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET
    spawn_agent: str | Unset | None = UNSET
    spawn_cloud: str | Unset | None = UNSET


@model
class AuthCode(ResponseModel):
    """A code that can be exchanged for a key, once.

    Fields:
        id: the code itself. `repr` hides it.
        app_id: the app for which it was created.
        created_at: ISO 8601.
    """

    id: str | None = attrs.field(default=None, metadata={"secret": True})
    app_id: int | None = None
    created_at: str | None = None


@model
class AuthCodeResponse(Response):
    """What `oauth_create_auth_code` returns."""

    data: AuthCode | None = None


@model
class AuthCodeExchangeParams(RequestModel):
    """What `oauth_exchange_auth_code_for_api_key` exchanges for a key.

    Fields:
        code: the code with which the user returned.
        code_verifier: the verifier from which the challenge was made.
        code_challenge_method: how it was made.
    """

    code: str = attrs.field(metadata={"secret": True})
    code_verifier: str | Unset | None = attrs.field(default=UNSET, metadata={"secret": True})
    code_challenge_method: Literal["S256", "plain"] | str | Unset | None = UNSET


@model
class AuthCodeExchangeResponse(Response):
    """What `oauth_exchange_auth_code_for_api_key` returns.

    Fields:
        key: the user's key. `repr` hides it.
    """

    key: str | None = attrs.field(default=None, metadata={"secret": True})
    user_id: str | None = None


@attrs.frozen(slots=False, kw_only=True)
class CodeChallenge:
    """A verifier, which stays secret until the code is exchanged, and the challenge made from it.

    Fields:
        code_verifier: 43 to 128 characters (RFC 7636, 4.1). `repr` hides it.
        code_challenge: its SHA-256 in base64url, without padding (4.2).
        code_challenge_method: the name of this method.
    """

    code_verifier: str = attrs.field(repr=lambda _: "***")
    code_challenge: str
    code_challenge_method: Literal["S256"] = "S256"


@model
class OAuthTokenParams(RequestModel):
    """The token that `oauth_create_oauth_token` presents, and what it requests (RFC 8693, 2.1).

    Fields:
        subject_token: the JWT of an issuer that your organization trusts. `repr` hides it.
        federation_policy_id: the policy that says which of your keys such a token represents.
        scope: what the access token may do: ``inference`` or ``management``.
        grant_type, subject_token_type, requested_token_type: the only supported kind of exchange.
    """

    federation_policy_id: str = attrs.field(metadata={"non_empty": True})
    subject_token: str = attrs.field(metadata={"secret": True, "non_empty": True})
    grant_type: Literal["urn:ietf:params:oauth:grant-type:token-exchange"] | str = TOKEN_EXCHANGE
    subject_token_type: Literal["urn:ietf:params:oauth:token-type:jwt"] | str = JWT
    requested_token_type: (
        Literal["urn:ietf:params:oauth:token-type:access_token"] | str | Unset | None
    ) = UNSET
    scope: Literal["inference", "management"] | str | Unset | None = UNSET


@model
class OAuthTokenResponse(Response):
    """What `oauth_create_oauth_token` returns (RFC 8693, 2.2.1).

    Fields:
        access_token: send it in place of a key. `repr` hides it.
        expires_in: how long it is valid, in seconds; at most 15 minutes.
        scope: what it may do.
    """

    access_token: str | None = attrs.field(default=None, metadata={"secret": True})
    expires_in: int | None = None
    issued_token_type: str | None = None
    scope: str | None = None
    token_type: Literal["Bearer"] | str | None = None


@model
class OAuthJwk(ResponseModel):
    """A public key (RFC 7517, and RFC 7518, 6.2, for a point on an elliptic curve).

    Fields:
        kid: its id in a token's header.
        kty, crv, alg, use: its kind, its curve, its algorithm, and what it is for.
        x, y: its point, in base64url.
    """

    kid: str | None = None
    kty: Literal["EC"] | str | None = None
    crv: Literal["P-256"] | str | None = None
    alg: Literal["ES256"] | str | None = None
    use: Literal["sig"] | str | None = None
    x: str | None = None
    y: str | None = None


@model
class OAuthJwksResponse(Response):
    """What `oauth_list_oauth_jwks` returns."""

    keys: Sequence[OAuthJwk] = attrs.field(factory=list)
