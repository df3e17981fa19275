"""How a user lets an app use their account: OAuth with PKCE (RFC 7636)."""

from __future__ import annotations

from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, Unset, model


@model
class AuthorizationUrlParams(RequestModel):
    """What `oauth_create_authorization_url` puts into the URL.

    Fields:
        callback_url: where the user comes back to, with ``?code=...``.
        code_challenge: of `oauth_create_sha256_code_challenge`.
        code_challenge_method: how the challenge was made.
        limit: what the key may spend, in US dollars.
    """

    callback_url: str
    code_challenge: str | Unset | None = UNSET
    code_challenge_method: Literal["S256", "plain"] | str | Unset | None = UNSET
    limit: float | Unset | None = UNSET


@model
class AuthCodeExchangeParams(RequestModel):
    """What `oauth_exchange_auth_code_for_api_key` trades for a key.

    Fields:
        code: what the user came back with.
        code_verifier: what the challenge was made of.
        code_challenge_method: how it was made.
    """

    code: str = attrs.field(metadata={"secret": True})
    code_verifier: str | Unset | None = attrs.field(default=UNSET, metadata={"secret": True})
    code_challenge_method: Literal["S256", "plain"] | str | Unset | None = UNSET


@model
class AuthCodeExchangeResponse(Response):
    """What `oauth_exchange_auth_code_for_api_key` gets.

    Fields:
        key: the user's key. No representation shows it.
    """

    key: str | None = attrs.field(default=None, metadata={"secret": True})
    user_id: str | None = None


@attrs.frozen(slots=False, kw_only=True)
class CodeChallenge:
    """A verifier, which stays here until the code is exchanged, and the challenge that is made of it.

    Fields:
        code_verifier: 43 to 128 characters (RFC 7636, 4.1). No representation shows it.
        code_challenge: its SHA-256 in base64url, without padding (4.2).
        code_challenge_method: the name of that.
    """

    code_verifier: str = attrs.field(repr=lambda _: "***")
    code_challenge: str
    code_challenge_method: Literal["S256"] = "S256"
