"""The verifier and the challenge of an OAuth flow (RFC 7636). Nothing is sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from openrouter_core._check import shown
from openrouter_core.models.errors import SDKValidationError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.models import CodeChallenge
    from openrouter_core.models.errors import AnyError

_VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}")  # RFC 7636, 4.1


def oauth_create_sha256_code_challenge(
    code_verifier: str | None = None,
) -> Ok[CodeChallenge] | Err[AnyError]:
    """Create a code verifier, and the code challenge that belongs to it (RFC 7636).

    `oauth_create_authorization_url` takes the challenge, and `oauth_exchange_auth_code_for_api_key` the verifier. This
    function sends nothing, so it has no async form.

    Key: none.

    Arguments:
        code_verifier (str): 43 to 128 letters, digits and ``-._~``; None creates one from 256 random bits.

    Returns:
        ``Ok(CodeChallenge)``: `code_challenge`, and `code_verifier`, which its `repr` hides.

    Errors:
        SDKValidationError: the verifier is not valid according to RFC 7636.

    Example:
        >>> made = oauth_create_sha256_code_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap()
        >>> made.code_challenge
        'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
    """
    import secrets  # here, because only those need them who log users in
    from base64 import urlsafe_b64encode
    from hashlib import sha256

    from openrouter_core.models import CodeChallenge

    verifier = secrets.token_urlsafe(32) if code_verifier is None else code_verifier
    if not isinstance(verifier, str) or not _VERIFIER.fullmatch(verifier):
        expected = "43 to 128 letters, digits and -._~ (RFC 7636, 4.1)"
        got = (
            f"{len(verifier)} characters (not shown)"
            if isinstance(verifier, str)
            else shown(verifier)
        )
        return Err(
            SDKValidationError(
                f"code_verifier: expected {expected}; got {got}",
                path="code_verifier",
                expected=expected,
                got=got,
            )
        )
    digest = sha256(verifier.encode()).digest()
    challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
    return Ok(CodeChallenge(code_verifier=verifier, code_challenge=challenge))
