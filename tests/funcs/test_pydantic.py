"""pydantic's models, over real sockets: as the type of an answer, as a tool's parameter, and as what is sent."""

from __future__ import annotations

import datetime as dt
import gc
import subprocess
import sys
import weakref
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

import attrs
import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, response_format, wire
from openrouter_core._parse.described import _place_in_json
from openrouter_core._parse.schema import json_schema, object_schema
from openrouter_core._parse.types import Field as Parameter
from openrouter_core._tools.results import result_text
from openrouter_core.funcs.chat_parse import chat_parse, parse_answer
from openrouter_core.funcs.chat_run_tools import chat_run_tools
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.request import request
from openrouter_core.funcs.responses_send import responses_send
from openrouter_core.models import ChatResponse, errors
from openrouter_core.testing import LocalServer, Reply, completion
from tests.funcs.conftest import Run

pydantic = pytest.importorskip("pydantic", minversion="2.12", reason="pydantic 2 is not installed")

from pydantic import (  # noqa: E402
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    field_validator,
    model_validator,
)


class Color(Enum):
    RED = "red"
    BLUE = "blue"


class Line(BaseModel):
    """One line of an invoice."""

    text: str
    amount: float = Field(gt=0, description="in EUR")


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int


class Dog(BaseModel):
    kind: Literal["dog"]
    name: str


class Invoice(BaseModel):
    number: str = Field(alias="invoiceNumber")
    lines: list[Line]
    sent: dt.datetime | None = None
    color: Color = Color.RED
    pet: Annotated[Cat | Dog, Field(discriminator="kind")] | None = None

    @field_validator("number")
    @classmethod
    def check_number(cls, number: str) -> str:
        if number == "0":
            raise ValueError("there is no invoice 0")
        return number


class Node(BaseModel):
    name: str
    inner: list[Node]


class Kinds(BaseModel):
    day: dt.date
    length: dt.timedelta
    id: UUID
    price: Decimal
    color: Color
    pair: tuple[int, int]
    tags: set[str]
    whole: int
    part: float


class Loose(BaseModel):
    model_config = ConfigDict(extra="allow")
    x: int


class Sum(BaseModel):
    a: int
    b: int

    @model_validator(mode="after")
    def check(self) -> Sum:
        if self.a > self.b:
            raise ValueError("a is more than b")
        return self


class Message(BaseModel):
    role: str = "user"
    content: Any
    name: str | None = None


class Text(BaseModel):
    type: Literal["text"] = "text"
    text: str


class Chat(BaseModel):
    messages: list[Message]
    max_tokens: int | None = Field(default=None, alias="max_tokens")
    top_p: float | None = None
    temperature: float | None = None


class Messages(RootModel[list[Message]]):
    pass


@attrs.frozen
class Holder:
    first: Line
    others: list[Line]
    either: Cat | Dog | None = None


REQUEST: dict[str, Any] = {"messages": [{"role": "user", "content": "Hi"}]}


def response_of(text: str) -> ChatResponse:
    return wire.structure(completion(text), ChatResponse)


# --- as the type of an answer --------------------------------------------------------------------------------------

