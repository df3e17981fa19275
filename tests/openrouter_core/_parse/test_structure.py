"""JSON values into users' classes: what fits becomes the value, what does not is told with its place."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import sys
import typing
from collections import OrderedDict, deque, namedtuple
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from enum import Enum, Flag, IntEnum, StrEnum
from pathlib import Path
from typing import (
    Annotated,
    Any,
    ClassVar,
    Generic,
    Literal,
    NamedTuple,
    NewType,
    NotRequired,
    Optional,
    Required,
    TypedDict,
    TypeVar,
    Union,
)
from uuid import UUID

import attrs
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openrouter_core._convert.error import StructureError
from openrouter_core._parse.fields import fields_of
from openrouter_core._parse.structure import object_hook, parse_hook
from openrouter_core._parse.types import Field
from openrouter_core.models.errors import SDKValidationError

T = TypeVar("T")
S = TypeVar("S")
UserId = NewType("UserId", int)
Cents = Annotated[int, msgspec.Meta(ge=0), "in cents"]


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Plain(Enum):
    A = "a"


@attrs.define
class Line:
    text: str
    amount: float


@attrs.frozen(kw_only=True)
class Node:
    name: str
    children: list[Node] = attrs.field(factory=list)
    _hidden: int = attrs.field(default=3, alias="shown_as")
    derived: str = attrs.field(init=False, default="made here")
    kind: ClassVar[str] = "node"


@dataclasses.dataclass(frozen=True, slots=True)
class Invoice:
    number: str
    lines: list[Line]
    note: str | None
    currency: str = "EUR"
    paid: bool | None = True
    tags: list[str] = dataclasses.field(default_factory=list)


class Movie(TypedDict, total=False):
    title: Required[str]
    year: int


class Sequel(Movie):
    of: str
    rating: NotRequired[float | None]


@attrs.define
class Box(Generic[T]):
    item: T
    items: list[T] | None = None


@attrs.define
class Cat:
    kind: Literal["cat"]
    lives: int


@attrs.define
class Dog:
    kind: Literal["dog"]
    age: float


@attrs.define
class Outer:
    @attrs.define
    class Inner:
        date: dt.date | None = None

    inner: Inner
    Line: Line


@attrs.define
class Percent:
    value: int = attrs.field(validator=attrs.validators.le(100))


@dataclasses.dataclass
class Range:
    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low is above high")


@attrs.define(eq=True)
class Unhashable:
    x: int


class Point(NamedTuple):
    x: int
    y: Annotated[int, msgspec.Meta(ge=0)] = 0


class Pair(NamedTuple, Generic[T]):
    one: T


class Struct(msgspec.Struct, rename="camel", tag=True, forbid_unknown_fields=True):
    first_name: str
    next_one: Struct | None = None
    tags: list[str] = []
    may_miss: Annotated[int | msgspec.UnsetType, msgspec.Meta(le=5)] = msgspec.UNSET


class Numbered(msgspec.Struct, tag=7, tag_field="kind", kw_only=True):
    name: str = msgspec.field(name="the-name", default="none")
    size: float


class Wrapped(msgspec.Struct, Generic[T]):
    item: T


class WrappedInt(Wrapped[int]):
    other: str


class Careful(msgspec.Struct):
    x: int

    def __post_init__(self) -> None:
        if self.x > 100:
            raise ValueError("x is above 100")


class Lines(Box[Line]):
    pass


class MoreLines(Lines):
    pass


@attrs.define
class Both(Box[int], Generic[T]):
    """T is int in what Box wrote, and its own in what it wrote itself."""

    own: T | None = None


@dataclasses.dataclass
class Holder(Generic[T]):
    items: list[T]


@dataclasses.dataclass
class LineHolder(Holder[Line]):
    count: int


class Reply(TypedDict, Generic[T]):
    value: T


class IntReply(Reply[int]):
    note: NotRequired[str]


class Renamed(Reply[list[S]], Generic[S]):
    other: S


LINE = {"text": "a", "amount": 1.5}
UUID_TEXT = "12345678-1234-5678-1234-567812345678"

# ---------------------------------------------------------------- what fits

FITS: list[tuple[Any, Any, Any]] = [
    (str, "", ""),
    (int, 5, 5),
    (int, 5.0, 5),
    (int, 10**400, 10**400),
    (float, 1.5, 1.5),
    (float, 5, 5.0),
    (bool, False, False),
    (None, None, None),
    (Any, {"a": [None]}, {"a": [None]}),
    (UserId, 7, 7),
    (Cents, 0, 0),
    (Annotated[int, msgspec.Meta(le=10)], 5.0, 5),
    (dt.date, "2026-01-31", dt.date(2026, 1, 31)),
    (dt.datetime, "2026-01-31T12:30:00Z", dt.datetime(2026, 1, 31, 12, 30, tzinfo=dt.UTC)),
    (dt.datetime, "2026-01-31t12:30:00.25z", dt.datetime(2026, 1, 31, 12, 30, 0, 250_000, dt.UTC)),
    (dt.datetime, "2026-01-31 12:30:00", dt.datetime(2026, 1, 31, 12, 30)),  # noqa: DTZ001
    (UUID, UUID_TEXT, UUID(UUID_TEXT)),
    (Decimal, "12.50", Decimal("12.50")),
    (Decimal, "-1e3", Decimal(-1000)),
    (Literal["a", 1, True, None], True, True),
    (Literal["a", 1, None], None, None),
    (Color, "blue", Color.BLUE),
    (Level, 2, Level.HIGH),
    (Plain, "a", Plain.A),
    (list, [1, "a"], [1, "a"]),
    (list[int], [], []),
    (Sequence[Color], ["red"], [Color.RED]),
    (Collection[int], [1], [1]),
    (set[int], [1, 2, 2], {1, 2}),
    (frozenset[Color], ["red"], frozenset({Color.RED})),
    (tuple[int, ...], [1, 2], (1, 2)),
    (tuple[int, str], [1, "a"], (1, "a")),
    (tuple, [1, "a"], (1, "a")),
    (dict, {"a": 1}, {"a": 1}),
    (dict[str, list[int]], {"a": [1]}, {"a": [1]}),
    (Mapping[str, Any], {"a": None}, {"a": None}),
    (Optional[int], None, None),  # noqa: UP045
    (Union[int, str], "5", "5"),  # noqa: UP007
    (int | float, 1.5, 1.5),
    (dt.date | str, "2026-01-31", dt.date(2026, 1, 31)),
    (dt.date | str, "tomorrow", "tomorrow"),
    (Line, LINE, Line("a", 1.5)),
    (list[Line], [LINE], [Line("a", 1.5)]),
    (Node, {"name": "a"}, Node(name="a")),
    (Node, {"name": "a", "_hidden": 4}, Node(name="a", shown_as=4)),
    (
        Node,
        {"name": "a", "children": [{"name": "b", "children": None}]},
        Node(name="a", children=[Node(name="b")]),
    ),
    (Invoice, {"number": "1", "lines": [], "note": None}, Invoice("1", [], None)),
    (
        Invoice,
        {"number": "1", "lines": [LINE], "note": "x", "currency": None, "paid": None, "tags": None},
        Invoice("1", [Line("a", 1.5)], "x", "EUR", None, []),
    ),
    (Movie, {"title": "M"}, {"title": "M"}),
    (Movie, {"title": "M", "year": None}, {"title": "M"}),
    (Sequel, {"title": "M", "of": "N", "rating": None}, {"title": "M", "of": "N", "rating": None}),
    (Box[int], {"item": 1, "items": [2]}, Box(1, [2])),
    (Box[Line], {"item": LINE}, Box(Line("a", 1.5))),
    (Cat | Dog, {"kind": "dog", "age": 3}, Dog("dog", 3.0)),
    (list[Cat | Dog | None], [None, {"kind": "cat", "lives": 9}], [None, Cat("cat", 9)]),
    (Percent, {"value": 100}, Percent(100)),
    (Outer, {"inner": {}, "Line": LINE}, Outer(Outer.Inner(), Line("a", 1.5))),
    (Sequence, [1], [1]),
    (tuple[()], [], ()),
    # times
    (dt.time, "12:30:00", dt.time(12, 30)),
    (dt.time, "12:30:00.25z", dt.time(12, 30, 0, 250_000, dt.UTC)),
    (dt.time, "12:30:00+02:00", dt.time(12, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))),
    (dt.timedelta, "P1DT2H30M", dt.timedelta(days=1, hours=2, minutes=30)),
    (dt.timedelta, "PT36H", dt.timedelta(hours=36)),
    (dt.timedelta, "P2W", dt.timedelta(weeks=2)),
    (dt.timedelta, "PT0.1S", dt.timedelta(milliseconds=100)),
    (dt.timedelta, "PT1H1.5M", dt.timedelta(hours=1, minutes=1.5)),
    (dt.timedelta, "-PT1M", dt.timedelta(minutes=-1)),
    (dt.timedelta, "PT0S", dt.timedelta()),
    # what else has fields
    (Point, {"x": 1}, Point(1)),
    (list[Point], [{"x": 1, "y": 2}], [Point(1, 2)]),
    (Pair[Line], {"one": LINE}, Pair(Line("a", 1.5))),
    (Struct, {"type": "Struct", "firstName": "a"}, Struct("a")),
    (
        Struct,
        {
            "type": "Struct",
            "firstName": "a",
            "nextOne": {"type": "Struct", "firstName": "b"},
            "mayMiss": None,
            "tags": None,
        },
        Struct("a", Struct("b")),
    ),
    (Struct | Numbered, {"kind": 7, "size": 1}, Numbered(size=1.0)),
    (Numbered, {"kind": 7, "size": 1, "the-name": "x"}, Numbered(name="x", size=1.0)),
    (Wrapped[int], {"item": 1}, Wrapped(1)),
    (WrappedInt, {"item": 1, "other": ""}, WrappedInt(1, "")),
    # subclasses of generic classes
    (Lines, {"item": LINE, "items": [LINE]}, Lines(Line("a", 1.5), [Line("a", 1.5)])),
    (MoreLines, {"item": LINE}, MoreLines(Line("a", 1.5))),
    (Both[str], {"item": 1, "items": [2], "own": "x"}, Both(1, [2], "x")),
    (LineHolder, {"items": [LINE], "count": 1}, LineHolder([Line("a", 1.5)], 1)),
    (IntReply, {"value": 1}, {"value": 1}),
    (Renamed[str], {"value": ["a"], "other": "b"}, {"value": ["a"], "other": "b"}),
    (typing.Iterable[int], [1], [1]),
    (typing.Reversible[int], [1], [1]),
    (typing.Container[int], [1], [1]),
    (deque[int], [1, 2], deque([1, 2])),
    (OrderedDict[str, int], {"b": 1, "a": 2}, OrderedDict(b=1, a=2)),
    (Annotated[int, []], 1, 1),  # what cannot be hashed, and says nothing
]


UNSUBSCRIPTED: list[
    tuple[str, Any, Any, Any]
] = [  # typing's name, what fits, the value, what does not fit
    ("List", [1, "a"], [1, "a"], {}),
    ("Set", [1, 1], {1}, [[1]]),
    ("FrozenSet", [1], frozenset({1}), 5),
    ("AbstractSet", [1], {1}, 5),
    ("Dict", {"a": 1}, {"a": 1}, []),
    ("Mapping", {"a": [None]}, {"a": [None]}, "a"),
    ("MutableMapping", {}, {}, 1),
    ("Tuple", [1, "a"], (1, "a"), {}),
    ("Sequence", [1], [1], "1"),
    ("MutableSequence", [1], [1], {}),
    ("Collection", [1], [1], 1),
    ("Iterable", [1], [1], {}),
    ("Deque", [1], deque([1]), {}),
    ("OrderedDict", {"a": 1}, OrderedDict(a=1), []),
]


@pytest.mark.parametrize(("name", "value", "wanted", "misfit"), UNSUBSCRIPTED)
def test_a_name_of_typings_without_arguments_takes_any_item(
    name: str, value: Any, wanted: Any, misfit: Any
) -> None:
    bare_alias: Any = getattr(typing, name)
    field = attrs.make_class("Holder", {"x": attrs.field(type=bare_alias)})
    for hook, wrap in (
        (parse_hook(bare_alias), lambda each: each),
        (parse_hook(bare_alias | None), lambda each: each),
        (parse_hook(list[bare_alias]), lambda each: [each]),
        (parse_hook(Annotated[bare_alias, "words"]), lambda each: each),
    ):
        assert hook(wrap(value)) == wrap(wanted)
        with pytest.raises(StructureError):
            hook(wrap(misfit))
    made = parse_hook(field)({"x": value}).x
    assert made == wanted
    assert type(made) is type(wanted)


@pytest.mark.parametrize(("annotation", "value", "wanted"), FITS)
def test_what_fits_becomes_the_value(annotation: Any, value: Any, wanted: Any) -> None:
    made = parse_hook(annotation)(value)
    assert made == wanted
    assert type(made) is type(wanted)


def test_the_order_of_a_union_counts_although_python_finds_none() -> None:
    text, day = "2026-01-31", dt.date(2026, 1, 31)
    assert (dt.date | str) == (str | dt.date)
    assert parse_hook(dt.date | str)(text) == day
    assert parse_hook(str | dt.date)(text) == text
    assert parse_hook(list[dt.date | str])([text]) == [day]
    assert parse_hook(list[str | dt.date])([text]) == [text]


def test_a_field_that_a_constructor_does_not_take_is_its_own() -> None:
    assert parse_hook(Node)({"name": "a"}).derived == "made here"


def test_every_value_has_a_default_of_its_own() -> None:
    hook = parse_hook(Invoice)
    body: dict[str, Any] = {"number": "1", "lines": [], "note": None, "tags": None}
    assert hook(body).tags is not hook(body).tags


# ---------------------------------------------------------------- what does not

MISFITS: list[tuple[Any, Any, str]] = [
    (str, None, "the value: expected a string; got None"),
    (str, 5, "the value: expected a string; got 5"),
    (int, "5", "the value: expected an integer; got '5'"),
    (int, 1.9, "the value: expected an integer; got 1.9"),
    (int, True, "the value: expected an integer; got True"),
    (int, float("inf"), "the value: expected an integer; got inf"),
    (float, "1.5", "the value: expected a number; got '1.5'"),
    (float, False, "the value: expected a number; got False"),
    (float, float("nan"), "the value: expected a number; got nan"),
    (float, 10**400, f"the value: expected a number; got {'1' + 60 * '0'}..."),
    (bool, "false", "the value: expected true or false; got 'false'"),
    (bool, 0, "the value: expected true or false; got 0"),
    (None, False, "the value: expected null; got False"),
    (Cents, -1, "the value: expected an integer that is at least 0; got -1"),
    (Cents, "1", "the value: expected an integer; got '1'"),
    (
        Annotated[list[Line], msgspec.Meta(min_length=2)],
        [LINE],
        "the value: expected a list of 2 or more; got a list of 1",
    ),
    (
        Annotated[dt.datetime, msgspec.Meta(tz=True)],
        "2026-01-31T12:30:00",
        "the value: expected a time with a time zone; got '2026-01-31T12:30:00'",
    ),
    (dt.date, "20260131", "the value: expected a date such as '2026-01-31'; got '20260131'"),
    (dt.date, "2026-02-31", "the value: expected a date such as '2026-01-31'; got '2026-02-31'"),
    (dt.date, 1, "the value: expected a date such as '2026-01-31'; got 1"),
    (
        dt.datetime,
        "2026-01-31",
        "the value: expected a date and time such as '2026-01-31T12:30:00Z'; got '2026-01-31'",
    ),
    (UUID, "{" + UUID_TEXT + "}", "the value: expected a UUID; got '{" + UUID_TEXT + "}'"),
    (
        Decimal,
        12.5,
        "the value: expected a decimal number as a string, such as '12.50'; got 12.5",
    ),
    (
        Decimal,
        "12.5\n",
        "the value: expected a decimal number as a string, such as '12.50'; got '12.5\\n'",
    ),
    (
        Decimal,
        "\u0663",  # a digit, and none of JSON's
        "the value: expected a decimal number as a string, such as '12.50'; got '\u0663'",
    ),
    (
        Decimal,
        "NaN",
        "the value: expected a decimal number as a string, such as '12.50'; got 'NaN'",
    ),
    (
        Decimal,
        "1e" + "9" * 30,
        "the value: expected a decimal number as a string, such as '12.50'; got '1e"
        + "9" * 30
        + "'",
    ),
    (Literal["a", 1], True, "the value: expected 'a' or 1; got True"),
    (Literal["a", 1], [], "the value: expected 'a' or 1; got an empty list"),
    (Color, "RED", "the value: expected 'red' or 'blue'; got 'RED'"),
    (Level, "1", "the value: expected 1 or 2; got '1'"),
    (Level, True, "the value: expected 1 or 2; got True"),
    (list[int], "12", "the value: expected a list; got '12'"),
    (list[int], {"0": 1}, "the value: expected a list; got an object"),
    (list[int], [1, None], "[1]: expected an integer; got None"),
    (set[Unhashable], [{"x": 1}], "the value: expected items that a set can hold"),
    (tuple[int, ...], [1, "2"], "[1]: expected an integer; got '2'"),
    (tuple[int, str], [1], "the value: expected a list of 2; got a list of 1"),
    (tuple[int, str], [1, 2], "[1]: expected a string; got 2"),
    (dict[str, int], [], "the value: expected an object; got an empty list"),
    (dict[str, int], {"a": {}}, "a: expected an integer; got an object"),
    (int | None, "5", "the value: expected an integer or null; got '5'"),
    (
        Line | None,
        {"text": "a", "amount": "12,00"},
        "amount: expected a number; got '12,00'",
    ),
    (
        Cat | Dog,
        {"kind": "dog", "age": "3"},
        "the value: expected Cat (kind: expected 'cat'; got 'dog') or Dog (age: expected a number; got '3'); "
        "got an object",
    ),
    (tuple[()], [1], "the value: expected a list of 0; got a list of 1"),
    (dt.time, "12:30", "the value: expected a time such as '12:30:00Z'; got '12:30'"),
    (dt.time, "24:00:00", "the value: expected a time such as '12:30:00Z'; got '24:00:00'"),
    (dt.time, "T12:30:00", "the value: expected a time such as"),
    *(
        (dt.timedelta, text, "the value: expected a duration such as 'P1DT2H30M', without years")
        for text in (
            *("", "P", "PT", "P1DT", "1D", "P1Y", "P1M", "PT1M1H", "P1W2D", "P1.5DT1H", "PT1,5S"),
            *("PT.5S", "PT5.S", "P1D\n", "P\u0663D", "P999999999999999D", "P" + "9" * 99_999 + "D"),
            *(3600, 1.5, None, True),
        )
    ),
    (Point, [1, 2], "the value: expected an object; got a list of 2"),
    (Point, {"x": "1"}, "x: expected an integer; got '1'"),
    (Point, {"x": 1, "y": -1}, "y: expected an integer that is at least 0; got -1"),
    (Point, {"x": 1, "z": 1}, "z: expected no such key; got 1"),
    (Pair[int], {"one": "1"}, "one: expected an integer; got '1'"),
    (Struct, {"firstName": "a"}, "type: expected 'Struct'; got nothing"),
    (Struct, {"type": "Other", "firstName": "a"}, "type: expected 'Struct'; got 'Other'"),
    (Struct, {"type": "Struct", "first_name": "a"}, "first_name: expected no such key; got 'a'"),
    (Struct, {"type": "Struct", "firstName": 1}, "firstName: expected a string; got 1"),
    (
        Struct,
        {"type": "Struct", "firstName": "a", "mayMiss": 6},
        "mayMiss: expected an integer that is at most 5; got 6",
    ),
    (Numbered, {"kind": "7", "size": 1}, "kind: expected 7; got '7'"),
    (Wrapped[int], {"item": "1"}, "item: expected an integer; got '1'"),
    (WrappedInt, {"item": "1", "other": ""}, "item: expected an integer; got '1'"),
    (
        Careful,
        {"x": 101},
        "the value: expected what Careful accepts (x is above 100); got an object",
    ),
    (Lines, {"item": {"text": 1, "amount": 1}}, "item.text: expected a string; got 1"),
    (Both[str], {"item": "1"}, "item: expected an integer; got '1'"),
    (Both[str], {"item": 1, "own": 1}, "own: expected a string or null; got 1"),
    (LineHolder, {"items": [1], "count": 1}, "items[0]: expected an object; got 1"),
    (IntReply, {"value": "1"}, "value: expected an integer; got '1'"),
    (Renamed[str], {"value": [1], "other": "b"}, "value[0]: expected a string; got 1"),
    (Line, "{}", "the value: expected an object; got '{}'"),
    (Line, {"text": "a"}, "amount: expected a number; got nothing"),
    (Line, {**LINE, "extra": 1}, "extra: expected no such key; got 1"),
    (Line, {"text": None, "amount": 1}, "text: expected a string; got None"),
    (Box[Any], {}, "item: expected a value; got nothing"),
    (Box[int], {"item": "1"}, "item: expected an integer; got '1'"),
    (Movie, {"year": 1}, "title: expected a string; got nothing"),
    (Sequel, {"title": "M", "of": 3}, "of: expected a string; got 3"),
    (
        Invoice,
        {"number": "1", "lines": [LINE, {"text": "b", "amount": "12,00"}], "note": None},
        "lines[1].amount: expected a number; got '12,00'",
    ),
    (
        Node,
        {"name": "a", "children": [{"name": "b", "children": [{"name": 1}]}]},
        "children[0].children[0].name: expected a string; got 1",
    ),
    (Node, {"name": "a", "derived": "x"}, "derived: expected no such key; got 'x'"),
    (
        list[Percent],
        [{"value": 101}],
        "[0]: expected what Percent accepts ('value' must be <= 100: 101); got an object",
    ),
    (
        Range,
        {"low": 2, "high": 1},
        "the value: expected what Range accepts (low is above high); got an object",
    ),
]


@pytest.mark.parametrize(("annotation", "value", "sentence"), MISFITS)
def test_what_does_not_fit_is_told_with_its_place(
    annotation: Any, value: Any, sentence: str
) -> None:
    with pytest.raises(StructureError) as caught:
        parse_hook(annotation)(value)
    assert caught.value.message.startswith(sentence)


def test_a_validators_exception_is_the_cause() -> None:
    with pytest.raises(StructureError) as caught:
        parse_hook(list[Percent])([{"value": 101}])
    assert isinstance(caught.value.__cause__, ValueError)


def test_of_a_validators_exception_its_sentence_is_told() -> None:
    field = attrs.field(type=str, validator=attrs.validators.in_(["EUR"]))
    with pytest.raises(StructureError) as caught:
        parse_hook(attrs.make_class("Price", {"currency": field}))({"currency": "USD"})
    assert caught.value.expected == "what Price accepts ('currency' must be in ['EUR'] (got 'USD'))"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(annotation=st.sampled_from([annotation for annotation, _, _ in FITS]), value=json_values)
def test_any_value_fits_or_is_a_misfit(annotation: Any, value: Any) -> None:
    with contextlib.suppress(StructureError):
        parse_hook(annotation)(value)


# ---------------------------------------------------------------- types that nothing fits


class Arrays(msgspec.Struct, array_like=True):
    x: int


class Text(str):
    __slots__ = ()


class Pairs(Enum):
    A = (1, 2)


class Bits(Flag):
    A = 1


class Empty(Enum):
    pass


class Ordinary:
    x: int


@attrs.define
class Unfinished:
    x: Missing  # type: ignore[name-defined]  # noqa: F821  # that is the point


@dataclasses.dataclass
class Hungry:
    x: int
    y: dataclasses.InitVar[int]


Untyped = attrs.make_class("Untyped", ["x"])


NOTHING_FITS: list[tuple[Any, str]] = [
    (
        Ordinary,
        "Ordinary: it is not an attrs class, dataclass, TypedDict, NamedTuple, msgspec.Struct or pydantic model",
    ),
    (object, "object: it is not an attrs class"),
    (complex, "complex: it is not an attrs class"),
    (bytes, "bytes: it is not an attrs class"),
    (Path, "Path: it is not an attrs class"),
    (Text, "Text: it is not an attrs class"),
    (T, "~T: it is not an attrs class"),
    (Arrays, "Arrays: strict mode has no lists whose items differ by place"),
    (
        namedtuple("Bare", "x y"),
        "Bare: the field x has no annotation; write a typing.NamedTuple",
    ),  # that is the point
    (Optional, "Optional: it is not an attrs class"),
    (Generic, "Generic: it is not an attrs class"),
    (typing.Callable, "Callable: it is not an attrs class"),
    (typing.Iterator[int], "Iterator[int]: it is not an attrs class"),
    (Literal[()], "Literal[()]: the values of a Literal must be"),
    (dict[int, str], "dict[int, str]: the keys of a JSON object must be strings"),
    ("Line", "Line: it is not an attrs class"),
    (list[complex], "complex: it is not an attrs class"),
    (int | complex, "complex: it is not an attrs class"),
    (dict[int, str], "dict[int, str]: the keys of a JSON object must be strings"),
    (Literal[b"a"], "Literal[b'a']: the values of a Literal must be strings"),
    (Literal[Color.RED], "Literal[<Color.RED: 'red'>]: the values of a Literal must be strings"),
    (Pairs, "Pairs: the values of an enumeration's members must be strings or integers"),
    (Empty, "Empty: the values of an enumeration's members"),
    (Unfinished, "Unfinished: an annotation cannot be evaluated: name 'Missing' is not defined"),
    (Hungry, "Hungry: its constructor cannot be called with its fields: missing a required"),
    (Untyped, "Untyped: the field x has no annotation"),
]


@pytest.mark.parametrize(("annotation", "message"), NOTHING_FITS)
def test_a_type_that_nothing_fits_is_refused(annotation: Any, message: str) -> None:
    with pytest.raises(SDKValidationError) as caught:
        parse_hook(annotation)
    assert caught.value.message.startswith(message)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type aliases came with Python 3.12")
def test_type_aliases_are_looked_through() -> None:
    names: dict[str, Any] = {}
    exec("type Ids = list[int]\ntype Pair[T] = list[T]\ntype Json = list[Json] | int", names)
    assert parse_hook(names["Ids"])([1]) == [1]
    assert parse_hook(names["Pair"][str])(["a"]) == ["a"]
    with pytest.raises(SDKValidationError, match="it holds itself"):
        parse_hook(names["Json"])


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters came with Python 3.12")
@pytest.mark.parametrize("postponed", [False, True])
def test_type_parameters_are_filled_in(postponed: bool) -> None:
    names: dict[str, Any] = {"attrs": attrs, "msgspec": msgspec, "TypedDict": TypedDict}
    exec(
        ("from __future__ import annotations\n" if postponed else "")
        + """
