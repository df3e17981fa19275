"""Each way in which a list goes on: by offset, cursor, or what comes after an id. None ends too early, none never."""

from __future__ import annotations

import asyncio
import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig, models
from openrouter_core.funcs.api_keys_create import api_keys_create
from openrouter_core.funcs.api_keys_list import api_keys_list, api_keys_list_async
from openrouter_core.funcs.batch_create_batches import batch_create_batches
from openrouter_core.funcs.batch_list import batch_list
from openrouter_core.funcs.containers_list_container_files import (
    containers_list_container_files,
    containers_list_container_files_async,
)
from openrouter_core.funcs.credits_get_credits import credits_get_credits
from openrouter_core.funcs.files_list import files_list
from openrouter_core.funcs.files_upload import files_upload
from openrouter_core.models import errors
from openrouter_core.paginate import paginate, paginate_async
from openrouter_core.testing import LocalServer, Reply


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


@pytest.fixture
def core(server: LocalServer) -> Iterator[OpenRouterCore]:
    with OpenRouterCore(server_url=server.url, retry_config=RetryConfig("none")) as core:
        yield core


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def go(request: pytest.FixtureRequest) -> Any:
    """All results of a list, got the one way or the other."""

    def twin(function: Any) -> Any:
        if isinstance(function, functools.partial):
            return functools.partial(twin(function.func), *function.args, **function.keywords)
        return getattr(sys.modules[function.__module__], f"{function.__name__}_async")

    def call(function: Any, core: OpenRouterCore, *arguments: Any, **options: Any) -> list[Any]:
        async def collect() -> list[Any]:
            pages: Any = paginate_async(twin(function), core, *arguments, **options)
            return [result async for result in pages]

        if request.param:
            return asyncio.run(collect())
        return list(paginate(function, core, *arguments, **options))

    return call


class Way(NamedTuple):
    """A list that goes on in one way.

    Fields:
        function: lists.
        arguments: what it gets after the core.
        fill: makes five items, and gives what is listed.
        pages: how many requests it takes to list them, two at a time.
    """

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    fill: Callable[[OpenRouterCore], list[Any]]
    pages: int


def _files(core: OpenRouterCore, **where: Any) -> list[Any]:
    return [
        files_upload(core, {"file": b"a,b", "filename": f"{n}.csv", **where}).unwrap().id
        for n in range(5)
    ]


def _batches(core: OpenRouterCore) -> list[Any]:
    line = {"custom_id": "1", "body": {"messages": []}}
    batch = {"endpoint": "/v1/chat/completions", "model": "a/b", "requests": [line]}
    return [batch_create_batches(core, batch).unwrap().id for _ in range(5)][::-1]


