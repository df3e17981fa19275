"""The package's operations, each beside what a description says of it."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Collection, Iterable, Iterator
from importlib import import_module
from inspect import signature
from typing import Any, Literal, NamedTuple, TypeAlias

import attrs

from openrouter_core import funcs, models
from openrouter_core.models.model import Model
from openrouter_core.operation import JSON, Operation
from tests.drift.description import Described, Description
from tests.drift.fields import Comparison

Place: TypeAlias = Literal["operation", "path", "query", "body", "response", "stream"]
"""The part of an operation that a difference is in."""

STREAM = "text/event-stream"


class Difference(NamedTuple):
    """One difference between an operation here and its description.

    Fields:
        place: the part of the operation.
        path: where in that part, such as ``messages[].content``; "" is the whole.
        what: the difference, as the rest of a sentence.
    """

    place: Place
    path: str
    what: str

    def __str__(self) -> str:
        return f"{f'{self.place} {self.path}'.strip()}: {self.what}"


@attrs.define
class Drift:
    """How one operation here differs from its description.

    Fields:
        name: the function's name.
        method, path: as the package has them.
        missing: what the description has and the package does not take.
        undescribed: what the package has and the description has not.
        plain: what is described in detail, and kept as plain JSON here.
        compared: how many parameters, properties and kinds of values were looked at.
    """

    name: str
    method: str
    path: str
    missing: list[Difference] = attrs.field(factory=list)
    undescribed: list[Difference] = attrs.field(factory=list)
    plain: list[Difference] = attrs.field(factory=list)
    compared: int = 0

    def miss(self, place: Place, path: str, what: str) -> None:
        self.missing.append(Difference(place, path, what))

    def take(self, found: Comparison, place: Place, *, apart: Collection[str] = ()) -> None:
        """Take over what was found in one place; the fields `apart` are the whole's, and belong to another place."""
        self.missing += [Difference(place, *each) for each in found.missing]
        self.plain += [Difference(place, *each) for each in found.plain]
        self.compared += found.compared
        self.undescribed += [
            Difference(place, *each) for each in found.undescribed if each.path not in apart
        ]


class NotBuilt(NamedTuple):
    """An operation in the description that the package has no module for."""

    method: str
    path: str
    title: str


@attrs.frozen
class Report:
    """The package beside a description.

    Fields:
        title: what the description calls itself.
        described: how many operations it has.
        operations: the operations that are built here.
        programs: modules in ``funcs/`` that are no operation of their own, and were not compared.
        not_built: the operations that are not.
    """

    title: str
    described: int
    operations: list[Drift]
    programs: list[str]
    not_built: list[NotBuilt]

    def missing(self, *, every: bool = False) -> int:
        """How many things are missing; with `every`, the operations that are not built count too."""
        found = sum(len(drift.missing) for drift in self.operations)
        return found + len(self.not_built) if every else found


def report(description: Description) -> Report:
    """Compare all of the package with a description."""
    described = {_key(each.method, each.path): each for each in description.operations()}
    operations: list[Drift] = []
    programs: list[str] = []
    built: set[tuple[str, str]] = set()
    for name, operation, arguments in modules():
        if operation is None:
            programs.append(name)
            continue
        key = _key(operation.method, operation.path)
        built.add(key)
        operations.append(compare(operation, arguments, description, described.get(key)))
    return Report(
        title=description.title,
        described=len(described),
        operations=operations,
        programs=programs,
        not_built=[
            NotBuilt(each.method, each.path, each.title)
            for key, each in described.items()
            if key not in built
        ],
    )


def modules() -> Iterator[tuple[str, Operation | None, frozenset[str]]]:
    """Every module in ``funcs/``, with its operation, if it is one, and the names of its function's arguments."""
    for info in pkgutil.iter_modules(funcs.__path__):
        module: Any = import_module(f"{funcs.__name__}.{info.name}")
        operation: Operation | None = getattr(module, "OPERATION", None)
        if operation is None:
            yield info.name, None, frozenset()
        else:
            function = getattr(module, operation.name)
            yield info.name, operation, frozenset(signature(function).parameters)