LINE = '{"text": "Tea", "amount": 2}'
INVOICE = (
    '{"invoiceNumber": "7", "lines": [' + LINE + '], "sent": null, "color": "blue", "pet": null}'
)
VALUES: list[tuple[Any, str, Any]] = [
    (Line, LINE, Line(text="Tea", amount=2)),
    (list[Line], f'{{"value": [{LINE}]}}', [Line(text="Tea", amount=2)]),
    (Line | None, '{"value": null}', None),
    (
        Invoice,
        INVOICE,
        Invoice(invoiceNumber="7", lines=[Line(text="Tea", amount=2)], color=Color.BLUE),
    ),
    (
        Holder,
        f'{{"first": {LINE}, "others": [], "either": {{"kind": "dog", "name": "Rex"}}}}',
        Holder(Line(text="Tea", amount=2), [], Dog(kind="dog", name="Rex")),
    ),
    (
        Node,
        '{"name": "a", "inner": [{"name": "b", "inner": []}]}',
        Node(name="a", inner=[Node(name="b", inner=[])]),
    ),
    (RootModel[list[int]], '{"value": [1, 2]}', RootModel[list[int]]([1, 2])),
    (RootModel[Line], LINE, RootModel[Line](Line(text="Tea", amount=2))),
    (Loose, '{"x": 1, "y": 2}', Loose(x=1, y=2)),  # type: ignore[call-arg]  # it allows more
    (
        Kinds,
        '{"day": "2026-01-31", "length": "PT1H", "id": "12345678-1234-5678-1234-567812345678", "price": "1.50", '
        '"color": "red", "pair": [1, 2.0], "tags": ["a"], "whole": 5.0, "part": 1}',
        Kinds(
            day=dt.date(2026, 1, 31),
            length=dt.timedelta(hours=1),
            id=UUID("12345678-1234-5678-1234-567812345678"),
            price=Decimal("1.50"),
            color=Color.RED,
            pair=(1, 2),
            tags={"a"},
            whole=5,
            part=1,
        ),
    ),
]


@pytest.mark.parametrize(("into", "text", "wanted"), VALUES)
def test_an_answer_is_read_into_it(
    run: Run, core: OpenRouterCore, server: LocalServer, into: Any, text: str, wanted: Any
) -> None:
    server.enqueue(Reply.json(completion(text)))
    value = run(chat_parse, core, REQUEST, into).unwrap().value
    assert value == wanted
    assert type(value) is type(wanted)


MISFITS: list[tuple[Any, str, str]] = [
    (Line, '{"text": "Tea", "amount": "2"}', "amount: expected a valid number; got '2'"),
    (Line, '{"text": "Tea", "amount": 0}', "amount: expected a value greater than 0; got 0"),
    (
        pydantic.create_model("Few", n=(int, Field(lt=5))),
        '{"n": 5}',
        "n: expected a value less than 5; got 5",
    ),
    (
        pydantic.create_model("Both", n=(int, ...), m=(int, ...)),
        '{"n": 5.0, "m": "5"}',
        "m: expected a valid integer; got '5'",
    ),
    (Line, '{"text": "Tea"}', "amount: expected a value; got nothing"),
    (Line, '{"text": "Tea", "amount": 2, "z": 1}', "z: expected no such key; got 1"),
    (Line, '{"text": "Tea", "amount": NaN}', "amount: expected a finite number; got nan"),
    (Line, "[]", "the value: expected an object; got an empty list"),
    (Kinds, '{"day": "20260131"}', "day: expected"),
    (
        list[Line],
        '{"value": [' + LINE + ', {"text": 1}]}',
        "value[1].text: expected a valid string",
    ),
    (Holder, '{"first": {"text": "a"}, "others": []}', "first.amount: expected a value; got nothi"),
    (
        Invoice,
        '{"invoiceNumber": "7", "lines": [' + LINE + ', {"text": "b", "amount": true}]}',
        "lines[1].amount: expected a valid number; got True",
    ),
    (
        Invoice,
        '{"invoiceNumber": "7", "lines": [], "color": "x"}',
        "color: expected 'red' or 'blue'",
    ),
    (
        Invoice,
        '{"invoiceNumber": "0", "lines": []}',
        "invoiceNumber: expected what Invoice accepts (there is no invoice 0); got '0'",
    ),
    (
        Invoice,
        '{"invoiceNumber": "7", "lines": [], "pet": {"kind": "dog"}}',
        "pet.name: expected a value; got nothing",
    ),
    (Sum, '{"a": 2, "b": 1}', "the value: expected what Sum accepts (a is more than b); got an ob"),
    (Node, '{"name": "a", "inner": [{"name": 1, "inner": []}]}', "inner[0].name: expected a valid"),
]


