"""A schema and the annotation that should take its values, gone down side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

import attrs

from openrouter_core import converter, models
from openrouter_core.misfit import Misfit
from openrouter_core.models.model import Model, TaggedUnion, Unset
from tests.drift.description import Description
from tests.drift.shapes import Schema, Shape


class Finding(NamedTuple):
    """One difference.

    Fields:
        path: where, such as ``messages[].content[].text``; ``.*`` is any key.
        what: the difference, as the rest of a sentence.
    """

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


class Comparison:
    """Compares schemas with annotations, at every depth.

    Fields:
        missing: what the description has and no field takes.
        plain: objects whose properties are described, and which the package keeps as they are.
        compared: how many properties and kinds of values were looked at.
    """

    def __init__(self, description: Description) -> None:
        self.missing: list[Finding] = []
        self.plain: list[Finding] = []
        self.compared = 0
        self._description = description
        self._seen: set[tuple[type[Model], frozenset[int]]] = set()
        # By class and union what nothing has described so far: a class may stand in several places.
        self._unmet: dict[type[Model] | TaggedUnion, dict[str, Finding]] = {}

    @property
    def undescribed(self) -> list[Finding]:
        """What the models have and the description has nowhere, each where it was first looked for."""
        return [finding for unmet in self._unmet.values() for finding in unmet.values()]

    def compare(self, schemas: Iterable[Schema], annotation: Any, path: str = "") -> None:
        """Compare alternatives of a description with the annotation that takes them all."""
        shapes = [each for schema in schemas for each in self._description.shapes(schema)]
        choices = _options(annotation)
        if any(_takes_anything(choice) for choice in choices):
            self._keep_plain(shapes, path)
            return
        for shape in shapes:
            for sample in shape.samples:
                self._expect(annotation, sample, path)
        if lists := [shape for shape in shapes if shape.is_list]:
            self._compare_lists(lists, choices, path)
        if objects := [shape for shape in shapes if shape.is_object]:
            self._compare_objects(objects, choices, path)

    def _compare_lists(self, shapes: Sequence[Shape], choices: Sequence[Any], path: str) -> None:
        members = [get_args(each)[0] for each in choices if get_origin(each) in (Sequence, list)]
        if not members:
            self._miss(path, "no list")
            return
        # The converter hands every list to the last that a union names.
        items = [shape.items for shape in shapes if shape.items is not None]
        self.compare(items, members[-1], f"{path}[]")

    def _compare_objects(self, shapes: Sequence[Shape], choices: Sequence[Any], path: str) -> None:
        # The converter hands every object to the last model or union of models that a union names, else to the first
        # mapping.
        holders = [each for each in choices if _is_model(each) or get_origin(each) is Annotated]
        if holders and _is_model(holders[-1]):
            self._compare_model(shapes, holders[-1], path)
            return
        if holders:
            union: TaggedUnion = holders[-1].__metadata__[0]
            for taker, taken in self._share_out(union, shapes, path).items():
                self._compare_model(taken, taker, f"{path}({taker.__name__})")
            return
        members = [get_args(each)[1] for each in choices if get_origin(each) in (Mapping, dict)]
        if not members:
            self._miss(path, "no model")
        elif members[0] is Any:
            self._keep_plain(shapes, path)
        else:
            for shape in shapes:
                for name, below in shape.properties.items():
                    self.compare([below], members[0], _below(path, name))
                if shape.further is not None:
                    self.compare([shape.further], members[0], _below(path, "*"))

    def _share_out(
        self, union: TaggedUnion, shapes: Sequence[Shape], path: str
    ) -> dict[type[Model], list[Shape]]:
        """Each shape under the classes that the union's hook would choose for it."""
        takers: dict[type[Model], list[Shape]] = {}
        unmet = self._unmet.setdefault(
            union,
            {
                tag: Finding(path, f"{name}, for {union.tag} {tag!r}")
                for tag, name in union.members.items()
            },
        )
        for shape in shapes:
            tags = self._description.tags(shape, union.tag)
            if not tags:
                unmet.clear()  # it may be any of them
            for tag in tags or (None,):
                unmet.pop(tag or "", None)
                name = union.members.get(tag, union.otherwise) if tag else union.otherwise
                taker = getattr(models, name) if name else None
                if taker is not None and taker.__wire__:
                    taken = takers.setdefault(taker, [])
                    if shape not in taken:
                        taken.append(shape)
                elif tag is None:
                    self._keep_plain([shape], path)
                else:
                    self._miss(path, f"no model for {union.tag} {tag!r}")
        return takers

    def _compare_model(self, shapes: Sequence[Shape], taker: type[Model], path: str) -> None:
        key = (taker, frozenset(map(id, shapes)))
        if key in self._seen:
            return
        self._seen.add(key)
        fields = _attributes(taker)
        described: dict[str, list[Schema]] = {}
        for shape in shapes:
            for name, below in shape.properties.items():
                described.setdefault(name, []).append(below)
        unmet = self._unmet.setdefault(
            taker,
            {name: Finding(_below(path, name), f"in {taker.__name__}") for name in taker.__wire__},
        )
        if not all(shape.properties for shape in shapes):
            unmet.clear()  # any key may be meant
        for name, schemas in described.items():
            self.compared += 1
            unmet.pop(name, None)
            if name in taker.__wire__:
                annotation = converter.annotation_of(taker, fields[name])
                self.compare(schemas, annotation, _below(path, name))
            else:
                self._miss(_below(path, name), f"not in {taker.__name__}")
        for shape in shapes:
            if shape.further is not None:  # goes into `extra`
                self._keep_plain(self._description.shapes(shape.further), _below(path, "*"))

    def _miss(self, path: str, what: str) -> None:
        finding = Finding(path, what)
        if finding not in self.missing:  # alternatives of one description often differ in little
            self.missing.append(finding)

    def _keep_plain(self, shapes: Sequence[Shape], path: str) -> None:
        if any(shape.structured for shape in shapes):
            self.plain.append(Finding(path, "kept as plain JSON"))

    def _expect(self, annotation: Any, value: object, path: str) -> None:
        self.compared += 1
        try:
            converter.hook_for(annotation)(value)
        except Misfit:
            self._miss(path, f"does not take {value!r}")


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _options(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, UnionType):
        return [a for a in get_args(annotation) if a not in (NoneType, Unset)]
    return [annotation]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Model)


def _takes_anything(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return not isinstance(annotation.__metadata__[0], TaggedUnion)
    return annotation is Any


def _attributes(cls: Any) -> dict[str, attrs.Attribute[Any]]:
    return attrs.fields_dict(cls)
