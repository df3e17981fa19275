"""Drafts in this house's style, for a person to finish: `python -m tests.drift OPENAPI --scaffold OPERATION`.

For an operation that is not built: its module for ``funcs/`` and its classes for ``models/``. For one that is built:
the fields that it lacks, as lines to paste into their classes. OPERATION is a function's name (``byok_create``), the
description's own name, or a method and a path (``"POST /byok"``).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from keyword import iskeyword
from typing import Any, Final

from tests.drift.description import Described, Description
from tests.drift.operations import compare, modules
from tests.drift.shapes import Schema, Shape

_SCALARS: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_RETRY: Final = {
    "GET": "SAFE",
    "PUT": "IDEMPOTENT",
    "PATCH": "IDEMPOTENT",
    "DELETE": "IDEMPOTENT",
    "POST": "NON_IDEMPOTENT",
}
_WIDTH: Final = 116
_LISTED: Final = 12
"""How many values of an enumeration are written down."""


class UnknownOperationError(Exception):
    """The description has no such operation."""


def scaffold(description: Description, wanted: str) -> Iterator[str]:
    """The draft for one operation, line by line.

    Raises:
        UnknownOperationError: the description has none of that name.
    """
    described = _find(description, wanted)
    name = function_name(description, described)
    for built, operation, arguments in modules():
        if operation is not None and built == name:
            drift = compare(operation, arguments, description, described)
            yield from _missing_fields(description, drift.absent)
            return
    draft = _Draft(description, described, name)
    yield f"# ---- funcs/{name}.py"
    yield from draft.module()
    yield ""
    yield f"# ---- models/{draft.resource}.py"
    yield from draft.models()


def function_name(description: Description, described: Described) -> str:
    """The name of an operation here: the official SDKs' own, in snake case, as ``<resource>_<operation>``."""
    operation = description.document["paths"][described.path][described.method.lower()]
    _, _, sdk = str(operation.get("x-sdk", "")).partition(".")
    group, _, method = sdk.partition(".")
    if not method:
        group = operation.get("x-speakeasy-group") or (operation.get("tags") or ["api"])[0]
        method = operation.get("x-speakeasy-name-override") or described.title
    return f"{_snake(group)}_{_snake(method)}"


def _find(description: Description, wanted: str) -> Described:
    for each in description.operations():
        names = (each.title, f"{each.method} {each.path}", function_name(description, each))
        if wanted in names:
            return each
    raise UnknownOperationError(wanted)


def _missing_fields(
    description: Description, absent: list[tuple[type, str, list[Schema]]]
) -> Iterator[str]:
    by_class: dict[type, dict[str, str]] = {}
    for cls, name, schemas in absent:
        strict = any(base.__name__ == "RequestModel" for base in cls.__mro__)
        writer = _Models(description, strict=strict)
        by_class.setdefault(cls, {})[name] = writer.field(name, schemas[0], required=False)
    for cls, fields in by_class.items():
        yield f"# ---- {cls.__module__}: {cls.__name__}"
        yield from fields.values()
    if not by_class:
        yield "# nothing is missing"


