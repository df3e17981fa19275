"""Differences that are known and meant, each with its reason; the report prints them and does not count them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NOT_BUILT: Final[Mapping[str, str]] = {
    "POST /credits/coinbase": "deprecated; it answers 410 to everybody",
}
"""Operations that nobody is to build."""

DIFFERING: Final[Mapping[tuple[str, str, str], str]] = {
    ("*", "header", "HTTP-Referer"): "OpenRouterCore(http_referer=) sends it",
    ("*", "header", "X-Title"): "OpenRouterCore(x_title=) sends it",
    ("*", "header", "X-OpenRouter-Title"): "OpenRouterCore(x_title=) sends it",
    ("*", "header", "X-OpenRouter-Categories"): "OpenRouterCore(app_categories=) sends it",
    ("*", "header", "X-OpenRouter-Metadata"): "RequestOptions(headers=) sends it",
    ("embeddings_generate", "response", "text/event-stream"): "every recorded response is JSON",
    ("rerank_rerank", "response", "text/event-stream"): "every recorded response is JSON",
    ("models_list", "response", "application/rss+xml"): "funcs.request gets it as text",
    ("oauth_exchange_auth_code_for_api_key", "key", ""): "the code and its verifier are the proof",
    ("oauth_create_oauth_token", "key", ""): "the token that is exchanged is the proof",
    ("oauth_list_oauth_jwks", "key", ""): "these keys are for everybody to read",
    ("tools_get_tool", "status", "308"): "it is followed, once and within the server",
}
"""By the operation's name (``*`` for each), the part and the path."""

NEWER: Final = (
    "POST /api/alpha/decisions",
    "GET /batches",
    "POST /batches",
    "DELETE /batches/{id}",
    "GET /batches/{id}",
    "GET /containers/{container_id}/files",
    "GET /containers/{container_id}/files/{file_id}",
    "GET /containers/{container_id}/files/{file_id}/content",
    "POST /containers/{container_id}/files/{file_id}/promote",
    "GET /external-users",
    "POST /external-users",
    "DELETE /external-users/{user}",
    "GET /external-users/{user}",
    "PATCH /external-users/{user}",
    "GET /interns",
    "POST /interns",
    "DELETE /interns/{internId}",
    "GET /interns/{internId}",
    "PATCH /interns/{internId}",
    "POST /interns/{internId}/chat/completions",
    "POST /interns/{internId}/provision",
    "POST /interns/{internId}/suspend",
    "GET /oauth/jwks",
    "POST /oauth/token",
    "GET /organization/settings",
    "PATCH /organization/settings",
    "GET /private-endpoints",
    "POST /private-endpoints",
    "DELETE /private-endpoints/{id}",
    "GET /private-endpoints/{id}",
    "PATCH /private-endpoints/{id}",
    "POST /private-endpoints/{id}/activate",
    "POST /private-endpoints/{id}/disable",
    "POST /private-endpoints/{id}/enable",
    "PUT /private-endpoints/{id}/pricing",
    "POST /private-endpoints/{id}/validate",
    "POST /scim/sync-jobs",
    "GET /scim/sync-jobs/{id}",
    "POST /systemone",
    "GET /tools",
    "GET /tools/{name}",
    "GET /vault/interns/{internId}/connections",
    "GET /vault/interns/{internId}/effective-secrets",
    "GET /vault/interns/{internId}/secrets",
    "POST /vault/interns/{internId}/secrets/copy",
    "DELETE /vault/interns/{internId}/secrets/{name}",
    "PUT /vault/interns/{internId}/secrets/{name}",
    "GET /vault/secrets",
    "DELETE /vault/secrets/{name}",
    "PUT /vault/secrets/{name}",
)
"""The operations that the description of 2026-10-27 has and that of 2026-08-22 has not: of a description that knows
none of them it is no news that one is not there.
"""


def reason(name: str, part: str, path: str) -> str | None:
    """Why a difference is meant; None where it is not."""
    known = {key: why for key, why in DIFFERING.items() if key[1] == part}
    found = (
        why
        for key, why in known.items()
        if key[0] in (name, "*") and key[2].lower() == path.lower()
    )
    return next(found, None)
