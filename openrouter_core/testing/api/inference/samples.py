"""A value that fits a JSON Schema, as a model that does as it is told would write one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_DEEPEST = 20  # a schema that holds itself is followed so far
_FORMATS = {
    "date-time": "2025-06-15T12:00:00Z",
    "date": "2025-06-15",
    "time": "12:00:00Z",
    "duration": "PT1S",
    "email": "someone@example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uri": "https://example.com",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def sample(schema: Any) -> Any:
    """The smallest value that fits: the first of alternatives, nothing that is not required.

    What this does not know of JSON Schema (a pattern, a condition) it does not heed.

    >>> sample({"type": "object", "properties": {"a": {"enum": ["x"]}, "b": {}}, "required": ["a"]})
    {'a': 'x'}
    """
    return _sample(schema, schema, 0)


def _sample(schema: Any, root: Any, depth: int) -> Any:
    if not isinstance(schema, Mapping) or depth > _DEEPEST:
        return None
    if isinstance(schema.get("$ref"), str):
        # What stands beside a reference holds as well.
        beside = {name: value for name, value in schema.items() if name != "$ref"}
        return _sample({**_mapping(_at(root, schema["$ref"])), **beside}, root, depth + 1)
    if "const" in schema:
        return schema["const"]
    match schema:
        case {"enum": [first, *_]}:
            return first
        case {"allOf": [*parts]}:
            return _sample(_together(schema, parts, root), root, depth + 1)
        case {"anyOf": [*choices]} | {"oneOf": [*choices]} if choices:
            rest = {name: schema[name] for name in schema if name not in ("anyOf", "oneOf")}
            chosen = _mapping(choices[0] if depth < _DEEPEST // 2 else _simplest(choices))
            return _sample({**rest, **chosen}, root, depth + 1)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    if kind is None and "properties" in schema:
        kind = "object"
    return _of_kind(kind, schema, root, depth)


def _of_kind(kind: Any, schema: Mapping[str, Any], root: Any, depth: int) -> Any:
    match kind:
        case "array":
            least = min(
                _length(schema.get("minItems")), 100 if depth < 3 else 1
            )  # lists of lists of lists: no end
            first = schema.get("prefixItems")
            each = first if isinstance(first, list) else []
            items = [*each[:100], *[schema.get("items")] * max(least - len(each), 0)]
            return [_sample(item, root, depth + 1) for item in items]
        case "object":
            properties, required = schema.get("properties"), schema.get("required")
            if not isinstance(required, list):
                return {}
            known = _mapping(properties)
            return {
                name: _sample(known.get(name), root, depth + 1)
                for name in required
                if isinstance(name, str)
            }
        case "integer" | "number":
            return _number(schema, whole=kind == "integer")
        case "string":
            text = _FORMATS.get(str(schema.get("format")), "")
            return text + "x" * (min(_length(schema.get("minLength")), 10_000) - len(text))
        case "boolean":
            return False
    return None


def _number(schema: Mapping[str, Any], *, whole: bool) -> float:
    """0, or the first of the numbers by the bounds that all bounds allow."""
    step = _finite(schema.get("multipleOf")) or (1 if whole else 0.5)
    low = _finite(schema.get("minimum"))
    above = _finite(schema.get("exclusiveMinimum"))
    high = _finite(schema.get("maximum"))
    below = _finite(schema.get("exclusiveMaximum"))

    def fits(number: float) -> bool:
        return (
            (low is None or number >= low)
            and (above is None or number > above)
            and (high is None or number <= high)
            and (below is None or number < below)
        )

    tried: list[float] = [0]
    tried += [] if low is None else [-(-low // step) * step, low]
    tried += [] if above is None else [(above // step + 1) * step]
    tried += [] if high is None else [high // step * step, high]
    tried += [] if below is None else [(-(-below // step) - 1) * step]
    lowest = low if above is None else above
    highest = high if below is None else below
    tried += [] if lowest is None or highest is None else [(lowest + highest) / 2]
    value = next(filter(fits, tried), 0)
    return int(value) if whole or value == int(value) else value


def _finite(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and abs(value) < 1e15 else None


def _length(value: Any) -> int:
    return value if type(value) is int and value > 0 else 0


def _together(schema: Mapping[str, Any], parts: list[Any], root: Any) -> dict[str, Any]:
    """The schema and all of its parts as one."""
    rest = {name: value for name, value in schema.items() if name != "allOf"}
    whole: dict[str, Any] = {}
    for part in (*parts, rest):
        part = _mapping(part)
        if isinstance(part.get("$ref"), str):
            part = _mapping(_at(root, part["$ref"]))
        whole = {
            **whole,
            **part,
            "properties": {**_mapping(whole.get("properties")), **_mapping(part.get("properties"))},
            "required": [*(whole.get("required") or ()), *(part.get("required") or ())],
        }
    return whole


def _simplest(choices: list[Any]) -> Any:
    """An alternative that ends what would hold itself for ever."""
    return next((each for each in choices if _mapping(each).get("type") == "null"), choices[-1])


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _at(root: Any, pointer: str) -> Any:
    """What a reference within the schema points to (RFC 6901)."""
    found = root
    for step in pointer.removeprefix("#").strip("/").split("/") if pointer != "#" else ():
        found = _mapping(found).get(step.replace("~1", "/").replace("~0", "~"))
    return found
