"""The vault's secrets."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.vault_delete_vault_secret import vault_delete_vault_secret
from openrouter_core.funcs.vault_list_vault_secrets import vault_list_vault_secrets
from openrouter_core.funcs.vault_store_vault_secret import vault_store_vault_secret
from tests.funcs.cases import Case

SECRET = {"value": "ghp_1", "hosts": ["api.github.com"]}
CASES = [
    Case(
        vault_store_vault_secret,
        ("github_token", SECRET),
        "PUT /vault/secrets/github_token",
        SECRET,
    ),
    Case(
        vault_store_vault_secret,
        ("a/b c", models.VaultSecretParams(value="ghp_1", hosts=["api.github.com"])),
        "PUT /vault/secrets/a%2Fb%20c",
        SECRET,
    ),
    Case(vault_list_vault_secrets, (), "GET /vault/secrets"),
    Case(
        vault_list_vault_secrets,
        (models.VaultSecretsListParams(limit=10, offset=20),),
        "GET /vault/secrets?limit=10&offset=20",
    ),
    Case(
        vault_list_vault_secrets,
        ({"limit": 10, "offset": None},),
        "GET /vault/secrets?limit=10",
    ),
    Case(vault_delete_vault_secret, ("github_token",), "DELETE /vault/secrets/github_token"),
]
