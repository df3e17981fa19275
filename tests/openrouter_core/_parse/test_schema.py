"""JSON Schema of users' classes: what strict mode takes, and what it does not."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from collections import deque
from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Generic, Literal, NamedTuple, NotRequired, TypedDict, TypeVar
from uuid import UUID

import attrs
import msgspec
import pytest

from openrouter_core._parse.schema import json_schema, object_schema
from openrouter_core._parse.types import Field
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError

T = TypeVar("T")


class Color(Enum):
    """The colour of a thing."""

    RED = "red"
    BLUE = "blue"


@attrs.define
class Line:
    """One line.

    Of an invoice.
    """

    text: str
    amount: Annotated[float, "in EUR"]


@dataclasses.dataclass
class Invoice:
    number: str
    note: str | None
    currency: Annotated[str, msgspec.Meta(max_length=3, description="ISO 4217")] = "EUR"
    lines: list[Line] = dataclasses.field(default_factory=list)
    first: Annotated[Line, "the first of the lines"] | None = None


@attrs.define
class Node:
    children: list[Node]


class Movie(TypedDict):
    title: str
    after: NotRequired[Movie]
    again: NotRequired[str | None]


@attrs.define
class Cat:
    lives: int


@attrs.define
class Dog:
    age: int


@attrs.define
class Box(Generic[T]):
    item: T


class IntBox(Box[int]):
    pass


class Point(NamedTuple):
    x: int
    label: Annotated[str, "its name"] = ""


class Struct(msgspec.Struct, rename="camel", tag=True):
    """A tagged struct."""

    first_name: str
    may_miss: Annotated[int | msgspec.UnsetType, msgspec.Meta(le=5)] = msgspec.UNSET


@attrs.define
class Everything:
    color: Annotated[Color, msgspec.Meta(description="its own")]
    kind: Literal["a", 1, True, None]
    node: Node | Cat | int
    one: Box[int]
    other: Box[str]
    when: dt.datetime
    day: dt.date | None
    id: UUID
    price: Decimal
    ids: set[UUID]
    place: tuple[float, float]
    rest: tuple[Cat, ...] = ()
    some: Annotated[list[Annotated[int, msgspec.Meta(ge=1, lt=9)]], msgspec.Meta(min_length=1)] = (
        attrs.Factory(list)
    )
    code: Annotated[str, msgspec.Meta(pattern="^[A-Z]+$", min_length=1, examples=["A"])] = "A"
    extra: Annotated[int, msgspec.Meta(extra_json_schema={"default": 3})] = 3


NULL = {"type": "null"}
LINE = {
    "description": "One line.\n\nOf an invoice.",
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "amount": {"type": "number", "description": "in EUR"},
    },
    "required": ["text", "amount"],
    "additionalProperties": False,
}


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """A schema and all schemas in it."""
    yield schema
    below = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    below += schema.get("$defs", {}).values()
    if "items" in schema:
        below.append(schema["items"])
    for each in below:
        yield from parts(each)


# ---------------------------------------------------------------- strict mode


def test_a_class_becomes_an_object_with_all_keys_in_its_order() -> None:
    assert json_schema(Invoice) == {
        "type": "object",
        "properties": {
            "number": {"type": "string"},
            "note": {"anyOf": [{"type": "string"}, NULL]},
            "currency": {
                "anyOf": [{"type": "string", "description": "ISO 4217 (maxLength: 3)"}, NULL]
            },
            "lines": {"anyOf": [{"type": "array", "items": {"$ref": "#/$defs/Line"}}, NULL]},
            "first": {
                "anyOf": [
                    {"anyOf": [{"$ref": "#/$defs/Line"}], "description": "the first of the lines"},
                    NULL,
                ]
            },
        },
        "required": ["number", "note", "currency", "lines", "first"],
        "additionalProperties": False,
        "$defs": {"Line": LINE},
    }
    assert list(json_schema(Invoice)["properties"]) == [f.name for f in dataclasses.fields(Invoice)]


def test_a_typed_dict_keeps_its_order_and_a_key_that_may_be_missing_may_be_null() -> None:
    schema = json_schema(Movie)
    assert list(schema["properties"].items()) == [
        ("title", {"type": "string"}),
        ("after", {"anyOf": [{"$ref": "#/$defs/Movie"}, NULL]}),
        ("again", {"anyOf": [{"type": "string"}, NULL]}),
    ]
    assert schema["required"] == ["title", "after", "again"]


def test_a_class_that_holds_itself_is_an_object_at_the_top_and_a_definition() -> None:
    node = {
        "type": "object",
        "properties": {"children": {"type": "array", "items": {"$ref": "#/$defs/Node"}}},
        "required": ["children"],
        "additionalProperties": False,
    }
    assert json_schema(Node) == {**node, "$defs": {"Node": node}}


VALUES: list[tuple[Any, dict[str, Any]]] = [
    (str, {"type": "string"}),
    (int, {"type": "integer"}),
    (float, {"type": "number"}),
    (bool, {"type": "boolean"}),
    (None, NULL),
    (dt.date, {"type": "string", "format": "date"}),
    (dt.datetime, {"type": "string", "format": "date-time"}),
    (dt.time, {"type": "string", "format": "time"}),
    (dt.timedelta, {"type": "string", "format": "duration"}),
    (UUID, {"type": "string", "format": "uuid"}),
    (Decimal, {"type": "string", "description": '(format: "decimal")'}),
    (Literal["b", "a"], {"type": "string", "enum": ["b", "a"]}),
    (
        Literal["a", 1, True, None],
        {"type": ["string", "integer", "boolean", "null"], "enum": ["a", 1, True, None]},
    ),
    (Color, {"description": "The colour of a thing.", "type": "string", "enum": ["red", "blue"]}),
    (list[int], {"type": "array", "items": {"type": "integer"}}),
    (set[int], {"type": "array", "items": {"type": "integer"}}),
    (
        tuple[float, float],
        {
            "type": "array",
            "items": {"type": "number"},
            "description": "(minItems: 2) (maxItems: 2)",
        },
    ),
    (
        Point,
        {
            "type": "object",
            "properties": {
                "x": {"type": "integer"},
                "label": {"anyOf": [{"type": "string", "description": "its name"}, NULL]},
            },
            "required": ["x", "label"],
            "additionalProperties": False,
        },
    ),
    (
        Struct,
        {
            "description": "A tagged struct.",
            "type": "object",
            "properties": {
                "type": {"type": "string", "enum": ["Struct"]},
                "firstName": {"type": "string"},
                "mayMiss": {"anyOf": [{"type": "integer", "description": "(maximum: 5)"}, NULL]},
            },
            "required": ["type", "firstName", "mayMiss"],
            "additionalProperties": False,
        },
    ),
    (
        IntBox,
        {
            "type": "object",
            "properties": {"item": {"type": "integer"}},
            "required": ["item"],
            "additionalProperties": False,
        },
    ),
    (
        Annotated[int | None, msgspec.Meta(ge=0), "in cents"],
        {
            "anyOf": [{"type": "integer", "description": "(minimum: 0)"}, NULL],
            "description": "in cents",
        },
    ),
    (
        Cat | int,
        {
            "anyOf": [{"$ref": "#/$defs/Cat"}, {"type": "integer"}],
            "$defs": {
                "Cat": {
                    "type": "object",
                    "properties": {"lives": {"type": "integer"}},
                    "required": ["lives"],
                    "additionalProperties": False,
                }
            },
        },
    ),
    (
        Annotated[int, msgspec.Meta(ge=1, lt=9, multiple_of=2)],
        {
            "type": "integer",
            "description": "(minimum: 1) (exclusiveMaximum: 9) (multipleOf: 2)",
        },
    ),
    (
        Annotated[list[str], msgspec.Meta(min_length=1, max_length=2)],
        {
            "type": "array",
            "items": {"type": "string"},
            "description": "(minItems: 1) (maxItems: 2)",
        },
    ),
    (
        Annotated[str, msgspec.Meta(pattern="^a", min_length=2), "a word"],
        {"type": "string", "description": 'a word (minLength: 2) (pattern: "^a")'},
    ),
]


@pytest.mark.parametrize(("annotation", "wanted"), VALUES)
def test_what_stands_for_a_value(annotation: Any, wanted: dict[str, Any]) -> None:
    assert json_schema(annotation) == wanted


def test_strict_mode_finds_nothing_that_a_provider_refuses() -> None:
    """The guides on structured outputs, OpenAI's section "Supported schemas", Anthropic's "JSON Schema limitations"."""
    schema = json_schema(Everything)
    assert schema["type"] == "object"
    keywords = {"type", "enum", "anyOf", "$ref", "description", "format", "items"}
    keywords |= {"properties", "required", "additionalProperties", "$defs"}
    for part in parts(schema):
        assert part.keys() <= keywords
        assert part.keys() & {"type", "anyOf", "$ref"}
        assert part.get("format", "uuid") in ("uuid", "date", "date-time")
        if "$ref" in part:
            assert part.keys() == {"$ref"}
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        if part.get("type") == "object":
            assert part["required"] == list(part["properties"])
            assert part["additionalProperties"] is False
        if part.get("type") == "array":
            assert part["items"]


def test_two_types_of_one_name_have_a_definition_each() -> None:
    def another() -> type:
        @attrs.define
        class Cat:
            name: str

        return Cat

    both = attrs.make_class("Both", {"a": attrs.field(type=Cat), "b": attrs.field(type=another())})
    schema = json_schema(both)
    refs = [each["$ref"].removeprefix("#/$defs/") for each in schema["properties"].values()]
    assert [list(schema["$defs"][ref]["properties"]) for ref in refs] == [["lives"], ["name"]]


def test_a_name_beyond_ascii_has_a_definition_too() -> None:
    cls = attrs.make_class("Ж", {"x": attrs.field(type=int)})
    assert list(json_schema(list[cls])["$defs"]) == ["Type"]  # type: ignore[valid-type]  # made above


def test_a_generic_class_has_a_definition_for_each_use() -> None:
    defs = json_schema(Everything)["$defs"]
    assert defs["Box_int"]["properties"] == {"item": {"type": "integer"}}
    assert defs["Box_str"]["properties"] == {"item": {"type": "string"}}


REFUSED: list[tuple[Any, str]] = [
    (complex, "complex: it is not an attrs class"),
    (Any, "Any: strict mode needs the type of a value"),
    (dict[str, int], "dict[str, int]: strict mode has no objects with free keys"),
    (dict, "dict: strict mode has no objects with free keys"),
    (list, "list: strict mode needs the type of a list's items"),
    (list[Any], "list[Any]: strict mode needs the type of a list's items"),
    (tuple[int, str], "tuple[int, str]: strict mode has no lists whose items differ"),
    (Annotated[Cat, msgspec.Meta(ge=1)], "Annotated["),
    (
        attrs.make_class("Outer", {"inner": attrs.field(type=list[Box[complex]])}),
        "Outer.inner: Box[complex].item: complex: it is not an attrs class",
    ),
]


@pytest.mark.parametrize(("annotation", "message"), REFUSED)
def test_what_strict_mode_cannot_describe_is_refused(annotation: Any, message: str) -> None:
    with pytest.raises(SDKValidationError) as caught:
        json_schema(annotation)
    assert caught.value.message.startswith(message)


# ---------------------------------------------------------------- else


def test_a_key_with_a_default_may_be_missing_where_nothing_is_strict() -> None:
    fields = [
        Field("line", Annotated[Line, "what to add"]),
        Field("options", dict[str, Any], required=False),
        Field("code", Annotated[str, msgspec.Meta(max_length=3)], required=False),
        Field("anything", Any, required=False),
        Field("pair", tuple[int, str], required=False),
    ]
    assert object_schema(fields, strict=False) == {
        "type": "object",
        "properties": {
            "line": {"anyOf": [{"$ref": "#/$defs/Line"}], "description": "what to add"},
            "options": {"type": "object"},
            "code": {"type": "string", "maxLength": 3},
            "anything": {},
            "pair": {
                "type": "array",
                "minItems": 2,
                "maxItems": 2,
                "prefixItems": [{"type": "integer"}, {"type": "string"}],
                "items": False,
            },
        },
        "required": ["line"],
        "additionalProperties": False,
        "$defs": {"Line": LINE},
    }


def test_an_object_without_keys() -> None:
    empty = {"type": "object", "properties": {}, "required": [], "additionalProperties": False}
    assert object_schema([]) == empty


def test_without_msgspec_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    with pytest.raises(InvalidRequestError, match=r'pip install "openrouter-core\[schema\]"'):
        json_schema(Line)


@pytest.mark.parametrize("annotation", [deque, Container, Iterable, list, set, tuple])
def test_a_list_of_anything_is_a_list_by_whatever_name(annotation: Any) -> None:
    assert json_schema(annotation, strict=False) == {"type": "array"}