class _Draft:
    """The draft of an operation that is not built."""

    def __init__(self, description: Description, described: Described, name: str) -> None:
        self.name = name
        self.resource = name.partition("_")[0]
        self._description = description
        self._described = described
        self._operation: Mapping[str, Any] = description.document["paths"][described.path][
            described.method.lower()
        ]
        pascal = _pascal(name)
        self._request = f"{pascal}Params" if described.query or described.body else None
        self._response = f"{pascal}Response"
        self._path = re.findall(r"\{(.*?)\}", described.path)

    def module(self) -> Iterator[str]:
        """The module for ``funcs/``."""
        described = self._described
        kinds = [kind for kind in ("json", "multipart") if any(kind in m for m in described.body)]
        model_names = ", ".join(sorted(filter(None, (self._request, self._response))))
        empty = "from openrouter_core.models.model import EMPTY_REQUEST\n" if self._request else ""
        retry = _RETRY[described.method]
        yield f'"""{self._summary()}: ``{described.method} {described.path}``."""\n'
        yield "from __future__ import annotations\n"
        yield "from typing import TYPE_CHECKING\n"
        yield "from openrouter_core._io.send import call"
        yield "from openrouter_core._protocol.operation import Operation"
        yield f"from openrouter_core._protocol.retry import {retry}"
        yield f"{empty}from openrouter_core.result import Err, Ok\n"
        yield "if TYPE_CHECKING:"
        yield "    from openrouter_core.core import OpenRouterCore"
        yield f"    from openrouter_core.models import {model_names}"
        yield "    from openrouter_core.models.errors import AnyError"
        if self._request:
            yield "    from openrouter_core.models.model import JsonObject"
        yield "    from openrouter_core.options import RequestOptions\n"
        yield "OPERATION = Operation("
        yield f'    name="{self.name}",'
        yield f'    method="{described.method}",'
        yield f'    path="{described.path}",'
        yield f"    retry={retry},"
        yield f"    request={self._request and chr(34) + self._request + chr(34)},"
        yield f'    response="{self._response}",'
        yield f"    body={chr(34) + kinds[0] + chr(34) if kinds else None},"
        yield ")\n"
        yield from self._function(asynchronous=False)
        yield ""
        yield from self._function(asynchronous=True)

    def _function(self, *, asynchronous: bool) -> Iterator[str]:
        name = f"{self.name}_async" if asynchronous else self.name
        yield f"\n{'async ' if asynchronous else ''}def {name}("
        yield "    core: OpenRouterCore,"
        yield from (f"    {_snake(each)}: str," for each in self._path)
        if self._request:
            yield f"    request: {self._request} | JsonObject = EMPTY_REQUEST,"
        yield "    *,"
        yield "    options: RequestOptions | None = None,"
        yield f") -> Ok[{self._response}] | Err[AnyError]:"
        if asynchronous:
            yield f'    """As `{self.name}`, for async code."""'
            yield "    from openrouter_core._io.send_async import call_async\n"
        else:
            yield from self._docstring()
        given = ["core", "OPERATION", "request" if self._request else "None"]
        if self._path:
            pairs = ", ".join(f'"{each}": {_snake(each)}' for each in self._path)
            given.append(f"path={{{pairs}}}")
        given.append("options=options")
        called = "await call_async" if asynchronous else "call"
        yield f"    return {called}({', '.join(given)})"

    def _docstring(self) -> Iterator[str]:
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", str(self._operation.get("description", "")))
        management = "management key" in text.lower()
        yield f'    """{self._summary()}.\n'
        yield from textwrap.wrap(
            f"(From the description, to be reworded: {' '.join(text.split())[:600]})",
            _WIDTH,
            initial_indent="    ",
            subsequent_indent="    ",
        )
        yield f"\n    Key: {'a management key' if management else 'needed'}.\n"
        yield "    Arguments:\n        core: the client."
        yield from (f"        {_snake(each)} (str): ..." for each in self._path)
        if self._request:
            yield f"        request ({self._request} or a mapping): ...."
        yield "        options: for this call only.\n"
        yield f"    Returns:\n        ``Ok({self._response})``: ...\n"
        yield "    Errors:"
        yield "        Others: see `AnyError`.\n"
        yield "    Example:"
        yield "        >>> from openrouter_core import OpenRouterCore"
        yield "        >>> from openrouter_core.testing import LocalServer"
        yield "        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:"
        arguments = ["core", *(f'"{_snake(each)}"' for each in self._path)]
        if self._request:
            arguments.append("{}")
        yield f"        ...     {self.name}({', '.join(arguments)})"
        yield '    """'

    def models(self) -> Iterator[str]:
        """The classes for ``models/``."""
        yield "from collections.abc import Sequence"
        yield "from typing import Literal\n"
        yield "from openrouter_core.models.model import ("
        names = (
            "UNSET",
            "JsonObject",
            "RequestModel",
            "Response",
            "ResponseModel",
            "Unset",
            "model",
        )
        yield from (f"    {name}," for name in names)
        yield ")"
        if self._request:
            yield from self._request_models(self._request)
        whole = [
            schema
            for media, schemas in self._described.answer.items()
            if "event-stream" not in media
            for schema in schemas
        ]
        writer = _Models(self._description, strict=False)
        yield from writer.written(self._response, whole[0] if whole else {}, base="Response")

    def _request_models(self, name: str) -> Iterator[str]:
        writer = _Models(self._description, strict=True)
        body = next(iter(self._described.body.values()), None)
        if body is not None:
            yield from writer.written(name, body)
            return
        parameters = {
            each["name"]: each
            for each in map(self._followed, self._operation.get("parameters", ()))
            if each.get("in") == "query"
        }
        schema = {
            "type": "object",
            "required": [n for n, each in parameters.items() if each.get("required")],
            "properties": {
                n: {**each.get("schema", {}), "description": each.get("description", "")}
                for n, each in parameters.items()
            },
        }
        yield from writer.written(name, schema)

    def _followed(self, parameter: Mapping[str, Any]) -> Mapping[str, Any]:
        return self._description.followed(parameter, self.name)

    def _summary(self) -> str:
        said = self._operation.get("summary") or self._described.title
        return " ".join(str(said).split()).rstrip(".")


