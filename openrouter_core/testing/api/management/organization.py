"""The organization that a key belongs to: its members and its settings."""

from __future__ import annotations

from openrouter_core.testing.api.checks import body_of, query_of
from openrouter_core.testing.api.collection import USER, Item, Parameters, data, page_of
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

ORGANIZATION = "org_localserver"
MEMBERS: tuple[Item, ...] = (
    {
        "id": USER,
        "email": "ada@example.com",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "role": "org:admin",
    },
    {
        "id": f"{USER}_2",
        "email": "grace@example.com",
        "first_name": "Grace",
        "last_name": "Hopper",
        "role": "org:member",
    },
    {
        "id": f"{USER}_3",
        "email": "edsger@example.com",
        "first_name": None,
        "last_name": None,
        "role": "org:member",
    },
)


def role_in_a_workspace(member: Item) -> str:
    """The role "org:admin" in a workspace: "admin"."""
    return str(member["role"]).removeprefix("org:")


class Organization:
    """The handlers, and the settings."""

    def __init__(self) -> None:
        self.forget()
        self.routes = (
            Route("GET", "/organization/members", self._members),
            Route("GET", "/organization/settings", self._get),
            Route("PATCH", "/organization/settings", self._update),
        )

    def forget(self) -> None:
        """Restore the initial settings."""
        self._settings = {"id": ORGANIZATION, "is_filtered_model_catalog_enabled": False}

    def _members(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        query = query_of(request, "GET /organization/members")
        return query if isinstance(query, Reply) else page_of(list(MEMBERS), query)

    def _get(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        return Reply.json(data(self._settings))

    def _update(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        body = body_of(request, "PATCH /organization/settings")
        if isinstance(body, Reply):
            return body
        name = "is_filtered_model_catalog_enabled"
        self._settings = {**self._settings, name: body[name]}
        return Reply.json(data(self._settings))
