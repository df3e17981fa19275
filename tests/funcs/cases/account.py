"""Credits, keys and authorization."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.api_keys_create import api_keys_create
from openrouter_core.funcs.api_keys_delete import api_keys_delete
from openrouter_core.funcs.api_keys_get import api_keys_get
from openrouter_core.funcs.api_keys_get_current_key_metadata import (
    api_keys_get_current_key_metadata,
)
from openrouter_core.funcs.api_keys_list import api_keys_list
from openrouter_core.funcs.api_keys_update import api_keys_update
from openrouter_core.funcs.credits_get_credits import credits_get_credits
from openrouter_core.funcs.oauth_create_auth_code import oauth_create_auth_code
from openrouter_core.funcs.oauth_exchange_auth_code_for_api_key import (
    oauth_exchange_auth_code_for_api_key,
)
from openrouter_core.funcs.oauth_list_oauth_jwks import oauth_list_oauth_jwks
from tests.funcs.cases import Case

CASES = [
    Case(
        oauth_create_auth_code,
        ({"callback_url": "https://a.example", "limit": None},),
        "POST /auth/keys/code",
        {"callback_url": "https://a.example", "limit": None},
    ),
    Case(
        oauth_create_auth_code,
        (models.AuthCodeParams(callback_url="https://a.example", key_label="My key"),),
        "POST /auth/keys/code",
        {"callback_url": "https://a.example", "key_label": "My key"},
    ),
    Case(oauth_list_oauth_jwks, (), "GET /oauth/jwks"),
    Case(credits_get_credits, (), "GET /credits"),
    Case(api_keys_get_current_key_metadata, (), "GET /key"),
    Case(api_keys_list, (), "GET /keys"),
    Case(
        api_keys_list,
        (models.ApiKeysListParams(include_disabled=True, offset=100),),
        "GET /keys?include_disabled=true&offset=100",
    ),
    Case(
        api_keys_create, ({"name": "a", "limit": None},), "POST /keys", {"name": "a", "limit": None}
    ),
    Case(
        api_keys_create,
        (models.ApiKeysCreateParams("a", limit=None, limit_reset="daily"),),
        "POST /keys",
        {"name": "a", "limit": None, "limit_reset": "daily"},
    ),
    Case(api_keys_create, (models.ApiKeysCreateParams("a"),), "POST /keys", {"name": "a"}),
    Case(api_keys_update, ("f0/1", {"limit": None}), "PATCH /keys/f0%2F1", {"limit": None}),
    Case(
        api_keys_update,
        ("f01", models.ApiKeysUpdateParams(disabled=True)),
        "PATCH /keys/f01",
        {"disabled": True},
    ),
    Case(api_keys_get, ("f0/1?",), "GET /keys/f0%2F1%3F"),
    Case(api_keys_delete, ("f01",), "DELETE /keys/f01"),
    Case(
        oauth_exchange_auth_code_for_api_key,
        ({"code": "c", "code_verifier": "v"},),
        "POST /auth/keys",
        {"code": "c", "code_verifier": "v"},
    ),
]
