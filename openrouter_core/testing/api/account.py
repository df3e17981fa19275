"""The account: its credits, the key in use, and the keys that were created."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import body_of, not_empty, one_of, query_of, utc
from openrouter_core.testing.api.collection import USER, WORKSPACE, now
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

PAGE = 100  # keys in one answer of GET /keys, as OpenRouter's guide to management keys says
CREDITS = {"total_credits": 100.5, "total_usage": 25.75}

_NEW_KEY = {"name": not_empty, "expires_at": utc, "creator_user_id": not_empty}
_CHANGES = ("name", "disabled", "limit", "limit_reset", "include_byok_in_limit")
_LISTED = {"include_disabled": one_of("true", "false")}


class Account:
    """The handlers, and the keys by their hash, oldest first."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.forget()
        self.routes = (
            Route("GET", "/credits", lambda request, parameters: Reply.json({"data": CREDITS})),
            Route("GET", "/key", self._current),
            Route("GET", "/keys", self._list),
            Route("POST", "/keys", self._create),
            Route("GET", "/keys/{hash}", self._get),
            Route("PATCH", "/keys/{hash}", self._update),
            Route("DELETE", "/keys/{hash}", self._delete),
        )

    def forget(self) -> None:
        """Forget all keys."""
        # A new dict, because the server's thread may be using the old one.
        self._keys: dict[str, dict[str, Any]] = {}

    def make_key(self, settings: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """A new key: its secret, and its record.

        Args:
            settings: the fields of a `POST /keys` body. Without a limit there is none.
        """
        secret = "sk-or-v1-" + _sha256(f"a key of LocalServer, number {next(self._numbers)}")
        limit = settings.get("limit")
        key = {
            "hash": _sha256(secret),
            "name": settings["name"],
            "label": _label(secret),
            "disabled": False,
            "limit": limit,
            "limit_remaining": limit,
            "limit_reset": settings.get("limit_reset"),
            "include_byok_in_limit": settings.get("include_byok_in_limit", False),
            **_usage(0),
            "external_user": None,
            "created_at": now(),
            "updated_at": None,
            "last_used_at": None,
            "expires_at": settings.get("expires_at"),
            "creator_user_id": settings.get("creator_user_id") or USER,
            "workspace_id": settings.get("workspace_id", WORKSPACE),
        }
        self._keys[key["hash"]] = key
        return secret, key

    def has_active_keys(self, workspace_id: str) -> bool:
        """Whether a workspace has an active key."""
        return any(
            key["workspace_id"] == workspace_id and not key["disabled"]
            for key in self._keys.values()
        )

    def _current(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        secret = request.headers.get("authorization", "").partition(" ")[2]
        made_here = self._keys.get(_sha256(secret))
        limits: Mapping[str, Any] = made_here or {"limit": 100, "limit_remaining": 74.5}
        data = {
            "label": _label(secret),
            "limit": limits["limit"],
            "limit_remaining": limits["limit_remaining"],
            "limit_reset": limits.get("limit_reset"),
            "include_byok_in_limit": limits.get("include_byok_in_limit", False),
            **_usage(25.5 if made_here is None else 0),
            "is_free_tier": False,
            "is_management_key": made_here is None,
            "is_provisioning_key": made_here is None,
            "expires_at": limits.get("expires_at"),
            "creator_user_id": limits.get("creator_user_id", USER),
            "organization_id": None,
            "workspace_id": limits.get("workspace_id", WORKSPACE),
            "allowed_data_regions": ["global"],
            "budgets": [],
            "effective_budget": None,
            "free_model_daily_requests": {"limit": 1_000, "used": 0, "remaining": 1_000},
            "rate_limit": {
                "requests": -1,
                "interval": "10s",
                "note": "This field is deprecated and safe to ignore.",
            },
        }
        return Reply.json({"data": data})

    def _list(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        query = query_of(request, "GET /keys", _LISTED)
        if isinstance(query, Reply):
            return query
        workspace = query.get("workspace_id", WORKSPACE).lower()
        with_disabled = query.get("include_disabled") == "true"
        keys = [
            key
            for key in reversed(self._keys.values())  # the newest first
            if key["workspace_id"].lower() == workspace and (with_disabled or not key["disabled"])
        ]
        offset = int(query.get("offset", 0))
        return Reply.json({"data": keys[offset : offset + PAGE]})

    def _create(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /keys", _NEW_KEY)
        if isinstance(body, Reply):
            return body
        secret, key = self.make_key(body)
        return Reply.json({"data": key, "key": secret}, 201)

    def _get(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        key = self._keys.get(parameters["hash"])
        return _UNKNOWN if key is None else Reply.json({"data": key})

    def _update(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        """A field that is not given stays unchanged; `limit: null` removes the limit."""
        key = self._keys.get(parameters["hash"])
        if key is None:
            return _UNKNOWN
        body = body_of(request, "PATCH /keys/{hash}")
        if isinstance(body, Reply):
            return body
        key |= {name: body[name] for name in _CHANGES if name in body}
        key |= {"limit_remaining": key["limit"], "updated_at": now()}
        return Reply.json({"data": key})

    def _delete(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        key = self._keys.pop(parameters["hash"], None)
        return _UNKNOWN if key is None else Reply.json({"deleted": True})


_UNKNOWN = Reply.error(404, "API key not found")


def _usage(spent: float) -> dict[str, float]:
    """USD, in total and in the current day, week and month; nothing with own provider keys."""
    periods = ("", "_daily", "_weekly", "_monthly")
    return {
        **{f"usage{period}": spent for period in periods},
        **{f"byok_usage{period}": 0 for period in periods},
    }


def _label(secret: str) -> str:
    """A shortened key, as the API shows it: "sk-or-v1-0e6...c96"; nothing of a short key."""
    return f"{secret[:12]}...{secret[-3:]}" if len(secret) > 30 else "sk-or-v1-..."


def _sha256(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
