"""`chat_parse_stream` over real sockets: each item as soon as it is whole, and what all of it comes to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeAlias

import attrs
import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, wire
from openrouter_core._parse.items import ItemTexts
from openrouter_core.budget import Budget
from openrouter_core.funcs.chat_parse_stream import chat_parse_stream, chat_parse_stream_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, chunks

REQUEST: dict[str, Any] = {"messages": [{"role": "user", "content": "Cities?"}]}


@attrs.frozen
class City:
    name: str
    people: int


Read: TypeAlias = Callable[..., tuple[list[Any], Any]]


@pytest.fixture(params=["sync", "async"])
def read(request: pytest.FixtureRequest, core: OpenRouterCore) -> Read:
    """All results of a stream, or the first few of them, and what it comes to."""

    def read(into: Any, most: int = 99, asked: Any = REQUEST, **how: Any) -> tuple[list[Any], Any]:
        found: list[Any] = []
        if request.param == "sync":
            with chat_parse_stream(core, asked, into, **how) as stream:
                for result in stream:
                    found.append(result)
                    if len(found) == most:
                        break
            assert list(stream) == []
            return found, stream.result()

        async def run() -> tuple[list[Any], Any]:
            async with core, chat_parse_stream_async(core, asked, into, **how) as stream:
                async for result in stream:
                    found.append(result)
                    if len(found) == most:
                        break
            assert [each async for each in stream] == []
            return found, stream.result()

        return asyncio.run(run())

    return read


def streamed(text: str, **how: Any) -> Reply:
    return Reply.events(chunks(text, **how))


CITIES = [City("Oslo", 717710), City('a "[,]{}" b', 2), City("\u00e5\\", 3)]
TEXT = json.dumps({"value": [attrs.asdict(city) for city in CITIES]})


def test_items_come_one_by_one(read: Read, server: LocalServer) -> None:
    server.enqueue(streamed(TEXT))
    results, result = read(list[City])
    assert [each.unwrap() for each in results] == CITIES
    parsed = result.unwrap()
    assert parsed.value == CITIES
    assert parsed.response.text == TEXT
    assert parsed.usage == parsed.response.usage
    assert parsed.usage.cost > 0
    sent = server.requests[0].json
    assert sent["stream"] is True
    assert sent["response_format"]["json_schema"]["name"] == "list_City"


def test_an_item_is_there_before_the_next_one_is(read: Read, server: LocalServer) -> None:
    text = '{"value": [{"name": "Oslo", "people": 1} , {"name": '
    reply = Reply.events(chunks(text, finish_reason=None, usage_counts=None), done=False)
    server.enqueue(reply.stall(at=len(reply.wire)))
    results, result = read(list[City], most=1)
    assert results == [Ok(City("Oslo", 1))]
    error = result.failure()
    assert type(error) is errors.RequestAbortedError
    assert text.startswith(error.partial.text)
    server.wait_for_open_connections(0)


VALUES: list[tuple[Any, str, list[Any]]] = [
    (list[int], '{"value": [1, 23,4]}', [1, 23, 4]),
    (list[str], '{"value":["a, ]", "\\\\", "\\"", "\\u00e5"]}', ["a, ]", "\\", '"', "\u00e5"]),
    (list[list[int]], '{"value": [[], [1, 2]]}', [[], [1, 2]]),
    (list[int | None], '{"value": [null, 1]}', [None, 1]),
    (list[bool], '\n{ "value" : [ true , false ] }\n', [True, False]),
    (list[City], '{"value": []}', []),
    (Annotated[list[int], "numbers"], '{"value": [1]}', [1]),
    (Sequence[int], '{"value": [1]}', [1]),
    (list[int], '{"\\u0076alue": [1, 2]}', [1, 2]),
]


@pytest.mark.parametrize(("into", "text", "wanted"), VALUES)
def test_items_of_each_kind(
    read: Read, server: LocalServer, into: Any, text: str, wanted: list[Any]
) -> None:
    server.enqueue(streamed(text))
    results, result = read(into)
    assert [each.unwrap() for each in results] == wanted
    assert result.unwrap().value == wanted


FAILED: list[tuple[str, dict[str, Any], int, type[errors.OpenRouterError], str]] = [
    (
        '{"value": [{"name": "Oslo", "people": 1}, {"name": "Bergen", "people": "2"}, {"name"',
        {},
        1,
        errors.AnswerSchemaError,
        "the answer does not fit the schema: value[1].people: expected an integer; got '2'",
    ),
    (
        '{"value": [{"name": "Oslo", "people": 1}',
        {},
        1,
        errors.AnswerNotJsonError,
        "the answer is no",
    ),
    (
        '{"value": [{"name": "Oslo", "people": 1}, {"na',
        {"finish_reason": "length"},
        1,
        errors.AnswerCutOffError,
        "the answer was cut off at the token limit",
    ),
    ("Sure: Oslo", {}, 0, errors.AnswerNotJsonError, "the answer is not JSON"),
    (
        '```json\n{"value": []}\n```',
        {},
        0,
        errors.AnswerFencedError,
        "the answer is JSON in a code",
    ),
    (
        "[]",
        {},
        0,
        errors.AnswerSchemaError,
        "the answer does not fit the schema: the value: expected an o",
    ),
    (
        '{"value": [], "x": 1}',
        {},
        0,
        errors.AnswerSchemaError,
        "the answer does not fit the schema: x: exp",
    ),
    (
        '{"value": [{} {}]}',
        {},
        0,
        errors.AnswerSchemaError,
        "the answer does not fit the schema: value[0].",
    ),
    ('{"value": [oops, {}]}', {}, 0, errors.AnswerNotJsonError, "the answer is not JSON"),
]


@pytest.mark.parametrize(("text", "how", "items", "cls", "message"), FAILED)
def test_an_answer_that_is_none_ends_in_one_err(
    read: Read,
    server: LocalServer,
    text: str,
    how: dict[str, Any],
    items: int,
    cls: type[errors.OpenRouterError],
    message: str,
) -> None:
    server.enqueue(streamed(text, **how))
    results, result = read(list[City])
    assert [type(each) for each in results] == [Ok] * items + [Err]
    error: Any = results[-1].failure()
    assert error.http_meta.status == 200
    assert type(error) is cls
    assert error.message.startswith(message)
    assert result == results[-1]
    assert text.startswith(error.partial.text)


def test_the_first_item_that_does_not_fit_ends_the_request(read: Read, server: LocalServer) -> None:
    reply = Reply.events(chunks('{"value": ["a", 1, "b"', finish_reason=None, usage_counts=None))
    server.enqueue(reply.stall(at=len(reply.wire)))
    results, _ = read(list[str])
    assert results[0] == Ok("a")
    assert results[1].failure().path == "value[1]"
    server.wait_for_open_connections(0)


def test_a_stream_that_breaks_keeps_what_came(read: Read, server: LocalServer) -> None:
    reply = streamed('{"value": ["a", "b"]}')
    server.enqueue(reply.cut(at=-400))
    results, result = read(list[str])
    error = results[-1].failure()
    assert isinstance(error, errors.APIConnectionError | errors.StreamIncompleteError)
    assert error.partial.text
    assert result.failure() is error


def test_an_error_of_the_call_is_the_only_result(read: Read, server: LocalServer) -> None:
    server.enqueue(Reply.error(402, "No credit"))
    results, result = read(list[str])
    assert [type(each.failure()) for each in results] == [errors.PaymentRequiredResponseError]
    assert result == results[0]


NOT_SENT: list[tuple[Any, Any, str]] = [
    (City, REQUEST, "into: expected a list of a type, such as list[Item]; got City"),
    (list, REQUEST, "into: expected a list of a type, such as list[Item]; got list"),
    (set[int], REQUEST, "into: expected a list of a type, such as list[Item]; got set[int]"),
    (dict[str, int], REQUEST, "into: expected a list of a type"),
    (list[object], REQUEST, "object: it is not an attrs class"),
    (list[Any], REQUEST, "into: list[Any]: strict mode needs the type of a list's items"),
    (list[str], {"messages": []}, "messages: expected a list with at least one item"),
    (list[str], "Hi", "request: expected a ChatGenerationParams or a mapping"),
]


@pytest.mark.parametrize(("into", "asked", "message"), NOT_SENT)
def test_what_cannot_be_asked_for_is_not_sent(
    read: Read, server: LocalServer, into: Any, asked: Any, message: str
) -> None:
    (result,), last = read(into, asked=asked)
    assert result.failure().message.removeprefix("into: list[object]: ").startswith(message)
    assert last == result
    assert server.requests == []


def test_nothing_is_sent_before_it_is_read(core: OpenRouterCore, server: LocalServer) -> None:
    with chat_parse_stream(core, REQUEST, list[str]) as stream:
        pass
    assert list(stream) == []
    assert type(stream.result().failure()) is errors.RequestAbortedError
    assert server.requests == []


def test_a_budget_counts_it(read: Read, server: LocalServer) -> None:
    server.enqueue(streamed('{"value": ["a"]}'))
    budget = Budget(max_cost=1)
    _, result = read(list[str], options=RequestOptions(budget=budget))
    assert budget.spent == pytest.approx(result.unwrap().usage.cost)


def test_a_read_that_is_cancelled_ends_the_request(server: LocalServer) -> None:
    async def run() -> None:
        async with OpenRouterCore(server_url=server.url) as core:
            stream = chat_parse_stream_async(core, REQUEST, list[str])
            task = asyncio.create_task(anext(stream))
            await asyncio.to_thread(server.wait_for_requests, 1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await stream.aclose()

    reply = streamed('{"value": ["a"]}')
    server.enqueue(reply.stall(at=20))
    asyncio.run(run())
    server.wait_for_open_connections(0)


# --- the scanner ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "items",
    [
        [attrs.asdict(city) for city in CITIES],
        [1, -2.5e3, True, None, "", "\\", '"', '\\"', "[{,}]"],
        [[[]], {}, {"a": {"b": ["]", "}"]}}],
        ["\U0001f600", "\\u"],
    ],
)
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_every_cut_gives_the_same_items(items: list[Any], ascii_only: bool, size: int) -> None:
    text = json.dumps({"value": items}, ensure_ascii=ascii_only)
    texts = ItemTexts()
    found = [
        wire.parse_json(item)
        for start in range(0, len(text), size)
        for item in texts.add(text[start : start + size])
    ]
    assert found == items


def test_an_item_of_many_pieces_is_read_once() -> None:
    texts = ItemTexts()
    texts.add('{"value": ["')
    assert all(not texts.add("abc, ]") for _ in range(200_000))  # quadratic, it would take minutes
    assert [len(item) for item in texts.add('"')] == [1_200_002]


@pytest.mark.parametrize("text", [" " * 5000, '{"values": [1, 2]}', "{" * 2000, '{"value": {}}'])
def test_what_is_no_list_has_no_items(text: str) -> None:
    texts = ItemTexts()
    assert [item for character in text for item in texts.add(character)] == []
