"""A schema and the annotation that should take its values, gone down side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs

from openrouter_core import models
from openrouter_core._convert import converter
from openrouter_core._convert.error import StructureError
from openrouter_core.models.model import Model, TaggedUnion, Unset
from tests.drift.description import Description
from tests.drift.differences import Difference, Drift, Where
from tests.drift.shapes import Schema, Shape


class Comparison:
    """Compares schemas with annotations, for all parts of one operation."""

    def __init__(self, description: Description, drift: Drift) -> None:
        """Write what is found into `drift`."""
        self._description = description
        self._drift = drift
        self._seen: set[tuple[str, type[Model], frozenset[int]]] = set()
        # By class and union what nothing has described so far, and where it was first looked for: a class may stand in
        # several places, and need not have in each what it has.
        self._unmet: dict[type[Model] | TaggedUnion, dict[str, tuple[Where, str]]] = {}
        # The class and the field whose annotation is being compared.
        self._owner: tuple[object, ...] = ()
        # Values that are listed here and not where they were described so far, by class and field.
        self._unlisted: dict[tuple[object, ...], tuple[Where, str]] = {}
        self._listed: set[tuple[object, ...]] = set()

    def finish(self) -> None:
        """Take note of what no place has described."""
        for value, (where, what) in self._unlisted.items():
            if value not in self._listed:
                self._drift.exceed(where, what)
        for unmet in self._unmet.values():
            for where, what in unmet.values():
                self._drift.exceed(where, what)

    def compare(self, schemas: Iterable[Schema], annotation: Any, where: Where) -> None:
        """Compare alternatives of a description with the annotation that takes them all."""
        shapes = [each for schema in schemas for each in self._description.shapes(schema)]
        choices = options(annotation)
        self.compare_values(shapes, annotation, where)
        if any(_takes_anything(choice) for choice in choices):
            self._keep_plain(shapes, where)
            return
        for shape in shapes:
            for sample in shape.samples:
                self._expect(annotation, sample, where)
        if lists := [shape for shape in shapes if shape.is_list]:
            self._compare_lists(lists, choices, where)
        if objects := [shape for shape in shapes if shape.is_object]:
            self._compare_objects(objects, choices, where)

    def compare_values(self, shapes: Iterable[Shape], annotation: Any, where: Where) -> None:
        """Compare the values that a description lists with those that an annotation lists, if it lists any."""
        listed = _listed(annotation)
        if not listed:
            return
        described = dict.fromkeys(each for shape in shapes for each in shape.choices)
        for choice in described:
            self._listed.add((*self._owner, choice))
            if isinstance(choice, str) and choice not in listed:
                thing = (*self._owner, choice)
                self._drift.differ(where, f"{choice!r} is not among the values listed", thing)
        for value in listed if described else ():
            what = f"{value!r} is listed here alone"
            self._unlisted.setdefault((*self._owner, value), (where, what))

    def meet(self, cls: type[Model], names: Iterable[str]) -> None:
        """Take these fields of a class for described: another part of the operation has compared them."""
        for name in names:
            self._unmet.get(cls, {}).pop(name, None)

    def _compare_lists(self, shapes: Sequence[Shape], choices: Sequence[Any], where: Where) -> None:
        members = [get_args(each)[0] for each in choices if get_origin(each) in (Sequence, list)]
        if not members:
            self._miss(where, "no list", shapes)
            return
        # The converter hands every list to the last that a union names.
        items = [shape.items for shape in shapes if shape.items is not None]
        self.compare(items, members[-1], where.each())

    def _compare_objects(
        self, shapes: Sequence[Shape], choices: Sequence[Any], where: Where
    ) -> None:
        # The converter hands every object to the last model or union of models that a union names, else to the first
        # mapping.
        holders = [each for each in choices if _is_model(each) or get_origin(each) is Annotated]
        if holders and _is_model(holders[-1]):
            self._compare_model(shapes, holders[-1], where)
            return
        if holders:
            union: TaggedUnion = holders[-1].__metadata__[0]
            for taker, taken in self._share_out(union, shapes, where).items():
                self._compare_model(taken, taker, where.of(taker))
            return
        members = [get_args(each)[1] for each in choices if get_origin(each) in (Mapping, dict)]
        if not members:
            self._miss(where, "no model", shapes)
        elif members[0] is Any:
            self._keep_plain(shapes, where)
        else:
            for shape in shapes:
                for name, below in shape.properties.items():
                    self.compare([below], members[0], where.at(name))
                if shape.further is not None:
                    self.compare([shape.further], members[0], where.at("*"))

    def _share_out(
        self, union: TaggedUnion, shapes: Sequence[Shape], where: Where
    ) -> dict[type[Model], list[Shape]]:
        """Each shape under the classes that the union's hook would choose for it."""
        takers: dict[type[Model], list[Shape]] = {}
        members = {
            tag: (where, f"{name}, for {union.tag} {tag!r}") for tag, name in union.members.items()
        }
        for shape in shapes:
            tags = self._description.tags(shape, union.tag)
            for tag in tags or (None,):
                if tag is not None:
                    self._unmet.setdefault(union, members).pop(tag, None)
                name = union.members.get(tag, union.otherwise) if tag else union.otherwise
                taker = getattr(models, name) if name else None
                if taker is not None and taker.__wire__:
                    takers.setdefault(taker, []).append(shape)
                elif tag is None:
                    self._keep_plain([shape], where)
                else:
                    self._drift.miss(where, f"no model for {union.tag} {tag!r}", (union.tag, tag))
                    self._look_inside(where, [shape])
        for taker, taken in takers.items():
            gone = all(shape.deprecated for shape in taken)
            if gone and "deprecated" not in str(taker.__doc__).lower():
                what = f"deprecated, which {taker.__name__} does not say"
                self._drift.differ(where.of(taker), what, (taker, "deprecated"))
        return takers

    def _compare_model(self, shapes: Sequence[Shape], taker: type[Model], where: Where) -> None:
        key = (where.part, taker, frozenset(map(id, shapes)))
        if key in self._seen:
            return
        self._seen.add(key)
        fields = attributes(taker)
        described: dict[str, list[Schema]] = {}
        for shape in shapes:
            for name, below in shape.properties.items():
                described.setdefault(name, []).append(below)
        owned = {name: (where.at(name), f"in {taker.__name__}") for name in taker.__wire__}
        for name, schemas in described.items():
            self._drift.compared += 1
            self._unmet.setdefault(taker, owned).pop(name, None)
            if name in taker.__wire__:
                annotation = converter.annotation_of(taker, fields[name])
                self._compare_deprecation(schemas, taker, name, where.at(name))
                owner, self._owner = self._owner, (taker, name)
                self.compare(schemas, annotation, where.at(name))
                self._owner = owner
            else:
                self._drift.miss(where.at(name), f"not in {taker.__name__}", (taker, name))
                self._drift.absent.append((taker, name, schemas))
                found = [shape for each in schemas for shape in self._description.shapes(each)]
                self._look_inside(where.at(name), found)
        for shape in shapes:
            if shape.further is not None:  # goes into `extra`
                self._keep_plain(self._description.shapes(shape.further), where.at("*"))

    def _compare_deprecation(
        self, schemas: Sequence[Schema], taker: type[Model], name: str, where: Where
    ) -> None:
        if all(map(self._description.is_deprecated, schemas)) and not says_deprecated(taker, name):
            what = f"deprecated, which {taker.__name__} does not say"
            self._drift.differ(where, what, (taker, name, "deprecated"))

    def _miss(self, where: Where, what: str, shapes: Sequence[Shape]) -> None:
        self._drift.miss(where, what, (*self._owner, what) if self._owner else ())
        self._look_inside(where, shapes)

    def _look_inside(self, where: Where, shapes: Iterable[Shape]) -> None:
        """Note what stands in something that is missing: it is missing too."""
        for path in inside(self._description, shapes):
            difference = Difference(where.part, f"{where.path}{path}", "in what is missing")
            if difference not in self._drift.inside:
                self._drift.inside.append(difference)

    def _keep_plain(self, shapes: Sequence[Shape], where: Where) -> None:
        if any(shape.structured for shape in shapes):
            self._drift.keep_plain(where)

    def _expect(self, annotation: Any, value: object, where: Where) -> None:
        self._drift.compared += 1
        try:
            converter.structure_hook(annotation)(value)
        except StructureError:
            what = f"does not take {value!r}"
            self._drift.miss(where, what, (*self._owner, what) if self._owner else ())


