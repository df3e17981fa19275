"""From a JSON value without parts to what an annotation says, strictly."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import Any, Final, TypeAlias, get_args

from openrouter_core._check import shown
from openrouter_core._convert.error import StructureError
from openrouter_core._parse.types import is_enum, refuse

Hook: TypeAlias = Callable[..., Any]
"""From a JSON value to what an annotation says; cattrs passes the type as a second argument, which ours do not need."""


def scalar_hook(cls: type) -> Hook | None:
    """The hook of a class whose values JSON holds as one value; None where `cls` is no such class."""
    if is_enum(cls):
        return _enum_hook(cls)
    return _SCALARS.get(cls) or _formatted_hook(cls)


def keep(value: Any, _: object = None) -> Any:
    """The hook of `Any`."""
    return value


def none_hook(value: Any, _: object = None) -> None:
    """The hook of None."""
    if value is not None:
        raise StructureError("null", value)


def _bool_hook(value: Any, _: object = None) -> bool:
    if not isinstance(value, bool):
        raise StructureError("true or false", value)
    return value


def _str_hook(value: Any, _: object = None) -> str:
    if not isinstance(value, str):
        raise StructureError("a string", value)
    return value


def _int_hook(value: Any, _: object = None) -> int:
    """JSON has one kind of number, and 5.0 is an integer to JSON Schema."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise StructureError("an integer", value)
    return value


def _float_hook(value: Any, _: object = None) -> float:
    try:
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
    except OverflowError:  # an integer that no float can hold
        pass
    raise StructureError("a number", value)


_SCALARS: Final[Mapping[type, Hook]] = {
    NoneType: none_hook,
    bool: _bool_hook,
    str: _str_hook,
    int: _int_hook,
    float: _float_hook,
}


def _formatted_hook(cls: type) -> Hook | None:
    """The hook of a class whose values JSON holds as text of a certain form; None where `cls` is no such class."""
    import datetime as dt
    import decimal
    import uuid

    # The readers of the standard library take more: "20260131", braces around a UUID, "NaN" for a decimal.
    date = r"\d{4}-\d\d-\d\d"
    forms: dict[type, tuple[str, str, Callable[[str], Any]]] = {
        dt.date: ("a date such as '2026-01-31'", date, dt.date.fromisoformat),
        dt.datetime: (
            "a date and time such as '2026-01-31T12:30:00Z'",
            date + r"[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)?",
            lambda text: dt.datetime.fromisoformat(text.upper()),
        ),
        uuid.UUID: ("a UUID", r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", uuid.UUID),
        decimal.Decimal: (
            "a decimal number as a string, such as '12.50'",
            r"[+-]?\d+(\.\d+)?([Ee][+-]?\d+)?",
            decimal.Decimal,
        ),
    }
    if cls not in forms:
        return None
    expected, pattern, read = forms[cls]
    form = re.compile(pattern, re.ASCII)

    def hook(value: Any, _: object = None) -> Any:
        if isinstance(value, str) and form.fullmatch(value):
            try:
                return read(value)
            except (ValueError, ArithmeticError):  # the 31st of February
                pass
        raise StructureError(expected, value)

    return hook


def _choice_hook(choices: Iterable[tuple[Any, Any]]) -> Hook:
    """A hook that knows all values, each with what it becomes; 1, 1.0 and true are equal only to Python."""
    table = {(type(value), value): made for value, made in choices}
    expected = " or ".join(shown(value) for _, value in table)

    def hook(value: Any, _: object = None) -> Any:
        try:
            return table[type(value), value]
        except (KeyError, TypeError):
            raise StructureError(expected, value) from None

    return hook


def literal_hook(annotation: Any) -> Hook:
    """The hook of a Literal."""
    values = get_args(annotation)
    if any(is_enum(type(v)) or not isinstance(v, str | int | NoneType) for v in values):
        why = "JSON can hold strings, integers, true, false and null of a Literal's values"
        refuse(annotation, why)
    return _choice_hook((value, value) for value in values)


def _enum_hook(cls: Any) -> Hook:
    members = list(cls)
    if not members or any(type(member.value) not in (str, int) for member in members):
        refuse(cls, "the values of an enumeration's members must be strings or integers")
    return _choice_hook((member.value, member) for member in members)
