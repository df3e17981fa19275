"""Your own provider keys (BYOK)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import not_empty
from openrouter_core.testing.api.collection import (
    WORKSPACE,
    Item,
    Parameters,
    Resource,
    ends,
    given,
    now,
    uuid,
)

_DEFAULTS = {
    "name": None,
    "disabled": False,
    "is_fallback": False,
    "is_byok_only": False,
    "is_required": False,
    "allowed_models": None,
    "allowed_api_key_hashes": None,
    "allowed_user_ids": None,
    "declared_region": None,
    "declared_zdr": None,
}


def _new(parameters: Parameters, body: Mapping[str, Any], number: int) -> Item:
    return {
        "id": uuid(0xB0, number),
        "provider": body["provider"],
        "label": ends(body["key"]),
        "workspace_id": body.get("workspace_id") or WORKSPACE,
        **_DEFAULTS,
        **given(body, _DEFAULTS),
        "sort_order": number - 1,
        "created_at": now(),
    }


def _changed(item: Item, body: Mapping[str, Any]) -> Item:
    changed = given(body, _DEFAULTS)
    return {**changed, "label": ends(body["key"])} if body.get("key") else changed


BYOK = Resource(
    path="/byok",
    one="{id}",
    name="BYOK key",
    new=_new,
    changed=_changed,
    filters=("workspace_id", "provider"),
    default_filters={"workspace_id": WORKSPACE},
    rules={"key": not_empty, "allowed_api_key_hashes": not_empty},
)
