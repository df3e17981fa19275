"""`chat_parse` over real sockets: what is asked for, what comes of an answer, and what is left of one that is none."""

from __future__ import annotations

import asyncio
import copy
import pickle
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias, TypedDict

import attrs
import pytest

from openrouter_core import Err, Hooks, Ok, OpenRouterCore, RequestOptions, wire
from openrouter_core._parse.response import response_format
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.chat_parse import chat_parse, chat_parse_async, parse_answer
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import (
    UNSET,
    ChatGenerationParams,
    ChatResponse,
    JsonSchema,
    JsonSchemaFormat,
    UserMessage,
    errors,
)
from openrouter_core.testing import LocalServer, Reply, completion
from tests.funcs.conftest import Run

Parse: TypeAlias = Callable[..., Ok[Any] | Err[Any]]

REQUEST: dict[str, Any] = {
    "model": "a/b",
    "messages": [{"role": "user", "content": "What does the invoice say?"}],
}


class Currency(StrEnum):
    EUR = "EUR"
    USD = "USD"


@attrs.frozen
class Line:
    text: str
    amount: float


@attrs.frozen
class Invoice:
    """An invoice, as it was sent."""

    number: str
    lines: list[Line]
    currency: Currency = Currency.EUR


@attrs.frozen
class Node:
    inner: Node | None


class City(TypedDict):
    name: str
    people: int | None


SCHEMA = {
    "description": "An invoice, as it was sent.",
    "type": "object",
    "properties": {
        "number": {"type": "string"},
        "lines": {"type": "array", "items": {"$ref": "#/$defs/Line"}},
        "currency": {"anyOf": [{"$ref": "#/$defs/Currency"}, {"type": "null"}]},
    },
    "required": ["number", "lines", "currency"],
    "additionalProperties": False,
    "$defs": {
        "Line": {
            "type": "object",
            "properties": {"text": {"type": "string"}, "amount": {"type": "number"}},
            "required": ["text", "amount"],
            "additionalProperties": False,
        },
        "Currency": {"type": "string", "enum": ["EUR", "USD"]},
    },
}
FORMAT = {
    "type": "json_schema",
    "json_schema": {"name": "Invoice", "strict": True, "schema": SCHEMA},
}
TEXT = '{"number": "2026-7", "lines": [{"text": "Tea", "amount": 12.5}], "currency": null}'
INVOICE = Invoice("2026-7", [Line("Tea", 12.5)])
TOOL_CALL = {
    "id": "call_1",
    "type": "function",
    "function": {"name": "get_weather", "arguments": "{}"},
}


@pytest.fixture
def parse(run: Run, core: OpenRouterCore) -> Parse:
    """`chat_parse`, or its async form."""

    def parse(into: Any, request: Any = REQUEST, **arguments: Any) -> Ok[Any] | Err[Any]:
        result: Ok[Any] | Err[Any] = run(chat_parse, core, request, into, **arguments)
        return result

    return parse


def response_of(text: str | None, **fields: Any) -> ChatResponse:
    return wire.structure(completion(text, **fields), ChatResponse)


# --- the value -----------------------------------------------------------------------------------------------------

VALUES: list[tuple[Any, str, Any]] = [
    (Invoice, TEXT, INVOICE),
    (Invoice, f"\n  {TEXT}\n", INVOICE),
    (City, '{"name": "Paris", "people": null}', {"name": "Paris", "people": None}),
    (list[Line], '{"value": [{"text": "Tea", "amount": 12}]}', [Line("Tea", 12.0)]),
    (Literal["yes", "no"], '{"value": "no"}', "no"),
    (Currency, '{"value": "USD"}', Currency.USD),
    (Line | City, '{"value": {"name": "Paris", "people": 2}}', {"name": "Paris", "people": 2}),
    (Invoice | None, '{"value": null}', None),
    (bool, '{"value": false}', False),
]


@pytest.mark.parametrize(("into", "text", "wanted"), VALUES)
def test_the_answer_is_a_value_of_the_type(
    parse: Parse, server: LocalServer, into: Any, text: str, wanted: Any
) -> None:
    server.enqueue(Reply.json(completion(text)))
    value = parse(into).unwrap().value
    assert value == wanted
    assert type(value) is type(wanted)


def test_the_first_of_several_answers_counts(parse: Parse, server: LocalServer) -> None:
    body = completion(TEXT)
    body["choices"].append({"index": 1, "message": {"content": "Hm"}, "finish_reason": "length"})
    server.enqueue(Reply.json(body))
    assert parse(Invoice).unwrap().value == INVOICE