@pytest.mark.parametrize(("into", "text", "message"), MISFITS)
def test_what_does_not_fit_says_where(into: Any, text: str, message: str) -> None:
    error = parse_answer(response_of(text), into).failure()
    assert type(error) is errors.AnswerSchemaError
    assert error.message.startswith(f"the answer does not fit the schema: {message}")
    assert error.path == message.partition(":")[0].replace("the value", "")


def parts(schema: Any) -> list[Any]:
    """All objects in a schema."""
    if isinstance(schema, list):
        return [part for each in schema for part in parts(each)]
    if not isinstance(schema, dict):
        return []
    return [schema, *(part for each in schema.values() for part in parts(each))]


@pytest.mark.parametrize("into", [Line, Invoice, Node, Kinds, Loose, Sum, Holder, list[Invoice]])
def test_its_schema_is_one_for_strict_mode(into: Any) -> None:
    schema = response_format(into)["json_schema"]["schema"]
    assert schema["type"] == "object"
    for part in parts(schema):
        if "properties" in part and part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])
        if isinstance(part.get("$ref"), str):
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]
            assert len(part) == 1
        assert not part.keys() & {"default", "oneOf", "discriminator", "minimum", "prefixItems"}


def test_its_schema_is_its_own_with_what_strict_mode_wants() -> None:
    assert json_schema(Line) == {
        "description": "One line of an invoice.",
        "type": "object",
        "properties": {
            "text": {"type": "string"},
            "amount": {"type": "number", "description": "in EUR (exclusiveMinimum: 0)"},
        },
        "required": ["text", "amount"],
        "additionalProperties": False,
    }
    colors = json_schema(Invoice)["properties"]["color"]
    assert colors == {"anyOf": [{"$ref": "#/$defs/Color"}], "description": '(default: "red")'}


def test_two_classes_that_hold_a_third_describe_it_once() -> None:
    one = pydantic.create_model("One", line=(Line, ...))
    two = pydantic.create_model("Two", line=(Line, ...), again=(Line, ...))
    schema = json_schema(attrs.make_class("Both", {"x": attrs.field(type=one | two)}))
    assert sorted(schema["$defs"]) == ["Line", "One", "Two"]


NOT_DESCRIBED: list[tuple[Any, str]] = [
    (pydantic.create_model("M", x=(Any, ...)), "into: M.x: strict mode needs the type of a value"),
    (pydantic.create_model("M", x=(dict[str, int], ...)), "into: M.x: strict mode has no objects"),
    (pydantic.create_model("M", x=(tuple[int, str], ...)), "into: M.x: strict mode has no lists"),
    (pydantic.create_model("M", x=(type, ...)), "into: M: it cannot be described: Cannot generate"),
]


@pytest.mark.parametrize(("into", "message"), NOT_DESCRIBED)
def test_what_cannot_be_asked_for_is_not_sent(
    run: Run, core: OpenRouterCore, server: LocalServer, into: Any, message: str
) -> None:
    error = run(chat_parse, core, REQUEST, into).failure()
    assert type(error) is errors.SDKValidationError
    assert error.message.startswith(message)
    assert server.requests == []


def test_a_class_that_pydantic_describes_needs_no_msgspec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    made = pydantic.create_model("New", x=(int, ...))
    assert response_format(made)["json_schema"]["name"] == "New"
    assert parse_answer(response_of('{"x": 1}'), made).unwrap() == made(x=1)


def test_a_class_ends_with_who_made_it() -> None:
    made = pydantic.create_model("Brief", x=(int, ...))
    response_format(made)
    parse_answer(response_of('{"x": 1}'), made)
    seen = weakref.ref(made)
    del made
    gc.collect()
    assert seen() is None


