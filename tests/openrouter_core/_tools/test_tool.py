"""A function as a tool: what the model is told of it, and a result as the model reads it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import functools
import uuid
from collections import OrderedDict
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, NotRequired, TypedDict

import attrs
import msgspec
import pytest

from openrouter_core import Err, Ok
from openrouter_core._convert.error import StructureError
from openrouter_core._tools.results import result_text
from openrouter_core._tools.tool import ToolFunction, tools_by_name
from openrouter_core.models import UserMessage
from openrouter_core.models.errors import NotFoundResponseError


class Unit(enum.StrEnum):
    C = "c"
    F = "f"


@attrs.frozen
class Place:
    """A place on earth."""

    city: str
    country: str = "NO"


@dataclasses.dataclass
class Span:
    first: dt.date
    days: int = 1


class Options(TypedDict):
    unit: Unit
    verbose: NotRequired[bool]


class Point(NamedTuple):
    x: int
    y: int


def tool(function: Callable[..., object]) -> ToolFunction:
    (made,) = tools_by_name([function], twin=None).values()
    return made


def parameters(function: Callable[..., object]) -> dict[str, Any]:
    described: dict[str, Any] = tool(function).definition["function"]["parameters"]
    return described


# --- what the model is told ----------------------------------------------------------------------------------------


def test_a_function_is_told_by_name_docstring_and_parameters() -> None:
    def measure(place: str, times: int, exact: bool = False) -> float:
        """Measure something.

        Arguments:
            place: where.
        """
        return 0.0

    assert tool(measure).definition == {
        "type": "function",
        "function": {
            "name": "measure",
            "description": "Measure something.\n\nArguments:\n    place: where.",
            "parameters": {
                "type": "object",
                "properties": {
                    "place": {"type": "string"},
                    "times": {"type": "integer"},
                    "exact": {"type": "boolean", "default": False},
                },
                "required": ["place", "times"],
                "additionalProperties": False,
            },
        },
    }


def test_without_docstring_and_parameters_little_is_told() -> None:
    def now():  # type: ignore[no-untyped-def]  # a result's annotation is not needed
        return 1

    assert tool(now).definition["function"] == {
        "name": "now",
        "parameters": {
            "type": "object",
            "properties": {},
            "required": [],
            "additionalProperties": False,
        },
    }


def test_a_parameter_is_told_its_words_and_its_default() -> None:
    def plan(
        city: Annotated[str, "the city's name"],
        place: Annotated[Place, "instead of the city"] = Place("Oslo"),  # it is frozen
        unit: Unit = Unit.C,
        tags: list[str] | None = None,
        span: Span = Span(dt.date(2026, 1, 31)),  # noqa: B008  # nobody changes it
        days: Annotated[int, msgspec.Meta(ge=1), "how many", "at least 1"] = 1,
        when: Callable[[], int] = int,
    ) -> None: ...

    plan.__annotations__["when"] = Literal["now"]  # a default that JSON cannot hold
    told = parameters(plan)["properties"]
    assert told == {
        "city": {"type": "string", "description": "the city's name"},
        "place": {
            "anyOf": [{"$ref": "#/$defs/Place"}],
            "description": "instead of the city",
            "default": {"city": "Oslo", "country": "NO"},
        },
        "unit": {"anyOf": [{"$ref": "#/$defs/Unit"}], "default": "c"},
        "tags": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]},
        "span": {
            "anyOf": [{"$ref": "#/$defs/Span"}],
            "default": {"first": "2026-01-31", "days": 1},
        },
        "days": {
            "type": "integer",
            "minimum": 1,
            "description": "how many at least 1",
            "default": 1,
        },
        "when": {"type": "string", "enum": ["now"]},
    }


def test_classes_are_described_once_for_all_parameters() -> None:
    def compare(one: Place, other: Place, options: Options) -> None: ...

    told = parameters(compare)
    assert told["properties"] == {
        "one": {"$ref": "#/$defs/Place"},
        "other": {"$ref": "#/$defs/Place"},
        "options": {"$ref": "#/$defs/Options"},
    }
    assert told["$defs"]["Place"]["description"] == "A place on earth."
    assert told["$defs"]["Options"]["required"] == ["unit"]


class Station:
    def __init__(self, city: str) -> None:
        self.city = city

    def measure(self, days: int) -> list[str]:
        """Measure here."""
        return [self.city] * days

    @staticmethod
    def near(city: str) -> str:
        return city

    @classmethod
    def of(cls, city: str) -> str:
        return cls(city).city


def doubled(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return [function(*args, **kwargs)] * 2

    return wrapper


@doubled
def where(city: str) -> str:
    """Where it is."""
    return city


@pytest.mark.parametrize(
    ("function", "name", "keys"),
    [
        (Station("Oslo").measure, "measure", ["days"]),
        (Station.near, "near", ["city"]),
        (Station.of, "of", ["city"]),
        (where, "where", ["city"]),
        (functools.cache(Station.near), "near", ["city"]),
    ],
)
def test_methods_and_decorated_functions_are_functions(
    function: Callable[..., object], name: str, keys: list[str]
) -> None:
    assert tool(function).name == name
    assert list(parameters(function)["properties"]) == keys


# --- what arguments become -----------------------------------------------------------------------------------------


def plan(
    place: Place,
    span: Span,
    *,
    unit: Unit = Unit.C,
    options: Options | None = None,
    near: float = 0,
) -> None: ...


def test_arguments_become_what_the_annotations_say() -> None:
    read = tool(plan).read
    assert read(
        {
            "place": {"city": "Oslo"},
            "span": {"first": "2026-01-31", "days": 3},
            "unit": "f",
            "options": {"unit": "c"},
            "near": 1,
        }
    ) == {
        "place": Place("Oslo"),
        "span": Span(dt.date(2026, 1, 31), 3),
        "unit": Unit.F,
        "options": {"unit": Unit.C},
        "near": 1.0,
    }


def test_null_stands_for_a_default_where_it_is_no_value_of_its_own() -> None:
    given: Mapping[str, Any] = {"place": {"city": "Oslo"}, "span": {"first": "2026-01-31"}}
    assert tool(plan).read({**given, "unit": None, "options": None}).get("options", 1) is None
    assert "unit" not in tool(plan).read({**given, "unit": None})


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"place": None}, "place: expected an object; got null"),
        ({"place": {"city": "Oslo", "zip": 1}}, "place.zip: expected no such key; got 1"),
        ({"span": {"first": "tomorrow"}}, "span.first: expected a date such as '2026-01-31'"),
        ({"unit": "k"}, "unit: expected 'c' or 'f'; got 'k'"),
        ({"near": "1"}, "near: expected a number; got '1'"),
    ],
)
def test_what_does_not_fit_is_named(changed: dict[str, Any], sentence: str) -> None:
    given = {"place": {"city": "Oslo"}, "span": {"first": "2026-01-31"}, **changed}
    with pytest.raises(StructureError) as caught:
        tool(plan).read(given)
    assert caught.value.message.startswith(sentence.replace("null", "None"))


# --- results -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("text", "text"),
        (Unit.F, "f"),
        (7, "7"),
        ([Unit.F, {Unit.C}], '["f",["c"]]'),
        (Span(dt.date(2026, 1, 31)), '{"first":"2026-01-31","days":1}'),
        ({"at": Place("Oslo")}, '{"at":{"city":"Oslo","country":"NO"}}'),
        (
            UserMessage([{"at": Place("Oslo")}]),
            '{"role":"user","content":[{"at":{"city":"Oslo","country":"NO"}}]}',
        ),
        (OrderedDict(b=1, a=2), '{"b":1,"a":2}'),
        (Point(1, 2), "[1,2]"),
        (Decimal("1.50"), '"1.50"'),
        (uuid.UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (dt.datetime(2026, 1, 31, tzinfo=dt.UTC), '"2026-01-31T00:00:00Z"'),
    ],
    ids=repr,
)
def test_a_result_is_written_for_the_model(value: object, text: str) -> None:
    assert result_text(value) == Ok(text)
    assert type(result_text(value).unwrap()) is str


class Lost(Exception):
    """Nothing found."""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Ok("text"), Ok("text")),
        (Ok(None), Ok("null")),
        (Ok(Place("Oslo")), Ok('{"city":"Oslo","country":"NO"}')),
        (Ok(Ok([1])), Ok("[1]")),
        ([Ok(1), Err("no second")], Ok('[1,"Error: no second"]')),
        ({"a": Ok({"b": Ok(Unit.F)})}, Ok('{"a":{"b":"f"}}')),
        (Err("no such city"), Err("no such city")),
        (Err(Lost("no such city")), Err("Lost: no such city")),
        (Err(Lost()), Err("Lost")),
        (Ok(Err(Lost("x"))), Err("Lost: x")),
        (Err(Err(Lost("x"))), Err("Lost: x")),
        (Err(NotFoundResponseError("no such model")), Err("NotFoundResponseError: no such model")),
        (Err({"code": 7}), Err('{"code":7}')),
        (Err(None), Err("null")),
        (Err(Place), Err("the result cannot be written as JSON: TypeError:")),
        (Err("x" * 5000), Err("x" * 900)),
    ],
    ids=str,
)
def test_of_an_ok_the_model_reads_what_it_holds_and_of_an_err_the_error(
    value: object, text: Ok[str] | Err[str]
) -> None:
    told = result_text(value)
    if isinstance(text, Ok):
        assert told == text
    else:
        assert isinstance(told, Err)
        assert told.failure().startswith(text.failure())
        assert len(told.failure()) <= 1000


@pytest.mark.parametrize(
    "value",
    [
        object(),
        b"bytes",
        float("inf"),
        {(1, 2): 3},
        (i for i in "abc"),
        Place,
        print,
        {"a": {1: b""}},
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_result_that_json_cannot_hold_is_told_so(value: object) -> None:
    told = result_text(value)
    assert isinstance(told, Err)
    assert told.failure().startswith("the result cannot be written as JSON: ")
