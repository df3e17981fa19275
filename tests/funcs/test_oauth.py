"""OAuth: codes that are exchanged for keys, and tokens of elsewhere for access tokens."""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import parse_qsl

import pytest

from openrouter_core import Err, OpenRouterCore, models
from openrouter_core.funcs.credits_get_credits import credits_get_credits
from openrouter_core.funcs.oauth_create_auth_code import oauth_create_auth_code
from openrouter_core.funcs.oauth_create_oauth_token import oauth_create_oauth_token
from openrouter_core.funcs.oauth_create_sha256_code_challenge import (
    oauth_create_sha256_code_challenge,
)
from openrouter_core.funcs.oauth_exchange_auth_code_for_api_key import (
    oauth_exchange_auth_code_for_api_key,
)
from openrouter_core.funcs.oauth_list_oauth_jwks import oauth_list_oauth_jwks
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.conftest import Run

EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"
JWT_TYPE = "urn:ietf:params:oauth:token-type:jwt"


def jwt(**claims: Any) -> str:
    """A token that says so, signed by nobody."""
    parts = ({"alg": "none"}, claims)
    written = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*written, "c2lnbmVk"])


def asked(**fields: Any) -> dict[str, Any]:
    usual = {
        "grant_type": EXCHANGE,
        "subject_token_type": JWT_TYPE,
        "subject_token": jwt(sub="ci"),
        "federation_policy_id": "policy",
    }
    return {**usual, **fields}


# --- tokens -----------------------------------------------------------------------------------------------------------


def test_an_exchange_is_a_form_without_a_key(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    token = jwt(sub="a+b/c=")
    request = models.OAuthTokenParams(
        federation_policy_id="p ü", subject_token=token, scope="inference"
    )
    run(oauth_create_oauth_token, core, request).unwrap()
    (sent,) = server.requests
    assert (sent.method, sent.target) == ("POST", "/api/v1/oauth/token")
    assert sent.headers["content-type"] == "application/x-www-form-urlencoded"
    assert "authorization" not in sent.headers
    assert dict(parse_qsl(sent.body.decode())) == {
        "federation_policy_id": "p ü",
        "subject_token": token,
        "grant_type": EXCHANGE,
        "subject_token_type": JWT_TYPE,
        "scope": "inference",
    }


def test_an_access_token_takes_the_place_of_a_key(run: Run) -> None:
    with LocalServer(api_key="a-key") as server, OpenRouterCore(server_url=server.url) as core:
        given = run(oauth_create_oauth_token, core, asked()).unwrap()
        assert (given.token_type, given.expires_in, given.scope) == ("Bearer", 900, "inference")
        assert given.access_token not in repr(given)
        with OpenRouterCore(given.access_token, server_url=server.url) as known:
            assert run(credits_get_credits, known).unwrap().data is not None
            server.reset()
            error = run(credits_get_credits, known).failure()
    assert isinstance(error, errors.UnauthorizedResponseError)


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"grant_type": "authorization_code"}, "unsupported_grant_type", "token-exchange"),
    ({"subject_token_type": "other"}, "invalid_request", "subject_token_type"),
    ({"requested_token_type": "other"}, "invalid_request", "requested_token_type"),
    ({"subject_token": "no-jwt"}, "invalid_grant", "no JWT"),
    ({"subject_token": jwt(exp=1)}, "invalid_grant", "expired"),
    ({"scope": "everything"}, "invalid_scope", "inference"),
]


@pytest.mark.parametrize(("fields", "code", "words"), REFUSED)
def test_a_refused_exchange_says_why(
    fields: dict[str, Any],
    code: str,
    words: str,
    run: Run,
    server: LocalServer,
    core: OpenRouterCore,
) -> None:
    error = run(oauth_create_oauth_token, core, asked(**fields)).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert error.code == code
    assert words in error.message
    assert len(server.requests) == 1


def test_a_token_that_is_still_good_is_exchanged(run: Run, core: OpenRouterCore) -> None:
    token = jwt(exp=time.time() + 60)
    assert run(oauth_create_oauth_token, core, asked(subject_token=token)).unwrap().access_token


@pytest.mark.parametrize(
    ("request_", "path"),
    [
        ({"subject_token": "a.b.c"}, "federation_policy_id"),
        ({"federation_policy_id": "p", "subject_token": ""}, "subject_token"),
        ({"federation_policy_id": "p", "subject_token": 5}, "subject_token"),
        (asked(scope=["inference"]), "scope"),
    ],
)
def test_an_exchange_that_lacks_something_is_not_sent(
    request_: dict[str, Any], path: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(oauth_create_oauth_token, core, request_).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == path
    assert "list" not in str(error.expected)  # all of them are texts
    assert server.requests == []


def test_the_token_is_nowhere_to_be_seen(run: Run, server: LocalServer) -> None:
    token = jwt(sub="secret")
    request = models.OAuthTokenParams(federation_policy_id="p", subject_token=token)
    assert token not in repr(request)
    server.enqueue(Reply.json({"error": "invalid_grant"}, 400))
    with OpenRouterCore(server_url=server.url) as core:
        result = run(oauth_create_oauth_token, core, request)
    assert isinstance(result, Err)
    assert token not in f"{result.failure()!r} {result.failure()}"


def test_the_keys_of_tokens_are_listed(run: Run, core: OpenRouterCore) -> None:
    [key] = run(oauth_list_oauth_jwks, core).unwrap().keys
    assert (key.kty, key.crv, key.alg, key.use) == ("EC", "P-256", "ES256", "sig")
    assert len(key.x or "") == len(key.y or "") == 43


# --- codes ------------------------------------------------------------------------------------------------------------


def test_a_code_is_exchanged_once_by_who_has_the_verifier(run: Run, core: OpenRouterCore) -> None:
    challenge = oauth_create_sha256_code_challenge().unwrap()
    request = models.AuthCodeParams(
        callback_url="https://app.example/back",
        code_challenge=challenge.code_challenge,
        code_challenge_method=challenge.code_challenge_method,
        key_label="For my app",
        limit=5,
    )
    code = run(oauth_create_auth_code, core, request).unwrap().data
    assert code.id not in repr(code)
    wrong = {"code": code.id, "code_verifier": "wrong"}
    error = run(oauth_exchange_auth_code_for_api_key, core, wrong).failure()
    assert isinstance(error, errors.ForbiddenResponseError)
    right = {"code": code.id, "code_verifier": challenge.code_verifier}
    assert run(oauth_exchange_auth_code_for_api_key, core, right).unwrap().key.startswith("sk-or-")
    assert isinstance(run(oauth_exchange_auth_code_for_api_key, core, right), Err)


@pytest.mark.parametrize("callback", ["http://far.example", "app://back", ""])
def test_a_callback_that_anybody_could_listen_at_is_refused(
    callback: str, run: Run, core: OpenRouterCore
) -> None:
    error = run(oauth_create_auth_code, core, {"callback_url": callback}).failure()
    assert isinstance(error, errors.BadRequestResponseError)
