"""`StructureError`: a value that does not fit where it is."""

from __future__ import annotations

from openrouter_core._check import MISSING, shown


class StructureError(Exception):
    """A value that does not fit where it is.

    Fields:
        expected: what would fit, in words.
        got: the value itself.
        path: where the value is; the innermost step comes first.
        kept: the value one level down without the parts that do not fit, for the model of a response: the first of
            ``[{"id": "a/b"}, null]``, a list of models. `MISSING` where nothing may be left out.
    """

    def __init__(self, expected: str, got: object) -> None:
        super().__init__(expected)
        self.expected = expected
        self.got = got
        self.path: list[object] = []
        self.kept: object = MISSING

    def with_parent(self, step: object) -> StructureError:
        """The same error as seen from one level up."""
        self.path.append(step)
        self.kept = MISSING
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
    def message(self) -> str:
        """All of it in one line."""
        return f"{self.place or 'the value'}: expected {self.expected}; got {shown(self.got)}"


def _step(step: object) -> str:
    try:
        return str(step)
    except ValueError:  # an integer too long for the interpreter to print
        return shown(step)
