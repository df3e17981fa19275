"""What frozen attrs classes share: generating it for each would double the time that creating a class takes.

A class says ``@attrs.frozen(slots=False, eq=False, repr=False)`` and inherits one of these.
"""

from __future__ import annotations

from typing import Any


class Shown:
    """An attrs class with attrs' own representation; two are equal only if they are the same object."""

    __slots__ = ()

    def __repr__(self) -> str:
        shown = []
        for field in _fields(self):
            if field.repr:
                text = repr if field.repr is True else field.repr
                shown.append(f"{field.name}={text(getattr(self, field.name))}")
        return f"{type(self).__qualname__.rpartition('>.')[2]}({', '.join(shown)})"


class Frozen(Shown):
    """The same; two are equal if their fields are."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash((type(self), _values(self)))


def _fields(instance: object) -> tuple[Any, ...]:
    fields: tuple[Any, ...] = type(instance).__attrs_attrs__  # type: ignore[attr-defined]  # attrs makes it
    return fields


def _values(instance: object) -> tuple[Any, ...]:
    return tuple([getattr(instance, field.name) for field in _fields(instance) if field.eq])
