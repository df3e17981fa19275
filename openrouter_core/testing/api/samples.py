"""A value that fits a JSON Schema, as a model that does as it is told would write one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_PLAIN: dict[str, Any] = {"string": "", "integer": 0, "number": 0, "boolean": False, "null": None}
_DEEPEST = 20  # a schema that holds itself is followed so far


def sample(schema: Any) -> Any:
    """The smallest value that fits: the first of alternatives, nothing that is not required.

    What this does not know of JSON Schema (a pattern, a least length) it does not heed.

    >>> sample({"type": "object", "properties": {"a": {"enum": ["x"]}, "b": {}}, "required": ["a"]})
    {'a': 'x'}
    """
    return _sample(schema, schema, 0)


def _sample(schema: Any, root: Any, depth: int) -> Any:
    if not isinstance(schema, Mapping) or depth > _DEEPEST:
        return None
    if isinstance(schema.get("$ref"), str):
        return _sample(_at(root, schema["$ref"]), root, depth + 1)
    if "const" in schema:
        return schema["const"]
    match schema:
        case {"enum": [first, *_]}:
            return first
        case {"anyOf": [first, *_]} | {"oneOf": [first, *_]}:
            return _sample(first, root, depth + 1)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    if kind == "array":
        least = schema.get("minItems")
        most = 100 if depth < 3 else 1  # lists of lists of lists would have no end
        count = min(least, most) if isinstance(least, int) else 0
        return [_sample(schema.get("items"), root, depth + 1) for _ in range(count)]
    if kind == "object":
        properties, required = schema.get("properties"), schema.get("required")
        if not isinstance(properties, Mapping) or not isinstance(required, list):
            return {}
        return {name: _sample(properties.get(name), root, depth + 1) for name in required}
    return _PLAIN.get(kind) if isinstance(kind, str) else None


def _at(root: Any, pointer: str) -> Any:
    """What a reference within the schema points to (RFC 6901, without escapes)."""
    found = root
    for step in pointer.removeprefix("#").strip("/").split("/"):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found
