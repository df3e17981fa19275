"""The PKCE flow, except for its page in the browser: codes, and the keys that they are exchanged for; and the exchange
of a program's identity tokens.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from openrouter_core.testing.api.account import Account
from openrouter_core.testing.api.checks import body_of, utc
from openrouter_core.testing.api.collection import USER, now
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route


def _callback(value: Any) -> str | None:
    local = r"http://(localhost|127\.0\.0\.1)(:\d+)?(/.*)?"
    if isinstance(value, str) and re.fullmatch(rf"https://.+|{local}", value):
        return None
    return "expected an https URL, or an http one of localhost"


TOKEN_SECONDS = 900
_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
_JWT = "urn:ietf:params:oauth:token-type:jwt"
_ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token"
# The curve's base point (SEC 2, 2.4.2): a public key whose private one is 1.
_PUBLIC_KEY = {
    "kid": "localserver",
    "kty": "EC",
    "crv": "P-256",
    "alg": "ES256",
    "use": "sig",
    "x": "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
    "y": "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
}
_NEW_CODE = {"callback_url": _callback, "expires_at": utc}


class Authorization:
    """The handlers, the codes that were not exchanged yet, and the valid access tokens.

    Args:
        account: creates the keys.
    """

    def __init__(self, account: Account):
        self._account = account
        self._numbers = itertools.count(1)
        self.forget()
        self.routes = (
            Route("POST", "/auth/keys/code", self._create_code),
            Route("POST", "/auth/keys", self._exchange, needs_key=False),
            Route("POST", "/oauth/token", self._exchange_token, needs_key=False),
            Route("GET", "/oauth/jwks", self._list_keys, needs_key=False),
        )

    def forget(self) -> None:
        """Forget all codes and tokens."""
        # New objects, because the server's thread may be using the old ones.
        self._codes: dict[str, dict[str, Any]] = {}
        self._exchanged: set[str] = set()
        self._tokens: dict[str, float] = {}

    def accepts(self, token: str) -> bool:
        """Whether this is a valid access token."""
        return time.monotonic() < self._tokens.get(token, 0)

    def _create_code(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /auth/keys/code", _NEW_CODE)
        if isinstance(body, Reply):
            return body
        number = next(self._numbers)
        code = f"auth_code_localserver{number:06d}"
        self._codes[code] = body
        return Reply.json({"data": {"id": code, "app_id": number, "created_at": now()}})

    def _exchange(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        """A key for a code. An unknown code counts as one from OpenRouter's page, which this server does not simulate:
        it cannot be checked, and is accepted.
        """
        body = body_of(request, "POST /auth/keys")
        if isinstance(body, Reply):
            return body
        code = body["code"]
        made = self._codes.get(code, {})
        # Without a method a challenge is the verifier itself: RFC 7636, 4.3.
        challenge, method = made.get("code_challenge"), made.get("code_challenge_method", "plain")
        if challenge is not None and body.get("code_challenge_method") not in (None, method):
            return Reply.error(400, "Invalid code_challenge_method")
        verifier = body.get("code_verifier")
        if code in self._exchanged or (challenge and not _verifies(challenge, method, verifier)):
            return Reply.error(403, "Invalid code or code_verifier")
        if self._codes.pop(code, None) is not None:
            self._exchanged.add(code)
        settings: dict[str, Any] = {
            "name": made.get("key_label", "LocalServer"),
            "limit_reset": made.get("usage_limit_type"),
            **{
                name: made[name] for name in ("limit", "expires_at", "workspace_id") if name in made
            },
        }
        secret, _ = self._account.make_key(settings)
        return Reply.json({"key": secret, "user_id": USER})

    def _exchange_token(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        """An access token for any JWT: neither its issuer nor its signature is verified. A JWT with an expiry in the
        past is refused.
        """
        if _essence(request) != "application/x-www-form-urlencoded":
            return _refused("invalid_request", "expected application/x-www-form-urlencoded")
        pairs = parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True)
        form = dict(pairs)
        for name in ("grant_type", "subject_token_type", "subject_token", "federation_policy_id"):
            if not form.get(name):
                return _refused("invalid_request", f"{name} is missing")
        if len(form) != len(pairs):
            return _refused("invalid_request", "a parameter is repeated")
        if form["grant_type"] != _EXCHANGE:
            return _refused("unsupported_grant_type", f"expected {_EXCHANGE}")
        if form["subject_token_type"] != _JWT:
            return _refused("invalid_request", f"subject_token_type: expected {_JWT}")
        if form.get("requested_token_type", _ACCESS_TOKEN) != _ACCESS_TOKEN:
            return _refused("invalid_request", f"requested_token_type: expected {_ACCESS_TOKEN}")
        scope = form.get("scope", "inference")
        if scope not in ("inference", "management"):
            return _refused("invalid_scope", "expected inference or management")
        claims = _claims(form["subject_token"])
        if claims is None:
            return _refused("invalid_grant", "The subject token is no JWT")
        expires = claims.get("exp")
        if isinstance(expires, int | float) and expires <= time.time():
            return _refused("invalid_grant", "The subject token has expired")
        token = f"oat-localserver{next(self._numbers):06d}"
        self._tokens[token] = time.monotonic() + TOKEN_SECONDS
        body = {
            "access_token": token,
            "issued_token_type": _ACCESS_TOKEN,
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "scope": scope,
        }
        return Reply.json(body, headers={"Cache-Control": "no-store"})

    def _list_keys(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        return Reply.json({"keys": [_PUBLIC_KEY]})


def _refused(word: str, description: str) -> Reply:
    """An error in the format of RFC 6749, 5.2."""
    return Reply.json({"error": word, "error_description": description}, 400)


def _essence(request: RecordedRequest) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _claims(token: str) -> dict[str, Any] | None:
    """The claims of a JWT (RFC 7519); None if it is not a JWT. Its signature is not checked."""
    head, _, rest = token.partition(".")
    payload, dot, _ = rest.partition(".")
    try:
        read = [
            json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4))) for part in (head, payload)
        ]
    except (ValueError, RecursionError):
        return None
    return read[1] if dot and all(isinstance(part, dict) for part in read) else None


def _verifies(challenge: str, method: str, verifier: str | None) -> bool:
    """Whether the challenge was made from this verifier (RFC 7636, 4.6)."""
    if verifier is None or method == "plain":
        return verifier == challenge
    digest = hashlib.sha256(verifier.encode("utf-8", "surrogatepass")).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge
