"""Workspaces: made, listed, changed and deleted; by id and by slug."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore, models
from openrouter_core.funcs.api_keys_create import api_keys_create
from openrouter_core.funcs.api_keys_update import api_keys_update
from openrouter_core.funcs.workspaces_create import workspaces_create
from openrouter_core.funcs.workspaces_delete import workspaces_delete
from openrouter_core.funcs.workspaces_get import workspaces_get
from openrouter_core.funcs.workspaces_list import workspaces_list
from openrouter_core.funcs.workspaces_update import workspaces_update
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer
from tests.funcs.conftest import Run


def make(run: Run, core: OpenRouterCore, slug: str = "tests", **fields: Any) -> models.Workspace:
    request = {"name": slug.title(), "slug": slug, **fields}
    made: models.Workspace = run(workspaces_create, core, request).unwrap().data
    return made


def test_a_workspace_is_made_read_changed_and_deleted(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core, description="For tests", io_logging_sampling_rate=0.5)
    assert (made.name, made.slug, made.description) == ("Tests", "tests", "For tests")
    assert (made.io_logging_sampling_rate, made.updated_at) == (0.5, None)
    assert run(workspaces_get, core, made.id).unwrap().data == made
    assert run(workspaces_get, core, "tests").unwrap().data == made

    request = models.WorkspacesUpdateParams(description=None, slug="nightly")
    changed = run(workspaces_update, core, "tests", request).unwrap().data
    assert (changed.id, changed.slug, changed.description) == (made.id, "nightly", None)
    assert changed.io_logging_sampling_rate == 0.5
    assert changed.updated_at is not None

    assert run(workspaces_delete, core, "nightly").unwrap().deleted is True
    for name in (made.id, "nightly", "tests"):
        gone = run(workspaces_get, core, name).failure()
        assert isinstance(gone, errors.NotFoundResponseError)


def test_a_change_of_nothing_changes_nothing(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core)
    same = run(workspaces_update, core, "tests").unwrap().data
    assert (same.name, same.slug, same.description) == (made.name, made.slug, made.description)


def test_the_default_workspace_is_there_from_the_beginning(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    (default,) = run(workspaces_list, core).unwrap().data
    assert default.slug == "default"
    make(run, core)
    server.reset()
    assert list(run(workspaces_list, core).unwrap().data) == [default]


@pytest.mark.parametrize("confirmation", [{}, {"confirm_default_workspace_deletion": False}])
def test_the_default_workspace_is_deleted_only_where_that_is_confirmed(
    confirmation: Any, run: Run, core: OpenRouterCore
) -> None:
    error = run(workspaces_delete, core, "default", confirmation).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert "confirm_default_workspace_deletion" in str(error)
    request = models.WorkspacesDeleteParams(confirm_default_workspace_deletion=True)
    assert run(workspaces_delete, core, "default", request).unwrap().deleted is True
    assert run(workspaces_list, core).unwrap().total_count == 0


def test_a_workspace_with_active_keys_stays(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core)
    key = run(api_keys_create, core, {"name": "a", "workspace_id": made.id}).unwrap().data
    error = run(workspaces_delete, core, made.id).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert "API keys" in str(error)
    run(api_keys_update, core, key.hash, {"disabled": True}).unwrap()
    assert run(workspaces_delete, core, made.id).unwrap().deleted is True


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"slug": "Upper"}, "slug"),
        ({"slug": "two--hyphens"}, "slug"),
        ({"slug": ""}, "slug"),
        ({"slug": "x" * 51}, "slug"),
        ({"slug": "default"}, "slug"),
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"description": "x" * 501}, "description"),
        ({"io_logging_sampling_rate": 0}, "io_logging_sampling_rate"),
        ({"io_logging_sampling_rate": 1.5}, "io_logging_sampling_rate"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_the_api_does_not_take_is_a_bad_request(
    fields: dict[str, Any], named: str, run: Run, core: OpenRouterCore
) -> None:
    created = run(workspaces_create, core, {"name": "A", "slug": "a", **fields}).failure()
    make(run, core)
    changed = run(workspaces_update, core, "tests", fields).failure()
    for error in (created, changed):
        assert isinstance(error, errors.BadRequestResponseError)
        assert named in str(error)


def test_a_workspace_keeps_its_own_slug(run: Run, core: OpenRouterCore) -> None:
    make(run, core)
    changed = run(workspaces_update, core, "tests", {"slug": "tests", "name": "New"}).unwrap()
    assert changed.data.name == "New"


@pytest.mark.parametrize("nothing", [None, []], ids=["null", "empty"])
def test_tools_are_disabled_and_allowed_again(nothing: Any, run: Run, core: OpenRouterCore) -> None:
    made = make(run, core, disabled_server_tools=["openrouter:bash", "openrouter:shell"])
    assert list(made.disabled_server_tools or ()) == ["openrouter:bash", "openrouter:shell"]
    changed = run(workspaces_update, core, "tests", {"disabled_server_tools": nothing}).unwrap()
    assert changed.data.disabled_server_tools is None


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (workspaces_get, ("nowhere",)),
        (workspaces_update, ("nowhere", {"name": "A"})),
        (workspaces_delete, ("nowhere",)),
    ],
)
def test_what_is_not_there_is_not_found(
    function: Any, arguments: tuple[Any, ...], run: Run, core: OpenRouterCore
) -> None:
    assert isinstance(run(function, core, *arguments).failure(), errors.NotFoundResponseError)


def test_all_pages(core: OpenRouterCore) -> None:
    wanted = [f"workspace-{number}" for number in range(5)]
    for slug in wanted:
        workspaces_create(core, {"name": slug, "slug": slug}).unwrap()
    page = workspaces_list(core, {"offset": 4, "limit": 1}).unwrap()
    assert ([each.slug for each in page.data], page.total_count) == (["workspace-3"], 6)
    found = [each.unwrap().slug for each in paginate(workspaces_list, core, {"limit": 2})]
    assert found == ["default", *wanted]
