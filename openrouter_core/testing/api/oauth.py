"""The PKCE flow, but for its page in the browser: codes, and the keys that they are exchanged for."""

from __future__ import annotations

import hashlib
import itertools
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any

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


_NEW_CODE = {"callback_url": _callback, "expires_at": utc}


class Authorization:
    """The handlers, and the codes that nobody exchanged yet.

    Args:
        account: where the keys are made.
    """

    def __init__(self, account: Account):
        self._account = account
        self._numbers = itertools.count(1)
        self.forget()
        self.routes = (
            Route("POST", "/auth/keys/code", self._create_code),
            Route("POST", "/auth/keys", self._exchange, needs_key=False),
        )

    def forget(self) -> None:
        """Have no codes."""
        # New objects, because the server's thread may be using the old ones.
        self._codes: dict[str, dict[str, Any]] = {}
        self._exchanged: set[str] = set()

    def _create_code(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /auth/keys/code", _NEW_CODE)
        if isinstance(body, Reply):
            return body
        number = next(self._numbers)
        code = f"auth_code_localserver{number:06d}"
        self._codes[code] = body
        return Reply.json({"data": {"id": code, "app_id": number, "created_at": now()}})

    def _exchange(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        """A key for a code. One that was not made here counts as one that the user brings back from
        OpenRouter's page, which this server does not play: it cannot be checked, and is good.
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


def _verifies(challenge: str, method: str, verifier: str | None) -> bool:
    """Whether the verifier is the one that the challenge was made from (RFC 7636, 4.6)."""
    if verifier is None or method == "plain":
        return verifier == challenge
    digest = hashlib.sha256(verifier.encode("utf-8", "surrogatepass")).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode() == challenge
