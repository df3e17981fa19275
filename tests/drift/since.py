"""What has changed between two descriptions: `python -m tests.drift NEW --since OLD`.

Both are gone down side by side, operation by operation. What is in one alone is said at its own place; what stands
inside it is counted and not listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal, TypeAlias

import attrs

from tests.drift.description import Described, Description
from tests.drift.differences import Difference, Thing, Where
from tests.drift.fields import inside
from tests.drift.operations import key_of
from tests.drift.shapes import Schema, Shape

_TAGS: Final = ("type", "role", "id", "event")
"""The fields that tell the alternatives of a union apart."""

Way: TypeAlias = Literal["added", "removed"]


@attrs.define
class Changes:
    """What has changed in one operation.

    Fields:
        name: its method and path.
        found: what was added and removed, in the order of the description.
        inside: how many fields stand in that.
        things: for each change what it is about: one schema may stand in many places.
    """

    name: str
    found: list[tuple[Way, Difference]] = attrs.field(factory=list)
    inside: int = 0
    things: dict[tuple[Way, Difference], Thing] = attrs.field(factory=dict)

    def note(self, way: Way, where: Where, what: str, thing: Thing = ()) -> None:
        change = (way, Difference(*where, what))
        if change not in self.things:
            self.found.append(change)
            self.things[change] = thing or (self.name, *change)


def changes(old: Description, new: Description) -> list[Changes]:
    """What was added to a description and removed from it, by operation; those without a change are left out."""
    before = {key_of(each.method, each.path): each for each in old.operations()}
    after = {key_of(each.method, each.path): each for each in new.operations()}
    whole = Changes("all operations")
    _sets(whole, Where("server"), old.servers, new.servers)
    found = [whole]
    for key in {**after, **before}:  # in the order of the new one, then what it no longer has
        one, other = before.get(key), after.get(key)
        if one is None or other is None:
            alone = one or other
            assert alone is not None
            change = Changes(f"{alone.method} {alone.path}")
            change.note("added" if one is None else "removed", Where("operation"), alone.title)
            found.append(change)
        else:
            found.append(_Pair(old, new, one, other).changes())
    return [each for each in found if each.found]


def as_lines(old: Description, new: Description, found: Sequence[Changes]) -> Iterator[str]:
    """The changes as text for people, one a line."""
    yield f"{old.title} -> {new.title}"
    for each in found:
        yield ""
        yield each.name
        for way, difference in each.found:
            yield f"  {way:8} {str(difference).removesuffix(': ')}"
    places = sum(len(each.found) for each in found)
    things = {thing for each in found for thing in each.things.values()}
    yield ""
    for way in ("added", "removed"):
        yield f"{way}: {len({t for e in found for (w, _), t in e.things.items() if w == way})}"
    yield (
        f"{len(things)} things in {places} places, and {sum(e.inside for e in found)} inside them"
    )


def as_json(old: Description, new: Description, found: Sequence[Changes]) -> dict[str, Any]:
    """The changes as JSON, for programs."""
    return {
        "old": old.title,
        "new": new.title,
        "changes": [
            {"operation": each.name, "way": way, **difference._asdict()}
            for each in found
            for way, difference in each.found
        ],
    }


class _Pair:
    """One operation in both descriptions."""

    def __init__(
        self, old: Description, new: Description, one: Described, other: Described
    ) -> None:
        self._old, self._new = old, new
        self._one, self._other = one, other
        self._changes = Changes(f"{other.method} {other.path}")
        self._seen: set[tuple[str, frozenset[int], frozenset[int]]] = set()

    def changes(self) -> Changes:
        """What differs."""
        one, other = self._one, self._other
        for part, before, after in (
            ("header", one.headers, other.headers),
            ("cookie", one.cookies, other.cookies),
            ("status", one.statuses, other.statuses),
            ("body", one.body, other.body),
            ("response", one.answer, other.answer),
            ("key", [one.key or "unsaid"], [other.key or "unsaid"]),
            ("key", one.schemes, other.schemes),
            ("server", one.servers, other.servers),
            ("deprecated", ["yes"] * one.deprecated, ["yes"] * other.deprecated),
            ("query", one.query, other.query),
        ):
            _sets(self._changes, Where(part), before, after)
        names = re.findall(r"\{(.*?)\}", other.path)
        for name, left, right in zip(names, one.in_path, other.in_path, strict=True):
            if (
                left is not True and right is not True
            ):  # a parameter that is not described tells nothing
                self._schemas([left], [right], Where("path", name))
        for name, parameter in one.parameters.items():
            if "schema" in parameter and "schema" in other.parameters.get(name, {}):
                schema = other.parameters[name]["schema"]
                self._schemas([parameter["schema"]], [schema], Where("query", name))
        for media_type, one_body in one.body.items():
            if media_type in other.body:
                self._schemas([one_body], [other.body[media_type]], Where("body"))
        for media_type, answers in one.answer.items():
            if media_type in other.answer:
                self._schemas(answers, other.answer[media_type], Where("response"))
        return self._changes

    def _schemas(self, left: Iterable[Schema], right: Iterable[Schema], where: Where) -> None:
        self._compare(_shapes(self._old, left), _shapes(self._new, right), where)

    def _compare(self, left: list[Shape], right: list[Shape], where: Where) -> None:
        key = (where.part, frozenset(map(id, left)), frozenset(map(id, right)))
        if key in self._seen or not left or not right:
            return
        self._seen.add(key)
        thing = key[1:]
        for marks in (_values, _kinds):
            _sets(self._changes, where, marks(left), marks(right), thing)
        for below in ("items", "further"):
            here = where.each() if below == "items" else where.at("*")
            before = [s for each in left if (s := getattr(each, below)) is not None]
            after = [s for each in right if (s := getattr(each, below)) is not None]
            self._compare(_shapes(self._old, before), _shapes(self._new, after), here)
        self._objects(left, right, where, thing)

    def _objects(self, left: list[Shape], right: list[Shape], where: Where, thing: Thing) -> None:
        before, after = _by_tag(self._old, left), _by_tag(self._new, right)
        if len(before) == len(after) == 1:
            before = dict.fromkeys(after, next(iter(before.values())))
        named = len(after) > 1 or len(before) > 1
        for tag in {**after, **before}:
            here = where._replace(path=f"{where.path}({tag})") if named and tag else where
            if tag not in before or tag not in after:
                way: Way = "added" if tag in after else "removed"
                self._note(way, here, "", after.get(tag) or before[tag], (*thing, tag))
                continue
            was, now = (all(each.deprecated for each in x) for x in (before[tag], after[tag]))
            if tag and was != now:
                self._changes.note("added" if now else "removed", here, "deprecated")
            old, new = _properties(before[tag]), _properties(after[tag])
            for name in {**new, **old}:
                if name not in old or name not in new:
                    way = "added" if name in new else "removed"
                    description = self._new if name in new else self._old
                    shapes = _shapes(description, new.get(name) or old[name])
                    self._note(way, here.at(name), "", shapes, (*thing, name))
                else:
                    _flags(self._changes, self._old, self._new, old[name], new[name], here.at(name))
                    self._compare(
                        _shapes(self._old, old[name]), _shapes(self._new, new[name]), here.at(name)
                    )

    def _note(self, way: Way, where: Where, what: str, shapes: list[Shape], thing: Thing) -> None:
        self._changes.note(way, where, what, thing)
        description = self._new if way == "added" else self._old
        self._changes.inside += len(set(inside(description, shapes)))


def _sets(
    changes: Changes,
    where: Where,
    before: Iterable[str],
    after: Iterable[str],
    thing: Thing = (),
) -> None:
    old, new = list(before), list(after)
    sides: tuple[tuple[Way, list[str], list[str]], ...] = (
        ("added", new, old),
        ("removed", old, new),
    )
    for way, names, others in sides:
        for name in dict.fromkeys(names):
            if name not in others:
                changes.note(way, where, name, (*thing, name) if thing else ())


def _flags(
    changes: Changes,
    old: Description,
    new: Description,
    before: Sequence[Schema],
    after: Sequence[Schema],
    where: Where,
) -> None:
    was, now = all(map(old.is_deprecated, before)), all(map(new.is_deprecated, after))
    if was != now:
        changes.note("added" if now else "removed", where, "deprecated")


def _values(shapes: Iterable[Shape]) -> list[str]:
    return [
        f"the value {choice!r}" for each in shapes for choice in each.choices if choice is not None
    ]


def _kinds(shapes: Iterable[Shape]) -> list[str]:
    return [kind for each in shapes for kind in sorted(each.kinds or ()) if kind != "null"]


def _shapes(description: Description, schemas: Iterable[Schema]) -> list[Shape]:
    return [shape for schema in schemas for shape in description.shapes(schema)]


def _properties(shapes: Iterable[Shape]) -> dict[str, list[Schema]]:
    found: dict[str, list[Schema]] = {}
    for shape in shapes:
        for name, below in shape.properties.items():
            found.setdefault(name, []).append(below)
    return found


def _by_tag(description: Description, shapes: Iterable[Shape]) -> dict[str, list[Shape]]:
    """The objects among shapes by what tells them apart."""
    found: dict[str, list[Shape]] = {}
    for shape in shapes:
        if shape.is_object:
            tags = next((tags for name in _TAGS if (tags := description.tags(shape, name))), ("",))
            for tag in tags:
                found.setdefault(tag, []).append(shape)
    return found
