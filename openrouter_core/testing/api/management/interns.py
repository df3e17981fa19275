"""Interns: created, started, stopped and deleted. What takes minutes in the API takes one or two polls here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import Rules, body_of, not_empty, query_of
from openrouter_core.testing.api.collection import WORKSPACE, Item, Parameters, now, uuid
from openrouter_core.testing.payloads import error
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Handler, Route

PAGE = 100
STATUSES = frozenset(
    [
        "awaiting_slack_install",
        "queued",
        "provisioning",
        "running",
        "failed",
        "stopped",
        "destroying",
        "destroy_failed",
    ]
)
STEPS = ("Making a machine", "Starting the intern")
"""Each poll of an intern advances it a step."""
_INTERN, _VAULT = 0x1407, 0x0A17  # kinds of ids
_MODEL = re.compile("[^/:]+/[^/:]+(:[^/:]+)?")


def _statuses(text: str) -> str | None:
    wrong = next((each for each in text.split(",") if each not in STATUSES), None)
    return None if wrong is None else f"expected lifecycle statuses, received {json.dumps(wrong)}"


def _model(slug: str) -> str | None:
    return None if _MODEL.fullmatch(slug) else "expected author/slug"


SETTINGS = ("name", "description", "instructions", "model")
CHANGED: Rules = {"name": not_empty, "model": _model}


class Interns:
    """The handlers, and the interns by their id, oldest first."""

    def __init__(self) -> None:
        self._numbers = 0
        self.forget()
        one = "/interns/{internId}"
        self.routes = (
            Route("GET", "/interns", self._list),
            Route("POST", "/interns", self._create),
            Route("GET", one, self._on_one(self._get)),
            Route("PATCH", one, self._on_one(self._update)),
            Route("DELETE", one, self._on_one(self._delete)),
            Route("POST", f"{one}/provision", self._on_one(self._provision)),
            Route("POST", f"{one}/suspend", self._on_one(self._suspend)),
        )

    def forget(self) -> None:
        """Forget all interns."""
        # New dicts, because the server's thread may be using the old ones.
        self._interns: dict[str, Item] = {}
        self._made: dict[str, tuple[Any, Item]] = {}

    def find(self, intern_id: str) -> Item | None:
        """The intern, if it exists and is not deleted."""
        return self._interns.get(intern_id)

    def owner(self, vault_id: str | None) -> Item | None:
        """The owner of a vault."""
        found = (each for each in self._interns.values() if each["vault_id"] == vault_id)
        return None if vault_id is None else next(found, None)

    def _on_one(self, handler: Any) -> Handler:
        def handle(request: RecordedRequest, parameters: Parameters) -> Reply:
            intern = self.find(parameters["internId"])
            if intern is None:
                return failure(404, "Intern not found", "intern_not_found")
            reply: Reply = handler(request, intern)
            return reply

        return handle

    def _look(self, intern: Item) -> Item:
        """The current state of an intern, which then advances a step."""
        seen = dict(intern)
        step = intern["progress"]["step_number"] if intern["progress"] else 0
        if intern["status"] == "destroying":
            self._interns.pop(intern["id"], None)
        elif intern["status"] == "provisioning" and step == len(STEPS):
            host = f"{intern['id']}.interns.example"
            intern |= {"status": "running", "progress": None, "hostname": host}
        elif intern["status"] == "provisioning":
            intern["progress"] = _progress(step + 1)
        return seen

    def _list(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        query = query_of(request, "GET /interns", {"status": _statuses})
        if isinstance(query, Reply):
            return query
        wanted = query.get("status", ",".join(STATUSES)).split(",")
        workspace = query.get("workspace_id", WORKSPACE)
        newest = [
            each
            for each in reversed(self._interns.values())
            if each["status"] in wanted and each["workspace_id"] == workspace
        ]
        after = query.get("starting_after")
        if after is not None and not after.startswith("after-"):
            return failure(400, "starting_after: expected a cursor", "invalid_request")
        if after is not None:
            # Ids are in order of creation, also after their intern is deleted.
            newest = [each for each in newest if each["id"] < after.removeprefix("after-")]
        limit = int(query.get("limit", PAGE))
        page, more = newest[:limit], len(newest) > limit
        cursor = {"next_cursor": f"after-{page[-1]['id']}"} if more else {}
        return Reply.json({"data": [self._look(each) for each in page], "has_more": more, **cursor})

    def _create(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        """A repeated request, recognized by its key or else by its body, returns what the first one created."""
        body = body_of(request, "POST /interns", CHANGED)
        if isinstance(body, Reply):
            return body
        key = request.headers.get("idempotency-key", json.dumps(body, sort_keys=True))
        if not 1 <= len(key) <= 255 and "idempotency-key" in request.headers:
            return failure(400, "Idempotency-Key: expected 1 to 255 characters", "invalid_request")
        before, made = self._made.get(key, (None, None))
        if made is not None and before != body:
            return failure(409, "This Idempotency-Key came with another body", "conflict")
        if made is not None and made["id"] in self._interns:
            return Reply.json(dict(made))
        if body.get("workspace_id", WORKSPACE) != WORKSPACE:
            return failure(403, "The API key belongs to another workspace", "forbidden")
        if "vault_id" in body and self.owner(body["vault_id"]) is None:
            return failure(404, "Vault not found", "vault_not_found")
        if self._is_taken(body["name"]):
            return failure(409, f"There is an intern named {body['name']}", "name_taken")
        self._numbers += 1
        intern = _new(body, self._numbers)
        self._interns[intern["id"]] = intern
        self._made[key] = (body, intern)
        return Reply.json(dict(intern), 201)

    def _is_taken(self, name: str) -> bool:
        return any(each["name"] == name for each in self._interns.values())

    def _get(self, request: RecordedRequest, intern: Item) -> Reply:
        return Reply.json(self._look(intern))

    def _update(self, request: RecordedRequest, intern: Item) -> Reply:
        body = body_of(request, "PATCH /interns/{internId}", CHANGED)
        if isinstance(body, Reply):
            return body
        changes: Item = {name: body[name] for name in SETTINGS if name in body}
        if changes.get("name", intern["name"]) != intern["name"] and self._is_taken(
            changes["name"]
        ):
            return failure(409, f"There is an intern named {changes['name']}", "name_taken")
        intern |= {**changes, "updated_at": now()}
        return Reply.json(dict(intern))

    def _delete(self, request: RecordedRequest, intern: Item) -> Reply:
        if request.body:  # it is optional
            body = body_of(request, "DELETE /interns/{internId}")
            if isinstance(body, Reply):
                return body
        intern |= {"status": "destroying", "progress": None, "hostname": None, "updated_at": now()}
        return Reply.json({"deleting": True}, 202)

    def _provision(self, request: RecordedRequest, intern: Item) -> Reply:
        refused = _refused(request, intern)
        if refused is not None:
            return refused
        if intern["status"] != "running":
            intern |= {"status": "provisioning", "progress": _progress(1), "updated_at": now()}
        return Reply.json({"provisioning": True}, 202)

    def _suspend(self, request: RecordedRequest, intern: Item) -> Reply:
        refused = _refused(request, intern)
        if refused is not None:
            return refused
        intern |= {"status": "stopped", "progress": None, "hostname": None, "updated_at": now()}
        return Reply.json({"suspended": True})


def failure(status: int, message: str, reason: str, *, retryable: bool = False) -> Reply:
    """An error in the format of these operations."""
    told = {"reason": reason, "retryable": retryable}
    return Reply.json(error(status, message, metadata=told), status)


def _refused(request: RecordedRequest, intern: Item) -> Reply | None:
    if request.body not in (b"", b"{}"):
        return failure(400, "This operation takes no fields", "invalid_request")
    if intern["status"] == "destroying":
        return failure(409, "The intern is being deleted", "destroying")
    return None


def _new(body: Mapping[str, Any], number: int) -> Item:
    at = now()
    provision = bool(body.get("provision"))
    return {
        "id": uuid(_INTERN, number),
        "name": body["name"],
        "description": body.get("description"),
        "instructions": body.get("instructions"),
        "model": None,
        "status": "provisioning" if provision else "stopped",
        "progress": _progress(1) if provision else None,
        "last_failure_message": None,
        "hostname": None,
        "vault_id": uuid(_VAULT, number),
        "attached_vault_id": body.get("vault_id"),
        "workspace_id": WORKSPACE,
        "created_at": at,
        "updated_at": at,
    }


def _progress(step: int) -> Item:
    return {"step_number": step, "step_label": STEPS[step - 1], "total_steps": len(STEPS)}
