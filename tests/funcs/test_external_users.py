"""External users: an id that is registered once, made inactive, and active again."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore
from openrouter_core.funcs.external_users_create import external_users_create
from openrouter_core.funcs.external_users_delete import external_users_delete
from openrouter_core.funcs.external_users_get import external_users_get
from openrouter_core.funcs.external_users_list import external_users_list
from openrouter_core.funcs.external_users_update import external_users_update
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply
from tests.funcs.conftest import Run


def users(run: Run, core: OpenRouterCore, **query: Any) -> list[str]:
    return [each.user for each in run(external_users_list, core, query).unwrap().data]


@pytest.mark.parametrize("user", ["customer-17", "a/b", "ü 1", "a%2Fb", "?#&", "a:b@c", "Tenant"])
def test_a_user_is_registered_found_made_inactive_and_active_again(
    user: str, run: Run, core: OpenRouterCore
) -> None:
    made = run(external_users_create, core, {"user": user}).unwrap().data
    assert (made.user, made.is_active) == (user, True)
    assert run(external_users_get, core, user).unwrap().data == made

    assert run(external_users_delete, core, user).unwrap() is None
    assert run(external_users_get, core, user).unwrap().data.is_active is False
    assert users(run, core) == []
    assert users(run, core, include_inactive=True) == [user]

    again = run(external_users_update, core, user, {"is_active": True}).unwrap().data
    assert again.is_active is True
    assert users(run, core) == [user]


def test_making_a_user_inactive_twice_is_no_error(run: Run, core: OpenRouterCore) -> None:
    run(external_users_create, core, {"user": "a"}).unwrap()
    for _ in range(2):
        assert run(external_users_delete, core, "a").unwrap() is None


def test_a_success_without_a_body_may_come_after_a_failure(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(502, "Bad gateway"), Reply(204))
    assert run(external_users_delete, core, "a").unwrap() is None
    assert len(server.requests) == 2


@pytest.mark.parametrize("active", [True, False], ids=["active", "inactive"])
def test_an_id_is_registered_once(active: bool, run: Run, core: OpenRouterCore) -> None:
    run(external_users_create, core, {"user": "a"}).unwrap()
    if not active:
        run(external_users_delete, core, "a").unwrap()
    error = run(external_users_create, core, {"user": "a"}).failure()
    assert isinstance(error, errors.ConflictResponseError)


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (external_users_get, ("nobody",)),
        (external_users_update, ("nobody", {"is_active": True})),
        (external_users_delete, ("nobody",)),
    ],
)
def test_who_is_not_registered_is_not_found(
    function: Any, arguments: tuple[Any, ...], run: Run, core: OpenRouterCore
) -> None:
    assert isinstance(run(function, core, *arguments).failure(), errors.NotFoundResponseError)


@pytest.mark.parametrize("user", ["", " a", "a\n", "a\0b", "x" * 513], ids=repr)
def test_an_id_that_the_api_does_not_take_is_a_bad_request(
    user: str, run: Run, core: OpenRouterCore
) -> None:
    error = run(external_users_create, core, {"user": user}).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert "user: expected" in str(error)


def test_an_id_of_dots_is_in_no_path_and_found_by_the_list(run: Run, core: OpenRouterCore) -> None:
    run(external_users_create, core, {"user": ".."}).unwrap()
    assert isinstance(run(external_users_get, core, "..").failure(), errors.SDKValidationError)
    assert users(run, core, user="..") == [".."]


def test_ids_differ_by_case(run: Run, core: OpenRouterCore) -> None:
    for user in ("a", "A"):
        run(external_users_create, core, {"user": user}).unwrap()
    assert users(run, core, user="A") == ["A"]


def test_all_pages(core: OpenRouterCore) -> None:
    wanted = [f"user-{number}" for number in range(7)]
    for user in wanted:
        external_users_create(core, {"user": user}).unwrap()
    page = external_users_list(core, {"limit": 3, "offset": 3}).unwrap()
    assert ([each.user for each in page.data], page.total_count) == (wanted[3:6], 7)
    found = paginate(external_users_list, core, {"limit": 3})
    assert [each.unwrap().user for each in found] == wanted


def test_a_change_without_its_field_changes_nothing(run: Run, core: OpenRouterCore) -> None:
    run(external_users_create, core, {"user": "a"}).unwrap()
    error = run(external_users_update, core, "a", {}).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert "is_active" in str(error)
    assert users(run, core) == ["a"]
