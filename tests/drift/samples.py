"""Values that a description's schemas allow, made at random from a seed: what a server may send."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any, Final

from tests.drift.description import Description
from tests.drift.shapes import Schema, Shape

_DEEPEST: Final = 6
_TEXTS: Final = (
    "",
    "x",
    "naïve café",
    "日本語",
    "😀!",
    "a\nb\tc",
    '"quoted"',
    "\u2028",
    "\x00",
    "0",
)
_NUMBERS: Final = (0, 1, -1, 0.5, 1e-7, 2**53, 3)
_ANYTHING: Final = (None, True, 7, 0.25, "text", [1, "two"], {"a": {"b": None}})


class Samples:
    """Makes values.

    Arguments:
        description: what the schemas are a part of.
        seed: the same one gives the same values.
    """

    def __init__(self, description: Description, seed: int) -> None:
        self._description = description
        self._random = random.Random(seed)

    def value(self, schema: Schema, depth: int = 0) -> Any:
        """A value of a schema."""
        shapes = self._description.shapes(schema)
        if depth > _DEEPEST:  # a schema may hold itself
            shapes = tuple(each for each in shapes if not each.structured) or shapes
        if not shapes or isinstance(schema, bool):
            return self._random.choice(_ANYTHING)
        return self._of(self._random.choice(shapes), depth)

    def _of(self, shape: Shape, depth: int) -> Any:
        if shape.choices:
            return self._random.choice(shape.choices)
        if shape.anything and not shape.properties:
            return self._random.choice(_ANYTHING)
        match self._random.choice(sorted(shape.kinds or {"object"})):
            case "object":
                return self._object(shape, depth)
            case "array":
                count = 0 if depth > _DEEPEST else self._random.randint(0, 3)
                return [self.value(shape.items or True, depth + 1) for _ in range(count)]
            case "string":
                return self._random.choice(_TEXTS)
            case "integer":
                return self._random.choice([each for each in _NUMBERS if isinstance(each, int)])
            case "number":
                return self._random.choice(_NUMBERS)
            case "boolean":
                return self._random.random() < 0.5
            case _:
                return None

    def _object(self, shape: Shape, depth: int) -> dict[str, Any]:
        names = list(shape.properties)
        self._random.shuffle(names)
        made = {
            name: self.value(shape.properties[name], depth + 1)
            for name in names
            if depth <= _DEEPEST or self._description.tags(shape, name)
            if self._random.random() < 0.8 or self._description.tags(shape, name)
        }
        if isinstance(shape.further, Mapping) and depth <= _DEEPEST:
            made["a free name"] = self.value(shape.further, depth + 1)
        return made
