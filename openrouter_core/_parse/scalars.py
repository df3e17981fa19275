"""From a JSON value without parts to the type of an annotation, strictly."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, get_args

from openrouter_core._check import shown
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.structure_hooks import Hook, scalar_hook
from openrouter_core._parse.types import is_enum, refuse

if TYPE_CHECKING:
    from datetime import timedelta


def class_hook(cls: type) -> Hook | None:
    """The hook of a class whose values are single JSON values; None for another class."""
    if is_enum(cls):
        return _enum_hook(cls)
    return _SCALARS.get(cls) or _formatted_hook(cls)


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
    except OverflowError:  # an integer that a float cannot hold
        pass
    raise StructureError("a number", value)


none_hook: Final = scalar_hook(NoneType)
"""The hook of None."""

_SCALARS: Final[Mapping[type, Hook]] = {
    NoneType: none_hook,
    bool: scalar_hook(bool),
    str: scalar_hook(str),
    int: _int_hook,
    float: _float_hook,
}


@cache
def _forms() -> dict[type, tuple[str, str, Callable[[str], Any]]]:
    """Classes whose values are JSON text of a certain form: its name, its pattern, its reader.

    The readers of the standard library accept more: "20260131", braces around a UUID, "NaN" for a decimal.
    """
    import datetime as dt
    import decimal
    import uuid

    date = r"\d{4}-\d\d-\d\d"
    time = r"\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)?"
    return {
        dt.date: ("a date such as '2026-01-31'", date, dt.date.fromisoformat),
        dt.datetime: (
            "a date and time such as '2026-01-31T12:30:00Z'",
            f"{date}[Tt ]{time}",
            lambda text: dt.datetime.fromisoformat(text.upper()),
        ),
        dt.time: (
            "a time such as '12:30:00Z'",
            time,
            lambda text: dt.time.fromisoformat(text.upper()),
        ),
        # RFC 3339, appendix A: the units from the largest to the smallest, weeks alone. Years and months are valid
        # there, but are not a number of seconds. From ISO 8601 come a sign, and a fraction of the last unit.
        dt.timedelta: (
            "a duration such as 'P1DT2H30M', without years and months",
            rf"[+-]?P(?=\d|T\d)({_amount('W')}|{_amount('D')}?(T(?=\d){_amount('H')}?{_amount('M')}?{_amount('S')}?)?)",
            _duration,
        ),
        uuid.UUID: ("a UUID", r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", uuid.UUID),
        decimal.Decimal: (
            "a decimal number as a string, such as '12.50'",
            r"[+-]?\d+(\.\d+)?([Ee][+-]?\d+)?",
            decimal.Decimal,
        ),
    }


def _amount(unit: str) -> str:
    """The pattern of a number with its unit; after a fraction nothing follows."""
    return rf"(\d{{1,18}}{unit}|\d{{1,18}}\.\d{{1,18}}{unit}\Z)"


_UNITS: Final = {"W": 604_800, "D": 86_400, "H": 3600, "M": 60, "S": 1}


def _duration(text: str) -> timedelta:
    """A duration, in seconds without rounding: ``PT0.1S`` is 100 000 microseconds."""
    from datetime import timedelta
    from decimal import Decimal

    date, _, time = text.partition("T")
    seconds = sum(
        Decimal(number) * _UNITS[unit] for number, unit in re.findall(r"([\d.]+)(\w)", date + time)
    )
    microseconds = int((seconds * 1_000_000).to_integral_value()) if seconds else 0
    return timedelta(microseconds=-microseconds if text[0] == "-" else microseconds)


def _formatted_hook(cls: type) -> Hook | None:
    """The hook of a class whose values are JSON text of a certain form; None for another class."""
    if cls not in _forms():
        return None
    expected, pattern, read = _forms()[cls]
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
    """A hook with a table of all values and their results; 1, 1.0 and true are equal only in Python."""
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
    if not values or any(
        is_enum(type(v)) or not isinstance(v, str | int | NoneType) for v in values
    ):
        why = "the values of a Literal must be strings, integers, true, false or None"
        refuse(annotation, why)
    return _choice_hook((value, value) for value in values)


def _enum_hook(cls: Any) -> Hook:
    members = list(cls)
    if not members or any(type(member.value) not in (str, int) for member in members):
        refuse(cls, "the values of an enumeration's members must be strings or integers")
    return _choice_hook((member.value, member) for member in members)
