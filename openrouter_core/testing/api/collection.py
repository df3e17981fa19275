"""One resource of the API: items that are created, listed in pages, read, changed and deleted. A `Resource` describes
it as data; a `Collection` answers its requests and keeps the items.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID

from openrouter_core.testing.api.checks import NO_RULES, Rules, body_of, query_of
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Handler, Route

Item: TypeAlias = dict[str, Any]
Parameters: TypeAlias = Mapping[str, str]

WORKSPACE = "10ca15e7-0000-4000-8000-000000000000"
USER = "user_localserver"


def now() -> str:
    """The time, in the format of the API's timestamps."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def uuid(kind: int, number: int) -> str:
    """A recognizable id: the first, the second, ... of a kind of item."""
    return str(UUID(f"10ca15e7-{kind:04x}-4000-8000-{number:012x}"))


def given(body: Mapping[str, Any], defaults: Mapping[str, Any]) -> Item:
    """The fields of a body that have a default. A null is dropped if the default is not null.

    >>> given({"name": None, "disabled": None, "x": 1}, {"name": None, "disabled": False, "limit": None})
    {'name': None}
    """
    return {
        name: body[name]
        for name, default in defaults.items()
        if name in body and (body[name] is not None or default is None)
    }


def ends(secret: str) -> str:
    """The visible ends of a secret; nothing of a short one. Applied twice it stays the same.

    >>> ends("sk-proj-12345678"), ends("sk-p...5678"), ends("12345678")
    ('sk-p...5678', 'sk-p...5678', '...')
    """
    return f"{secret[:4]}...{secret[-4:]}" if len(secret) > 8 else "..."


def data(item: Item) -> Any:
    """The body of most operations on one item."""
    return {"data": item}


def data_and_count(items: list[Item], total: int) -> Any:
    """The body of most lists: a page, and how many there are on all pages."""
    return {"data": items, "total_count": total}


def page_of(
    items: list[Item],
    query: Mapping[str, str],
    *,
    page: int = 50,
    listed: Callable[[list[Item], int], Any] = data_and_count,
) -> Reply:
    """The page that a query's `offset` and `limit` choose; `page` is the default limit."""
    offset = int(query.get("offset", 0))
    return Reply.json(listed(items[offset : offset + int(query.get("limit", page))], len(items)))


@dataclass(frozen=True)
class Resource:
    """The description of one resource.

    Fields:
        path: where its items are listed and created, such as "/byok" or "/vault/interns/{internId}/secrets".
        one: the rest of the path for one item, such as "{id}". The parameters of both identify the item.
        name: its name in a 404: "Guardrail" gives "Guardrail not found".
        new: makes an item, with every field that is shown, from the path's parameters, the body and the item's number,
            from 1.
        changed: the fields that a body changes; by default those that it names.
        filters: parameters of the list's query, each a field of the items that must be equal.
        default_filters: their defaults, such as the default workspace.
        page: how many items a page has by default.
        newest_first: whether the latest item is listed first.
        methods: the supported methods.
        created: the status for a created item.
        change: the method for a change.
        rules: further rules for a body's fields, for creating and for changing.
        instead: the answer in place of creating an item, or of changing the given one, such as a 409 for a name that is
            taken, from all items below the path and the body. None continues.
        read: the body for one item; also after it was created or changed.
        listed: the body of a list.
        made: the body after creating, if it shows more than `read`, such as a secret.
        deleted: the body after deleting; None answers 204 without a body.
    """

    path: str
    one: str
    name: str
    new: Callable[[Parameters, Mapping[str, Any], int], Item]
    changed: Callable[[Item, Mapping[str, Any]], Item] = lambda item, body: dict(body)
    filters: tuple[str, ...] = ()
    default_filters: Mapping[str, str] = field(default_factory=dict)
    page: int = 50
    newest_first: bool = False
    methods: frozenset[str] = frozenset({"list", "create", "get", "update", "delete"})
    created: int = 201
    change: str = "PATCH"
    rules: Rules = field(default_factory=lambda: NO_RULES)
    instead: Callable[[Iterable[Item], Mapping[str, Any], Item | None], Reply | None] = (
        lambda items, body, item: None
    )
    read: Callable[[Item], Any] = data
    listed: Callable[[list[Item], int], Any] = data_and_count
    made: Callable[[Item], Any] | None = None
    deleted: Callable[[Item], Any] | None = lambda item: {"deleted": True}


