"""The file by which LocalServer checks requests: bodies and queries of what it answers, shared parts written once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from tests.request_checks import interns
from tests.request_checks.shapes import Reader, Shapes, merged, tidied
from tests.request_checks.taken import taken_too

ROOT: Final = Path(__file__).parent.parent.parent
TARGET: Final = ROOT / "openrouter_core" / "testing" / "api" / "requests.json"

WITHOUT: Final = "POST /credits/coinbase"
"""Deprecated, and answered with 410 whatever is sent."""


def written(descriptions: Iterable[Path]) -> str:
    """The file's text, from the oldest description to the newest."""
    bodies: dict[str, Shapes] = {}
    queries: dict[str, Shapes] = {}
    for path in descriptions:
        with path.open(encoding="utf-8") as file:
            document = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for name in _operations(document):
            body, query = _described(document, name)
            if body is not None:
                bodies[name] = merged(bodies[name], body) if name in bodies else body
            if query is not None:
                queries[name] = merged(queries[name], query) if name in queries else query
    bodies |= interns.BODIES
    queries |= interns.QUERIES
    taken_too(bodies)
    shared = _Shared()
    parts = {
        "bodies": {name: shared.place(shapes) for name, shapes in bodies.items()},
        "queries": {name: shared.place(shapes) for name, shapes in queries.items()},
    }
    lines = ",\n".join(map(_dumps, shared.parts))
    bodies_line, queries_line = (f'"{name}":{_dumps(part)}' for name, part in parts.items())
    return f'{{{bodies_line},\n{queries_line},\n"shared":[\n{lines}\n]}}\n'


def _operations(document: Mapping[str, Any]) -> list[str]:
    """Every operation of a description, such as "POST /keys"."""
    return [
        f"{method.upper()} {path}"
        for path, item in document["paths"].items()
        for method in ("get", "post", "put", "patch", "delete")
        if method in item and f"{method.upper()} {path}" != WITHOUT
    ]


def _described(document: Mapping[str, Any], name: str) -> tuple[Shapes, Shapes]:
    method, _, path = name.partition(" ")
    operation = document["paths"].get(path, {}).get(method.lower())
    if operation is None:
        return None, None
    reader = Reader(
        document,
        rebuilt=any("OptionalNullable_" in schema for schema in document["components"]["schemas"]),
    )
    content = operation.get("requestBody", {}).get("content", {})
    body = None
    if "application/json" in content:
        body = reader.shapes(content["application/json"].get("schema", {}))
    parameters = [each for each in operation.get("parameters", ()) if each.get("in") == "query"]
    query: Shapes = [
        {
            "kind": "object",
            # Null has no spelling in a query.
            "fields": {
                each["name"]: [
                    shape
                    for shape in reader.shapes(each["schema"]) or ()
                    if shape["kind"] != "null"
                ]
                for each in parameters
            },
            "required": sorted(each["name"] for each in parameters if each.get("required")),
        }
    ]
    return body, query if parameters else None


class _Shared:
    """Parts that are equal get one number, under which they are written once."""

    def __init__(self) -> None:
        self.parts: list[Any] = []
        self._known: dict[str, int] = {}

    def place(self, shapes: Shapes) -> Any:
        if shapes is None:
            return None
        part = [self._shape(shape) for shape in tidied(shapes)]
        text = _dumps(part)
        if text not in self._known:
            self._known[text] = len(self.parts)
            self.parts.append(part)
        return self._known[text]

    def _shape(self, shape: Mapping[str, Any]) -> dict[str, Any]:
        plain = {name: value for name, value in shape.items() if name not in ("name", "known")}
        if "fields" in plain:
            required = plain.pop("required", ())
            plain["fields"] = {
                f"{name}!" if name in required else name: self.place(each)
                for name, each in plain["fields"].items()
            }
        for name in ("items", "values"):
            if plain.get(name) is not None:
                plain[name] = self.place(plain[name])
        return {name: value for name, value in plain.items() if value not in (None, [], {})}


def _dumps(value: Mapping[str, Any] | Sequence[Any]) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)
