"""Whether a JSON value has one of the shapes that the API accepts, and if not, where its first mistake is.

`requests.json` holds the shapes of the bodies and queries, made from OpenRouter's description of its API; fields that
it does not name are accepted. A shape is a list of alternatives, each of one kind of value:

    [{"kind": "string", "enum": ["auto", "none"]}, {"kind": "null"}]
    [{"kind": "object", "fields": {"name": 3}, "required": ["name"]}]

In the file the name of a required field has a "!" behind it, and there is no list of them.

Instead of a list there may be the number of a shared one, or None for anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pkgutil import get_data
from typing import Any, TypeAlias

Shape: TypeAlias = dict[str, Any]

_KINDS = {
    dict: "object",
    list: "array",
    str: "string",
    bool: "boolean",
    int: "number",
    float: "number",
}
_TAGS = ("type", "role", "id")  # the fields that identify an alternative
_MOST_SHOWN = 12
_INTEGER = re.compile("-?[0-9]{1,40}")
_DECIMAL = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)


def kind(value: Any) -> str:
    """What JSON calls the value's type."""
    return _KINDS.get(type(value), "null")


def body_problem(operation: str, value: Any) -> str | None:
    """The path and the description of the first mistake in a request's body; or None.

    Args:
        operation: such as "POST /keys".
        value: the body.

    >>> body_problem("POST /keys", {"name": 5})
    'name: expected string, received number'
    >>> body_problem("POST /chat/completions", {"messages": [{"role": "user"}]})
    'messages[0].content: Required'
    """
    return _placed(_problem(value, all_shapes()["bodies"][operation]))


def unknown_keys(method: str, path: str, body: Any) -> list[str]:
    """The paths of keys in a body that the API does not name, and so ignores; none for an unknown operation.

    >>> unknown_keys("POST", "/chat/completions", {"messages": [{"role": "user", "contnet": "Hi"}], "temprature": 0})
    ['messages[0].contnet', 'temprature']
    """
    for operation, shapes in all_shapes()["bodies"].items():
        asked, _, template = operation.partition(" ")
        pattern = re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(template))
        if asked == method and re.search(f"(^|/v1){pattern}$", path):
            return [place.removeprefix(".") for place in _unknown(body, shapes)]
    return []


def _unknown(value: Any, shapes: Any) -> Iterator[str]:
    fitting = [shape for shape in _alternatives(shapes) or () if _is_of(value, shape["kind"])]
    if isinstance(value, list):
        for index, item in enumerate(value):
            for shape in fitting[:1]:
                yield from (f"[{index}]{place}" for place in _unknown(item, shape.get("items")))
    if not isinstance(value, dict) or not fitting:
        return
    chosen = _chosen(value, fitting) if len(fitting) > 1 else fitting
    if isinstance(chosen, str) or not all(shape.get("fields") for shape in chosen):
        return
    for key, item in value.items():
        inner = [shape["fields"][key] for shape in chosen if key in shape["fields"]]
        if not inner:
            yield f".{key}"
        elif len(inner) == 1:
            yield from (f".{key}{place}" for place in _unknown(item, inner[0]))


def known(operation: str) -> Mapping[str, Any]:
    """The names of a query's parameters, with their shapes."""
    fields: Mapping[str, Any] = _query(operation)["fields"]
    return fields


def lists_of(operation: str) -> list[str]:
    """The names of parameters that are lists, repeated for each value."""
    return [
        name
        for name, shapes in known(operation).items()
        if any(shape["kind"] == "array" for shape in _alternatives(shapes) or ())
    ]


def query_problem(operation: str, query: Mapping[str, str]) -> str | None:
    """What is wrong with a query, whose numbers and booleans are text."""
    shape = _query(operation)
    for name in shape.get("required", ()):
        if name not in query:
            return f"{name}: Required"
    for name, shapes in shape["fields"].items():
        alternatives = _alternatives(shapes)
        if alternatives is not None and name in query:
            problem = _problem(_spelled(query[name], alternatives), alternatives)
            if problem is not None:
                return _placed(f".{name}{problem}")
    return None


def _query(operation: str) -> Shape:
    # An operation without parameters is not in the file.
    [shape] = _alternatives(all_shapes()["queries"].get(operation)) or [{"fields": {}}]
    return shape


@cache
def all_shapes() -> dict[str, Any]:
    """What the file holds: the shapes of ``bodies`` and ``queries``, and the ``shared`` ones."""
    found: dict[str, Any] = json.loads(
        get_data("openrouter_core.testing.api", "requests.json") or b""
    )
    for alternatives in found["shared"]:
        for shape in alternatives:
            marked = shape.get("fields", {})
            required = [name[:-1] for name in marked if name[-1] == "!"]
            if required:
                shape["fields"] = {name.removesuffix("!"): each for name, each in marked.items()}
                shape["required"] = required
    return found


def _alternatives(shapes: Any) -> list[Shape] | None:
    if isinstance(shapes, int):
        shapes = all_shapes()["shared"][shapes]
    found: list[Shape] | None = shapes
    return found


def _spelled(text: str, alternatives: Iterable[Shape]) -> Any:
    """The value of a query's text, if something other than a string is expected."""
    kinds = {shape["kind"] for shape in alternatives}
    if "boolean" in kinds and text in ("true", "false"):
        return text == "true"
    if kinds & {"integer", "number"} and _INTEGER.fullmatch(text):
        return int(text)
    if "number" in kinds and _DECIMAL.fullmatch(text):
        return float(text)
    return text