def test_nobody_imports_pydantic_who_does_not_use_it() -> None:
    program = """if True:
        import sys
        import attrs
        from openrouter_core import response_format, wire
        response_format(attrs.make_class("A", {"x": attrs.field(type=int)}))
        wire.to_json({"messages": []})
        print("pydantic" in sys.modules)
    """
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_what_has_its_methods_is_taken_without_pydantic() -> None:
    class Own:
        def __init__(self, x: object) -> None:
            self.x = x

        @classmethod
        def model_json_schema(cls) -> dict[str, Any]:
            return {"type": "object", "properties": {"x": {"type": "integer"}}}

        @classmethod
        def model_validate(cls, data: dict[str, Any]) -> Own:
            if data["x"] < 0:
                raise ValueError("too few")
            return cls(data["x"])

    assert json_schema(Own)["required"] == ["x"]
    assert parse_answer(response_of('{"x": 1}'), Own).unwrap().x == 1
    error = parse_answer(response_of('{"x": -1}'), Own).failure()
    assert "the value: expected what" in error.message
    assert "Own accepts (too few); got an object" in error.message


# --- as a tool's parameter -----------------------------------------------------------------------------------------


def test_a_tool_takes_it(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    seen: list[object] = []

    def add(line: Line, others: list[Line], pet: Cat | Dog | None = None) -> str:
        """Add lines."""
        seen.append((line, others, pet))
        return "added"

    arguments = (
        '{"line": ' + LINE + ', "others": [' + LINE + '], "pet": {"kind": "cat", "lives": 9}}'
    )
    wrong = '{"line": {"text": "Tea", "amount": "2"}, "others": []}'
    for text in (wrong, arguments):
        called = {"name": "add", "arguments": text}
        calls = [{"id": "call_1", "type": "function", "function": called}]
        server.enqueue(Reply.json(completion(None, message={"tool_calls": calls})))
    server.enqueue(Reply.json(completion("Done")))
    done = run(chat_run_tools, core, REQUEST, [add]).unwrap()
    line = Line(text="Tea", amount=2)
    assert done.text == "Done"
    assert seen == [(line, [line], Cat(kind="cat", lives=9))]
    told = server.requests[1].json["messages"][-1]["content"]
    assert "line.amount: expected a valid number; got '2'" in told
    sent = server.requests[0].json["tools"][0]["function"]["parameters"]
    assert sent["required"] == ["line", "others"]
    assert sent["$defs"]["Line"]["properties"]["amount"]["exclusiveMinimum"] == 0


def test_where_nothing_is_strict_a_default_may_be_left_out() -> None:
    schema = object_schema([Parameter("invoice", Invoice)], strict=False)["$defs"]["Invoice"]
    assert schema["required"] == ["invoiceNumber", "lines"]
    assert schema["properties"]["color"]["default"] == "red"
    assert schema["additionalProperties"] is False


# --- as what is sent -----------------------------------------------------------------------------------------------

HI = {"role": "user", "content": "Hi"}
SENT: list[tuple[Any, dict[str, Any]]] = [
    (Chat(messages=[Message(content="Hi")], max_tokens=5), {"messages": [HI], "max_tokens": 5}),
    (Chat(messages=[Message(content="Hi")], top_p=None), {"messages": [HI], "top_p": None}),
    ({"messages": [Message(content="Hi"), HI]}, {"messages": [HI, HI]}),
    ({"messages": Messages([Message(content="Hi")])}, {"messages": [HI]}),
    (
        {"messages": [{"role": "user", "content": [Text(text="Hi")]}]},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]},
    ),
    (
        {"messages": [Message(content=[Text(text="Hi")])]},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}]},
    ),
    (
        {"messages": [Message(role="assistant", content=None), HI]},
        {"messages": [{"role": "assistant", "content": None}, HI]},
    ),
    (
        {"messages": [HI], "new": [Text(text="x")]},
        {"messages": [HI], "new": [Text(text="x").model_dump()]},
    ),
]


