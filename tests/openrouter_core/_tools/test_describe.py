"""What can be a tool, by which name and with which parameters; and that its parameters are described once."""

from __future__ import annotations

import dataclasses
import functools
import gc
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any
from unittest import mock

import attrs
import pytest

from openrouter_core._parse import schema
from openrouter_core._tools import describe as subject
from openrouter_core._tools.tool import ToolFunction, tools_by_name
from openrouter_core.models.errors import SDKValidationError

if TYPE_CHECKING:
    from decimal import Decimal  # named for checkers only, as users do


def tool(function: Callable[..., object], *, twin: str | None = "its twin") -> ToolFunction:
    (made,) = tools_by_name([function], twin=twin).values()
    return made


def price(item: str, currency: str = "EUR") -> Decimal:
    """What an item costs."""
    raise AssertionError("it is described, and not called")


def convert(rate: Decimal, amount: float, *, digits: int = 2) -> float:
    """Convert an amount."""
    return round(float(rate) * amount, digits)


CONVERT: Any = convert


class Station:
    """A weather station."""

    def measure(self, city: str, days: int = 1) -> str:
        """Measure here."""
        return city * days

    measure_today = functools.partialmethod(measure, days=1)


class Search:
    """Search the shop."""

    def __init__(self, table: str) -> None:
        self.table = table

    def __call__(self, words: Annotated[str, "what to look for"], most: int = 5) -> str:
        return f"{self.table}: {words} {most}"


class Documented(Search):
    def __call__(self, words: str, most: int = 5) -> str:
        """Search it all."""
        return super().__call__(words, most)


class SearchLater:
    __slots__ = ()

    async def __call__(self, words: str) -> str:
        return words


@dataclasses.dataclass
class Listing:
    table: str

    def __call__(self, most: int) -> str:
        return self.table * most


@attrs.frozen
class Größe:
    def __call__(self, city: str) -> str:
        return city


class Wrapper:
    """A decorator that is a class, as some libraries have."""

    def __init__(self, function: Callable[..., Any]) -> None:
        functools.update_wrapper(self, function)
        self._function = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._function(*args, **kwargs)


class Static:
    @staticmethod
    def __call__(city: str) -> str:
        return city


def undocumented(city: str) -> str:
    return city


def named(function: Any, name: str, doc: str | None = None) -> Any:
    function.__name__ = name
    if doc is not None:
        function.__doc__ = doc
    return function


TOOLS: dict[str, tuple[Any, str, str | None, list[str], dict[str, Any], object]] = {
    "a result's annotation for checkers only": (
        functools.wraps(price)(lambda item, currency="EUR": f"{item} {currency}"),
        "price",
        "What an item costs.",
        ["item", "currency"],
        {"item": "mug"},
        "mug EUR",
    ),
    "a partial, by position": (
        functools.partial(CONVERT, 2),  # the annotation of `rate` is not looked at
        "convert",
        "Convert an amount.",
        ["amount", "digits"],
        {"amount": 1.5},
        3.0,
    ),
    "a partial, by keyword": (
        functools.partial(CONVERT, rate=2, digits=0),
        "convert",
        "Convert an amount.",
        ["amount"],
        {"amount": 1.2},
        2.0,
    ),
    "a partial of a partial's kin": (
        functools.partial(named(functools.partial(CONVERT, 2), "double"), digits=0),
        "double",
        "Convert an amount.",
        ["amount"],
        {"amount": 1.2},
        2.0,
    ),
    "a partial with a name and words of its own": (
        named(functools.partial(CONVERT, 2), "twice", "Twice as much."),
        "twice",
        "Twice as much.",
        ["amount", "digits"],
        {"amount": 1.5},
        3.0,
    ),
    "a partial of a method": (
        functools.partial(Station().measure, days=2),
        "measure",
        "Measure here.",
        ["city"],
        {"city": "Oslo"},
        "OsloOslo",
    ),
    "a partialmethod": (
        Station().measure_today,
        "measure",
        "Measure here.",
        ["city"],
        {"city": "Oslo"},
        "Oslo",
    ),
    "a partial of an object": (
        functools.partial(Search("shop"), most=1),
        "Search",
        "Search the shop.",
        ["words"],
        {"words": "mug"},
        "shop: mug 1",
    ),
    "an object": (
        Search("shop"),
        "Search",
        "Search the shop.",
        ["words", "most"],
        {"words": "mug"},
        "shop: mug 5",
    ),
    "an object's call": (
        Search("shop").__call__,
        "Search",
        "Search the shop.",
        ["words", "most"],
        {"words": "mug"},
        "shop: mug 5",
    ),
    "an object whose call has words": (
        Documented("shop"),
        "Documented",
        "Search it all.",
        ["words", "most"],
        {"words": "mug"},
        "shop: mug 5",
    ),
    "an object with a name": (
        named(Search("shop"), "search the shop!", "Mine."),
        "search_the_shop_",
        "Mine.",
        ["words", "most"],
        {"words": "mug"},
        "shop: mug 5",
    ),
    "a dataclass's object, which has no hash": (
        Listing("x"),
        "Listing",
        None,
        ["most"],
        {"most": 2},
        "xx",
    ),
    "an attrs class's object, by a name that the API takes": (
        Größe(),
        "Gr_e",
        None,
        ["city"],
        {"city": "Oslo"},
        "Oslo",
    ),
    "an object that wraps a function": (
        Wrapper(undocumented),
        "undocumented",
        None,
        ["city"],
        {"city": "Oslo"},
        "Oslo",
    ),
    "an object whose call is static": (Static(), "Static", None, ["city"], {"city": "x"}, "x"),
}


