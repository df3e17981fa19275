"""The vault's secrets."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.vault_copy_vault_secrets_to_intern import (
    vault_copy_vault_secrets_to_intern,
)
from openrouter_core.funcs.vault_delete_intern_vault_secret import vault_delete_intern_vault_secret
from openrouter_core.funcs.vault_delete_vault_secret import vault_delete_vault_secret
from openrouter_core.funcs.vault_list_intern_connections import vault_list_intern_connections
from openrouter_core.funcs.vault_list_intern_effective_vault_secrets import (
    vault_list_intern_effective_vault_secrets,
)
from openrouter_core.funcs.vault_list_intern_vault_secrets import vault_list_intern_vault_secrets
from openrouter_core.funcs.vault_list_vault_secrets import vault_list_vault_secrets
from openrouter_core.funcs.vault_store_intern_vault_secret import vault_store_intern_vault_secret
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
    Case(
        vault_store_intern_vault_secret,
        ("i1", "github_token", models.VaultSecretParams(value="ghp_1", hosts=["api.github.com"])),
        "PUT /vault/interns/i1/secrets/github_token",
        SECRET,
    ),
    Case(
        vault_store_intern_vault_secret,
        ("i/1", "a b", SECRET),
        "PUT /vault/interns/i%2F1/secrets/a%20b",
        SECRET,
    ),
    Case(
        vault_list_intern_vault_secrets,
        ("i1", {"limit": 5}),
        "GET /vault/interns/i1/secrets?limit=5",
    ),
    Case(vault_list_intern_vault_secrets, ("i?1",), "GET /vault/interns/i%3F1/secrets"),
    Case(
        vault_delete_intern_vault_secret,
        ("i1", "github_token"),
        "DELETE /vault/interns/i1/secrets/github_token",
    ),
    Case(
        vault_list_intern_effective_vault_secrets,
        ("i1", models.VaultSecretsListParams(offset=100)),
        "GET /vault/interns/i1/effective-secrets?offset=100",
    ),
    Case(
        vault_copy_vault_secrets_to_intern,
        ("i1", models.VaultSecretsCopyParams(["a", "b"])),
        "POST /vault/interns/i1/secrets/copy",
        {"names": ["a", "b"]},
    ),
    Case(
        vault_copy_vault_secrets_to_intern,
        ("i1", {"names": ["a"]}),
        "POST /vault/interns/i1/secrets/copy",
        {"names": ["a"]},
    ),
    Case(vault_list_intern_connections, ("i1",), "GET /vault/interns/i1/connections"),
]