WAYS = {
    "cursor": Way(files_list, ({"limit": 2},), _files, 3),
    "cursor, model": Way(files_list, (models.FilesListParams(limit=2),), _files, 3),
    "a list of OpenAI's": Way(
        files_list,
        ({"limit": 2, "provider": "openai"},),
        lambda core: _files(core, provider="openai"),
        3,
    ),
    "a list of Anthropic's": Way(
        files_list,
        ({"limit": 2, "provider": "anthropic"},),
        lambda core: _files(core, provider="anthropic"),
        3,
    ),
    "after": Way(batch_list, ({"limit": 2},), _batches, 3),
    "after, in the path": Way(
        containers_list_container_files,
        ("cntr_1", {"limit": 1}),
        lambda core: [f"cfile_localserver00{n}" for n in (1, 2, 3)],
        3,
    ),
    "a partial": Way(
        functools.partial(containers_list_container_files, container_id="cntr_1"),
        ({"limit": 1},),
        lambda core: [f"cfile_localserver00{n}" for n in (1, 2, 3)],
        3,
    ),
    "no request": Way(
        containers_list_container_files,
        ("cntr_1",),
        lambda core: [f"cfile_localserver00{n}" for n in (1, 2, 3)],
        1,
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_all_items_come_once_and_in_their_order(
    way: Way, go: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    wanted = way.fill(core)
    before = len(server.requests)
    assert [result.unwrap().id for result in go(way.function, core, *way.arguments)] == wanted
    assert len(server.requests) - before == way.pages


def test_by_offset_all_come_too(go: Any, server: LocalServer, core: OpenRouterCore) -> None:
    for number in range(130):
        api_keys_create(core, {"name": f"key {number}"}).unwrap()
    assert len([result.unwrap() for result in go(api_keys_list, core)]) == 130


def test_the_request_may_be_given_by_its_name(
    go: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    go(containers_list_container_files, core, "c", request={"limit": 1})
    assert [request.query for request in server.requests] == [
        "limit=1",
        "limit=1&after=cfile_localserver001",
        "limit=1&after=cfile_localserver002",
    ]


def test_a_place_in_the_request_is_where_to_begin(
    go: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    found = go(containers_list_container_files, core, "c", {"after": "cfile_localserver001"})
    assert [result.unwrap().id[-1] for result in found] == ["2", "3"]


def test_options_hold_for_every_page(go: Any, server: LocalServer, core: OpenRouterCore) -> None:
    options = RequestOptions(headers={"X-Mine": "1"})
    go(containers_list_container_files, core, "c", {"limit": 1}, options=options)
    assert [request.headers.get("x-mine") for request in server.requests] == ["1"] * 3


Files: TypeAlias = Ok[models.ContainersListContainerFilesResponse] | Err[errors.AnyError]


# --- functions of the user's own ---------------------------------------------------------------------------------


def test_a_function_of_the_users_own_goes_on_as_its_pages_say(
    server: LocalServer, core: OpenRouterCore
) -> None:
    def files(core: Any, request: Any, *, options: Any = None) -> Files:
        return containers_list_container_files(core, "c", {"limit": 1, **request}, options=options)

    found = [result.unwrap().id for result in paginate(files, core)]
    assert found == [f"cfile_localserver00{n}" for n in (1, 2, 3)]

    async def collect() -> list[Any]:
        async def files(core: Any, request: Any, *, options: Any = None) -> Files:
            asked = {"limit": 1, **request}
            return await containers_list_container_files_async(core, "c", asked, options=options)

        return [result.unwrap().id async for result in paginate_async(files, core)]

    assert asyncio.run(collect()) == found


def test_a_function_of_the_users_own_may_count_too(
    server: LocalServer, core: OpenRouterCore
) -> None:
    asked: list[Any] = []

    class Page:
        def __init__(self, data: list[int]) -> None:
            self.data = data

    def numbers(core: Any, request: Any, *, options: Any = None) -> Ok[Page] | Err[errors.AnyError]:
        asked.append(dict(request))
        return Ok(Page(list(range(7))[request["offset"] : request["offset"] + 3]))

    assert [result.unwrap() for result in paginate(numbers, core, {"q": "x"})] == list(range(7))
    assert asked == [{"q": "x", "offset": n} for n in (0, 3, 6, 7)]


# --- what cannot go on -------------------------------------------------------------------------------------------

A, B, C = ({"id": name} for name in "abc")

LOOPS: dict[str, tuple[Any, list[Any], int]] = {
    # the list, what each request is answered, and how many items come before the Err
    "the same cursor again": (files_list, [{"data": [A], "cursor": "x"}] * 3, 1),
    "cursors in a circle": (
        files_list,
        [
            {"data": [A], "cursor": "x"},
            {"data": [B], "cursor": "y"},
            {"data": [A], "cursor": "x"},
        ],
        2,
    ),
    "more, and no cursor": (files_list, [{"data": [A], "has_more": True}], 1),
    "more, and null": (
        files_list,
        [{"data": [A], "has_more": True, "cursor": None, "last_id": None}],
        1,
    ),
    "a cursor that is no text": (files_list, [{"data": [A], "has_more": True, "cursor": 5}], 1),
    "a cursor that is no text, and nothing else": (files_list, [{"data": [A], "cursor": 5}], 1),
    "the same last id again": (
        batch_list,
        [{"data": [A], "has_more": True, "last_id": "a"}] * 3,
        1,
    ),
    "more, and no last id": (batch_list, [{"data": [A], "has_more": True}], 1),
    "more, and an empty last id": (
        batch_list,
        [{"data": [A], "has_more": True, "last_id": ""}],
        1,
    ),
    "empty pages that come back": (
        batch_list,
        [
            {"data": [A], "has_more": True, "last_id": "a"},
            {"data": [], "has_more": True, "last_id": "b"},
            {"data": [], "has_more": True, "last_id": "b"},
        ],
        1,
    ),
    "a page of something else": (
        batch_list,
        [{"data": [A], "has_more": True, "last_id": "a"}, {"data": [5, None], "has_more": False}],
        1,
    ),
    "no list": (batch_list, [{"data": "x", "has_more": True, "last_id": "a"}], 0),
    "the same keys again": (api_keys_list, [{"data": [{"name": "a"}]}] * 2, 1),
    "more keys, and none": (api_keys_list, [{"data": [], "has_more": True}], 0),
}


@pytest.mark.parametrize(("function", "bodies", "items"), LOOPS.values(), ids=list(LOOPS))
def test_a_list_that_would_never_end_or_says_not_where_it_goes_on_is_an_err(
    function: Any, bodies: list[Any], items: int, go: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(*map(Reply.json, bodies))
    *found, last = go(function, core)
    assert len([result.unwrap() for result in found]) == items
    error = last.failure()
    assert isinstance(error, errors.ResponseValidationError)
    assert "page" in str(error)
    assert len(server.requests) <= len(bodies)


ENDS: dict[str, tuple[Any, list[Any], str]] = {
    "null": (files_list, [{"data": [A], "cursor": "x"}, {"data": [B], "cursor": None}], "ab"),
    "no cursor": (files_list, [{"data": [A]}], "a"),
    "an empty cursor": (files_list, [{"data": [A], "cursor": ""}], "a"),
    "no more, and a cursor": (files_list, [{"data": [A], "has_more": False, "cursor": "x"}], "a"),
    "an empty list": (files_list, [{"data": []}], ""),
    "no more": (batch_list, [{"data": [A], "has_more": False, "last_id": "a"}], "a"),
    "empty pages on the way": (
        batch_list,
        [
            {"data": [], "has_more": True, "last_id": "x"},
            {"data": [A], "has_more": True, "last_id": "a"},
            {"data": [], "has_more": True, "last_id": "y"},
            {"data": [B, C], "has_more": False, "last_id": "c"},
        ],
        "abc",
    ),
    "nothing said of more": (
        batch_list,
        [{"data": [A], "last_id": "a"}, {"data": [], "last_id": None}],
        "a",
    ),
    "a row that is none": (
        batch_list,
        [{"data": [None, A], "has_more": True, "last_id": "a"}, {"data": [B], "has_more": False}],
        "ab",
    ),
    "no more, and no count": (
        api_keys_list,
        [{"data": [{"hash": "a"}], "has_more": True}, {"data": [{"hash": "b"}], "has_more": False}],
        "ab",
    ),
}


@pytest.mark.parametrize(("function", "bodies", "items"), ENDS.values(), ids=list(ENDS))
def test_a_list_ends_where_it_says_so(
    function: Any, bodies: list[Any], items: str, go: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(*map(Reply.json, bodies))
    found = [result.unwrap() for result in go(function, core)]
    assert "".join(getattr(item, "id", None) or item.hash for item in found) == items
    assert len(server.requests) == len(bodies)


def test_an_operation_without_pages_is_an_err_and_is_not_called(
    go: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    (only,) = go(credits_get_credits, core)
    assert isinstance(only.failure(), errors.SDKValidationError)
    assert (only.failure().path, only.failure().got) == ("operation", "'credits_get_credits'")
    assert server.requests == []


@pytest.mark.parametrize(
    "arguments",
    [("c", 5), ("c", "limit=1"), ("c", None), ("c", {"limit": 1}, {"limit": 2}), ({"limit": 1},)],
)
def test_arguments_that_are_none_of_a_list_are_an_err(
    arguments: Any, go: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    (only,) = go(containers_list_container_files, core, *arguments)
    assert isinstance(only.failure(), errors.SDKValidationError)
    assert server.requests == []


@pytest.mark.parametrize("place", [[1], {}, 5, True, b"c"], ids=repr)
@pytest.mark.parametrize(("function", "field"), [(files_list, "cursor"), (batch_list, "after")])
def test_a_place_that_is_no_text_is_an_err(
    function: Any, field: str, place: Any, go: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    (only,) = go(function, core, {field: place})
    assert isinstance(only.failure(), errors.SDKValidationError)
    assert only.failure().path == field
    assert server.requests == []


class Raising(Mapping[str, Any]):
    """A mapping of the user's own, such as a row that is read when it is looked at."""

    def __getitem__(self, name: str) -> Any:
        raise OSError("the database is gone")

    def __iter__(self) -> Iterator[str]:
        raise OSError("the database is gone")

    def __len__(self) -> int:
        return 1


@pytest.mark.parametrize("request_", [5, [1], "x", Raising()], ids=lambda r: type(r).__name__)
def test_what_is_no_request_is_named(
    request_: Any, go: Any, server: LocalServer, core: OpenRouterCore
) -> None:
    (only,) = go(api_keys_list, core, request=request_)
    assert isinstance(only.failure(), errors.SDKValidationError)
    assert only.failure().path == "request"
    assert server.requests == []


def test_every_list_that_pages_says_how() -> None:
    """A request with a field that chooses the page has a description that says so."""
    from tests.funcs.test_operations import OPERATIONS

    for name, operation in OPERATIONS.items():
        fields = () if operation.request is None else getattr(models, operation.request).__wire__
        if operation.method == "GET" and {"offset", "cursor", "after"} & set(fields):
            assert operation.pages is not None, name


# What is no operation.


def no_page(core: OpenRouterCore, request: Any, options: Any = None) -> Any:
    return Ok(5)


def no_result(core: OpenRouterCore, request: Any, options: Any = None) -> Any:
    return None


async def no_result_async(core: OpenRouterCore, request: Any, options: Any = None) -> Any:
    return None


async def no_page_async(core: OpenRouterCore, request: Any, options: Any = None) -> Any:
    return Ok(5)


NO_RESULT = "a function that returns Ok or Err; got None"
NO_PAGE = "a function whose Ok holds a page with data; got 5"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (5, "a function; got 5"),
        (
            api_keys_list_async,
            "a function that is not async (or use paginate_async); got a value of type coroutine",
        ),
        (no_result, NO_RESULT),
        (no_page, NO_PAGE),
    ],
)
def test_what_cannot_be_asked_for_pages_is_named(
    core: OpenRouterCore, given: Any, expected: str
) -> None:
    (result,) = list[Any](paginate(given, core))
    assert type(result.failure()) is errors.SDKValidationError
    assert str(result.failure()) == f"operation: expected {expected}"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (5, "a function; got 5"),
        (api_keys_list, "an async function (or use paginate); got a value of type function"),
        (no_result_async, NO_RESULT),
        (no_page_async, NO_PAGE),
    ],
)
def test_what_cannot_be_asked_for_pages_is_named_in_async_code(
    core: OpenRouterCore, given: Any, expected: str
) -> None:
    async def collect() -> list[Any]:
        pages: Any = paginate_async(given, core)
        return [result async for result in pages]

    (result,) = asyncio.run(collect())
    assert str(result.failure()) == f"operation: expected {expected}"
