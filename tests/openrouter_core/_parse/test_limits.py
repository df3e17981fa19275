"""Limits in `Annotated`, in whichever vocabulary they are written: sent, checked, or refused; never dropped."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import math
import re
import sys
from decimal import Decimal
from typing import Annotated, Any, Literal

import attrs
import msgspec
import pytest

from openrouter_core._convert.error import StructureError
from openrouter_core._parse.schema import json_schema
from openrouter_core._parse.structure import parse_hook
from openrouter_core.models.errors import SDKValidationError

at = pytest.importorskip("annotated_types", reason="the vocabulary that is tried")


@dataclasses.dataclass(frozen=True)
class Mine:
    """Somebody's own, with the names that all use."""

    ge: int | None = None
    max_length: int | None = None


@dataclasses.dataclass(frozen=True)
class Matches:
    pattern: str | re.Pattern[str]


@dataclasses.dataclass(frozen=True)
class Range:
    minimum: int | None = None
    max: int | None = None


class Anything:
    """Says nothing that looks like a limit."""


class Color(enum.Enum):
    RED = "red"


@attrs.define
class Point:
    x: int


Meta = msgspec.Meta
KEPT: list[
    tuple[Any, dict[str, Any], list[Any], list[Any]]
] = [  # keywords, what fits, what does not
    (Annotated[int, Meta(ge=0)], {"minimum": 0}, [0, 5], [-1, -5.0]),
    (Annotated[int, at.Ge(0)], {"minimum": 0}, [0, 5], [-1]),
    (Annotated[int, Mine(ge=0)], {"minimum": 0}, [0, 5], [-1]),
    (Annotated[int, at.Gt(0)], {"exclusiveMinimum": 0}, [1], [0]),
    (Annotated[float, at.Le(1.5)], {"maximum": 1.5}, [1.5, -9], [1.6]),
    (Annotated[float, at.Lt(1)], {"exclusiveMaximum": 1}, [0.9], [1, 1.0]),
    (Annotated[int, at.MultipleOf(3)], {"multipleOf": 3}, [0, 3, -6], [4]),
    (Annotated[float, at.MultipleOf(0.01)], {"multipleOf": 0.01}, [0.07, 3, 1e300], [0.075]),
    (
        Annotated[int, at.Interval(ge=1, lt=9)],
        {"minimum": 1, "exclusiveMaximum": 9},
        [1, 8],
        [0, 9],
    ),
    (Annotated[int, at.Ge(0), at.Ge(5), Meta(le=9)], {"minimum": 5, "maximum": 9}, [5, 9], [4, 10]),
    (Annotated[str, at.MinLen(2)], {"minLength": 2}, ["ab"], ["a", ""]),
    (Annotated[str, Mine(max_length=2)], {"maxLength": 2}, ["ab"], ["abc"]),
    (Annotated[str, at.Len(1, 2)], {"minLength": 1, "maxLength": 2}, ["a"], ["", "abc"]),
    (Annotated[str, Meta(pattern="^a{2}$")], {"pattern": "^a{2}$"}, ["aa"], ["a", "aaa"]),
    (Annotated[list[int], at.MinLen(1)], {"minItems": 1}, [[1]], [[]]),
    (Annotated[tuple[int, ...], at.MaxLen(1)], {"maxItems": 1}, [[1]], [[1, 2]]),
    (Annotated[set[int], at.Len(2, 2)], {"minItems": 2, "maxItems": 2}, [[1, 1, 2]], [[1, 1]]),
    (Annotated[list[Annotated[int, at.Ge(0)]], "words"], {}, [[0]], [[-1]]),
    (Annotated[dt.datetime, Meta(tz=True)], {}, ["2026-01-31T12:30:00Z"], ["2026-01-31T12:30:00"]),
    (Annotated[dt.time, Meta(tz=False)], {}, ["12:30:00"], ["12:30:00Z"]),
    (Annotated[int, at.Unit("m"), at.doc("length")], {}, [-1], ["1"]),
    (Annotated[int, Anything(), 5, "words", None], {}, [-1], ["1"]),
]


@pytest.mark.parametrize(("annotation", "keywords", "fits", "misfits"), KEPT)
def test_a_limit_is_sent_and_checked(
    annotation: Any, keywords: dict[str, Any], fits: list[Any], misfits: list[Any]
) -> None:
    schema = json_schema(annotation, strict=False)
    assert {key: schema.get(key) for key in keywords} == keywords
    said = json_schema(annotation).get("description", "")
    assert all(f"({key}: " in said for key in keywords)
    hook = parse_hook(annotation)
    for value in fits:
        hook(value)
    for value in misfits:
        with pytest.raises(StructureError):
            hook(value)


