"""Guardrails, and the keys and members that they are assigned to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from openrouter_core.testing.api.checks import body_of, not_empty, query_of
from openrouter_core.testing.api.collection import (
    USER,
    WORKSPACE,
    Collection,
    Item,
    Parameters,
    Resource,
    data_and_count,
    given,
    now,
    uuid,
)
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

_DEFAULTS = {
    "description": None,
    "limit_usd": None,
    "reset_interval": None,
    "include_byok_in_budgets": False,
    "allowed_models": None,
    "ignored_models": None,
    "allowed_providers": None,
    "ignored_providers": None,
    "allowed_data_regions": None,
    "enforce_zdr": None,
    "enforce_zdr_anthropic": None,
    "enforce_zdr_google": None,
    "enforce_zdr_openai": None,
    "enforce_zdr_xai": None,
    "enforce_zdr_other": None,
    "allow_safety_retention_google": None,
    "allow_safety_retention_other": None,
    "enable_paid_model_training": None,
    "enable_free_model_training": None,
    "enable_free_model_publication": None,
    "content_filters": None,
    "content_filter_builtins": None,
}
_OF_ZDR = tuple(name for name in _DEFAULTS if name.startswith("enforce_zdr_"))


def _fields(body: Mapping[str, Any]) -> Item:
    """The fields of a guardrail in a body. The old field is the default for those that are not given: `{"enforce_zdr":
    true, "enforce_zdr_xai": false}` sets all of them but one.
    """
    found = given(body, _DEFAULTS)
    if found.get("enforce_zdr") is not None:
        found = {**dict.fromkeys(_OF_ZDR, found["enforce_zdr"]), **found}
    if found.get("content_filter_builtins"):
        found["content_filter_builtins"] = [
            {**each, "label": f"[{each['slug'].replace('-', '_').upper()}]"}
            for each in found["content_filter_builtins"]
        ]
    return found


def _new(parameters: Parameters, body: Mapping[str, Any], number: int) -> Item:
    return {
        "id": uuid(0xA0, number),
        "name": body["name"],
        "workspace_id": body.get("workspace_id") or WORKSPACE,
        **_DEFAULTS,
        **_fields(body),
        "created_at": now(),
        "updated_at": None,
    }


def _changed(item: Item, body: Mapping[str, Any]) -> Item:
    return {**_fields(body), "name": body.get("name") or item["name"]}


_LISTS = ("allowed_models", "ignored_models", "allowed_providers", "ignored_providers")
GUARDRAILS = Resource(
    path="/guardrails",
    one="{id}",
    name="Guardrail",
    new=_new,
    changed=_changed,
    filters=("workspace_id",),
    default_filters={"workspace_id": WORKSPACE},
    rules=dict.fromkeys(("name", *_LISTS), not_empty),
)


def _of_key(hash: str) -> Item:
    return {
        "key_hash": hash,
        "key_name": f"Key {hash[:8]}",
        "key_label": f"sk-or-v1-{hash[:3]}...{hash[-3:]}",
    }


def _of_member(user: str) -> Item:
    return {"user_id": user, "organization_id": "org_localserver"}


class Guardrails:
    """The guardrails, and their assignments: a key or a member has at most one, the latest."""

    def __init__(self) -> None:
        self._guardrails = Collection(GUARDRAILS)
        self._keys = _Assignments(self._guardrails, "keys", "key_hashes", 0xA1, _of_key)
        self._members = _Assignments(
            self._guardrails, "members", "member_user_ids", 0xA2, _of_member
        )
        self.routes = (*self._guardrails.routes, *self._keys.routes, *self._members.routes)

    def forget(self) -> None:
        """Forget all guardrails."""
        self._guardrails.forget()
        self._keys.forget()
        self._members.forget()


class _Assignments:
    """The assignments of keys, or those of members.

    Args:
        guardrails: what they are assigned to.
        kind: the last part of their paths.
        field: what names them in a body.
        uuids: the kind of their ids.
        described: the description of a key or a member.
    """

    def __init__(
        self,
        guardrails: Collection,
        kind: str,
        field: str,
        uuids: int,
        described: Callable[[str], Item],
    ) -> None:
        self._guardrails = guardrails
        self._of_one = f"/guardrails/{{id}}/assignments/{kind}"
        self._field = field
        self._uuids = uuids
        self._described = described
        self._numbers = 0
        self.forget()
        on_one = guardrails.on_one
        self.routes = (
            Route("GET", f"/guardrails/assignments/{kind}", self._list_all),
            Route("GET", self._of_one, on_one(self._list)),
            Route("POST", self._of_one, on_one(self._assign)),
            Route("POST", f"{self._of_one}/remove", on_one(self._unassign)),
        )

    def forget(self) -> None:
        # A new dict, because the server's thread may be using the old one.
        self._by_name: dict[str, Item] = {}

    def _list_all(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        return self._page(request, lambda found: self._guardrails.find({"id": found}) is not None)

    def _list(self, request: RecordedRequest, parameters: Parameters, guardrail: Item) -> Reply:
        return self._page(request, lambda found: found == guardrail["id"])

    def _page(self, request: RecordedRequest, wanted: Callable[[str], bool]) -> Reply:
        query = query_of(request, f"GET {self._of_one}")
        if isinstance(query, Reply):
            return query
        items = [item for item in self._by_name.values() if wanted(item["guardrail_id"])]
        offset = int(query.get("offset", 0))
        page = items[offset : offset + int(query.get("limit", 50))]
        return Reply.json(data_and_count(page, len(items)))

    def _assign(self, request: RecordedRequest, parameters: Parameters, guardrail: Item) -> Reply:
        body = body_of(request, f"POST {self._of_one}", {self._field: not_empty})
        if isinstance(body, Reply):
            return body
        names = dict.fromkeys(body[self._field])
        for name in names:
            self._numbers += 1
            self._by_name.pop(name, None)
            self._by_name[name] = {
                "id": uuid(self._uuids, self._numbers),
                "guardrail_id": guardrail["id"],
                **self._described(name),
                "assigned_by": USER,
                "created_at": now(),
            }
        return Reply.json({"assigned_count": len(names)})

    def _unassign(self, request: RecordedRequest, parameters: Parameters, guardrail: Item) -> Reply:
        body = body_of(request, f"POST {self._of_one}/remove", {self._field: not_empty})
        if isinstance(body, Reply):
            return body
        names = [
            name
            for name in dict.fromkeys(body[self._field])
            if name in self._by_name and self._by_name[name]["guardrail_id"] == guardrail["id"]
        ]
        for name in names:
            del self._by_name[name]
        return Reply.json({"unassigned_count": len(names)})
