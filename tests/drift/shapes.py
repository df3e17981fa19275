"""What values look like: JSON Schema without references and alternatives, and how two such shapes become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs

Schema: TypeAlias = Mapping[str, Any] | bool
"""A JSON Schema; ``true`` takes anything, ``false`` nothing."""

_SAMPLES: Final[Mapping[str, object]] = {
    "string": "x",
    "integer": 1,
    "number": 0.5,
    "boolean": True,
}


class NotADescriptionError(Exception):
    """The file is no OpenAPI description, or refers to what is not in it."""


@attrs.frozen(eq=False)
class Shape:
    """A schema without references and alternatives: what one kind of value looks like.

    Fields:
        kinds: the names of its JSON types; None where it does not say.
        choices: the only values that it has.
        properties: the schema of each known key of an object.
        items: the schema of a list's items.
        further: the schema of an object's other keys; None where the description has none.
        deprecated: whether it is about to go.
    """

    kinds: frozenset[str] | None = None
    choices: tuple[object, ...] = ()
    properties: Mapping[str, Schema] = attrs.field(factory=dict)
    items: Schema | None = None
    further: Schema | None = None
    deprecated: bool = False

    @property
    def anything(self) -> bool:
        return self.kinds is None and not self.choices

    @property
    def is_object(self) -> bool:
        return self.kinds is not None and "object" in self.kinds

    @property
    def is_list(self) -> bool:
        return self.kinds is not None and "array" in self.kinds

    @property
    def structured(self) -> bool:
        """Whether it tells of parts that a model could have fields for."""
        return bool(self.properties) or isinstance(self.items, Mapping)

    @property
    def samples(self) -> tuple[object, ...]:
        """Values of this shape that have no parts: all choices, else one of each type. Null is valid everywhere."""
        if self.choices:
            return tuple(choice for choice in self.choices if choice is not None)
        return tuple(_SAMPLES[kind] for kind in sorted(self.kinds or ()) if kind in _SAMPLES)


ANYTHING: Final = Shape()


def own_shape(schema: Mapping[str, Any]) -> Shape:
    """What a schema says itself, beside its references and alternatives."""
    properties = mapping(schema.get("properties", {}), "properties")
    items = schema.get("items")
    kinds = schema.get("type", [])
    if isinstance(kinds, str):
        kinds = [kinds]
    elif not kinds:
        kinds = (["object"] if properties else []) + (["array"] if items is not None else [])
    choices = [schema["const"]] if "const" in schema else schema.get("enum", [])
    return Shape(
        kinds=frozenset(sequence(kinds, "type")) or None,
        choices=tuple(sequence(choices, "enum")),
        properties={str(name): below for name, below in properties.items()},
        items=items,
        further=schema.get("additionalProperties"),
        deprecated=schema.get("deprecated") is True,
    )


def joined(first: Shape, second: Shape) -> Shape:
    """The shape of values that are of both; there are such values."""
    if _says_nothing(first):
        return second
    if _says_nothing(second):
        return first
    both = tuple(choice for choice in first.choices if choice in second.choices)
    properties = dict(first.properties)
    for name, below in second.properties.items():
        properties[name] = _all_of(properties.get(name), below)
    return Shape(
        kinds=first.kinds & second.kinds
        if first.kinds and second.kinds
        else first.kinds or second.kinds,
        choices=both or first.choices or second.choices,
        properties=properties,
        items=_all_of(first.items, second.items),
        further=_all_of(first.further, second.further),
        deprecated=first.deprecated or second.deprecated,
    )


def _says_nothing(shape: Shape) -> bool:
    parts = shape.properties or shape.items is not None or shape.further is not None
    return shape.anything and not parts and not shape.deprecated


def _all_of(first: Schema | None, second: Schema | None) -> Any:
    if first is None or second is None or first is second:
        return first if second is None else second
    return {"allOf": [first, second]}


def mapping(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise NotADescriptionError(f"{where}: expected a mapping, got {str(value)[:40]!r}")
    return value


def sequence(value: object, where: str) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise NotADescriptionError(f"{where}: expected a list, got {str(value)[:40]!r}")
    return value