UNIONS: list[
    tuple[Any, list[Any], list[Any], list[Any]]
] = [  # the members' schemas, what fits, what does not
    (
        Annotated[int | None, Meta(ge=0)],
        [{"type": "integer", "minimum": 0}, {"type": "null"}],
        [0, None],
        [-5],
    ),
    (
        Annotated[int | str | None, at.Ge(0), at.MinLen(1)],
        [{"type": "integer", "minimum": 0}, {"type": "string", "minLength": 1}, {"type": "null"}],
        [0, "a", None],
        [-1, ""],
    ),
    (
        Annotated[str | list[str], at.MaxLen(1)],
        [
            {"type": "string", "maxLength": 1},
            {"type": "array", "items": {"type": "string"}, "maxItems": 1},
        ],
        ["a", ["abc"]],
        ["ab", ["a", "b"]],
    ),
    (
        Annotated[Annotated[int, at.Le(9)] | bool, at.Ge(0)],
        [{"type": "integer", "minimum": 0, "maximum": 9}, {"type": "boolean"}],
        [0, 9, True],
        [-1, 10],
    ),
]


@pytest.mark.parametrize(("annotation", "members", "fits", "misfits"), UNIONS)
def test_a_limit_of_a_union_is_its_members(
    annotation: Any, members: list[Any], fits: list[Any], misfits: list[Any]
) -> None:
    assert json_schema(annotation, strict=False) == {"anyOf": members}
    hook = parse_hook(annotation)
    assert [hook(value) for value in fits] == fits
    for value in misfits:
        with pytest.raises(StructureError):
            hook(value)


MEANS_NOTHING = "is not a limit for this type"
REFUSED: list[tuple[Any, str]] = [
    (Annotated[Decimal, Meta(ge=0)], f"ge {MEANS_NOTHING}"),
    (Annotated[bool, at.Ge(0)], f"ge {MEANS_NOTHING}"),
    (Annotated[str, at.Ge(0)], f"ge {MEANS_NOTHING}"),
    (Annotated[int, at.MinLen(1)], f"min_length {MEANS_NOTHING}"),
    (Annotated[list[int], Meta(pattern="a")], f"pattern {MEANS_NOTHING}"),
    (Annotated[int, Meta(tz=True)], f"tz {MEANS_NOTHING}"),
    (Annotated[Any, at.Ge(0)], f"ge {MEANS_NOTHING}"),
    (Annotated[None, at.Ge(0)], f"ge {MEANS_NOTHING}"),
    (Annotated[Point, at.Ge(0)], f"ge {MEANS_NOTHING}"),
    (Annotated[Color, at.MinLen(1)], f"min_length {MEANS_NOTHING}"),
    (Annotated[Literal[1, 2], at.Ge(2)], f"ge {MEANS_NOTHING}"),
    (Annotated[dt.date, at.Ge(0)], f"ge {MEANS_NOTHING}"),
    (Annotated[dt.timedelta, at.Ge(0)], f"ge {MEANS_NOTHING}"),
    (Annotated[str | None, at.Ge(0)], f"ge {MEANS_NOTHING}"),
    (Annotated[int | None, at.Ge(0), at.MinLen(1)], f"min_length {MEANS_NOTHING}"),
    (Annotated[int, at.Ge("a")], "ge cannot be 'a'"),
    (Annotated[int, at.Ge(True)], "ge cannot be True"),
    (Annotated[float, at.Lt(math.inf)], "lt cannot be inf"),
    (Annotated[dt.date, at.Ge(dt.date(2026, 1, 1))], "ge cannot be datetime.date(2026, 1, 1)"),
    (Annotated[int, at.MultipleOf(0)], "multiple_of cannot be 0"),
    (Annotated[str, at.MinLen(-1)], "min_length cannot be -1"),
    (Annotated[str, at.MaxLen(1.5)], "max_length cannot be 1.5"),
    (Annotated[str, Matches("(")], "pattern cannot be '('"),
    (Annotated[str, Meta(pattern="a"), Meta(pattern="b")], "JSON Schema can hold only one pattern"),
    (Annotated[dt.datetime, at.Timezone(...)], "tz cannot be Ellipsis"),
    (Annotated[dt.datetime, at.Timezone("UTC")], "tz cannot be 'UTC'"),
    (Annotated[dt.datetime, at.Timezone(None)], "Timezone(tz=None) cannot be written as a limit"),
    (
        Annotated[str, at.LowerCase.__metadata__[0]],
        "Predicate(str.islower) cannot be written as a limit",
    ),
    (Annotated[float, at.Not(math.isnan)], "Not("),
    (Annotated[int, at.Ge], "<class 'annotated_types.Ge'> cannot be written as a limit"),
    (
        Annotated[int, at.Interval],
        "<class 'annotated_types.Interval'> cannot be written as a limit",
    ),
    (Annotated[int, Range(minimum=1)], "Range(minimum=1, max=None) cannot be written as a limit"),
    (Annotated[int, Range(max=0)], "Range(minimum=None, max=0) cannot be written as a limit"),
    (Annotated[int, Range], "cannot be written as a limit"),
    (Annotated[int, Meta], "cannot be written as a limit"),
    (Annotated[list[int], slice(1, 2)], "slice(1, 2, None) cannot be written as a limit"),
    (Annotated[int, range(3)], "range(0, 3) cannot be written as a limit"),
    (Annotated[str, at.LowerCase], "Predicate(str.islower) cannot be written as a limit"),
    (Annotated[int, Annotated[int, at.Ge(0)]], "is a type, and cannot be a limit of another type"),
    (Annotated[int, {"minimum": 0}], "{'minimum': 0} cannot be written as a limit"),
    (Annotated[int, attrs.validators.ge(3)], "<Validator for x >= 3> cannot be written as a limit"),
]


