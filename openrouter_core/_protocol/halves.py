"""Characters that a server has cut in half between two events: `Halves`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from openrouter_core.models.model import join_text

ESCAPE: Final = "\\u"
"""How JSON writes half a character: no UTF-8 holds one."""


class TextPlace(NamedTuple):
    """Where a text stands that the next event may go on with.

    Fields:
        key: what it has in common with the place where it goes on.
        holder: the object that holds it.
        name: its name there.
    """

    key: tuple[object, ...]
    holder: dict[str, Any]
    name: str


class Halves:
    r"""Keeps the first half of a character until the second one comes, so that each event's text can be printed.

    >>> halves, key = Halves(), ("content",)
    >>> first, second = {"content": "Hi \ud83d"}, {"content": "\ude00!"}
    >>> halves.mend([TextPlace(key, first, "content")])
    >>> halves.mend([TextPlace(key, second, "content")])
    >>> first, second, halves.kept
    ({'content': 'Hi '}, {'content': '😀!'}, {})
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[object, ...], str] = {}

    def mend(self, places: Iterable[TextPlace]) -> None:
        """Put what was kept before the texts of an event, and keep the half that one ends in."""
        for key, holder, name in places:
            text = join_text([self.kept.pop(key, ""), holder[name]])
            if "\ud800" <= text[-1:] < "\udc00":
                self.kept[key] = text[-1]
                text = text[:-1]
            holder[name] = text
