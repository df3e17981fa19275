"""What a comparison finds."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import attrs

from tests.drift import exceptions
from tests.drift.shapes import Schema

Thing: TypeAlias = tuple[object, ...]
"""What a difference is about, in whichever places: a class and its field, a tag and its value."""


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
        differing: what is otherwise than described and no field: statuses, headers, media types, keys, servers,
            deprecation, listed values, pages.
        inside: what stands in that which is missing.
        excepted: differences that are known, each with its reason.
        absent: of the fields among these the class, the name and the schemas, for a draft.
        things: for each difference what it is about: the same class may stand in many places.
        compared: how many parameters, properties and kinds of values were looked at.
    """

    name: str
    method: str
    path: str
    missing: list[Difference] = attrs.field(factory=list)
    undescribed: list[Difference] = attrs.field(factory=list)
    plain: list[Difference] = attrs.field(factory=list)
    differing: list[Difference] = attrs.field(factory=list)
    inside: list[Difference] = attrs.field(factory=list)
    excepted: list[tuple[Difference, str]] = attrs.field(factory=list)
    absent: list[tuple[type, str, list[Schema]]] = attrs.field(factory=list)
    things: dict[Difference, Thing] = attrs.field(factory=dict)
    compared: int = 0

    def miss(self, where: Where, what: str, thing: Thing = ()) -> None:
        self._note(self.missing, Difference(*where, what), thing)

    def differ(self, where: Where, what: str, thing: Thing = ()) -> None:
        """Note a difference, unless it is a known one."""
        difference = Difference(*where, what)
        reason = exceptions.reason(self.name, where.part, where.path)
        if reason is None:
            self._note(self.differing, difference, thing)
        elif (difference, reason) not in self.excepted:
            self.excepted.append((difference, reason))

    def _note(self, differences: list[Difference], difference: Difference, thing: Thing) -> None:
        if difference not in differences:  # alternatives of one description often differ in little
            differences.append(difference)
            self.things[difference] = thing or (self.name, *difference)

    def exceed(self, where: Where, what: str) -> None:
        self.undescribed.append(Difference(*where, what))

    def keep_plain(self, where: Where) -> None:
        self.plain.append(Difference(*where, "kept as plain JSON"))