@pytest.mark.parametrize("reason", ["stop", "end_turn", None, "tool_calls"])
def test_an_answer_that_fits_is_one_whatever_ended_it(
    parse: Parse, server: LocalServer, reason: str | None
) -> None:
    server.enqueue(Reply.json(completion(TEXT, finish_reason=reason)))
    assert parse(Invoice).unwrap().value == INVOICE


# --- the request ---------------------------------------------------------------------------------------------------


def test_the_request_is_sent_as_its_author_wrote_it_with_the_schema(
    parse: Parse, server: LocalServer
) -> None:
    request = {"a_new_parameter": {"x": None}, **REQUEST, "temperature": 0}
    before = copy.deepcopy(request)
    server.enqueue(Reply.json(completion(TEXT)))
    options = RequestOptions(extra_body={"seed": 7})
    assert isinstance(parse(Invoice, request, options=options), Ok)
    sent = server.requests[0].json
    assert sent == {**request, "response_format": FORMAT, "seed": 7, "stream": False}
    assert list(sent) == [*request, "response_format", "seed", "stream"]
    assert request == before


def test_a_model_is_sent_with_the_schema(parse: Parse, server: LocalServer) -> None:
    request = ChatGenerationParams(messages=[UserMessage("Hi")], temperature=None)
    server.enqueue(Reply.json(completion(TEXT)))
    assert isinstance(parse(Invoice, request), Ok)
    assert server.requests[0].json == {
        "messages": [{"role": "user", "content": "Hi"}],
        "temperature": None,
        "response_format": FORMAT,
        "stream": False,
    }


def test_what_is_no_object_is_asked_for_inside_one(parse: Parse, server: LocalServer) -> None:
    server.enqueue(Reply.json(completion('{"value": []}')))
    assert parse(list[Line]).unwrap().value == []
    assert server.requests[0].json["response_format"]["json_schema"] == {
        "name": "list_Line",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {"value": {"type": "array", "items": {"$ref": "#/$defs/Line"}}},
            "required": ["value"],
            "additionalProperties": False,
            "$defs": {"Line": SCHEMA["$defs"]["Line"]},  # type: ignore[index]  # a literal of mixed values
        },
    }


@pytest.mark.parametrize(
    ("into", "name"),
    [
        (Literal["a", "b"], "Literal_a_b"),
        (list[Line] | None, "list_Line_None"),
        (Annotated[Line, "the last"], "Line"),
        (attrs.make_class("Größe", {"x": attrs.field(type=int)}), "Gr_e"),
        (attrs.make_class("Ж", {"x": attrs.field(type=int)}), "answer"),
        (attrs.make_class("A" * 70, {"x": attrs.field(type=int)}), "A" * 64),
    ],
)
def test_the_schemas_name_is_one_that_the_api_takes(into: Any, name: str) -> None:
    assert response_format(into)["json_schema"]["name"] == name


@pytest.mark.parametrize(
    "given",
    [
        UNSET,
        None,
        FORMAT,
        JsonSchemaFormat(JsonSchema("Invoice", strict=True, schema=SCHEMA)),
        response_format(Invoice),
    ],
)
def test_a_response_format_that_says_the_same_is_taken(
    parse: Parse, server: LocalServer, given: Any
) -> None:
    server.enqueue(Reply.json(completion(TEXT)))
    assert isinstance(parse(Invoice, {**REQUEST, "response_format": given}), Ok)
    assert server.requests[0].json["response_format"] == FORMAT


def test_a_response_format_belongs_to_who_asked_for_it() -> None:
    response_format(Invoice)["json_schema"]["schema"].clear()
    assert response_format(Invoice) == FORMAT


# --- nothing is sent -----------------------------------------------------------------------------------------------


class Ordinary:
    x: int


NOT_SENT: list[tuple[Any, Any, str, str]] = [
    (Ordinary, REQUEST, "into: Ordinary: it is not an attrs class, dataclass, TypedDict", "into"),
    (list[Ordinary], REQUEST, "into: Ordinary: it is not an attrs class", "into"),
    (dict[str, int], REQUEST, "into: dict[str, int]: strict mode has no objects", "into"),
    (Literal[b"a"], REQUEST, "into: Literal[b'a']: the values of a Literal must be", "into"),
    (
        attrs.make_class("Outer", {"inner": attrs.field(type=Ordinary)}),
        REQUEST,
        "into: Outer.inner: Ordinary: it is not an attrs class",
        "into",
    ),
    (
        Invoice,
        {**REQUEST, "response_format": {"type": "json_object"}},
        "response_format: expected none, because into= makes one; got an object",
        "response_format",
    ),
    (Invoice, {**REQUEST, "stream": True}, "stream: expected False", "stream"),
    (Invoice, {"messages": []}, "messages: expected a list with at least one item", "messages"),
    (Invoice, "Hi", "request: expected a ChatGenerationParams or a mapping; got 'Hi'", "request"),
    (Invoice, None, "request: expected a ChatGenerationParams or a mapping; got None", "request"),
    (
        Invoice,
        [1],
        "request: expected a ChatGenerationParams or a mapping; got a list of 1",
        "request",
    ),
]


