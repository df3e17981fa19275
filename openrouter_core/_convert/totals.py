"""Two usages as one."""

from __future__ import annotations

from typing import Any, Final

from openrouter_core._convert.values import wire_fields
from openrouter_core.models.model import JsonObject, Model

LARGE: Final = 1e300
"""Larger numbers are not added: a server may send NaN, or integers that no float can hold."""


def added(total: JsonObject, more: Model) -> dict[str, Any]:
    """Two usages as one: numbers are added; of other values the last one counts."""
    made = dict(total)
    for name, value in wire_fields(more).items():
        before = made.get(name)
        if isinstance(value, Model):
            made[name] = added(wire_fields(before) if isinstance(before, Model) else {}, value)
        elif is_between(before, -LARGE, LARGE) and is_between(value, -LARGE, LARGE):
            made[name] = before + value
        elif value is not None:
            made[name] = value
    return made


def is_between(value: object, above: float, below: float) -> bool:
    """Whether it is a number between two others; true is one only to Python."""
    return isinstance(value, int | float) and not isinstance(value, bool) and above < value < below
