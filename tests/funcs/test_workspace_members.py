"""Who is in a workspace: added and taken out, many at once."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.organization_list_members import organization_list_members
from openrouter_core.funcs.workspaces_bulk_add_members import workspaces_bulk_add_members
from openrouter_core.funcs.workspaces_bulk_remove_members import workspaces_bulk_remove_members
from openrouter_core.funcs.workspaces_create import workspaces_create
from openrouter_core.funcs.workspaces_list_members import workspaces_list_members
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.conftest import Run


@pytest.fixture
def users(core: OpenRouterCore) -> list[str]:
    """The ids of the organization's members, and a workspace "tests" with nobody in it."""
    workspaces_create(core, {"name": "Tests", "slug": "tests"}).unwrap()
    return [member.id or "" for member in organization_list_members(core).unwrap().data]


def members(run: Run, core: OpenRouterCore, workspace: str = "tests") -> list[str]:
    found = run(workspaces_list_members, core, workspace).unwrap()
    assert found.total_count == len(found.data)
    return [member.user_id for member in found.data]


def test_members_are_added_and_taken_out(run: Run, core: OpenRouterCore, users: list[str]) -> None:
    assert members(run, core) == []
    added = run(workspaces_bulk_add_members, core, "tests", {"user_ids": users}).unwrap()
    assert added.added_count == 3
    assert [(member.user_id, member.role) for member in added.data] == list(
        zip(users, ["admin", "member", "member"], strict=True)
    )
    assert members(run, core) == users
    left = run(workspaces_bulk_remove_members, core, "tests", {"user_ids": users[:2]}).unwrap()
    assert left.removed_count == 2
    assert members(run, core) == users[2:]


def test_who_is_in_already_stays_the_same_member(
    run: Run, core: OpenRouterCore, users: list[str]
) -> None:
    first = run(workspaces_bulk_add_members, core, "tests", {"user_ids": users[:1]}).unwrap()
    again = run(workspaces_bulk_add_members, core, "tests", {"user_ids": users[:1] * 2}).unwrap()
    assert list(again.data) == list(first.data)
    assert members(run, core) == users[:1]


def test_adding_is_repeated_after_a_failure_and_taking_out_is_not(
    run: Run, server: LocalServer, core: OpenRouterCore, users: list[str]
) -> None:
    server.enqueue(Reply.error(502, "Bad gateway"))
    request = {"user_ids": users}
    assert run(workspaces_bulk_add_members, core, "tests", request).unwrap().added_count == 3
    server.enqueue(Reply.error(502, "Bad gateway"))
    error = run(workspaces_bulk_remove_members, core, "tests", request).failure()
    assert isinstance(error, errors.BadGatewayResponseError)


def test_in_the_default_workspace_are_all(run: Run, core: OpenRouterCore, users: list[str]) -> None:
    assert members(run, core, "default") == users
    request = {"user_ids": users[1:]}
    error = run(workspaces_bulk_remove_members, core, "default", request).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    found = paginate(workspaces_list_members, core, "default", {"limit": 2})
    assert [each.unwrap().user_id for each in found] == users


@pytest.mark.parametrize(
    "user_ids", [[], ["user"] * 101, ["a stranger"]], ids=["none", "too many", "a stranger"]
)
def test_whom_the_api_does_not_take_is_a_bad_request(
    user_ids: list[str], run: Run, core: OpenRouterCore, users: list[str]
) -> None:
    error = run(workspaces_bulk_add_members, core, "tests", {"user_ids": user_ids}).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert members(run, core) == []


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (workspaces_list_members, ()),
        (workspaces_bulk_add_members, ({"user_ids": ["a"]},)),
        (workspaces_bulk_remove_members, ({"user_ids": ["a"]},)),
    ],
)
def test_a_workspace_that_is_not_there_is_not_found(
    function: Any, arguments: tuple[Any, ...], run: Run, core: OpenRouterCore
) -> None:
    error = run(function, core, "nowhere", *arguments).failure()
    assert isinstance(error, errors.NotFoundResponseError)
