"""JSON Schema, as far as the descriptions use it, as the plain data that LocalServer checks by.

A schema becomes a list of alternatives, each of one kind of JSON value; None stands for anything at all:

    [{"kind": "string", "enum": ["a", "b"]}, {"kind": "null"}]
    [{"kind": "array", "items": ..., "most": 4}]
    [{"kind": "object", "fields": {"name": ...}, "required": ["name"], "values": ...}]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

Shape: TypeAlias = dict[str, Any]
Shapes: TypeAlias = list[Shape] | None

_BOUNDS: Final = {
    "string": {"minLength": "least", "maxLength": "most", "pattern": "pattern"},
    "array": {"minItems": "least", "maxItems": "most"},
    "integer": {"minimum": "least", "maximum": "most"},
    "number": {"minimum": "least", "maximum": "most"},
}
TAGS: Final = ("type", "role", "id")
_NULLABLE: Final = ("OptionalNullable_", "Nullable_")


class Reader:
    """Schemas of one description as shapes.

    Args:
        document: the description.
        rebuilt: whether it was rebuilt from clients, in which every field that may be left out may be None as well;
            what may really be null is in a schema of its own there, named OptionalNullable_... or Nullable_...
    """

    def __init__(self, document: Mapping[str, Any], *, rebuilt: bool):
        self._schemas: Mapping[str, Any] = document["components"]["schemas"]
        self._rebuilt = rebuilt

    def shapes(self, schema: Mapping[str, Any], above: tuple[str, ...] = ()) -> Shapes:
        """The alternatives. Where a schema holds itself, the inner one is anything."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            found = None if name in above else self.shapes(self._schemas[name], (*above, name))
            if self._rebuilt and found is not None and name.startswith(_NULLABLE):
                found = [*found, {"kind": "null"}]
            if found is not None and len(found) == 1:
                return [{"name": name, **found[0]}]
            return found
        for word in ("anyOf", "oneOf"):
            if word in schema:
                found = self._alternatives(schema[word], above)
                if self._rebuilt and found is not None:
                    return [shape for shape in found if shape["kind"] != "null"]
                return found
        if "allOf" in schema:
            return self._all(schema["allOf"], above)
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else list(kinds)
        if not kinds and "properties" in schema:
            kinds = ["object"]
        return [self._shape(kind, schema, above) for kind in kinds] or None

    def _alternatives(self, schemas: Iterable[Mapping[str, Any]], above: tuple[str, ...]) -> Shapes:
        found: list[Shape] = []
        for schema in schemas:
            shapes = self.shapes(schema, above)
            if shapes is None:
                return None
            found += shapes
        return found

    def _all(self, schemas: Iterable[Mapping[str, Any]], above: tuple[str, ...]) -> Shapes:
        """Objects that have the fields of each part, for each choice of the parts' alternatives; else the last part."""
        found: list[Shape] = [{"kind": "object", "fields": {}, "required": []}]
        for schema in schemas:
            part = self.shapes(schema, above)
            if part is None:
                continue
            objects = [shape for shape in part if shape["kind"] == "object"]
            found = [_both(one, other) for one in found for other in objects] if objects else part
        return found

    def _shape(self, kind: str, schema: Mapping[str, Any], above: tuple[str, ...]) -> Shape:
        shape: Shape = {"kind": kind}
        if kind == "string" and ("enum" in schema or "const" in schema):
            values = schema.get("enum", [schema.get("const")])
            shape["enum"] = [value for value in values if isinstance(value, str)]
        elif kind == "boolean" and ("enum" in schema or "const" in schema):
            shape["enum"] = schema.get("enum", [schema.get("const")])
        elif kind == "string" and schema.get("format") == "uuid":
            shape["format"] = "uuid"
        for word, name in _BOUNDS.get(kind, {}).items():
            if word in schema:
                shape[name] = schema[word]
        if kind == "array" and "items" in schema:
            shape["items"] = self.shapes(schema["items"], above)
        if kind == "object":
            properties = schema.get("properties", {})
            shape["fields"] = {name: self.shapes(each, above) for name, each in properties.items()}
            shape["required"] = sorted(schema.get("required", ()))
            values = schema.get("additionalProperties")
            if isinstance(values, Mapping) and (found := self.shapes(values, above)) is not None:
                shape["values"] = found
        return shape


def _both(one: Shape, other: Shape) -> Shape:
    return {**one, **other} | {
        "fields": {**one.get("fields", {}), **other["fields"]},
        "required": sorted({*one.get("required", ()), *other["required"]}),
    }


def merged(older: Shapes, newer: Shapes) -> Shapes:
    """What either takes. Whether a string is one of a list, and every bound, is what the older says: the newer was
    rebuilt from clients, which let through values that they do not know.
    """
    if older is None or newer is None:
        return None
    found = [dict(shape) for shape in tidied(older)]
    unmet = list(found)
    for shape in tidied(newer):
        twin = _twin(shape, unmet)
        if twin is None:
            found.append(dict(shape))
            continue
        unmet.remove(twin)
        if "enum" in twin:
            twin["enum"] = _union(twin["enum"], shape.get("enum") or shape.get("known") or ())
        if shape["kind"] == "array":
            twin["items"] = merged(twin.get("items"), shape.get("items"))
        if shape["kind"] == "object":
            twin["fields"] = _fields(twin["fields"], shape["fields"])
            twin["required"] = sorted({*twin["required"]} & {*shape["required"]})
            if "values" in twin:
                twin["values"] = merged(twin["values"], shape.get("values"))
    return found


def _fields(older: Mapping[str, Shapes], newer: Mapping[str, Shapes]) -> dict[str, Shapes]:
    fields = {**newer, **older}
    return fields | {name: merged(older[name], newer[name]) for name in older if name in newer}


def tidied(shapes: Iterable[Shape]) -> list[Shape]:
    """One alternative for all strings, one for all numbers; those of the other kinds as they are."""
    found: list[Shape] = []
    for shape in shapes:
        kind = shape["kind"]
        twin = next((each for each in found if each["kind"] == kind), None)
        if kind in ("object", "array") or twin is None:
            found.append(dict(shape))
        elif "enum" in twin and "enum" in shape:
            twin["enum"] = _union(twin["enum"], shape["enum"])
        else:  # any value, of which some are known
            known = twin.pop("enum", ()) or twin.get("known", ())
            twin["known"] = _union(known, shape.get("enum", ()))
    return found


def _union(older: Iterable[Any], newer: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys((*older, *newer)))


def tags(shape: Shape) -> dict[str, list[str]]:
    """The fields whose value says which alternative an object is, and the values they may have."""
    found = {}
    for name in TAGS:
        alternatives = shape.get("fields", {}).get(name) or []
        if [each["kind"] for each in alternatives] == ["string"] and "enum" in alternatives[0]:
            found[name] = alternatives[0]["enum"]
    return found


def _twin(shape: Shape, among: list[Shape]) -> Shape | None:
    same = [each for each in among if each["kind"] == shape["kind"]]
    if shape["kind"] == "array":
        return same[0] if len(same) == 1 else None
    if shape["kind"] != "object":
        return same[0] if same else None
    named = [each for each in same if each.get("name") == shape.get("name") and "name" in each]
    if named:
        return named[0]
    alike = [each for each in same if tags(each) == tags(shape)]
    return alike[0] if len(alike) == 1 else None
