"""`chat_parse` gives what it was asked for: a class, a list of one, a union, a Literal."""

from dataclasses import dataclass
from typing import Literal, TypedDict, TypeVar, assert_never, assert_type

import attrs

from openrouter_core import AnyError, Err, Ok, OpenRouterCore, Parsed
from openrouter_core.funcs.chat_parse import (
    chat_parse,
    chat_parse_async,
    parse_answer,
)
from openrouter_core.funcs.chat_parse_stream import chat_parse_stream, chat_parse_stream_async
from openrouter_core.models import ChatResponse, ChatUsage
from openrouter_core.models import errors as e

T = TypeVar("T")
REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}


@attrs.frozen
class Invoice:
    number: str


@dataclass
class Letter:
    text: str


class City(TypedDict):
    name: str


def test_a_class_of_each_kind(core: OpenRouterCore) -> None:
    assert_type(chat_parse(core, REQUEST, into=Invoice), Ok[Parsed[Invoice]] | Err[AnyError])
    assert_type(chat_parse(core, REQUEST, Letter), Ok[Parsed[Letter]] | Err[AnyError])
    assert_type(chat_parse(core, REQUEST, into=City), Ok[Parsed[City]] | Err[AnyError])


def test_what_is_no_class(core: OpenRouterCore) -> None:
    assert_type(chat_parse(core, REQUEST, list[Invoice]), Ok[Parsed[list[Invoice]]] | Err[AnyError])
    assert_type(
        chat_parse(core, REQUEST, Invoice | Letter), Ok[Parsed[Invoice | Letter]] | Err[AnyError]
    )
    assert_type(chat_parse(core, REQUEST, City | None), Ok[Parsed[City | None]] | Err[AnyError])
    assert_type(
        chat_parse(core, REQUEST, Literal["yes", "no"]),
        Ok[Parsed[Literal["yes", "no"]]] | Err[AnyError],
    )


async def test_the_same_async(core: OpenRouterCore) -> None:
    match await chat_parse_async(core, REQUEST, into=list[Invoice]):
        case Ok(invoices):
            assert_type(invoices.value, list[Invoice])
        case Err(error):
            assert_type(error, AnyError)
        case never:
            assert_never(never)


def test_a_match_is_exhaustive(core: OpenRouterCore) -> None:
    match chat_parse(core, REQUEST, into=Invoice):
        case Ok(Parsed(invoice, response, usage)):
            assert_type(invoice.number, str)
            assert_type(response, ChatResponse)
            assert_type(usage.cost, float | None)
        case Err(error):
            assert_type(error.usage, ChatUsage | None)
        case never:
            assert_never(never)


def test_a_response_is_read_again(response: ChatResponse) -> None:
    result = parse_answer(response, Invoice, fenced=True)
    assert_type(result, Ok[Invoice] | Err[AnyError])
    assert_type(parse_answer(response, int | str), Ok[int | str] | Err[AnyError])


def test_a_function_over_any_class(core: OpenRouterCore, into: type[T]) -> T | None:
    result = chat_parse(core, REQUEST, into)
    return result.unwrap().value if isinstance(result, Ok) else None


def test_the_answers_errors_are_told_from_the_calls(error: AnyError) -> str:
    match error:
        case e.AnswerFencedError() | e.AnswerNotJsonError() | e.AnswerSchemaError():
            return error.text
        case e.AnswerRefusedError() | e.AnswerCutOffError():
            return error.text
        case _:
            return error.message


def test_the_answers_errors_have_a_base(error: AnyError) -> str:
    if isinstance(error, e.AnswerError):
        return error.text
    return error.message


def test_what_is_no_type_is_refused(core: OpenRouterCore) -> None:
    chat_parse(core, REQUEST, into=3)  # rejected: no type
    chat_parse(core, REQUEST, into=Invoice("1"))  # rejected: a value, no type
    chat_parse(core, REQUEST)  # rejected: into is missing
    chat_parse(core, REQUEST, Invoice, reask="2")  # rejected: no number
    chat_parse(core, REQUEST, Invoice, stream=True)  # rejected: a stream is not parsed
    letter: Ok[Parsed[Letter]] | Err[AnyError]
    letter = chat_parse(core, REQUEST, Invoice)  # rejected: an Invoice is no Letter
    _ = letter


def test_a_list_comes_item_by_item(core: OpenRouterCore) -> None:
    with chat_parse_stream(core, REQUEST, into=list[Invoice]) as invoices:
        for result in invoices:
            match result:
                case Ok(invoice):
                    assert_type(invoice, Invoice)
                case Err(error):
                    assert_type(error, AnyError)
                case never:
                    assert_never(never)
    assert_type(invoices.result(), Ok[Parsed[list[Invoice]]] | Err[AnyError])
    chat_parse_stream(core, REQUEST, into=Invoice)  # rejected: no list


async def test_a_list_comes_item_by_item_async(core: OpenRouterCore) -> None:
    async with chat_parse_stream_async(core, REQUEST, list[int]) as numbers:
        async for result in numbers:
            assert_type(result, Ok[int] | Err[AnyError])