@pytest.mark.parametrize(("annotation", "why"), REFUSED)
def test_a_limit_that_cannot_be_kept_is_refused(annotation: Any, why: str) -> None:
    holder = attrs.make_class("Holder", {"n": attrs.field(type=annotation)})
    listed: Any = list
    for attempt in (parse_hook, json_schema, lambda each: parse_hook(listed[each])):
        with pytest.raises(SDKValidationError) as caught:
            attempt(annotation)
        assert why in caught.value.message
    with pytest.raises(SDKValidationError, match=r"^Holder\.n: "):
        json_schema(holder)


@pytest.mark.parametrize(
    "said", [Range(), "minimum 0", {"title": "x"}, dt.date(2026, 1, 1), dt.date, Anything(), 5]
)
def test_what_says_no_limit_is_ignored(said: Any) -> None:
    assert parse_hook(Annotated[int, said])(5) == 5


def test_a_constraint_that_is_made_of_others_is_all_of_them() -> None:
    class Percent(at.GroupedMetadata):  # type: ignore[misc, name-defined]  # the module is imported if it is there
        def __iter__(self) -> Any:
            return iter((at.Ge(0), at.Interval(le=100)))

    hook = parse_hook(Annotated[int, Percent()])
    assert hook(100) == 100
    for value in (-1, 101):
        with pytest.raises(StructureError):
            hook(value)


def test_a_constraint_of_anybodys_is_refused_and_not_dropped() -> None:
    @dataclasses.dataclass(frozen=True)
    class Even(at.BaseMetadata):  # type: ignore[misc, name-defined]  # as above
        digits: int = 2

    with pytest.raises(SDKValidationError, match="cannot be written as a limit"):
        parse_hook(Annotated[int, Even()])


def test_pydantics_field_is_read() -> None:
    pydantic = pytest.importorskip("pydantic", reason="whose Field is tried")
    field = pydantic.Field(ge=0, multiple_of=5, description="in cents", strict=True)
    assert json_schema(Annotated[int, field], strict=False) == {
        "type": "integer",
        "minimum": 0,
        "multipleOf": 5,
        "description": "in cents",
    }
    hook = parse_hook(Annotated[int | None, field])
    assert [hook(value) for value in (5, None)] == [5, None]
    with pytest.raises(StructureError, match="an integer that is at least 0"):
        hook(-5)
    for said in (
        pydantic.Field(max_digits=3),
        pydantic.AfterValidator(abs),
        pydantic.StringConstraints(strip_whitespace=True),
    ):
        with pytest.raises(SDKValidationError, match="cannot be written as a limit"):
            parse_hook(Annotated[str, said])


def test_without_msgspec_limits_are_checked_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    with pytest.raises(StructureError, match="an integer that is at least 17"):
        parse_hook(Annotated[int, at.Ge(17)])(16)


def test_a_compiled_pattern_is_one_without_flags() -> None:
    assert json_schema(Annotated[str, Matches(re.compile("a+"))], strict=False)["pattern"] == "a+"
    with pytest.raises(SDKValidationError, match="pattern cannot be"):
        parse_hook(Annotated[str, Matches(re.compile("a+", re.IGNORECASE))])


MESSAGES: list[tuple[Any, Any, str]] = [
    (Annotated[int, at.Ge(0)], -5, "an integer that is at least 0; got -5"),
    (Annotated[float, at.Lt(1)], 1.5, "a number below 1; got 1.5"),
    (Annotated[str, at.MinLen(2)], "a", "a string of 2 or more characters; got 'a'"),
    (Annotated[list[int], at.MaxLen(1)], [1, 2], "a list of 1 or fewer; got a list of 2"),
    (
        Annotated[set[int], at.MinLen(2)],
        [1, 1],
        "a list of 2 or more different items; got a list of 2",
    ),
    (Annotated[str, Meta(pattern="^{a}$")], "b", "a string that matches '^{a}$'; got 'b'"),
    (Annotated[int | None, at.Ge(0)], -5, "an integer that is at least 0 or null; got -5"),
]


@pytest.mark.parametrize(("annotation", "value", "message"), MESSAGES)
def test_what_is_wrong_is_said(annotation: Any, value: Any, message: str) -> None:
    with pytest.raises(StructureError) as caught:
        parse_hook(annotation)(value)
    assert caught.value.message == f"the value: expected {message}"


def test_an_objects_limit_counts_its_keys() -> None:
    annotation = Annotated[dict[str, int], at.MinLen(1)]
    assert json_schema(annotation, strict=False)["minProperties"] == 1
    hook = parse_hook(annotation)
    assert hook({"a": 1}) == {"a": 1}
    with pytest.raises(StructureError):
        hook({})