def compare(
    operation: Operation,
    arguments: frozenset[str],
    description: Description,
    described: Described | None,
) -> Drift:
    """Compare one operation with what a description says of it.

    Arguments:
        operation: the operation as the package has it.
        arguments: the names of its function's arguments.
        description: what `described` is a part of.
        described: the operation as the description has it; None where it has not.
    """
    drift = Drift(operation.name, operation.method, operation.path)
    for name in re.findall(r"\{(.*?)\}", operation.path):
        drift.compared += 1
        if name not in arguments:
            drift.miss("path", name, f"no argument of {operation.name}")
    if described is None:
        drift.miss("operation", f"{operation.method} {operation.path}", "not in the description")
        return drift
    sent = _Sent.by(operation)
    # A value in a query is text, whatever it was: names are all that can be compared.
    _compare_names(drift, "query", described.query, sent.query, sent)
    _compare_body(drift, operation, sent, description, described)
    _compare_response(drift, operation, description, described)
    _compare_stream(drift, operation, description, described)
    return drift


class _Sent(NamedTuple):
    """Where an operation sends the fields of its request."""

    request: type[Model] | None
    query: tuple[str, ...]
    body: tuple[str, ...]

    @classmethod
    def by(cls, operation: Operation) -> _Sent:
        if operation.request is None:
            return cls(None, (), ())
        request = getattr(models, operation.request)
        fields: tuple[str, ...] = request.__wire__
        if operation.body is None:
            return cls(request, fields, ())
        return cls(
            request, operation.query, tuple(name for name in fields if name not in operation.query)
        )

    def owner(self) -> str:
        return self.request.__name__ if self.request else "a request that has no fields"


def _compare_names(
    drift: Drift, place: Place, described: Iterable[str], fields: tuple[str, ...], sent: _Sent
) -> None:
    described = tuple(described)
    drift.compared += len(described)
    for name in described:
        if name not in fields:
            elsewhere = name in sent.query or name in sent.body
            why = f"not sent in the {place}" if elsewhere else f"not in {sent.owner()}"
            drift.miss(place, name, why)
    drift.undescribed += [
        Difference(place, name, f"in {sent.owner()}") for name in fields if name not in described
    ]


def _compare_body(
    drift: Drift,
    operation: Operation,
    sent: _Sent,
    description: Description,
    described: Described,
) -> None:
    kind = operation.body
    schemas = [schema for media, schema in described.body.items() if kind and kind in media]
    if described.body and not (schemas and sent.request):
        drift.miss("body", "", f"described as {', '.join(described.body)}, and not sent")
        return
    names = dict.fromkeys(
        name
        for schema in schemas
        for shape in description.shapes(schema)
        for name in shape.properties
    )
    if kind == "multipart" or not schemas:  # a form's values are text and files
        _compare_names(drift, "body", names, sent.body, sent)
        return
    for name in names:
        if name in sent.query:
            drift.miss("body", name, "not sent in the body")
    found = Comparison(description)
    found.compare(schemas, sent.request)
    drift.take(found, "body", apart=sent.query)


def _compare_response(
    drift: Drift, operation: Operation, description: Description, described: Described
) -> None:
    whole = {media: each for media, each in described.answer.items() if media != STREAM}
    if not whole:
        drift.undescribed.append(Difference("response", "", operation.response))
        return
    is_json = operation.accept == JSON
    read = [m for m in whole if ("json" in m if is_json else operation.holds_content(m))]
    if not read:
        drift.miss("response", "", f"described as {', '.join(whole)}, and not read")
    elif is_json:
        found = Comparison(description)
        found.compare(
            [each for media in read for each in whole[media]], getattr(models, operation.response)
        )
        drift.take(found, "response")


def _compare_stream(
    drift: Drift, operation: Operation, description: Description, described: Described
) -> None:
    schemas = [
        data
        for schema in described.answer.get(STREAM, ())
        for data in description.event_data(schema)
    ]
    events = operation.events
    if events is None:
        if schemas:
            drift.miss("stream", "", "described, and not read")
    elif not schemas:
        drift.undescribed.append(Difference("stream", "", events.chunk))
    else:
        found = Comparison(description)
        found.compare(schemas, getattr(models, events.chunk))
        drift.take(found, "stream")


def _key(method: str, path: str) -> tuple[str, str]:
    """What tells operations apart; the names of path parameters do not."""
    return method.upper(), re.sub(r"\{.*?\}", "{}", path)
