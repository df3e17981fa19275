"""External users: an id stays registered, and is made inactive instead of deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openrouter_core.testing.api.checks import query_of
from openrouter_core.testing.api.collection import (
    Collection,
    Item,
    Parameters,
    Resource,
    now,
    page_of,
)
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

LONGEST = 512  # "1 to 512 characters, well-formed Unicode, no NUL, no surrounding whitespace"


def new(parameters: Parameters, body: Mapping[str, Any], number: int) -> Item:
    """An active registration."""
    at = now()
    return {"user": body["user"], "is_active": True, "created_at": at, "updated_at": at}


def an_id(user: str) -> str | None:
    """What is wrong with an id."""
    if not 1 <= len(user) <= LONGEST:
        return f"expected 1 to {LONGEST} characters, received {len(user)}"
    if user != user.strip() or "\0" in user or any("\ud800" <= c <= "\udfff" for c in user):
        return "expected well-formed Unicode without NUL and surrounding whitespace"
    return None


def taken(items: Iterable[Item], body: Mapping[str, Any], item: Item | None) -> Reply | None:
    """The 409 for an id that is registered, active or not."""
    if item is None and any(each["user"] == body["user"] for each in items):
        return Reply.error(409, "External user already exists")
    return None


RESOURCE = Resource(
    path="/external-users",
    one="{user}",
    name="External user",
    new=new,
    methods=frozenset({"create", "get", "update"}),
    rules={"user": an_id},
    instead=taken,
)


class ExternalUsers:
    """The handlers, and the registrations."""

    def __init__(self) -> None:
        self._all = Collection(RESOURCE)
        self.routes = (
            Route("GET", "/external-users", self._list),
            Route("DELETE", "/external-users/{user}", self._all.on_one(self._deactivate)),
            *self._all.routes,
        )

    def forget(self) -> None:
        """Forget all registrations."""
        self._all.forget()

    def _list(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        query = query_of(request, "GET /external-users")
        if isinstance(query, Reply):
            return query
        with_inactive = query.get("include_inactive") == "true"
        found = [
            each
            for each in self._all.items(parameters)
            if (with_inactive or each["is_active"]) and query.get("user") in (None, each["user"])
        ]
        return page_of(found, query)

    def _deactivate(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        item |= {"is_active": False, "updated_at": now()}
        return Reply(204)
