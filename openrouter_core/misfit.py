"""A value that is not what its place wants, and the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Final

MISSING: Final = object()
"""Got nothing at all, which is not null."""


class Misfit(Exception):
    """A value that is not what its place wants.

    Fields:
        expected: what would fit, in words.
        got: the value itself.
        path: where it is, innermost step first while it travels up.
    """

    def __init__(self, expected: str, got: object) -> None:
        super().__init__(expected)
        self.expected = expected
        self.got = got
        self.path: list[object] = []

    def below(self, step: object) -> Misfit:
        """The same misfit as seen from one level up."""
        self.path.append(step)
        return self

    @property
    def place(self) -> str:
        """Where the value is, from the outside in: ``messages[1].role``; ``""`` for the whole."""
        place = ""
        for step in reversed(self.path):
            text = _step(step)
            place += f"[{text}]" if isinstance(step, int) else f".{text}" if place else text
        return place

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        return f"{self.place or 'the value'}: expected {self.expected}; got {shown(self.got)}"


def _step(step: object) -> str:
    try:
        return str(step)
    except ValueError:  # an integer too long for the interpreter to print
        return shown(step)


def shown(value: object) -> str:
    """A value as a person can read it in one line; never a whole payload."""
    if value is MISSING:
        return "nothing"
    if isinstance(value, str | bytes | int | float | NoneType):
        try:
            text = repr(value[:60] if isinstance(value, str | bytes) else value)
        except ValueError:  # an integer too long for the interpreter to print
            return "a very long integer"
        return text if len(text) <= 64 else text[:61] + "..."
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, list | tuple):
        return "an empty list" if not value else f"a list of {len(value)}"
    return f"a value of type {type(value).__name__}"


def expect(name: str, value: object, cls: type) -> None:
    """Raise TypeError, in a sentence, unless a constructor's argument is of a class, or None."""
    if value is not None and not isinstance(value, cls):
        raise TypeError(
            f"{name}: expected {cls.__name__}; got a value of type {type(value).__name__}"
        )
