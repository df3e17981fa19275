"""SCIM: two groups of an identity provider, the workspaces they are mapped to, and jobs that end after a few polls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openrouter_core.testing.api.checks import query_of
from openrouter_core.testing.api.collection import (
    Collection,
    Item,
    Parameters,
    Resource,
    data,
    now,
    page_of,
    uuid,
)
from openrouter_core.testing.api.management.organization import ORGANIZATION
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

SINCE = "2026-01-01T00:00:00Z"
GROUPS: tuple[Item, ...] = tuple(
    {
        "id": uuid(0x5C1, number),
        "organization_id": ORGANIZATION,
        "display_name": name,
        "external_id": external_id,
        "created_at": SINCE,
        "updated_at": SINCE,
    }
    for number, (name, external_id) in enumerate(
        (("Engineering", "idp-engineering"), ("Finance", None)), 1
    )
)
STEPS = ("running", "running", "succeeded")
"""The status of a job at the first poll, the second, and from then on."""


def new(parameters: Parameters, body: Mapping[str, Any], number: int) -> Item:
    """A mapping. Any group and any workspace is accepted: a test need not create them first."""
    at = now()
    return {
        "id": uuid(0x5C2, number),
        "organization_id": ORGANIZATION,
        **{name: body[name] for name in ("scim_group_id", "workspace_id", "role")},
        "created_at": at,
        "updated_at": at,
    }


def there_already(
    items: Iterable[Item], body: Mapping[str, Any], item: Item | None
) -> Reply | None:
    """The same mapping is applied again; with another role it is a 409."""
    if item is not None:
        return None
    for each in items:
        if all(each[name] == body[name] for name in ("scim_group_id", "workspace_id")):
            if each["role"] == body["role"]:
                return Reply.json(data(each), 201)
            return Reply.error(409, f"This group is mapped with the role {each['role']} already")
    return None


RESOURCE = Resource(
    path="/scim/group-mappings",
    one="{id}",
    name="SCIM group mapping",
    new=new,
    changed=lambda item, body: {"role": body["role"]},
    instead=there_already,
)


class _Mappings(Collection):
    def _delete(self, request: RecordedRequest, parameters: Parameters, item: Item) -> Reply:
        query = query_of(request, "DELETE /scim/group-mappings/{id}")
        return query if isinstance(query, Reply) else super()._delete(request, parameters, item)


class Scim:
    """The handlers, the mappings, and the jobs by their id."""

    def __init__(self) -> None:
        self._mappings = _Mappings(RESOURCE)
        self._numbers = 0
        self.forget()
        self.routes = (
            *self._mappings.routes,
            Route("GET", "/scim/groups", self._groups),
            Route("POST", "/scim/sync-jobs", self._start),
            Route("GET", "/scim/sync-jobs/{id}", self._look),
        )

    def forget(self) -> None:
        """Forget all mappings and jobs."""
        self._mappings.forget()
        self._jobs: dict[str, tuple[Item, list[str]]] = {}

    def _groups(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        query = query_of(request, "GET /scim/groups")
        if isinstance(query, Reply):
            return query
        wanted = {name: query.get(name) for name in ("display_name", "external_id")}
        found = [
            group
            for group in GROUPS
            if all(value in (None, "", group[name]) for name, value in wanted.items())
        ]
        return page_of(found, query)

    def _start(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        self._numbers += 1
        job: Item = {
            "id": uuid(0x5C3, self._numbers),
            "status": "queued",
            "synced_groups": None,
            "deleted_groups": None,
            "error_message": None,
            "created_at": now(),
            "started_at": None,
            "finished_at": None,
        }
        self._jobs[job["id"]] = (job, list(STEPS))
        return Reply.json(data(job), 202)

    def _look(self, request: RecordedRequest, parameters: Parameters) -> Reply:
        """The current state of the job; each poll advances it a step."""
        if parameters["id"] not in self._jobs:
            return Reply.error(404, "SCIM sync job not found")
        job, steps = self._jobs[parameters["id"]]
        if steps:
            job["status"] = steps.pop(0)
            job["started_at"] = job["started_at"] or now()
        if job["status"] == "succeeded" and job["finished_at"] is None:
            job |= {"synced_groups": len(GROUPS), "deleted_groups": 0, "finished_at": now()}
        return Reply.json(data(job))
