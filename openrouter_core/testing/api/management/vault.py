"""The vault: secrets of the workspace and of interns, and what each intern gets of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from openrouter_core.testing.api.checks import Rules, body_of, query_of
from openrouter_core.testing.api.collection import Collection, Item, Parameters, Resource, now
from openrouter_core.testing.api.management.interns import Interns
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Handler, Route
from openrouter_core.testing.script import Script

PAGE = 100
CONNECTIONS = [{"key": "github"}]
"""What each intern may use."""
_NAME = re.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?")


def _value(value: str) -> str | None:
    return None if 1 <= len(value) <= 65_536 else "expected 1 to 65536 characters"


def _hosts(hosts: list[str]) -> str | None:
    if not 1 <= len(hosts) <= 100:
        return f"expected 1 to 100 hostnames, received {len(hosts)}"
    wrong = next((host for host in hosts if not _HOST.fullmatch(_plain(host))), None)
    return None if wrong is None else f'expected exact hostnames, received "{wrong[:100]}"'


def _names(names: list[str]) -> str | None:
    if len(set(names)) != len(names):
        return "expected names that differ"
    return None if 1 <= len(names) <= 100 else f"expected 1 to 100 names, received {len(names)}"


STORED: Rules = {"value": _value, "hosts": _hosts}


def _plain(host: str) -> str:
    """A host as it is stored: "API.Example.com." becomes "api.example.com"."""
    return host.lower().removesuffix(".")


def new(parameters: Parameters, body: Mapping[str, Any], number: int) -> Item:
    """A secret. Its fingerprint depends on its vault, too."""
    vault = parameters.get("internId", "")
    return {
        "name": parameters["name"],
        "hosts": list(dict.fromkeys(map(_plain, body["hosts"]))),
        "fingerprint": hashlib.sha256(f"{vault} {body['value']}".encode()).hexdigest(),
        "created_at": now(),
        "value": body["value"],
    }


def shown(secret: Item) -> Item:
    """A secret without its value."""
    return {name: value for name, value in secret.items() if name != "value"}


def page_of(request: RecordedRequest, operation: str, secrets: Iterable[Item]) -> Reply:
    """A page of secrets, by name."""
    query = query_of(request, operation, {"limit": _from_1_to_100, "offset": _to_10_000})
    if isinstance(query, Reply):
        return query
    offset, limit = int(query.get("offset", 0)), int(query.get("limit", PAGE))
    found = sorted(map(shown, secrets), key=lambda secret: str(secret["name"]))
    page = found[offset : offset + limit]
    return Reply.json({"data": page, "has_more": offset + limit < len(found)})


def _from_1_to_100(limit: str) -> str | None:
    return None if 1 <= int(limit) <= PAGE else f"expected a number from 1 to 100, received {limit}"


def _to_10_000(offset: str) -> str | None:
    good = 0 <= int(offset) <= 10_000
    return None if good else f"expected a number from 0 to 10000, received {offset}"


class Vault:
    """The handlers, and the secrets.

    Args:
        interns: the interns that may have secrets.
    """

    def __init__(self, interns: Interns) -> None:
        self._interns = interns
        self._shared = Collection(_secrets_at("/vault/secrets"))
        self._own = Collection(_secrets_at("/vault/interns/{internId}/secrets"))
        intern = "/vault/interns/{internId}"
        self.routes = (
            Route("GET", "/vault/secrets", self._list),
            Route("PUT", "/vault/secrets/{name}", self._store),
            *self._shared.routes,
            *(
                Route(method, f"{intern}/{path}", self._of_an_intern(handler))
                for method, path, handler in (
                    ("GET", "connections", self._connections),
                    ("GET", "effective-secrets", self._effective),
                    ("GET", "secrets", self._list_own),
                    ("PUT", "secrets/{name}", self._store_own),
                    ("DELETE", "secrets/{name}", self._own.routes[0].handler),
                    ("POST", "secrets/copy", self._copy),
                )
            ),
        )

    def forget(self) -> None:
        """Forget all secrets."""
        self._shared.forget()
        self._own.forget()

    def _of_an_intern(self, handler: Handler) -> Handler:
        """A handler for existing interns only."""

        def handle(request: RecordedRequest, parameters: Parameters) -> Reply | Script:
            if self._interns.find(parameters["internId"]) is None:
                return Reply.error(404, "Intern not found")
            return handler(request, parameters)

        return handle

    def _list(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        return page_of(request, "GET /vault/secrets", self._shared.items({}))

    def _list_own(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        operation = "GET /vault/interns/{internId}/secrets"
        return page_of(request, operation, self._own.items(parameters))

    def _store(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        return store(request, parameters, self._shared)

    def _store_own(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        return store(request, parameters, self._own)

    def _effective(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        intern = self._interns.find(parameters["internId"]) or {}
        attached = intern.get("attached_vault_id")
        owner = self._interns.owner(attached)
        if attached is not None and owner is None:
            return Reply.error(404, "The vault that is attached is no longer there")
        borrowed = self._own.items({"internId": owner["id"]}) if owner else ()
        found: dict[str, Item] = {}
        for scope, secrets in (
            ("intern", self._own.items(parameters)),
            ("attached", borrowed),
            ("workspace", self._shared.items({})),
        ):
            for secret in secrets:
                found.setdefault(secret["name"], {**secret, "scope": scope})
        operation = "GET /vault/interns/{internId}/effective-secrets"
        return page_of(request, operation, found.values())

    def _copy(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        """All or none."""
        body = body_of(request, "POST /vault/interns/{internId}/secrets/copy", {"names": _names})
        if isinstance(body, Reply):
            return body
        sources = [self._shared.find({"name": name}) for name in body["names"]]
        if None in sources:
            return self._shared.unknown()
        copies = [
            self._own.add({**parameters, "name": source["name"]}, source)
            for source in sources
            if source is not None
        ]
        return Reply.json({"data": list(map(shown, copies))})

    def _connections(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        return Reply.json({"data": CONNECTIONS})


def _secrets_at(path: str) -> Resource:
    only = frozenset({"delete"})
    return Resource(path, "{name}", "Secret", new, methods=only, deleted=None)


def store(request: RecordedRequest, parameters: Parameters, secrets: Collection) -> Reply:
    """Store a secret under the name in the path, or say what is wrong with it."""
    name = parameters["name"]
    if not _NAME.fullmatch(name) or len(name) > 255:
        return Reply.error(400, "name: expected lowercase letters, digits and single underscores")
    operation = f"PUT {secrets.resource.path}/{{name}}"
    body = body_of(request, operation, STORED)
    if isinstance(body, Reply):
        return body
    return Reply.json({"data": shown(secrets.add(parameters, body))})
