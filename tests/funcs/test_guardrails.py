"""Guardrails, and what they are assigned to, as the stand-in keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from openrouter_core import OpenRouterCore, models
from openrouter_core.funcs.guardrails_bulk_assign_keys import guardrails_bulk_assign_keys
from openrouter_core.funcs.guardrails_bulk_assign_members import guardrails_bulk_assign_members
from openrouter_core.funcs.guardrails_bulk_unassign_keys import guardrails_bulk_unassign_keys
from openrouter_core.funcs.guardrails_bulk_unassign_members import guardrails_bulk_unassign_members
from openrouter_core.funcs.guardrails_create import guardrails_create
from openrouter_core.funcs.guardrails_delete import guardrails_delete
from openrouter_core.funcs.guardrails_get import guardrails_get
from openrouter_core.funcs.guardrails_list import guardrails_list
from openrouter_core.funcs.guardrails_list_guardrail_key_assignments import (
    guardrails_list_guardrail_key_assignments,
)
from openrouter_core.funcs.guardrails_list_guardrail_member_assignments import (
    guardrails_list_guardrail_member_assignments,
)
from openrouter_core.funcs.guardrails_list_key_assignments import guardrails_list_key_assignments
from openrouter_core.funcs.guardrails_list_member_assignments import (
    guardrails_list_member_assignments,
)
from openrouter_core.funcs.guardrails_update import guardrails_update
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure
from tests.funcs.conftest import Run

ELSEWHERE = "0df9e665-d932-5740-b2c7-b52af166bc11"


class Assigned(NamedTuple):
    """The operations on one kind of assignment, and what names it in requests and in responses."""

    assign: Callable[..., Any]
    unassign: Callable[..., Any]
    all: Callable[..., Any]
    of_one: Callable[..., Any]
    request: str
    response: str


KINDS = [
    Assigned(
        guardrails_bulk_assign_keys,
        guardrails_bulk_unassign_keys,
        guardrails_list_key_assignments,
        guardrails_list_guardrail_key_assignments,
        "key_hashes",
        "key_hash",
    ),
    Assigned(
        guardrails_bulk_assign_members,
        guardrails_bulk_unassign_members,
        guardrails_list_member_assignments,
        guardrails_list_guardrail_member_assignments,
        "member_user_ids",
        "user_id",
    ),
]
EACH_KIND = pytest.mark.parametrize("kind", KINDS, ids=["keys", "members"])


def make(run: Run, core: OpenRouterCore, **fields: Any) -> models.Guardrail:
    made: models.Guardrail = run(guardrails_create, core, {"name": "a", **fields}).unwrap().data
    return made


# --- guardrails ----------------------------------------------------------------------------------


def test_a_guardrail_is_made_read_changed_and_deleted(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core, limit_usd=5, reset_interval="daily", allowed_providers=["openai"])
    assert (made.limit_usd, made.reset_interval, made.ignored_models) == (5, "daily", None)
    assert made.include_byok_in_budgets is False
    assert run(guardrails_get, core, made.id).unwrap().data == made
    change = models.GuardrailsUpdateParams(limit_usd=None, allowed_providers=["mistral", "groq"])
    changed = run(guardrails_update, core, made.id, change).unwrap().data
    assert (changed.name, changed.limit_usd, changed.reset_interval) == ("a", None, "daily")
    assert changed.allowed_providers == ["mistral", "groq"]
    assert changed.updated_at is not None
    assert run(guardrails_delete, core, made.id).unwrap().deleted is True
    assert run(guardrails_list, core).unwrap().total_count == 0


def test_filters_come_back_as_what_the_next_request_takes(run: Run, core: OpenRouterCore) -> None:
    made = make(
        run,
        core,
        content_filters=[{"pattern": "sk-.*", "action": "block", "label": None}],
        content_filter_builtins=[{"slug": "ip-address", "action": "redact", "newer": 1}],
    )
    assert made.content_filters == [
        models.GuardrailContentFilter("sk-.*", "block", label=None),
    ]
    (builtin,) = list(made.content_filter_builtins or [])
    assert (builtin.slug, builtin.action, builtin.label) == ("ip-address", "redact", "[IP_ADDRESS]")
    assert builtin.extra == {"newer": 1}
    again = models.GuardrailsCreateParams(
        "b",
        content_filters=made.content_filters,
        content_filter_builtins=made.content_filter_builtins,
    )
    copy = run(guardrails_create, core, again).unwrap().data
    for name in ("content_filters", "content_filter_builtins"):
        assert unstructure(copy)[name] == unstructure(made)[name]


def test_the_old_switch_speaks_for_those_that_are_not_given(run: Run, core: OpenRouterCore) -> None:
    made = make(run, core, enforce_zdr=True, enforce_zdr_xai=False)
    assert (made.enforce_zdr_google, made.enforce_zdr_other, made.enforce_zdr_xai) == (
        True,
        True,
        False,
    )


def test_guardrails_are_listed_by_workspace_and_page(run: Run, core: OpenRouterCore) -> None:
    for number in range(55):
        make(run, core, name=str(number))
    make(run, core, name="e", workspace_id=ELSEWHERE)
    for request, names, total in (
        ({"limit": 2, "offset": 54}, ["54"], 55),
        ({"workspace_id": ELSEWHERE}, ["e"], 1),
    ):
        page = run(guardrails_list, core, request).unwrap()
        assert ([found.name for found in page.data], page.total_count) == (names, total)
    found = [result.unwrap().name for result in paginate(guardrails_list, core)]
    assert found == [str(number) for number in range(55)]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (guardrails_get, ()),
        (guardrails_update, ()),
        (guardrails_delete, ()),
        *((kind.assign, ({kind.request: ["a"]},)) for kind in KINDS),
        *((kind.unassign, ({kind.request: ["a"]},)) for kind in KINDS),
        *((kind.of_one, ()) for kind in KINDS),
    ],
)
def test_a_guardrail_that_there_is_not_is_not_found(
    function: Any, arguments: Any, run: Run, core: OpenRouterCore
) -> None:
    error = run(function, core, "a0", *arguments).failure()
    assert isinstance(error, errors.NotFoundResponseError)
    assert "Guardrail not found" in str(error)


@pytest.mark.parametrize(
    ("request_", "path"),
    [
        ({"name": 5}, "name"),
        ({"name": "a", "limit_usd": "5"}, "limit_usd"),
        ({"name": "a", "allowed_models": "a/b"}, "allowed_models"),
        ({"name": "a", "allowed_data_regions": [None]}, "allowed_data_regions[0]"),
        ({"name": "a", "content_filters": ["sk-"]}, "content_filters[0]"),
        (
            {"name": "a", "content_filters": [{"pattern": 5, "action": "block"}]},
            "content_filters[0].pattern",
        ),
        (
            {"name": "a", "content_filter_builtins": [{"slug": "email", "action": True}]},
            "content_filter_builtins[0].action",
        ),
    ],
)
def test_a_wrong_guardrail_is_refused_and_says_where(
    request_: Any, path: str, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(guardrails_create, core, request_).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert error.path == path
    assert server.requests == []


# --- assignments ---------------------------------------------------------------------------------


def assigned(page: Any, kind: Assigned) -> list[tuple[str, str]]:
    return [(getattr(each, kind.response), each.guardrail_id) for each in page.data]


@EACH_KIND
def test_assignments_are_made_listed_and_taken_back(
    kind: Assigned, run: Run, core: OpenRouterCore
) -> None:
    one, two = make(run, core), make(run, core)
    done = run(kind.assign, core, one.id, {kind.request: ["a", "b", "b"]}).unwrap()
    assert done.assigned_count == 2
    run(kind.assign, core, two.id, {kind.request: ["c", "a"]}).unwrap()  # in the first one's place
    everyone = run(kind.all, core).unwrap()
    assert assigned(everyone, kind) == [("b", one.id), ("c", two.id), ("a", two.id)]
    assert everyone.total_count == 3
    page = run(kind.of_one, core, two.id, {"offset": 1, "limit": 1}).unwrap()
    assert (assigned(page, kind), page.total_count) == ([("a", two.id)], 2)
    gone = run(kind.unassign, core, two.id, {kind.request: ["a", "b", "d"]}).unwrap()
    assert gone.unassigned_count == 1
    assert assigned(run(kind.all, core).unwrap(), kind) == [("b", one.id), ("c", two.id)]


@EACH_KIND
def test_assignments_go_with_their_guardrail(
    kind: Assigned, run: Run, core: OpenRouterCore
) -> None:
    made = make(run, core)
    run(kind.assign, core, made.id, {kind.request: ["a"]}).unwrap()
    run(guardrails_delete, core, made.id).unwrap()
    assert run(kind.all, core).unwrap().data == []


@EACH_KIND
def test_all_pages_of_one_guardrails_assignments(
    kind: Assigned, run: Run, core: OpenRouterCore
) -> None:
    made = make(run, core)
    names = [f"n{number}" for number in range(101)]
    run(kind.assign, core, made.id, {kind.request: names}).unwrap()
    found: Any = paginate(kind.of_one, core, str(made.id))
    assert [getattr(each.unwrap(), kind.response) for each in found] == names


@EACH_KIND
@pytest.mark.parametrize("names", [[], [5], "a", None], ids=str)
def test_names_that_are_no_list_of_names_are_refused(
    names: Any, kind: Assigned, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    error = run(kind.assign, core, "a0", {kind.request: names}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert (error.path or "").startswith(kind.request)
    assert server.requests == []


@EACH_KIND
def test_an_assignment_is_sent_again_after_an_error_in_passing(
    kind: Assigned, run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    made = make(run, core)
    server.enqueue(Reply.error(503, "Busy"))
    done = run(kind.assign, core, made.id, {kind.request: ["a"]}).unwrap()
    assert (done.assigned_count, done.http_meta.attempts) == (1, 2)