def _placed(problem: str | None) -> str | None:
    return None if problem is None else problem.removeprefix(".").removeprefix(": ")


# A problem is a path and a sentence: ".tools[0].type: Required"; ": expected ..." for the value itself.


def _problem(value: Any, shapes: Any) -> str | None:
    alternatives = _alternatives(shapes)
    if alternatives is None:
        return None
    fitting = [shape for shape in alternatives if _is_of(value, shape["kind"])]
    if not fitting:
        kinds = " or ".join(dict.fromkeys(shape["kind"] for shape in alternatives))
        shown = json.dumps(value) if kind(value) == "number" else kind(value)
        integral = kind(value) == "number" and "integer" in kinds
        return f": expected {kinds}, received {shown if integral else kind(value)}"
    if len(fitting) > 1 and isinstance(value, dict):
        chosen = _chosen(value, fitting)
        if isinstance(chosen, str):
            return chosen
        fitting = chosen
    problems = []
    for shape in fitting:
        problem = _CHECKS[shape["kind"]](value, shape)
        if problem is None:
            return None
        problems.append(problem)
    # The best alternative is the one with the deepest mistake.
    return max(problems, key=lambda problem: problem.partition(": ")[0].count("."))


def _is_of(value: Any, name: str) -> bool:
    if name == "integer":
        return kind(value) == "number" and value % 1 == 0
    return kind(value) == name


def _tags(shape: Shape) -> Mapping[str, list[str]]:
    """The fields that identify an object's alternative, with their values."""
    found = shape.get("tags")
    if found is None:
        found = {}
        for name in _TAGS:
            alternatives = _alternatives(shape.get("fields", {}).get(name)) or ()
            alternatives = [each for each in alternatives if each["kind"] != "null"]
            if len(alternatives) == 1 and "enum" in alternatives[0]:
                found[name] = alternatives[0]["enum"]
        shape["tags"] = found  # a long chat needs the same few again and again
    return found


def _chosen(value: Mapping[str, Any], shapes: list[Shape]) -> list[Shape] | str:
    """The alternatives that match an object's type, role or id; else what is wrong with these."""
    for name in _TAGS:
        tagged = [shape for shape in shapes if name in _tags(shape)]
        if not tagged:
            continue
        if value.get(name) is not None:
            exact = [shape for shape in tagged if value[name] in _tags(shape)[name]]
            left = exact or [
                shape
                for shape in shapes
                if name in shape.get("fields", {}) and name not in _tags(shape)
            ]
        else:
            left = [shape for shape in shapes if name not in shape.get("required", ())]
        if not left and value.get(name) is not None:
            allowed = dict.fromkeys(each for shape in tagged for each in _tags(shape)[name])
            return f".{name}{_not_among(value[name], list(allowed))}"
        if not left:
            return f".{name}: Required"
        shapes = left
    return shapes


def _not_among(value: Any, allowed: list[Any]) -> str:
    names = [each if isinstance(each, str) else json.dumps(each) for each in allowed]
    more = ", ..." if len(names) > _MOST_SHOWN else ""
    received = json.dumps(value) if kind(value) not in ("object", "array") else kind(value)
    return f": expected one of {', '.join(names[:_MOST_SHOWN])}{more}; received {received}"


def _plain(value: Any, shape: Shape) -> str | None:
    allowed = shape.get("enum")
    return None if allowed is None or value in allowed else _not_among(value, allowed)


def _string(value: str, shape: Shape) -> str | None:
    problem = _plain(value, shape) or _counted(len(value), shape, "character")
    if problem is None and shape.get("format") == "uuid" and not _UUID.fullmatch(value):
        return f": expected a UUID, received {json.dumps(value[:100])}"
    if problem is None and "pattern" in shape and not re.search(shape["pattern"], value):
        return f": expected text like {shape['pattern']}, received {json.dumps(value[:100])}"
    return problem


def _number(value: float, shape: Shape) -> str | None:
    least, most = shape.get("least"), shape.get("most")
    if (least is None or value >= least) and (most is None or value <= most):
        return None
    if least is None:
        bounds = f"<= {most}"
    else:
        bounds = f">= {least}" if most is None else f"from {least} to {most}"
    return f": expected {shape['kind']} {bounds}, received {json.dumps(value)}"


def _array(value: list[Any], shape: Shape) -> str | None:
    problem = _counted(len(value), shape, "item")
    if problem is not None or "items" not in shape:
        return problem
    for index, item in enumerate(value):
        problem = _problem(item, shape["items"])
        if problem is not None:
            return f"[{index}]{problem}"
    return None


def _object(value: Mapping[str, Any], shape: Shape) -> str | None:
    for name in shape.get("required", ()):
        if name not in value:
            return f".{name}: Required"
    fields, others = shape.get("fields", {}), shape.get("values")
    for name, each in value.items():
        problem = _problem(each, fields.get(name, others))
        if problem is not None:
            return f".{name}{problem}"
    return None


def _counted(count: int, shape: Shape, noun: str) -> str | None:
    least, most = shape.get("least", 0), shape.get("most")
    if count < least:
        return f": expected at least {least} {noun}{'' if least == 1 else 's'}, received {count}"
    if most is not None and count > most:
        return f": expected at most {most} {noun}{'' if most == 1 else 's'}, received {count}"
    return None


_CHECKS: Mapping[str, Callable[[Any, Shape], str | None]] = {
    "string": _string,
    "number": _number,
    "integer": _number,
    "boolean": _plain,
    "null": _plain,
    "array": _array,
    "object": _object,
}