def options(annotation: Any) -> list[Any]:
    """The members of a union, but null and what stands for nothing."""
    if get_origin(annotation) in (Union, UnionType):
        return [a for a in get_args(annotation) if a not in (NoneType, Unset)]
    return [annotation]


def _listed(annotation: Any) -> list[object]:
    """The values of the literals in an annotation."""
    literals = (each for each in options(annotation) if get_origin(each) is Literal)
    return [value for each in literals for value in get_args(each)]


def says_deprecated(cls: type[Model], name: str) -> bool:
    """Whether a class's docstring says of a field, or of the class, that it is deprecated."""
    for base in cls.__mro__:
        summary, _, fields = (base.__doc__ or "").partition("Fields:")
        if "deprecated" in summary.lower():
            return True
        names = re.search(rf"^ +(?:\w+, )*{name}(?:, \w+)*: (.*(?:\n {{12}}.*)*)", fields, re.M)
        if names and "deprecated" in names[1]:
            return True
    return False


def inside(description: Description, shapes: Iterable[Shape]) -> Iterator[str]:
    """The paths of all fields in values of these shapes, each schema once."""
    waiting = [("", shape) for shape in shapes]
    seen: set[int] = set()
    while waiting:
        path, shape = waiting.pop(0)
        if id(shape) in seen:
            continue
        seen.add(id(shape))
        for name, below in shape.properties.items():
            yield f"{path}.{name}"
            waiting += [(f"{path}.{name}", each) for each in description.shapes(below)]
        for mark, part in (("[]", shape.items), (".*", shape.further)):
            if part is not None:
                waiting += [(f"{path}{mark}", each) for each in description.shapes(part)]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)


def _takes_anything(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return not isinstance(annotation.__metadata__[0], TaggedUnion)
    return annotation is Any


def attributes(cls: Any) -> dict[str, attrs.Attribute[Any]]:
    """The fields of a class by their names on the wire."""
    return attrs.fields_dict(cls)