@pytest.mark.parametrize(("given", "wanted"), SENT)
def test_it_is_sent_as_it_writes_itself(
    run: Run, core: OpenRouterCore, server: LocalServer, given: Any, wanted: dict[str, Any]
) -> None:
    assert isinstance(run(chat_send, core, given), Ok)
    assert server.requests[0].json == {**wanted, "stream": False}


NOT_SENT: list[tuple[Any, str]] = [
    ({"messages": [Message(role="bot", content="Hi")]}, "messages[0].role: expected one of system"),
    (Chat(messages=[]), "messages: expected a list with at least one item; got an empty list"),
    ({"messages": Message(content="Hi")}, "messages: expected a list; got a value of type Message"),
    ({"messages": [Message]}, "messages[0]: expected an object; got a value of type ModelMeta"),
    (Chat, "request: expected a ChatGenerationParams or a mapping; got a value of type ModelM"),
    (
        {"messages": [Message(content=object())]},
        "messages[0]: expected an object that can be written as JSON (Unable to serialize",
    ),
    (Message(content=object()), "request: expected an object that can be written as JSON (Unable"),
]


@pytest.mark.parametrize(("given", "message"), NOT_SENT)
def test_one_that_is_wrong_says_where(
    run: Run, core: OpenRouterCore, server: LocalServer, given: Any, message: str
) -> None:
    error = run(chat_send, core, given).failure()
    assert type(error) is errors.SDKValidationError
    assert error.message.startswith(message)
    assert server.requests == []


def test_every_api_takes_it(run: Run, core: OpenRouterCore, server: LocalServer) -> None:
    item = pydantic.create_model("Item", role=(str, "user"), content=(str, ...))
    many = pydantic.create_model("Many", input=(list[str], ...), model=(str, "a/b"))
    into = RequestOptions(extra_body={"extra": Text(text="x")})
    results = [
        run(responses_send, core, {"input": [item(content="Hi")]}),
        run(embeddings_generate, core, many(input=["a", "b"])),
        run(
            request, core, "POST", "/chat/completions", json=Chat(messages=[Message(content="Hi")])
        ),
        run(chat_send, core, REQUEST, options=into),
    ]
    assert [result for result in results if isinstance(result, Err)] == []
    bodies = [each.json for each in server.requests]
    assert bodies[0]["input"] == [{"role": "user", "content": "Hi"}]
    assert bodies[1] == {"input": ["a", "b"], "model": "a/b"}
    assert bodies[2] == {"messages": [HI]}
    assert bodies[3]["extra"] == {"type": "text", "text": "x"}


def test_wire_writes_it() -> None:
    assert wire.to_json([Message(content=None)]) == b'[{"role":"user","content":null}]'
    assert wire.unstructure({"a": Text(text="x")}) == {"a": {"type": "text", "text": "x"}}


def test_what_a_tool_returns_may_be_its_object() -> None:
    line = pydantic.create_model("Line", when=(dt.date, ...), note=(str | None, None))
    made = line(when=dt.date(2026, 1, 31))
    assert result_text(made) == Ok('{"when":"2026-01-31"}')
    assert result_text([made, 1]) == Ok('[{"when":"2026-01-31"},1]')


@pytest.mark.parametrize(
    ("steps", "value", "place"),
    [
        (("pet", "Dog", "age"), {"pet": {"age": "5"}}, ("pet", "age")),
        (("pet", "name"), {"pet": {}}, ("pet", "name")),
        (("pair", 1), {"pair": [1]}, ("pair", 1)),
        (("pair", 0, "x"), {"pair": [{}]}, ("pair", 0, "x")),
        (("pair", -1), {"pair": [1]}, ("pair", -1)),
    ],
)
def test_a_place_is_one_of_the_json(
    steps: tuple[Any, ...], value: Any, place: tuple[Any, ...]
) -> None:
    assert _place_in_json(steps, value, missing=True) == place