@attrs.define
class Page[T]:
    items: list[T]
class Numbers(Page[int]): pass
class Whole[T](TypedDict):
    value: T
class Text(Whole[str]): pass
class Wrapped[T](msgspec.Struct):
    item: T
class Again(Wrapped[bool]): pass
""",
        names,
    )
    for name, fits, key, misfit in (
        ("Numbers", {"items": [1]}, "items", ["1"]),
        ("Text", {"value": "a"}, "value", 1),
        ("Again", {"item": True}, "item", 1),
    ):
        hook = parse_hook(names[name])
        hook(fits)
        with pytest.raises(StructureError):
            hook({key: misfit})
    assert parse_hook(names["Page"][str])({"items": ["a"]}).items == ["a"]


@given(text=st.from_regex(r"[+-]?P([0-9]{1,3}(\.[0-9]{1,3})?[WDTHMS]?T?){1,4}", fullmatch=True))
def test_a_duration_is_what_msgspec_makes_of_it(text: str) -> None:
    """It writes the schema. Weeks, which the schema's format has too, it does not read."""
    try:
        wanted = msgspec.convert(text, dt.timedelta)
    except msgspec.ValidationError:
        wanted = None
    try:
        found = parse_hook(dt.timedelta)(text)
    except StructureError:
        found = None
    assert found == wanted or (wanted is None and "W" in text)


