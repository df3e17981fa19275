"""Private endpoints: a draft is tested and activated. Every deployment passes, except one whose host is in ".invalid"
(RFC 2606), which never exists.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from openrouter_core.testing.api.checks import Rules, body_of, not_empty, query_of
from openrouter_core.testing.api.collection import (
    Collection,
    Item,
    Parameters,
    Resource,
    data,
    now,
    uuid,
)
from openrouter_core.testing.payloads import error
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

PATH = "/private-endpoints"
NO_PRICING = {"prompt": "0", "completion": "0"}
URL_IN_KEY = frozenset({"azure", "amazon-bedrock", "google-vertex"})
"""Providers that need no URL."""
_SUMMARY = [
    "id",
    "model_name",
    "model_permaslug",
    "model_slug",
    "provider_name",
    "status",
    "created_at",
]
_MANAGED = [*_SUMMARY, "declared_region", "declared_zdr"]
_WHOLE = [*_MANAGED, "provider_slug", "base_url", "upstream_model_id", "pricing"]
_WHOLE.remove("created_at")


def _https(url: str) -> str | None:
    parts = urlsplit(url)
    good = parts.scheme == "https" and parts.hostname
    return None if good else f"expected an HTTPS URL, received {json.dumps(url)}"


UPSTREAM: Rules = {"upstream_model_id": not_empty, "base_url": _https}


def new(parameters: Parameters, body: Mapping[str, Any], number: int) -> Item:
    """A draft."""
    return {
        "id": uuid(0xE0D, number),
        "model_name": body["model_permaslug"].rpartition("/")[2],
        "model_permaslug": body["model_permaslug"],
        "model_slug": body["model_permaslug"],
        "provider_name": body["provider_slug"].title(),
        "provider_slug": body["provider_slug"],
        "status": "draft",
        "upstream_model_id": body["upstream_model_id"],
        "base_url": body.get("base_url"),
        "declared_region": body.get("declared_region"),
        "declared_zdr": body.get("declared_zdr"),
        "pricing": body.get("pricing", NO_PRICING),
        "created_at": now(),
        "validated": False,
    }


def _seen(fields: list[str], item: Item) -> Item:
    return {name: item[name] for name in fields}


def whole(item: Item) -> Any:
    """The body for one endpoint, in full."""
    return data(_seen(_WHOLE, item))


def managed(item: Item) -> Any:
    """The body for one endpoint whose state has changed."""
    return data(_seen(_MANAGED, item))


def listed(items: list[Item], total: int) -> Any:
    """The body of the list, which has no pages."""
    return {"data": [_seen(_SUMMARY, item) for item in items]}


RESOURCE = Resource(
    PATH,
    "{id}",
    "Private endpoint",
    new,
    page=1_000_000,
    methods=frozenset({"list", "get", "delete"}),
    read=whole,
    listed=listed,
    deleted=lambda item: {"data": {"id": item["id"]}},
)


class PrivateEndpoints:
    """The handlers, and the endpoints."""

    def __init__(self) -> None:
        self._all = Collection(RESOURCE)
        self.forget()
        self._delete = next(route for route in self._all.routes if route.method == "DELETE")
        one = f"{PATH}/{{id}}"
        self.routes = (
            Route("POST", PATH, self._create),
            Route("PATCH", one, self._all.on_one(self._update)),
            Route("PUT", f"{one}/pricing", self._all.on_one(self._price)),
            Route("POST", f"{one}/validate", self._all.on_one(self._validate)),
            Route("POST", f"{one}/activate", self._all.on_one(self._activate)),
            Route("POST", f"{one}/disable", self._all.on_one(self._disable)),
            Route("POST", f"{one}/enable", self._all.on_one(self._enable)),
            Route("DELETE", one, self._all.on_one(self._delete_one)),
            *(route for route in self._all.routes if route is not self._delete),
        )

    def forget(self) -> None:
        """Forget all endpoints."""
        self._all.forget()
        self._made: dict[str, tuple[Item, Item]] = {}

    def _create(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        """The same key returns the same endpoint in its current state; `activate` may differ."""
        body = body_of(request, f"POST {PATH}", {**UPSTREAM, "model_permaslug": not_empty})
        if isinstance(body, Reply):
            return body
        if body.get("base_url") is None and body["provider_slug"] not in URL_IN_KEY:
            return Reply.error(422, "base_url: this provider wants one")
        compared = {name: value for name, value in body.items() if name != "activate"}
        key = request.headers.get("idempotency-key")
        before, known = self._made.get(key or "", (None, None))
        if known is not None and before != compared:
            return Reply.error(422, "idempotency_key_reused: the key came with another request")
        if known is not None and self._all.find({"id": known["id"]}) is not None:
            return Reply.json(managed(known), 201)
        endpoint = self._all.add(parameters, body)
        if key is not None:
            self._made[key] = (compared, endpoint)
        if body.get("activate") is not None:
            validation = _tested(endpoint)
            if not validation["passed"]:
                beside = {"endpoint": managed(endpoint)["data"], "validation": validation}
                return Reply.json({**error(422, "Validation failed"), "data": beside}, 422)
            endpoint["status"] = "active"
        return Reply.json(managed(endpoint), 201)

    def _update(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        body = body_of(request, f"PATCH {PATH}/{{id}}", UPSTREAM)
        if isinstance(body, Reply):
            return body
        if item["status"] != "draft":
            return Reply.error(409, "Only a draft can be changed")
        changed = {
            "upstream_model_id": body["upstream_model_id"],
            "base_url": body.get("base_url", item["base_url"]),
        }
        if any(item[name] != value for name, value in changed.items()):
            changed |= {"declared_region": None, "declared_zdr": None}
        declared: Item = {n: body[n] for n in ("declared_region", "declared_zdr") if n in body}
        item |= {**changed, **declared, "validated": False}
        return Reply.json(whole(item))

    def _price(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        body = body_of(request, f"PUT {PATH}/{{id}}/pricing")
        if isinstance(body, Reply):
            return body
        item["pricing"] = body["pricing"]
        return Reply.json(whole(item))

    def _validate(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        body = body_of(request, f"POST {PATH}/{{id}}/validate")
        if isinstance(body, Reply):
            return body
        return Reply.json(data(_tested(item)))

    def _activate(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        if item["status"] != "draft" or not item["validated"]:
            problem = "never validated" if item["status"] == "draft" else "already active"
            return Reply.error(409, f"The endpoint is {problem}")
        item["status"] = "active"
        return Reply.json(managed(item))

    def _disable(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        return _switched(item, "disabled")

    def _enable(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        return _switched(item, "active")

    def _delete_one(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        query = query_of(request, f"DELETE {PATH}/{{id}}")
        if isinstance(query, Reply):
            return query
        if query.get("draft_only") == "true" and item["status"] != "draft":
            return Reply.error(409, "The endpoint has been activated")
        reply = self._delete.handler(request, parameters)
        assert isinstance(reply, Reply)
        return reply


def _switched(item: Item, status: str) -> Reply:
    if item["status"] == "draft":
        return Reply.error(409, "The endpoint was never activated")
    item["status"] = status
    return Reply.json(managed(item))


def _tested(item: Item) -> Item:
    """The result of a live request to the deployment."""
    host = urlsplit(item["base_url"] or "").hostname or ""
    item["validated"] = not host.endswith(".invalid")
    if item["validated"]:
        return {"passed": True, "checks": [{"name": "completion", "passed": True}]}
    failed = {
        "name": "completion",
        "passed": False,
        "reason": "upstream_error",
        "upstream_status": 502,
        "upstream_message": f"No answer from {host}",
    }
    return {"passed": False, "checks": [failed]}
