"""Lists that come in pages: item by item, one page at a time, and never without an end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig, models
from openrouter_core.funcs.api_keys_list import api_keys_list, api_keys_list_async
from openrouter_core.funcs.models_list import models_list
from openrouter_core.models import errors
from openrouter_core.paginate import paginate, paginate_async
from openrouter_core.testing import LocalServer, RecordedRequest, Reply


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture
def core(server: LocalServer) -> Iterator[OpenRouterCore]:
    with OpenRouterCore(server_url=server.url, retry_config=RetryConfig("none")) as core:
        yield core


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def all_keys(request: pytest.FixtureRequest) -> Any:
    """All results of a list of keys, got the one way or the other."""

    async def collect(core: OpenRouterCore, *arguments: Any, **options: Any) -> list[Any]:
        return [r async for r in paginate_async(api_keys_list_async, core, *arguments, **options)]

    def call(core: OpenRouterCore, *arguments: Any, **options: Any) -> list[Any]:
        if request.param:
            return asyncio.run(collect(core, *arguments, **options))
        return list(paginate(api_keys_list, core, *arguments, **options))

    return call


def page(*names: str, **more: Any) -> Reply:
    return Reply.json({"data": [{"name": name} for name in names], **more})


def names(results: list[Any]) -> list[Any]:
    return [result.unwrap().name for result in results]


def offsets(server: LocalServer) -> list[str | None]:
    return [dict(request.params).get("offset") for request in server.requests]


def test_all_items_of_all_pages_in_their_order(
    all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(page("a", "b"), page("c"), page("d", "e", "f"), page())
    assert names(all_keys(core)) == list("abcdef")
    assert offsets(server) == ["0", "2", "3", "6"]


def test_an_empty_list_is_no_items(
    all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(page())
    assert all_keys(core) == []


@pytest.mark.parametrize(
    "request_",
    [
        {"workspace_id": "w", "offset": 5},
        models.ApiKeysListParams(workspace_id="w", offset=5),
    ],
)
def test_what_the_request_says_holds_for_every_page(
    request_: Any, all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(page("a"), page())
    options = RequestOptions(headers={"X-Mine": "1"})
    assert names(all_keys(core, request_, options=options)) == ["a"]
    assert offsets(server) == ["5", "6"]
    assert {dict(request.params)["workspace_id"] for request in server.requests} == {"w"}
    assert {request.headers["x-mine"] for request in server.requests} == {"1"}


def test_a_total_spares_the_question_for_what_is_not_there(
    server: LocalServer, core: OpenRouterCore
) -> None:
    models_page = Reply.json({"data": [{"id": "a/b"}, {"id": "c/d"}], "total_count": 2})
    server.enqueue(models_page)
    found = [result.unwrap().id for result in paginate(models_list, core, {"limit": 2})]
    assert found == ["a/b", "c/d"]
    assert len(server.requests) == 1


def test_a_page_that_fails_is_the_last_result(
    all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(page("a"), Reply.error(500, "Broken"), page("never"))
    first, last = all_keys(core)
    assert first.unwrap().name == "a"
    assert isinstance(last.failure(), errors.InternalServerResponseError)


def test_a_server_that_gives_the_same_page_again_does_not_go_on_for_ever(
    all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(page("a", "b"))
    *items, last = all_keys(core)
    assert names(items) == ["a", "b"]
    assert isinstance(last.failure(), errors.ResponseValidationError)
    assert len(server.requests) == 2


@pytest.mark.parametrize("data", ["x", {"name": "a"}, 5, [5], [None, None]])
def test_a_page_that_is_no_list_of_items_is_an_err_and_no_end(
    data: Any, all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(page("a"), Reply.json({"data": data}))
    first, last = all_keys(core)
    assert first.unwrap().name == "a"
    assert isinstance(last.failure(), errors.ResponseValidationError)
    assert "offset 1" in str(last.failure())


MALFORMED: list[tuple[list[Any], list[str]]] = [  # the rows of a page, and the items among them
    ([None, {"name": "b"}], ["b"]),
    ([{"name": "b"}, 5, {"name": "c"}], ["b", "c"]),
    ([{"name": "b"}, [{"name": "c"}]], ["b"]),
]


@pytest.mark.parametrize(("rows", "wanted"), MALFORMED)
def test_a_row_that_is_no_item_costs_no_other_and_counts(
    rows: list[Any], wanted: list[str], all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(page("a"), Reply.json({"data": rows}), page("z"), page())
    assert names(all_keys(core)) == ["a", *wanted, "z"]
    assert offsets(server) == ["0", "1", str(1 + len(rows)), str(2 + len(rows))]


def test_a_malformed_page_given_again_does_not_go_on_for_ever(
    all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(Reply.json({"data": [{"name": "a"}, None]}))
    first, last = all_keys(core)
    assert first.unwrap().name == "a"
    assert isinstance(last.failure(), errors.ResponseValidationError)


def test_a_page_is_asked_for_when_the_one_before_is_used_up(
    server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(page("a", "b"), page("c"), page())
    results = paginate(api_keys_list, core)
    assert len(server.requests) == 0
    assert names([next(results), next(results)]) == ["a", "b"]
    assert len(server.requests) == 1
    assert names([next(results)]) == ["c"]
    assert len(server.requests) == 2
    results.close()  # type: ignore[attr-defined]  # an iterator that a loop leaves is closed
    assert len(server.requests) == 2


@pytest.mark.parametrize("request_", [None, 5, "offset=1", [1]])
def test_a_request_that_is_none_is_an_err(
    request_: Any, all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    (only,) = all_keys(core, request_)
    assert isinstance(only.failure(), errors.SDKValidationError)
    assert server.requests == []


@pytest.mark.parametrize("request_", [{"offset": "five"}, {"include_disabled": 1.5}])
def test_a_field_of_the_wrong_type_is_an_err(
    request_: Any, all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    (only,) = all_keys(core, request_)
    assert isinstance(only.failure(), errors.SDKValidationError)
    assert server.requests == []


def test_the_stand_in_has_pages_too(
    all_keys: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    from openrouter_core.funcs.api_keys_create import api_keys_create

    wanted = [f"key {number}" for number in range(230)]
    for name in wanted:
        assert isinstance(api_keys_create(core, {"name": name}), Ok)
    server_saw = len(server.requests)
    results = all_keys(core)
    assert not [result for result in results if isinstance(result, Err)]
    assert sorted(names(results)) == sorted(wanted)
    assert len(server.requests) - server_saw >= 3


def test_offsets_are_numbers(server: LocalServer, core: OpenRouterCore) -> None:
    def strange(request: RecordedRequest) -> Reply:
        return page(*[request.query] * (0 if "offset=2" in request.query else 2))

    server.always(strange)
    results = list(paginate(api_keys_list, core, {"offset": None}))
    assert len(results) == 2