class Collection:
    """The handlers of a resource, and its items by their path, oldest first."""

    def __init__(self, resource: Resource) -> None:
        self.resource = resource
        self._numbers = 0
        self.forget()
        one = f"{resource.path}/{resource.one}"
        routes = {
            "list": Route("GET", resource.path, self._list),
            "create": Route("POST", resource.path, self._create),
            "get": Route("GET", one, self.on_one(self._get)),
            "update": Route(resource.change, one, self.on_one(self._update)),
            "delete": Route("DELETE", one, self.on_one(self._delete)),
        }
        self.routes = tuple(route for name, route in routes.items() if name in resource.methods)

    def forget(self) -> None:
        """Forget all items."""
        # A new dict, because the server's thread may be using the old one.
        self._items: dict[tuple[str, ...], Item] = {}

    def add(self, parameters: Parameters, body: Mapping[str, Any]) -> Item:
        """Create an item, as a valid request would."""
        self._numbers += 1
        item = self.resource.new(parameters, body, self._numbers)
        self._items[self._key(parameters, item)] = item
        return item

    def find(self, parameters: Parameters) -> Item | None:
        """The item that a path names."""
        return self._items.get(_values(f"{self.resource.path}/{self.resource.one}", parameters))

    def _key(self, parameters: Parameters, item: Item) -> tuple[str, ...]:
        above = _values(self.resource.path, parameters)
        return (*above, *(str(item[name]) for name in _names(self.resource.one)))

    def items(self, parameters: Parameters) -> Iterator[Item]:
        """The items below a path, in the order in which they are listed."""
        above = _values(self.resource.path, parameters)
        found = [item for key, item in self._items.items() if key[: len(above)] == above]
        return reversed(found) if self.resource.newest_first else iter(found)

    def on_one(self, handler: Callable[[RecordedRequest, Parameters, Item], Reply]) -> Handler:
        """A handler of requests for one item; without one the answer is 404."""

        def handle(request: RecordedRequest, parameters: Parameters) -> Reply:
            item = self.find(parameters)
            if item is None:
                return self.unknown()
            return handler(request, parameters, item)

        return handle

    def unknown(self) -> Reply:
        """The answer if there is no such item."""
        return Reply.error(404, f"{self.resource.name} not found")

    def _list(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        query = query_of(request, f"GET {self.resource.path}")
        if isinstance(query, Reply):
            return query
        named = {name: query[name] for name in self.resource.filters if name in query}
        wanted = {**self.resource.default_filters, **named}
        items = [
            item
            for item in self.items(parameters)
            if all(str(item.get(name)).lower() == value.lower() for name, value in wanted.items())
        ]
        return page_of(items, query, page=self.resource.page, listed=self.resource.listed)

    def _create(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        body = body_of(request, f"POST {self.resource.path}", self.resource.rules)
        if isinstance(body, Reply):
            return body
        instead = self.resource.instead(self.items(parameters), body, None)
        if instead is not None:
            return instead
        item = self.add(parameters, body)
        shown = self.resource.made or self.resource.read
        return Reply.json(shown(item), self.resource.created)

    def _get(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        return Reply.json(self.resource.read(item))

    def _update(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        operation = f"{self.resource.change} {self.resource.path}/{self.resource.one}"
        body = body_of(request, operation, self.resource.rules)
        if isinstance(body, Reply):
            return body
        instead = self.resource.instead(self.items(parameters), body, item)
        if instead is not None:
            return instead
        item |= self.resource.changed(item, body)
        if "updated_at" in item:
            item["updated_at"] = now()
        return Reply.json(self.resource.read(item))

    def _delete(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        self._items.pop(self._key(parameters, item), None)
        if self.resource.deleted is None:
            return Reply(204)
        return Reply.json(self.resource.deleted(item))


def _names(template: str) -> list[str]:
    return [part[1:-1] for part in template.split("/") if part.startswith("{")]


def _values(template: str, parameters: Parameters) -> tuple[str, ...]:
    return tuple(parameters[name] for name in _names(template))
