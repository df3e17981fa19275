"""A description of the API: an OpenAPI file read, its operations found, its schemas laid out as plain shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

import attrs
import yaml

from tests.drift.shapes import (
    ANYTHING,
    NotADescriptionError,
    Schema,
    Shape,
    joined,
    mapping,
    own_shape,
    sequence,
)

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_OBJECT: Final = frozenset({"object"})
_EVENT_FIELDS: Final = {"data", "event", "id", "retry"}
_NO_BODY: Final = ("204", "205")
"""With these there is no body, whatever media type a description lists (RFC 9110, 15.3.5 and 15.3.6)."""


@attrs.frozen(eq=False)
class Described:
    """An operation in the description.

    Fields:
        method: in capitals.
        path: the template, with the description's own names for its parameters.
        title: the description's own name for the operation.
        query: the names of its query parameters.
        body: the schema of the request's body by media type.
        answer: the schemas of a success by media type.
        parameters: the query parameters, whole.
        in_path: the schemas of its path parameters, in the order of the path.
        headers, cookies: the names of its parameters there.
        statuses: the statuses that it lists.
        empty: those of a success without a body.
        key: whether it wants a key; None where the description does not say.
        schemes: what it wants instead of a bearer token, where it takes none.
        servers: the URLs of its own servers.
        deprecated: whether it is about to go.
    """

    method: str
    path: str
    title: str
    query: tuple[str, ...]
    body: Mapping[str, Schema]
    answer: Mapping[str, tuple[Schema, ...]]
    parameters: Mapping[str, Mapping[str, Any]]
    in_path: tuple[Schema, ...]
    headers: tuple[str, ...]
    cookies: tuple[str, ...]
    statuses: tuple[str, ...]
    empty: tuple[str, ...]
    key: str | None
    schemes: tuple[str, ...]
    servers: tuple[str, ...]
    deprecated: bool


class Description:
    """An OpenAPI description.

    Fields:
        document: the file, as it is.
        title: what it calls itself, and its version.
        servers: the URLs of the servers that all operations have.

    Of JSON Schema it reads what OpenRouter uses: references, types, enumerations, properties, items, additional
    properties, alternatives with their discriminators, and `allOf`.
    """

    def __init__(self, document: object) -> None:
        if not isinstance(document, Mapping) or not isinstance(document.get("paths"), Mapping):
            raise NotADescriptionError("it has no paths")
        if not str(document.get("openapi", "")).startswith("3."):
            raise NotADescriptionError('it does not say "openapi: 3..."')
        self.document = document
        # By the schema's identity; the schema is kept, because an identity is free again when its object is gone.
        self._shapes: dict[int, tuple[Schema, tuple[Shape, ...]]] = {}
        info = mapping(document.get("info", {}), "info")
        self.title = f"{info.get('title', 'an API')} {info.get('version', '')}".strip()
        self.servers = _urls(document)

    def operations(self) -> Iterator[Described]:
        """Every operation, in the file's order."""
        for path, found in self.document["paths"].items():
            where = f"paths of {path}"
            item = self.followed(found, where)
            shared = sequence(item.get("parameters", ()), where)
            for method in METHODS:
                if method in item:
                    name = f"{method.upper()} {path}"
                    servers = _urls(mapping(item[method], name)) or _urls(item)
                    yield self._operation(name, mapping(item[method], name), shared, servers)

    def _operation(
        self,
        name: str,
        operation: Mapping[str, Any],
        shared: Sequence[object],
        servers: tuple[str, ...],
    ) -> Described:
        method, _, path = name.partition(" ")
        listed = [*shared, *sequence(operation.get("parameters", ()), name)]
        parameters = [self.followed(each, name) for each in listed]
        body = self.followed(operation.get("requestBody", {}), name)
        answer: dict[str, tuple[Schema, ...]] = {}
        empty: list[str] = []
        responses = mapping(operation.get("responses", {}), name)
        for status, response in responses.items():
            if str(status).startswith("2"):
                content = _content(self.followed(response, name), name)
                if str(status) in _NO_BODY or not content:
                    empty.append(str(status))
                    continue
                for media_type, schema in content.items():
                    answer[media_type] = (*answer.get(media_type, ()), schema)
        key, schemes = self._security(operation, name)
        return Described(
            method=method,
            path=path,
            title=str(operation.get("operationId", "")),
            query=tuple(dict.fromkeys(_names(parameters, "query"))),
            body=_content(body, name),
            answer=answer,
            parameters={str(e.get("name")): e for e in parameters if e.get("in") == "query"},
            in_path=tuple(
                next(
                    (e["schema"] for e in parameters if e.get("name") == n and "schema" in e), True
                )
                for n in re.findall(r"\{(.*?)\}", path)
            ),
            headers=tuple(dict.fromkeys(_names(parameters, "header"))),
            cookies=tuple(dict.fromkeys(_names(parameters, "cookie"))),
            statuses=tuple(map(str, responses)),
            empty=tuple(empty),
            key=key,
            schemes=schemes,
            servers=servers,
            deprecated=operation.get("deprecated") is True,
        )

    def _security(
        self, operation: Mapping[str, Any], name: str
    ) -> tuple[str | None, tuple[str, ...]]:
        """Whether a key is wanted, and the schemes that are wanted in place of a bearer token.

        The requirements are alternatives; an empty one says that it goes without. The rebuilt description has what an
        SDK's source says, in `x-security`.
        """
        said = operation.get("security", self.document.get("security"))
        if said is None:
            return ("needed" if "x-security" in operation else None), ()
        alternatives = [mapping(each, name) for each in sequence(said, name)]
        if not alternatives:
            return "none", ()
        known = mapping(self._components().get("securitySchemes", {}), "securitySchemes")
        schemes = [tuple(map(str, each)) for each in alternatives if each]
        bearer = [each for each in schemes if all(_is_bearer(known.get(one)) for one in each)]
        wanted = () if bearer or not schemes else schemes[0]
        wanted = tuple(one for one in wanted if not _is_bearer(known.get(one)))
        return ("needed" if all(alternatives) else "optional"), wanted

    def _components(self) -> Mapping[str, Any]:
        return mapping(self.document.get("components", {}), "components")

    def shapes(self, schema: Schema) -> tuple[Shape, ...]:
        """What values of a schema look like: one shape for each alternative. The same schema gives the same shapes, so
        that a walk knows where it has been.
        """
        if schema is False:
            return ()
        if schema is True:
            return (ANYTHING,)
        if id(schema) not in self._shapes:
            # A schema that is an alternative of itself adds nothing to itself.
            self._shapes[id(schema)] = schema, ()
            self._shapes[id(schema)] = schema, self._laid_out(mapping(schema, "a schema"))
        return self._shapes[id(schema)][1]

    def tags(self, shape: Shape, name: str) -> tuple[str, ...]:
        """The values that a property of a shape may have, where the description lists them."""
        schema = shape.properties.get(name, False)
        choices = (choice for each in self.shapes(schema) for choice in each.choices)
        return tuple(choice for choice in choices if isinstance(choice, str))

    def event_data(self, schema: Schema) -> list[Schema]:
        """The schemas of what a stream's events carry; the description writes an event as an object with ``data``."""
        events = [shape for shape in self.shapes(schema) if shape.is_object]
        data = [event.properties["data"] for event in events if "data" in event.properties]
        return data if data or not events else [schema]

    def beside_data(self, schema: Schema) -> list[str]:
        """What the events of a stream have beside ``data`` that is no field of `text/event-stream`, and what events
        have that carry none while others do.
        """
        events = [shape for shape in self.shapes(schema) if shape.is_object]
        if not any("data" in event.properties for event in events):
            return []
        names = (name for event in events for name in event.properties)
        return [name for name in dict.fromkeys(names) if name not in _EVENT_FIELDS]

    def is_deprecated(self, schema: Schema) -> bool:
        """Whether all that a schema takes, but null, is about to go."""
        shapes = [shape for shape in self.shapes(schema) if shape.kinds != frozenset({"null"})]
        return bool(shapes) and all(shape.deprecated for shape in shapes)

    def _laid_out(self, schema: Mapping[str, Any]) -> tuple[Shape, ...]:
        found: tuple[Shape, ...] = (own_shape(schema),)
        if "$ref" in schema:
            found = self._both(found, self.shapes(self._at(schema["$ref"])))
        for part in sequence(schema.get("allOf", ()), "allOf"):
            found = self._both(found, self.shapes(part))
        for word in ("anyOf", "oneOf"):
            if word in schema:
                found = self._both(found, tuple(self._alternatives(schema, word)))
        return found

    def _both(self, first: tuple[Shape, ...], second: tuple[Shape, ...]) -> tuple[Shape, ...]:
        """The shapes of values that are of one of the first and one of the second. What agrees with none of the others
        stays as it is: a schema that contradicts itself must not hide a field.
        """
        pairs = [(one, other) for one in first for other in second if self._agree(one, other)]
        paired = {id(shape) for pair in pairs for shape in pair}
        alone = [shape for shape in (*first, *second) if id(shape) not in paired]
        return (*(joined(one, other) for one, other in pairs), *alone)

    def _agree(self, one: Shape, other: Shape) -> bool:
        """Whether a value could be of both shapes, as far as types and listed values tell."""
        if one.kinds and other.kinds and not one.kinds & other.kinds:
            return False
        listed = [(one.choices, other.choices)]
        listed += [
            (self.tags(one, name), self.tags(other, name))
            for name in one.properties
            if name in other.properties
        ]
        return all(
            not left or not right or any(value in right for value in left) for left, right in listed
        )

    def _alternatives(self, schema: Mapping[str, Any], word: str) -> Iterator[Shape]:
        discriminator = mapping(schema.get("discriminator", {}), "discriminator")
        tag = discriminator.get("propertyName", "")
        for part in sequence(schema[word], word):
            reference = part.get("$ref") if isinstance(part, Mapping) else None
            for shape in self.shapes(part):
                if tag and reference and shape.is_object and not self.tags(shape, tag):
                    values = {"enum": _mapped(discriminator, reference)}
                    yield joined(shape, Shape(kinds=_OBJECT, properties={tag: values}))
                else:
                    yield shape

    def followed(self, value: object, where: str) -> Mapping[str, Any]:
        """A part of the description that may stand elsewhere in it."""
        met: list[object] = []
        found = mapping(value, where)
        while "$ref" in found:
            reference = found["$ref"]
            if reference in met:
                raise NotADescriptionError(f"{reference} refers to itself")
            met.append(reference)
            found = mapping(self._at(reference), reference)
        return found

    def _at(self, reference: object) -> Any:
        """What a reference points at: RFC 6901, in a URL's fragment."""
        if not isinstance(reference, str) or not reference.startswith("#/"):
            raise NotADescriptionError(f"it refers to {reference!r}, which is another file")
        found: Any = self.document
        for step in reference[2:].split("/"):
            key = unquote(step).replace("~1", "/").replace("~0", "~")
            if isinstance(found, Mapping) and key in found:
                found = found[key]
            elif isinstance(found, list) and key.isdecimal() and int(key) < len(found):
                found = found[int(key)]
            else:
                raise NotADescriptionError(f"it refers to {reference}, which is not there")
        return found