@pytest.mark.parametrize(
    ("function", "name", "words", "keys", "given", "result"), TOOLS.values(), ids=TOOLS.keys()
)
def test_what_can_be_called_can_be_a_tool(
    function: Any,
    name: str,
    words: str | None,
    keys: list[str],
    given: dict[str, Any],
    result: object,
) -> None:
    made = tool(function)
    described = made.definition["function"]
    assert (made.name, described["name"]) == (name, name)
    assert described.get("description") == words
    assert list(described["parameters"]["properties"]) == keys
    assert made.function(**made.read(given)) == result


@pytest.mark.parametrize(
    "function", [SearchLater(), functools.partial(SearchLater()), SearchLater().__call__]
)
def test_an_async_call_is_known(function: Any) -> None:
    assert tool(function, twin=None).is_async


class ItsOwn:
    """Says that it wraps itself."""

    @property
    def __wrapped__(self) -> object:
        return self

    def __call__(self) -> None: ...


REFUSED = {
    "a class": (functools.partial(Search, table="x"), "tools[0]: expected a function; got a value"),
    "a partial of a lambda": (
        functools.partial(lambda x: x, 1),
        "tools[0]: a tool's name has 1 to 64 letters, digits, _ or - of ASCII; this is <lambda>",
    ),
    "for checkers only": (
        convert,
        "tools[0]: the annotations of convert cannot be evaluated: name 'Decimal' is not defined (the parameter rate;",
    ),
    "a mock": (mock.Mock(), "tools[0]: Mock: *args"),
    "any call of a mock": (mock.call, "tools[0]: "),
    "one that wraps itself": (
        ItsOwn(),
        "tools[0]: the parameters of ItsOwn cannot be known: wrapper loop",
    ),
    "C": (
        len,
        "tools[0]: len: obj cannot be given by name",
    ),
}


@pytest.mark.parametrize(("function", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_a_tool_says_why(function: Any, sentence: str) -> None:
    with pytest.raises(SDKValidationError) as caught:
        tool(function)
    assert str(caught.value).startswith(sentence)
    assert caught.value.path == "tools[0]"


# --- described once ------------------------------------------------------------------------------------------------


@pytest.fixture
def schemas(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One member for each schema that is made."""
    made: list[object] = []
    make = schema.object_schema

    def counted(fields: Any, *, strict: bool) -> dict[str, Any]:
        made.append(fields)
        return make(fields, strict=strict)

    monkeypatch.setattr(subject, "object_schema", counted)
    return made


def local(city: str = "Oslo") -> Callable[..., Any]:
    def find(near: str = city) -> str:
        return near

    return find


KEPT: dict[str, Callable[[], Any]] = {
    "a function": local,
    "a decorated function": lambda: functools.cache(local()),
    "a partial": lambda: functools.partial(local(), near="x"),
    "an object": lambda: Search("shop"),
}


@pytest.mark.parametrize("make", KEPT.values(), ids=KEPT.keys())
def test_a_function_is_described_once_and_let_go(
    make: Callable[[], Any], schemas: list[object]
) -> None:
    function = make()
    first, second = tool(function).definition, tool(function).definition
    assert first == second
    assert len(schemas) == 1
    alive = weakref.ref(function)
    del function
    schemas.clear()
    gc.collect()
    assert alive() is None


def test_a_method_is_described_once_for_all_objects_and_keeps_none(schemas: list[object]) -> None:
    class Shop:
        def find(self, words: str) -> str:
            return words

    stations = [Shop(), Shop()]
    definitions = [tool(each.find).definition for each in stations]
    assert definitions[0] == definitions[1]
    assert len(schemas) == 1
    alive = [weakref.ref(each) for each in stations]
    stations.clear()
    gc.collect()
    assert [each() for each in alive] == [None, None]


def test_a_function_and_the_same_as_a_method_are_two() -> None:
    def find(words: str, most: int = 1) -> str:
        return words * most

    bound = find.__get__("a")
    for _ in range(2):
        assert list(tool(find).definition["function"]["parameters"]["properties"]) == [
            "words",
            "most",
        ]
        assert list(tool(bound).definition["function"]["parameters"]["properties"]) == ["most"]
    assert tool(bound).function(**tool(bound).read({"most": 2})) == "aa"


def test_a_function_of_a_module_that_is_gone_is_let_go() -> None:
    module: dict[str, Any] = {"__name__": "tests.plugin"}
    exec(  # a plugin that is loaded and dropped
        "class Place:\n    def __init__(self) -> None: ...\n"
        "class Shop:\n    def find(self, words: str) -> Place: ...\n"
        "def find(words: str) -> Place: ...\n",
        module,
    )
    tool(module["find"])
    tool(module["Shop"]().find)
    alive = weakref.ref(module["find"])
    del module
    gc.collect()
    assert alive() is None


def test_a_new_name_or_docstring_is_told() -> None:
    function = local()
    tool(function)
    named(function, "look", "Look.")
    assert tool(function).definition["function"]["description"] == "Look."
    assert tool(function).name == "look"


def test_equal_objects_are_described_each() -> None:
    @attrs.frozen
    class Choice:
        kind: type = attrs.field(eq=False)

        @property
        def __wrapped__(self) -> Any:
            return {int: Listing.__call__, str: Static.__call__}[self.kind]

        def __call__(self, **given: Any) -> object:
            return given

    assert Choice(int) == Choice(str)
    assert tool(Choice(str)).name == "Choice"
    with pytest.raises(SDKValidationError, match="self"):
        tool(Choice(int))
