"""What a comparison finds."""

from __future__ import annotations

from typing import NamedTuple

import attrs

from tests.drift.shapes import Schema


class Where(NamedTuple):
    """A place in an operation.

    Fields:
        part: ``operation``, ``path``, ``query``, ``body``, ``response`` or ``stream``.
        path: where in that part, such as ``messages[](UserMessage).content[]``: of a union's objects, the class tells
            them apart; ``*`` is any key, "" the whole.
    """

    part: str = ""
    path: str = ""

    def at(self, name: str) -> Where:
        return self._replace(path=f"{self.path}.{name}" if self.path else name)

    def each(self) -> Where:
        return self._replace(path=f"{self.path}[]")

    def of(self, cls: type) -> Where:
        return self._replace(path=f"{self.path}({cls.__name__})")


class Difference(NamedTuple):
    """One difference.

    Fields:
        part, path: see `Where`.
        what: the difference, as the rest of a sentence.
    """

    part: str
    path: str
    what: str

    def __str__(self) -> str:
        return f"{f'{self.part} {self.path}'.strip()}: {self.what}"


@attrs.define
class Drift:
    """How one operation here differs from its description.

    Fields:
        name: the function's name.
        method, path: as the package has them.
        missing: what the description has and the package does not take.
        undescribed: what the package has and the description has not.
        plain: what is described in detail, and kept as plain JSON here.
        absent: of the fields among these the class, the name and the schemas, for a draft.
        compared: how many parameters, properties and kinds of values were looked at.
    """

    name: str
    method: str
    path: str
    missing: list[Difference] = attrs.field(factory=list)
    undescribed: list[Difference] = attrs.field(factory=list)
    plain: list[Difference] = attrs.field(factory=list)
    absent: list[tuple[type, str, list[Schema]]] = attrs.field(factory=list)
    compared: int = 0

    def miss(self, where: Where, what: str) -> None:
        difference = Difference(*where, what)
        if difference not in self.missing:  # alternatives of one description often differ in little
            self.missing.append(difference)

    def exceed(self, where: Where, what: str) -> None:
        self.undescribed.append(Difference(*where, what))

    def keep_plain(self, where: Where) -> None:
        self.plain.append(Difference(*where, "kept as plain JSON"))