class _Models:
    """Writes classes for a schema and for the objects inside it, the inner ones first.

    Arguments:
        strict: whether they are a request's.
    """

    def __init__(self, description: Description, *, strict: bool) -> None:
        self._description = description
        self._strict = strict
        self._done: dict[str, list[str]] = {}

    def written(self, name: str, schema: Schema, *, base: str | None = None) -> Iterator[str]:
        """The classes of a whole body."""
        objects = [shape for shape in self._description.shapes(schema) if shape.is_object]
        self._class(name, objects, self._required(schema), base=base)
        for lines in self._done.values():
            yield ""
            yield ""
            yield from lines

    def field(self, name: str, schema: Schema, *, required: bool) -> str:
        """One field, as a line of its class."""
        if not name.isidentifier() or iskeyword(name):
            return f"    # {name!r} cannot be a field's name: it stays in `extra`"
        kind = self._type(schema, _pascal(name))
        if not self._strict:
            return f"    {name}: {kind} | None = None"
        if required:
            return f"    {name}: {kind}"
        return f"    {name}: {kind} | Unset | None = UNSET"

    def _class(
        self, name: str, shapes: list[Shape], required: set[str], *, base: str | None = None
    ) -> None:
        if name in self._done:
            return
        self._done[name] = []  # its place is taken: a schema may hold itself
        properties = {key: below for shape in shapes for key, below in shape.properties.items()}
        fields = [
            self.field(key, below, required=key in required)
            for key, below in sorted(properties.items(), key=lambda each: each[0] not in required)
        ]
        lines = [
            "@model",
            f"class {name}({base or ('RequestModel' if self._strict else 'ResponseModel')}):",
        ]
        lines += ['    """...', "", "    Fields:"]
        lines += [f"        {key}: {self._said(below)}" for key, below in properties.items()]
        lines += ['    """', "", *(fields or ["    ..."])]
        self._done[name] = self._done.pop(name) or lines  # behind the classes that it names

    def _type(self, schema: Schema, name: str) -> str:
        kinds: list[str] = []
        for shape in self._description.shapes(schema):
            for kind in self._kinds(shape, self._named(schema, name)):
                if kind not in kinds:
                    kinds.append(kind)
        return " | ".join(kinds) or "JsonObject"

    def _kinds(self, shape: Shape, name: str) -> Iterator[str]:
        if shape.choices:
            known = [choice for choice in shape.choices if choice is not None]
            if 0 < len(known) <= _LISTED:  # a longer list is out of date before it is read
                yield f"Literal[{', '.join(map(_quoted, known))}]"
            if known:
                yield from dict.fromkeys(type(choice).__name__ for choice in known)
            return
        for kind in sorted(shape.kinds or ()):
            if kind in _SCALARS:
                yield _SCALARS[kind]
            elif kind == "array":
                inner = self._type(shape.items or {}, name.removesuffix("s"))
                yield f"{'Sequence' if self._strict else 'list'}[{inner}]"
            elif kind == "object" and shape.properties:
                self._class(name, [shape], set())
                yield name
            elif kind == "object":
                yield "JsonObject"

    def _named(self, schema: Schema, name: str) -> str:
        reference = schema.get("$ref") if isinstance(schema, Mapping) else None
        return str(reference).rpartition("/")[2] if reference else name

    def _required(self, schema: Schema) -> set[str]:
        found = (
            self._description.followed(schema, "a schema") if isinstance(schema, Mapping) else {}
        )
        return set(found.get("required", ()))

    def _said(self, schema: Schema) -> str:
        text = schema.get("description", "") if isinstance(schema, Mapping) else ""
        return " ".join(str(text).split())[:80] or "..."


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _snake(name: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return re.sub(r"\W+", "_", spaced).strip("_").lower()


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in _snake(name).split("_"))
