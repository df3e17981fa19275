"""SCIM: groups that lead to workspaces, and a job that ends."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore, models
from openrouter_core.funcs.scim_create import scim_create
from openrouter_core.funcs.scim_create_sync_job import scim_create_sync_job
from openrouter_core.funcs.scim_delete import scim_delete
from openrouter_core.funcs.scim_get_sync_job import scim_get_sync_job
from openrouter_core.funcs.scim_list_groups import scim_list_groups
from openrouter_core.funcs.scim_list_mappings import scim_list_mappings
from openrouter_core.funcs.scim_read import scim_read
from openrouter_core.funcs.scim_update import scim_update
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.conftest import Run

GROUP = "0df9e665-d932-5740-b2c7-b52af166bc11"
WORKSPACES = [f"550e8400-e29b-41d4-a716-44665544000{number}" for number in range(5)]
NEW = {"scim_group_id": GROUP, "workspace_id": WORKSPACES[0], "role": "member"}


def make(run: Run, core: OpenRouterCore, **fields: str) -> models.ScimGroupMapping:
    made: models.ScimGroupMapping = run(scim_create, core, {**NEW, **fields}).unwrap().data
    return made


def test_a_mapping_is_made_read_changed_and_deleted(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core)
    assert (made.scim_group_id, made.workspace_id, made.role) == tuple(NEW.values())
    assert run(scim_read, core, made.id).unwrap().data == made
    assert run(scim_update, core, made.id, {"role": "admin"}).unwrap().data.role == "admin"
    assert [each.role for each in run(scim_list_mappings, core).unwrap().data] == ["admin"]
    request = models.ScimDeleteParams(keep_members=True)
    assert run(scim_delete, core, made.id, request).unwrap().deleted is True
    assert run(scim_list_mappings, core).unwrap().total_count == 0
    gone = run(scim_delete, core, made.id, request).failure()
    assert isinstance(gone, errors.NotFoundResponseError)


def test_the_same_mapping_again_is_no_second_one(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core)
    assert make(run, core) == made
    assert run(scim_list_mappings, core).unwrap().total_count == 1


def test_another_role_for_a_mapping_is_a_conflict(run: Run, core: OpenRouterCore) -> None:
    make(run, core)
    error = run(scim_create, core, {**NEW, "role": "admin"}).failure()
    assert isinstance(error, errors.ConflictResponseError)


def test_making_a_mapping_may_be_repeated(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(500, "Internal Server Error"))
    assert make(run, core).role == "member"
    assert len(server.requests) == 2


def test_starting_a_job_is_not_repeated(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(500, "Internal Server Error"))
    error = run(scim_create_sync_job, core).failure()
    assert isinstance(error, errors.InternalServerResponseError)
    assert len(server.requests) == 1


@pytest.mark.parametrize("request_", [{}, {"keep_members": None}, {"keep_members": "perhaps"}])
def test_what_becomes_of_the_members_must_be_said(
    request_: Any, run: Run, core: OpenRouterCore
) -> None:
    made = make(run, core)
    error = run(scim_delete, core, made.id, request_).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert "keep_members" in str(error)
    assert run(scim_read, core, made.id).unwrap().data == made


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (scim_read, (GROUP,)),
        (scim_update, (GROUP, {"role": "admin"})),
        (scim_delete, (GROUP, {"keep_members": False})),
        (scim_get_sync_job, (GROUP,)),
    ],
)
def test_what_is_not_there_is_not_found(
    function: Any, arguments: tuple[Any, ...], run: Run, core: OpenRouterCore
) -> None:
    assert isinstance(run(function, core, *arguments).failure(), errors.NotFoundResponseError)


@pytest.mark.parametrize("field", list(NEW))
def test_a_mapping_that_lacks_a_field_is_a_bad_request(
    field: str, run: Run, core: OpenRouterCore
) -> None:
    request = {name: value for name, value in NEW.items() if name != field}
    error = run(scim_create, core, request).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert field in str(error)


def test_all_pages_of_mappings(core: OpenRouterCore) -> None:
    for workspace in WORKSPACES:
        scim_create(core, {**NEW, "workspace_id": workspace}).unwrap()
    found = [each.unwrap() for each in paginate(scim_list_mappings, core, {"limit": 2})]
    assert [each.workspace_id for each in found] == WORKSPACES


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, ["Engineering", "Finance"]),
        ({"limit": 1}, ["Engineering"]),
        ({"offset": 1}, ["Finance"]),
        ({"display_name": "Finance"}, ["Finance"]),
        ({"display_name": "finance"}, []),
        ({"display_name": "", "external_id": ""}, ["Engineering", "Finance"]),
        ({"external_id": "idp-engineering"}, ["Engineering"]),
        ({"external_id": "idp-engineering", "display_name": "Finance"}, []),
    ],
    ids=str,
)
def test_groups_are_found_by_exact_values(
    query: dict[str, Any], names: list[str], run: Run, core: OpenRouterCore
) -> None:
    found = run(scim_list_groups, core, query).unwrap().data
    assert [group.display_name for group in found] == names


def test_a_job_ends_after_a_few_looks(run: Run, core: OpenRouterCore) -> None:
    job = run(scim_create_sync_job, core).unwrap()
    assert job.http_meta.status == 202
    assert (job.data.status, job.data.started_at) == ("queued", None)
    seen = [run(scim_get_sync_job, core, job.data.id).unwrap().data for _ in range(4)]
    assert [each.status for each in seen] == ["running", "running", "succeeded", "succeeded"]
    assert [each.synced_groups for each in seen] == [None, None, 2, 2]
    assert seen[1].started_at is not None
    assert seen[1].finished_at is None
    assert seen[2] == seen[3]
    assert seen[3].finished_at is not None


def test_a_job_that_failed_is_a_response(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    job = {"id": GROUP, "status": "failed", "error_message": "The directory does not answer"}
    server.enqueue(Reply.json({"data": job}))
    found = run(scim_get_sync_job, core, GROUP).unwrap().data
    assert (found.status, found.error_message) == ("failed", "The directory does not answer")
