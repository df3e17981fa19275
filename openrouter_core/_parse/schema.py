"""JSON Schema of users' own classes and functions, for an answer's form and for tools.

msgspec (the extra ``schema``) describes types without fields: scalars, formats, containers, and what ``Annotated[...,
msgspec.Meta(...)]`` says about them besides limits; a string in `Annotated` is a description too. Limits are in
`openrouter_core._parse.limits`. Classes and unions are built here: msgspec 0.22 refuses a union of two plain classes,
moves fields with defaults to the end and sorts the keys of a `TypedDict`, and a model writes its answer in the schema's
order.
"""

from __future__ import annotations

import inspect
import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, time
from types import NoneType
from typing import Annotated, Any, Final, Literal, get_args

from openrouter_core._parse.described import own_schema, rewritten
from openrouter_core._parse.fields import fields_of
from openrouter_core._parse.limits import Limit, limited_members, limits_in, schema_keywords
from openrouter_core._parse.structure import parse_hook
from openrouter_core._parse.types import (
    PLAIN,
    Field,
    has_fields,
    is_described,
    is_enum,
    is_union,
    origin_of,
    refuse,
    spelled,
    split,
    takes_null,
)
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError, with_fields

_DEFS: Final = "#/$defs/"

_STRICT: Final = {"type", "enum", "const", "anyOf", "$ref", "items", "format", "description"}
_FORMATS: Final = {"date-time", "date", "time", "duration", "uuid", "email", "ipv4", "ipv6"}
"""The keywords for a value, and the values of ``format``, that strict mode accepts with both OpenAI and Anthropic
(their guides on structured outputs, sections "Supported schemas" and "JSON Schema limitations"). A limit such as
``minimum`` or ``minItems`` is enforced by one and a 400 from the other, and a request may be routed to either.
"""

_TIMES: Final = {datetime: "date-time", time: "time"}
"""msgspec writes these formats only if a time zone is required."""

_TYPES: Final = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def json_schema(into: Any, *, strict: bool = True) -> dict[str, Any]:
    """The JSON Schema of an annotation. For a class with fields, the schema is an object, as strict mode requires for a
    whole answer; the caller may wrap anything else.

    Arguments:
        strict: whether it is for strict mode: every key is required, and one with a default may be null; a limit that
            strict mode does not support goes into the description. Otherwise a key with a default may be missing.

    Raises:
        SDKValidationError: the annotation cannot be described, or no value of it could be made from an answer.
        InvalidRequestError: msgspec is not installed.
    """
    writer = _Writer(strict)
    if is_described(into):  # does not need msgspec
        return writer.whole(writer.described_itself(into))
    return writer.whole(writer.schema_of(into))


def object_schema(fields: Iterable[Field], *, strict: bool = True) -> dict[str, Any]:
    """The JSON Schema of an object with these keys: a function's parameters, or an answer that is wrapped.

    Raises:
        SDKValidationError: as `json_schema`.
        InvalidRequestError: as `json_schema`.
    """
    writer = _Writer(strict)
    writer.require_msgspec()
    return writer.whole(writer.object_of(fields))


