"""Interns: made once for a key, started, stopped, changed, listed and taken down."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import OpenRouterCore, models
from openrouter_core.funcs.interns_create_intern import interns_create_intern
from openrouter_core.funcs.interns_delete_intern import interns_delete_intern
from openrouter_core.funcs.interns_get_intern import interns_get_intern
from openrouter_core.funcs.interns_list_interns import interns_list_interns
from openrouter_core.funcs.interns_provision_intern import interns_provision_intern
from openrouter_core.funcs.interns_suspend_intern import interns_suspend_intern
from openrouter_core.funcs.interns_update_intern import interns_update_intern
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import structure, unstructure
from tests.funcs.conftest import Run

NOWHERE = "10ca15e7-0000-4000-8000-00000000dead"


def made(core: OpenRouterCore, name: str = "Ada", **fields: Any) -> Any:
    return interns_create_intern(core, {"name": name, **fields}).unwrap()


def test_an_intern_has_what_it_was_given_and_a_vault_of_its_own(
    run: Run, core: OpenRouterCore
) -> None:
    request = models.InternsCreateParams("Ada", description="Mail", instructions="Sort it.")
    intern = run(interns_create_intern, core, request).unwrap()
    assert (intern.name, intern.description, intern.instructions) == ("Ada", "Mail", "Sort it.")
    assert (intern.status, intern.progress, intern.model) == ("stopped", None, None)
    assert intern.vault_id
    assert intern.http_meta.status == 201
    assert run(interns_get_intern, core, intern.id).unwrap() == intern


def test_an_intern_is_started_stopped_and_started_again(run: Run, core: OpenRouterCore) -> None:
    intern = made(core)
    for _ in range(2):
        begun = run(interns_provision_intern, core, intern.id).unwrap()
        assert (begun.provisioning, begun.http_meta.status) == (True, 202)
        looks = [run(interns_get_intern, core, intern.id).unwrap() for _ in range(3)]
        assert [look.status for look in looks] == ["provisioning", "provisioning", "running"]
        assert [look.progress.step_number for look in looks[:2]] == [1, 2]
        assert looks[0].progress.total_steps == 2
        assert looks[2].progress is None
        assert looks[2].hostname
        assert run(interns_suspend_intern, core, intern.id).unwrap().suspended is True
        assert run(interns_get_intern, core, intern.id).unwrap().status == "stopped"


def test_what_is_changed_changes_and_the_rest_stays(run: Run, core: OpenRouterCore) -> None:
    intern = made(core, description="Mail", instructions="Sort it.")
    changes = models.InternsUpdateParams(description=None, model="openai/gpt-4o-mini")
    changed = run(interns_update_intern, core, intern.id, changes).unwrap()
    assert (changed.name, changed.description) == ("Ada", None)
    assert (changed.instructions, changed.model) == ("Sort it.", "openai/gpt-4o-mini")


def test_a_deleted_intern_is_going_and_then_gone(run: Run, core: OpenRouterCore) -> None:
    intern = made(core)
    request = models.InternsDeleteParams(acknowledge_workspace_loss=True)
    begun = run(interns_delete_intern, core, intern.id, request).unwrap()
    assert (begun.deleting, begun.http_meta.status) == (True, 202)
    refused = run(interns_provision_intern, core, intern.id).failure()
    assert refused.status_code == 409
    assert refused.metadata == {"reason": "destroying", "retryable": False}
    assert run(interns_get_intern, core, intern.id).unwrap().status == "destroying"
    gone = run(interns_get_intern, core, intern.id).failure()
    assert isinstance(gone, errors.NotFoundResponseError)


def test_interns_are_listed_the_newest_first_and_by_what_they_do(
    run: Run, core: OpenRouterCore
) -> None:
    for number in range(3):
        made(core, f"intern {number}", provision=number == 1)
    page = run(interns_list_interns, core, {"limit": 2}).unwrap()
    assert [each.name for each in page.data] == ["intern 2", "intern 1"]
    assert page.has_more is True
    rest = run(interns_list_interns, core, {"starting_after": page.next_cursor}).unwrap()
    assert ([each.name for each in rest.data], rest.has_more) == (["intern 0"], False)
    assert rest.next_cursor is None
    stopped = run(interns_list_interns, core, {"status": ["stopped", "failed"]}).unwrap()
    assert [each.name for each in stopped.data] == ["intern 2", "intern 0"]
    wrong = run(interns_list_interns, core, {"status": "asleep"}).failure()
    assert isinstance(wrong, errors.BadRequestResponseError)


def test_all_pages_are_gone_through_by_their_cursors(
    core: OpenRouterCore, server: LocalServer
) -> None:
    for number in range(5):
        made(core, f"intern {number}")
    names = [each.unwrap().name for each in paginate(interns_list_interns, core, {"limit": 2})]
    assert names == [f"intern {number}" for number in (4, 3, 2, 1, 0)]
    queries = [dict(each.params) for each in server.requests if each.method == "GET"]
    assert [sorted(query) for query in queries] == [
        ["limit"],
        ["limit", "starting_after"],
        ["limit", "starting_after"],
    ]


# --- made once ------------------------------------------------------------------------------------


def test_the_same_key_and_request_make_one_intern(run: Run, core: OpenRouterCore) -> None:
    first, again = (
        run(interns_create_intern, core, {"name": "Ada"}, idempotency_key="k").unwrap()
        for _ in range(2)
    )
    assert (first.id, first.http_meta.status) == (again.id, 201)
    assert again.http_meta.status == 200
    other = run(interns_create_intern, core, {"name": "Bob"}, idempotency_key="k").failure()
    assert other.status_code == 409
    assert len(run(interns_list_interns, core).unwrap().data) == 1


def test_another_call_with_the_same_name_is_a_conflict(run: Run, core: OpenRouterCore) -> None:
    made(core)
    error = run(interns_create_intern, core, {"name": "Ada"}).failure()
    assert error.status_code == 409
    assert "Ada" in str(error)


def test_a_create_whose_response_is_lost_is_sent_again_with_its_key(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.json({}).cut(0), Reply.error(502, "Bad gateway"))
    intern = run(interns_create_intern, core, {"name": "Ada"}).unwrap()
    assert intern.http_meta.attempts == 3
    keys = {each.headers["idempotency-key"] for each in server.requests}
    assert len(server.requests) == 3
    assert len(keys) == 1


def test_each_call_has_a_key_of_its_own(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    for name in ("Ada", "Bob"):
        run(interns_create_intern, core, {"name": name}).unwrap()
    assert len({each.headers["idempotency-key"] for each in server.requests}) == 2


@pytest.mark.parametrize("key", ["", "x" * 256, "a\nb", "ü", 5, b"k"], ids=repr)
def test_a_key_that_no_header_can_hold_is_refused(
    key: Any, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(interns_create_intern, core, {"name": "Ada"}, idempotency_key=key).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == "idempotency_key"
    assert server.requests == []


# --- what is refused, and what comes back -----------------------------------------------------------


@pytest.mark.parametrize(
    "function",
    [
        interns_get_intern,
        interns_delete_intern,
        interns_provision_intern,
        interns_suspend_intern,
    ],
)
def test_an_intern_that_is_not_there_is_not_found(
    function: Any, run: Run, core: OpenRouterCore
) -> None:
    error = run(function, core, NOWHERE).failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert error.metadata == {"reason": "intern_not_found", "retryable": False}


def test_a_vault_that_is_nobodys_is_not_borrowed(run: Run, core: OpenRouterCore) -> None:
    owner = made(core)
    borrower = run(interns_create_intern, core, {"name": "Bob", "vault_id": owner.vault_id})
    assert borrower.unwrap().attached_vault_id == owner.vault_id
    error = run(interns_create_intern, core, {"name": "Eve", "vault_id": NOWHERE}).failure()
    assert isinstance(error, errors.NotFoundResponseError)


def test_whatever_comes_is_kept() -> None:
    body = {
        "id": "i1",
        "status": "dreaming",
        "progress": {"step_number": 1, "step_label": "x", "total_steps": 2, "eta": 5},
        "model": None,
        "created_at": 5,
        "mood": "fine",
    }
    intern = structure(body, models.Intern)
    assert intern.status == "dreaming"
    assert intern.progress == models.InternProgress(
        step_number=1, step_label="x", total_steps=2, extra={"eta": 5}
    )
    assert intern.extra == {"created_at": 5, "mood": "fine"}
    assert unstructure(intern) == body