def read(path: Path) -> Description:
    """Read a description, in YAML or JSON.

    Raises:
        NotADescriptionError: the file is none, or cannot be read.
    """
    try:
        document = _parsed(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as exc:
        raise NotADescriptionError(" ".join(str(exc).split())) from exc
    return Description(document)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)  # JSON is YAML too, but its own parser is many times as fast
    except ValueError:
        return yaml.load(text, Loader=_Loader)


_Loader: Any = type("_Loader", (getattr(yaml, "CSafeLoader", yaml.SafeLoader),), {})
"""Reads the scalars of YAML 1.2, as OpenAPI asks for: PyYAML's own takes ``on`` for true and 2026-01-01 for a date."""
_Loader.yaml_implicit_resolvers = {
    first: [each for each in resolvers if not each[0].endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


def _mapped(discriminator: Mapping[str, Any], reference: str) -> list[str]:
    """The tags that a discriminator gives to a schema; its name, where there are none."""
    name = reference.rpartition("/")[2]
    targets = mapping(discriminator.get("mapping", {}), "mapping")
    return [tag for tag, target in targets.items() if target in (reference, name)] or [name]


def _content(found: Mapping[str, Any], where: str) -> dict[str, Schema]:
    """The schemas of a body by media type; what has no schema can be anything."""
    content = mapping(found.get("content", {}), where)
    return {
        str(media_type): mapping(media, where).get("schema", True)
        for media_type, media in content.items()
    }


def _names(parameters: Sequence[Mapping[str, Any]], place: str) -> Iterator[str]:
    return (str(each.get("name")) for each in parameters if each.get("in") == place)


def _urls(owner: Mapping[str, Any]) -> tuple[str, ...]:
    servers = sequence(owner.get("servers") or (), "servers")
    return tuple(str(mapping(each, "a server").get("url")).rstrip("/") for each in servers)


def _is_bearer(scheme: object) -> bool:
    return isinstance(scheme, Mapping) and scheme.get("scheme") == "bearer"