class _Writer:
    """Writes one schema; a named class is written once, into ``$defs``, so that classes may refer to each other."""

    def __init__(self, strict: bool) -> None:
        self._strict = strict
        self._names: dict[Any, str] = {}
        self._defs: dict[str, dict[str, Any]] = {}
        self._uses: Counter[str] = Counter()

    def require_msgspec(self) -> Any:
        """The module that describes types without fields."""
        try:
            import msgspec
        except ImportError:
            raise InvalidRequestError(
                'a JSON Schema needs msgspec: pip install "openrouter-core[schema]"'
            ) from None
        return msgspec

    def whole(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A schema with its definitions. Strict mode requires ``type: object`` at the top, so there is no ``$ref``."""
        if "$ref" in schema:
            name = schema["$ref"].removeprefix(_DEFS)
            schema = self._defs[name]
            if self._uses[name] == 1:
                del self._defs[name]
        return {**schema, "$defs": self._defs} if self._defs else schema

    def schema_of(self, annotation: Any) -> dict[str, Any]:
        """The schema of an annotation in one place."""
        self.require_msgspec()
        parse_hook(annotation)  # what cannot be made from an answer must not be requested
        inner, metadata = split(annotation)
        limits = limits_in(annotation, metadata)
        schema = self._described(annotation, inner, metadata, limits)
        schema.pop("uniqueItems", None)  # a set accepts duplicates, but not every msgspec says so
        if inner in _TIMES:
            schema.setdefault("format", _TIMES[inner])
        if not is_union(inner):
            for keyword, bound in schema_keywords(inner, limits).items():
                schema.setdefault(keyword, bound)  # a tuple of two has a length already
        if words := [text for each in metadata if (text := _words(each))]:
            schema.setdefault("description", " ".join(words))
        if self._strict:
            schema = self._strictly(annotation, schema)
        return _ref_alone(schema)

    def _described(
        self, annotation: Any, inner: Any, metadata: Iterable[Any], limits: tuple[Limit, ...]
    ) -> dict[str, Any]:
        """msgspec's schema of a type, without its limits; placeholders replace the types that msgspec must not
        describe.
        """
        origin = PLAIN.get(origin_of(inner), origin_of(inner))
        shape = (
            inner if origin is not None or not isinstance(inner, type) else PLAIN.get(inner, inner)
        )
        parts: dict[type, Any] = {}
        msgspec = self.require_msgspec()

        def stand_in(member: Any) -> Any:
            if member in (Any, ..., str):
                return member
            part = type("Part", (), {})
            parts[part] = member
            return part

        if is_union(inner) or _has_name(inner) or origin is Literal:
            shape = stand_in(inner)
        elif origin is not None:
            shape = origin[tuple(map(stand_in, get_args(inner)))]

        def schema_of_part(part: type) -> dict[str, Any]:
            if part is not shape:
                return self.schema_of(parts[part])
            if is_union(inner):
                members = limited_members(annotation, limits)
                return {"anyOf": [self.schema_of(member) for member in members]}
            return self._composed(inner)

        said = [_without_limits(each) for each in metadata if isinstance(each, msgspec.Meta)]
        try:
            schema: dict[str, Any] = msgspec.json.schema(
                Annotated[(shape, *said)] if said else shape, schema_hook=schema_of_part
            )
        except TypeError as error:
            why = str(error).partition(" - type")[0]  # the error below shows a placeholder
            refuse(annotation, f"msgspec cannot describe it: {why}")
        return schema

    def _composed(self, inner: Any) -> dict[str, Any]:
        """The schema of types that msgspec refuses or reorders."""
        if origin_of(inner) is Literal:
            return _choice(get_args(inner))
        if is_described(inner):
            return self.described_itself(inner)
        if inner not in self._names:
            name = self._names[inner] = self._new_name(spelled(inner))
            self._defs[name] = {**_description(inner), **self._named(inner)}
        return self._ref(self._names[inner])

    def _new_name(self, wanted: str) -> str:
        """A name for a definition, reserved at once, so that a class that refers to itself finds it."""
        plain = re.sub(r"[^A-Za-z0-9_-]+", "_", wanted).strip("_") or "Type"
        name = plain
        while name in self._defs:
            name = f"{plain}_{len(self._defs)}"
        self._defs[name] = {}
        return name

    def _shared_name(self, wanted: str, own: Any) -> str:
        """A name for a definition in a class's schema; two classes that use a third both define it."""
        text = json.dumps(own)
        if "$ref" in text:
            return self._new_name(wanted)
        if (wanted, text) not in self._names:
            self._names[wanted, text] = self._new_name(wanted)
        return self._names[wanted, text]

    def _ref(self, name: str) -> dict[str, Any]:
        self._uses[name] += 1
        return {"$ref": _DEFS + name}

    def described_itself(self, cls: Any) -> dict[str, Any]:
        """The schema of a class that has its own (pydantic's), in the form of ours, with its definitions among ours."""
        parse_hook(cls)
        if cls not in self._names:
            own = own_schema(cls)
            defs = own.pop("$defs", {})
            root = own.get("$ref", "").removeprefix(_DEFS)  # of a class that refers to itself
            if root not in defs:
                defs[root] = own
            names = {
                name: self._shared_name(name or spelled(cls), each) for name, each in defs.items()
            }
            self._names[cls] = names[root]

            def named(ref: str) -> str:
                ours: str = self._ref(names[ref.removeprefix(_DEFS)])["$ref"]
                return ours

            for name, schema in defs.items():
                place = name or spelled(cls)
                self._defs[names[name]] = rewritten(schema, place, named, self._as_ours)
        return self._ref(self._names[cls])

    def _as_ours(self, place: str, schema: dict[str, Any]) -> dict[str, Any]:
        """A part of a class's own schema, in the form of ours."""
        schema.pop("uniqueItems", None)
        if "enum" in schema and "type" not in schema:
            schema |= _choice(schema["enum"])
        if "properties" in schema:
            if self._strict or schema.get("additionalProperties", True) is True:
                schema["additionalProperties"] = False
            if self._strict:
                schema["required"] = list(schema["properties"])
            return schema
        if self._strict:
            schema = self._strictly(place, schema)
        return _ref_alone(schema)

    def _named(self, inner: Any) -> dict[str, Any]:
        if is_enum(inner):
            return _choice(member.value for member in inner)
        try:
            return self.object_of(fields_of(inner))
        except SDKValidationError as error:
            raise with_fields(error, message=f"{spelled(inner)}.{error.message}") from None

    def object_of(self, fields: Iterable[Field]) -> dict[str, Any]:
        """The schema of an object with these keys, in this order."""
        properties: dict[str, Any] = {}
        required: list[str] = []
        for field in fields:
            try:
                schema = self.schema_of(field.annotation)
            except SDKValidationError as error:
                raise with_fields(error, message=f"{field.name}: {error.message}") from None
            if self._strict and not field.required and not takes_null(field.annotation):
                schema = {"anyOf": [schema, {"type": "null"}]}
            if self._strict or field.required:
                required.append(field.name)
            properties[field.name] = schema
        return {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    def _strictly(self, annotation: Any, schema: dict[str, Any]) -> dict[str, Any]:
        """The part of a schema that strict mode supports; the rest goes into the description, and is checked in the
        answer.
        """
        same = schema.get("prefixItems", ())
        if same and all(item == same[0] for item in same):
            schema = {**schema, "items": same[0]}  # a pair of numbers is a list of two
            del schema["prefixItems"]
        if "prefixItems" in schema:
            refuse(annotation, "strict mode has no lists whose items differ by place; use a class")
        if schema.get("type") == "array" and not schema.get("items"):
            refuse(annotation, "strict mode needs the type of a list's items, as in list[str]")
        if schema.get("type") == "object":
            refuse(annotation, "strict mode has no objects with free keys; use a list of a class")
        if not schema.keys() & {"type", "anyOf", "$ref"}:
            refuse(annotation, "strict mode needs the type of a value")
        kept = {key: value for key, value in schema.items() if key in _STRICT}
        if kept.get("format", "date") not in _FORMATS:
            del kept["format"]
        if told := {key: value for key, value in schema.items() if key not in kept}:
            words = [f"({key}: {json.dumps(value)})" for key, value in told.items()]
            kept["description"] = " ".join((kept.get("description", ""), *words)).strip()
        return kept


def _has_name(inner: Any) -> bool:
    """Whether it is written once, into ``$defs``."""
    return has_fields(inner) or is_enum(inner) or is_described(inner)


def _without_limits(meta: Any) -> Any:
    names = ("title", "description", "examples", "extra_json_schema")
    return type(meta)(**{name: getattr(meta, name) for name in names})


def _ref_alone(schema: dict[str, Any]) -> dict[str, Any]:
    """In strict mode there may be nothing beside a ``$ref``."""
    if "$ref" in schema and len(schema) > 1:
        return {"anyOf": [{"$ref": schema.pop("$ref")}], **schema}
    return schema


def _words(said: Any) -> str | None:
    """The description in `Annotated`: a string, or the text in the description objects of annotated_types and
    pydantic.
    """
    if isinstance(said, str):
        return said
    for name in ("documentation", "description"):
        text = getattr(said, name, None)
        if isinstance(text, str) and not isinstance(said, type):
            return text
    return None


def _choice(values: Iterable[Any]) -> dict[str, Any]:
    values = list(values)
    types = list(dict.fromkeys(_TYPES[type(value)] for value in values))
    return {"type": types[0] if len(types) == 1 else types, "enum": values}


def _description(cls: Any) -> dict[str, Any]:
    """A class's own docstring; the generated one of a dataclass (its signature) does not count."""
    doc = vars(origin_of(cls) or cls).get("__doc__")
    name = (origin_of(cls) or cls).__name__
    if not isinstance(doc, str) or not doc.strip() or doc.startswith(f"{name}("):
        return {}
    return {"description": inspect.cleandoc(doc)}
