"""Your own keys with providers."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.byok_create import byok_create
from openrouter_core.funcs.byok_delete import byok_delete
from openrouter_core.funcs.byok_get import byok_get
from openrouter_core.funcs.byok_list import byok_list
from openrouter_core.funcs.byok_update import byok_update
from tests.funcs.cases import Case

CASES = [
    Case(byok_list, (), "GET /byok"),
    Case(
        byok_list,
        (models.ByokListParams(provider="amazon-bedrock/claude-on-aws", limit=5, offset=10),),
        "GET /byok?offset=10&limit=5&provider=amazon-bedrock%2Fclaude-on-aws",
    ),
    Case(
        byok_create,
        (models.ByokCreateParams(provider="openai", key="sk-1", allowed_models=None),),
        "POST /byok",
        {"provider": "openai", "key": "sk-1", "allowed_models": None},
    ),
    Case(
        byok_create,
        ({"provider": "openai", "key": "sk-1", "is_fallback": True, "name": None},),
        "POST /byok",
        {"provider": "openai", "key": "sk-1", "is_fallback": True, "name": None},
    ),
    Case(byok_get, ("b0/1 ü",), "GET /byok/b0%2F1%20%C3%BC"),
    Case(byok_update, ("b01",), "PATCH /byok/b01", {}),
    Case(
        byok_update,
        ("b0/1", {"declared_region": None, "declared_zdr": True}),
        "PATCH /byok/b0%2F1",
        {"declared_region": None, "declared_zdr": True},
    ),
    Case(
        byok_update,
        ("b01", models.ByokUpdateParams(key="sk-2", disabled=False)),
        "PATCH /byok/b01",
        {"key": "sk-2", "disabled": False},
    ),
    Case(byok_delete, ("b01",), "DELETE /byok/b01"),
]
