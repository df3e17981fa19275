"""Workspaces. The default one exists from the beginning, as in every account."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from openrouter_core.testing.api.checks import Rules, from_to, not_empty, query_of
from openrouter_core.testing.api.collection import (
    USER,
    WORKSPACE,
    Collection,
    Item,
    Parameters,
    Resource,
    given,
    now,
    uuid,
)
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Handler

SETTINGS: Item = {
    "description": None,
    "default_text_model": None,
    "default_image_model": None,
    "default_provider_sort": None,
    "disabled_server_tools": None,
    "io_logging_api_key_ids": None,
    "io_logging_sampling_rate": 1,
    "is_data_discount_logging_enabled": True,
    "is_observability_broadcast_enabled": False,
    "is_observability_io_logging_enabled": False,
}
RULES: Rules = {"name": not_empty, "io_logging_sampling_rate": from_to(0.0001, 1)}
_UNCONFIRMED = "Deleting the default workspace needs confirm_default_workspace_deletion=true"
DEFAULT = {"name": "Default", "slug": "default"}


def new(parameters: Parameters, body: Mapping[str, Any], number: int) -> Item:
    """A workspace; the first is the default one."""
    return {
        "id": uuid(0x3A1, number) if number > 1 else WORKSPACE,
        "name": body["name"],
        "slug": body["slug"],
        "created_by": USER,
        "default_guardrail_id": uuid(0x3A2, number),
        **SETTINGS,
        **changed({}, body),
        "include_byok_in_budgets": False,
        "created_at": now(),
        "updated_at": None,
    }


def changed(item: Item, body: Mapping[str, Any]) -> Item:
    """The fields that a body sets. An empty list of tools becomes null."""
    found = given(body, {**DEFAULT, **SETTINGS})
    if "disabled_server_tools" in found:
        found["disabled_server_tools"] = found["disabled_server_tools"] or None
    return found


def taken(items: Iterable[Item], body: Mapping[str, Any], item: Item | None) -> Reply | None:
    """The 400 for a slug that another workspace has; the API's description has no 409 here."""
    if any(each is not item and each["slug"] == body.get("slug") for each in items):
        return Reply.error(400, "A workspace with this slug already exists")
    return None


RESOURCE = Resource(
    path="/workspaces",
    one="{id}",
    name="Workspace",
    new=new,
    changed=changed,
    rules=RULES,
    instead=taken,
)


class Workspaces(Collection):
    """The workspaces, each found by its id and by its slug.

    Args:
        has_active_keys: whether the workspace with this id has an active key.
    """

    def __init__(self, has_active_keys: Callable[[str], bool]) -> None:
        self._has_active_keys = has_active_keys
        super().__init__(RESOURCE)

    def forget(self) -> None:
        """Forget all workspaces except the default one."""
        super().forget()
        self._numbers = 0
        self.add({}, DEFAULT)

    def find(self, parameters: Parameters) -> Item | None:
        """The workspace with this id or slug."""
        named = parameters["id"]
        return next((each for each in self.items({}) if named in (each["id"], each["slug"])), None)

    def of(self, handler: Callable[[RecordedRequest, Parameters, Item], Reply]) -> Handler:
        """A handler of requests for the resources of the workspace `{workspace_ref}`."""

        def handle(request: RecordedRequest, parameters: Parameters) -> Reply:
            workspace = self.find({"id": parameters["workspace_ref"]})
            return self.unknown() if workspace is None else handler(request, parameters, workspace)

        return handle

    def _delete(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        query = query_of(request, "DELETE /workspaces/{id}")
        if isinstance(query, Reply):
            return query
        if item["id"] == WORKSPACE:
            if query.get("confirm_default_workspace_deletion") != "true":
                return Reply.error(400, _UNCONFIRMED)
        elif self._has_active_keys(item["id"]):
            return Reply.error(400, "This workspace has active API keys; remove them first")
        return super()._delete(request, parameters, item)