@pytest.mark.parametrize(("into", "request_", "message", "path"), NOT_SENT)
def test_what_cannot_be_asked_for_is_not_sent(
    parse: Parse, server: LocalServer, into: Any, request_: Any, message: str, path: str
) -> None:
    error = parse(into, request_).failure()
    assert type(error) is errors.SDKValidationError
    assert error.message.startswith(message)
    assert error.path == path
    assert server.requests == []


def test_without_msgspec_nothing_is_sent(
    parse: Parse, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    new = attrs.make_class("New", {"x": attrs.field(type=int)})  # no schema of it is kept
    error = parse(new).failure()
    assert type(error) is errors.InvalidRequestError
    assert 'pip install "openrouter-core[schema]"' in str(error)
    assert server.requests == []


def test_without_msgspec_a_response_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    new = attrs.make_class("New", {"x": attrs.field(type=int)})
    assert parse_answer(response_of('{"x": 1}'), new).unwrap() == new(1)


# --- answers that are none -----------------------------------------------------------------------------------------

FENCED = f"Here it is:\n```json\n{TEXT}\n```\nAnything else?"
NONE: list[tuple[dict[str, Any], type[errors.AnswerError], str]] = [
    (
        completion(None, message={"refusal": "I can't help with that."}),
        errors.AnswerRefusedError,
        "the model declined: I can't help with that.",
    ),
    (
        completion(TEXT, message={"refusal": "No."}),
        errors.AnswerRefusedError,
        "the model declined: No.",
    ),
    (
        completion("{", finish_reason="content_filter"),
        errors.AnswerRefusedError,
        "the answer was stopped with the finish reason 'content_filter'",
    ),
    (
        completion("", finish_reason="refusal"),
        errors.AnswerRefusedError,
        "the answer was stopped with the finish reason 'refusal'",
    ),
    (
        completion(TEXT[:30], finish_reason="length"),
        errors.AnswerCutOffError,
        "the answer was cut off at the token limit, after 30 characters",
    ),
    (
        completion(TEXT, finish_reason="max_tokens"),
        errors.AnswerCutOffError,
        "the answer was cut off at the token limit",
    ),
    (completion(FENCED), errors.AnswerFencedError, "the answer is JSON in a code fence: 'Here it"),
    (
        completion("Sure, the invoice says"),
        errors.AnswerNotJsonError,
        "the answer is not JSON (Expecting value: line 1 column 1 (char 0)): 'Sure, the invoice says'",
    ),
    (
        completion("```python\nprint(1)\n```"),
        errors.AnswerNotJsonError,
        "the answer is not JSON",
    ),
    (completion(TEXT[:30]), errors.AnswerNotJsonError, "the answer is not JSON"),
    (completion(TEXT * 2), errors.AnswerNotJsonError, "the answer is not JSON (Extra data"),
    (completion("[" * 100_000), errors.AnswerNotJsonError, "the answer is not JSON"),
    (completion(""), errors.AnswerNotJsonError, "the answer is empty"),
    (completion(None), errors.AnswerNotJsonError, "the answer is empty"),
    (
        completion(None, message={"tool_calls": [TOOL_CALL]}, finish_reason="tool_calls"),
        errors.AnswerNotJsonError,
        "instead of an answer came a call of get_weather",
    ),
    (
        completion(None, message={"tool_calls": [{"id": "call_1"}]}),
        errors.AnswerNotJsonError,
        "instead of an answer came a call of None",
    ),
    (
        {**completion(), "choices": None},
        errors.AnswerNotJsonError,
        "the response has no choices",
    ),
    (
        completion("[1, 2]"),
        errors.AnswerSchemaError,
        "the answer does not fit the schema: the value: expected an object; got a list of 2",
    ),
]


@pytest.mark.parametrize(("body", "cls", "message"), NONE)
def test_an_answer_that_is_none_is_an_err_that_keeps_it(
    parse: Parse,
    server: LocalServer,
    body: dict[str, Any],
    cls: type[errors.AnswerError],
    message: str,
) -> None:
    server.enqueue(Reply.json(body))
    error = parse(Invoice).failure()
    assert type(error) is cls
    assert error.message.startswith(message)
    choices = body["choices"] or [{"message": {"content": None}}]
    assert error.text == (choices[0]["message"]["content"] or "")
    assert error.partial == wire.structure(body, ChatResponse)
    assert error.partial.usage.cost > 0
    assert error.http_meta == error.partial.http_meta
    assert error.status_code == 200
    assert error.provider_name == "LocalServer"
    assert error.body_sent is True


VIOLATIONS: list[tuple[str, str, str, str]] = [
    (
        '{"number": "1", "lines": [{"text": "a", "amount": 1}, {"text": "b", "amount": "12,00"}]}',
        "lines[1].amount",
        "a number",
        "'12,00'",
    ),
    ('{"number": 1, "lines": []}', "number", "a string", "1"),
    ('{"number": null, "lines": []}', "number", "a string", "None"),
    ('{"lines": []}', "number", "a string", "nothing"),
    ('{"number": "1", "lines": [], "total": 3}', "total", "no such key", "3"),
    ('{"number": "1", "lines": "[]"}', "lines", "a list", "'[]'"),
    (
        '{"number": "1", "lines": [], "currency": "eur"}',
        "currency",
        "'EUR' or 'USD'",
        "'eur'",
    ),
]


@pytest.mark.parametrize(("text", "path", "expected", "got"), VIOLATIONS)
def test_json_that_does_not_fit_says_where(
    parse: Parse, server: LocalServer, text: str, path: str, expected: str, got: str
) -> None:
    server.enqueue(Reply.json(completion(text)))
    error = parse(Invoice).failure()
    assert type(error) is errors.AnswerSchemaError
    assert (error.path, error.expected, error.got) == (path, expected, got)
    assert f"{path}: expected {expected}; got {got}" in str(error)
    assert error.text == text


def test_a_value_in_an_object_has_its_place_there(parse: Parse, server: LocalServer) -> None:
    server.enqueue(Reply.json(completion('{"value": [3]}')))
    assert parse(list[Line]).failure().path == "value[0]"


def test_json_that_is_nested_too_deeply_is_no_exception() -> None:
    text = '{"inner": ' * 300 + "null" + "}" * 300
    error = parse_answer(response_of(text), Node).failure()
    assert isinstance(error, errors.AnswerSchemaError)


def test_what_a_class_says_of_a_value_is_the_cause() -> None:
    field = attrs.field(type=int, validator=attrs.validators.le(100))
    percent = attrs.make_class("Percent", {"value": field})
    error = parse_answer(response_of('{"value": 101}'), percent).failure()
    assert type(error) is errors.AnswerSchemaError
    assert "what Percent accepts ('value' must be <= 100: 101)" in str(error)
    assert isinstance(error.__cause__, ValueError)


@pytest.mark.parametrize(("body", "cls", "message"), NONE)
def test_an_error_survives_pickling_with_its_text(
    body: dict[str, Any], cls: type[errors.AnswerError], message: str
) -> None:
    error = parse_answer(wire.structure(body, ChatResponse), Invoice).failure()
    assert isinstance(error, cls)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is cls
    assert again.text == error.text
    assert again.partial == error.partial


def test_an_answer_error_without_a_response_has_no_text() -> None:
    assert errors.AnswerError("made elsewhere").text == ""


# --- code fences ---------------------------------------------------------------------------------------------------

FENCES = [
    FENCED,
    f"```json\n{TEXT}\n```",
    f"```\n{TEXT}\n```",
    f"```JSON{TEXT}```",
    f"```json\r\n{TEXT}\r\n```\r\n",
    f"```json\n{TEXT}\n",
    f"First ```x = 1``` and then\n```json\n{TEXT}\n```",
    f"```json\n{TEXT}\n```\nor\n```json\n[]\n```",
]


@pytest.mark.parametrize("text", FENCES)
def test_fenced_json_is_an_error_that_is_easily_recovered_from(text: str) -> None:
    error = parse_answer(response_of(text), Invoice).failure()
    assert isinstance(error, errors.AnswerFencedError)
    assert error.text == text
    assert parse_answer(error.partial, Invoice, fenced=True).unwrap() == INVOICE


def test_a_control_character_in_fenced_json_is_taken() -> None:
    fenced = response_of('```json\n{"name": "a\tb", "people": 1}\n```')
    assert parse_answer(fenced, City, fenced=True).unwrap()["name"] == "a\tb"


def test_json_without_a_fence_is_read_where_a_fence_may_be() -> None:
    text = '{"name": "```json\\n{}\\n```", "people": 1}'
    assert parse_answer(response_of(text), City).unwrap()["name"] == "```json\n{}\n```"
    assert parse_answer(response_of(text), City, fenced=True).unwrap()["people"] == 1


def test_an_answer_of_nothing_but_fences_is_soon_looked_through() -> None:
    text = '```"' + "a```" * 200_000 + "\n{}\n```"  # looked into each, it would take half a minute
    assert isinstance(parse_answer(response_of(text), City).failure(), errors.AnswerNotJsonError)


def test_json_in_a_fence_is_held_to_the_schema_too() -> None:
    response = response_of("```json\n{}\n```")
    error = parse_answer(response, Invoice, fenced=True).failure()
    assert isinstance(error, errors.AnswerSchemaError)
    assert error.path == "number"


# --- what the call says --------------------------------------------------------------------------------------------


def test_the_calls_own_errors_pass_through(parse: Parse, server: LocalServer) -> None:
    server.enqueue(Reply.error(402, "No credit"))
    assert type(parse(Invoice).failure()) is errors.PaymentRequiredResponseError
    server.enqueue(Reply.json(completion(TEXT)).cut(at=40))
    assert type(parse(Invoice).failure()) is errors.APIConnectionError


def test_a_hook_sees_what_http_said_and_no_error_of_the_answers(server: LocalServer) -> None:
    seen: list[Any] = []
    hooks = Hooks(after_response=seen.append, on_error=seen.append)
    server.enqueue(Reply.json(completion("Hm")))
    with OpenRouterCore(server_url=server.url, hooks=hooks) as core:
        assert isinstance(chat_parse(core, REQUEST, Invoice), Err)
    assert [event.http_meta.status for event in seen] == [200]


def test_a_cancelled_call_is_cancelled(server: LocalServer) -> None:
    async def run() -> None:
        async with OpenRouterCore(server_url=server.url) as core:
            task = asyncio.create_task(chat_parse_async(core, REQUEST, Invoice))
            await asyncio.to_thread(server.wait_for_requests, 1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    server.enqueue(Reply.json(completion(TEXT)).stall(at=20))
    asyncio.run(run())
    server.wait_for_open_connections(0)


# --- halves, threads -----------------------------------------------------------------------------------------------


def test_a_stream_is_parsed_in_two_halves() -> None:
    request = {**REQUEST, "response_format": response_format(Invoice)}
    with LocalServer(answer=TEXT) as server, OpenRouterCore(server_url=server.url) as core:
        response = chat_collect(chat_send(core, request, stream=True).unwrap()).unwrap()
    assert parse_answer(response, Invoice).unwrap() == INVOICE
    assert response.usage is not None


def test_a_type_that_nothing_fits_is_an_err_of_parse_answer() -> None:
    error = parse_answer(response_of(TEXT), Ordinary).failure()
    assert type(error) is errors.SDKValidationError


@pytest.mark.parametrize(
    ("response", "got"),
    [
        (None, "None"),
        (Ok(response_of(TEXT)), "an Ok: unwrap it first"),
        ({}, "a value of type dict"),
    ],
    ids=["None", "Ok", "dict"],
)
def test_what_is_no_response_is_a_mistake_of_the_program(response: Any, got: str) -> None:
    with pytest.raises(TypeError) as caught:
        parse_answer(response, Invoice)
    assert str(caught.value) == f"parse_answer: expected a ChatResponse; got {got}"


def test_threads_meet_a_class_for_the_first_time_together() -> None:
    leaf = attrs.make_class("Leaf", {"x": attrs.field(type=int)})
    tree = attrs.make_class("Tree", {"leaves": attrs.field(type=list[leaf])})  # type: ignore[valid-type]  # made above
    with (
        LocalServer(answer='{"leaves": [{"x": 1}]}') as server,
        OpenRouterCore(server_url=server.url) as core,
        ThreadPoolExecutor(8) as pool,
    ):
        results: list[Any] = list(pool.map(lambda _: chat_parse(core, REQUEST, tree), range(32)))
    assert all(result.unwrap().value == tree([leaf(1)]) for result in results)


def test_one_core_parses_in_two_event_loops() -> None:
    with LocalServer(answer=TEXT) as server:
        core = OpenRouterCore(server_url=server.url)
        for _ in range(2):
            assert asyncio.run(chat_parse_async(core, REQUEST, Invoice)).unwrap().value == INVOICE
