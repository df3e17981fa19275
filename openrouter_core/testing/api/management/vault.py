"""The vault: a workspace's secrets."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from openrouter_core.testing.api.checks import Rules, body_of, query_of
from openrouter_core.testing.api.collection import Collection, Item, Parameters, Resource, now
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

WORKSPACE_SECRETS = "/vault/secrets"
PAGE = 100
_NAME = re.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?")


def _value(value: str) -> str | None:
    return None if 1 <= len(value) <= 65_536 else "expected 1 to 65536 characters"


def _hosts(hosts: list[str]) -> str | None:
    if not 1 <= len(hosts) <= 100:
        return f"expected 1 to 100 hostnames, received {len(hosts)}"
    wrong = next((host for host in hosts if not _HOST.fullmatch(_plain(host))), None)
    return None if wrong is None else f'expected exact hostnames, received "{wrong[:100]}"'


STORED: Rules = {"value": _value, "hosts": _hosts}


def _plain(host: str) -> str:
    """As it is stored: "API.Example.com." is "api.example.com"."""
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
    """The handlers, and the secrets."""

    def __init__(self) -> None:
        self._secrets = Collection(
            Resource(
                WORKSPACE_SECRETS,
                "{name}",
                "Secret",
                new,
                methods=frozenset({"delete"}),
                deleted=None,
            )
        )
        self.routes = (
            Route("GET", WORKSPACE_SECRETS, self._list),
            Route("PUT", f"{WORKSPACE_SECRETS}/{{name}}", self._store),
            *self._secrets.routes,
        )

    def forget(self) -> None:
        """Have no secrets."""
        self._secrets.forget()

    def _list(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        return page_of(request, f"GET {WORKSPACE_SECRETS}", self._secrets.items({}))

    def _store(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        return store(request, parameters, self._secrets)


def store(request: RecordedRequest, parameters: Parameters, secrets: Collection) -> Reply:
    """Keep a secret under the name that the path has, or say what is wrong with it."""
    name = parameters["name"]
    if not _NAME.fullmatch(name) or len(name) > 255:
        return Reply.error(400, "name: expected lowercase letters, digits and single underscores")
    operation = f"PUT {secrets.resource.path}/{{name}}"
    body = body_of(request, operation, STORED)
    if isinstance(body, Reply):
        return body
    return Reply.json({"data": shown(secrets.add(parameters, body))})