def test_a_class_inside_a_function_may_name_itself() -> None:
    @attrs.define
    class Local:
        inner: Local | None

    assert parse_hook(Local)({"inner": {"inner": None}}) == Local(Local(None))


# ---------------------------------------------------------------- objects without a class


def test_the_values_of_an_object_by_name() -> None:
    read = object_hook([Field("city", str), Field("days", int, required=False)])
    assert read({"city": "Paris"}) == {"city": "Paris"}
    assert read({"city": "Paris", "days": None}) == {"city": "Paris"}
    assert read({"days": 3, "city": "Paris"}) == {"days": 3, "city": "Paris"}
    with pytest.raises(StructureError, match="a string"):
        read({"days": 3})


# ---------------------------------------------------------------- what is made once


def test_a_class_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Any] = []

    def counting(cls: Any) -> list[Field]:
        read.append(cls)
        return fields_of(cls)

    monkeypatch.setattr("openrouter_core._parse.structure.fields_of", counting)
    tree = attrs.make_class("Tree", {"lines": attrs.field(type=list[Box[bool]])})
    body = {"lines": [{"item": True}, {"item": False}]}
    for _ in range(3):
        assert parse_hook(tree)(body) == tree([Box(True), Box(False)])
    assert read == [tree, Box[bool]]
