"""The package's operations, each beside what a description says of it."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Collection, Iterator
from importlib import import_module
from inspect import signature
from typing import Any, Final, NamedTuple

import attrs

from openrouter_core import funcs, models
from openrouter_core._protocol.operation import JSON, Operation
from tests.drift.description import Described, Description
from tests.drift.differences import Drift, Where
from tests.drift.fields import Comparison

STREAM: Final = "text/event-stream"


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
            drift.miss(Where("path", name), f"no argument of {operation.name}")
    if described is None:
        where = Where("operation", f"{operation.method} {operation.path}")
        drift.miss(where, "not in the description")
        return drift
    parts = _Parts(operation, described, description, drift)
    parts.compare_query()
    parts.compare_body()
    parts.compare_response()
    parts.compare_stream()
    parts.comparison.finish()
    return drift


class _Parts:
    """The parts of one operation, here and in the description."""

    def __init__(
        self, operation: Operation, described: Described, description: Description, drift: Drift
    ) -> None:
        self.operation = operation
        self.described = described
        self.description = description
        self.drift = drift
        self.comparison = Comparison(description, drift)
        self.request = getattr(models, operation.request) if operation.request else None
        self.fields: tuple[str, ...] = self.request.__wire__ if self.request else ()
        self.in_query = operation.query if operation.body else self.fields

    def compare_query(self) -> None:
        # A value in a query is text, whatever it was: names are all that can be compared.
        self.compare_names("query", self.described.query, self.in_query)

    def compare_body(self) -> None:
        kind, described = self.operation.body, self.described.body
        schemas = [schema for media, schema in described.items() if kind and kind in media]
        names = dict.fromkeys(
            name
            for schema in schemas
            for shape in self.description.shapes(schema)
            for name in shape.properties
        )
        fields = [name for name in self.fields if name not in self.in_query]
        if described and not (schemas and self.request):
            self.drift.miss(Where("body"), f"described as {', '.join(described)}, and not sent")
        elif kind == "json" and schemas and self.request:
            for name in names:
                if name in self.in_query:
                    self.drift.miss(Where("body", name), "not sent in the body")
            self.comparison.compare(schemas, self.request, Where("body"))
            self.comparison.meet(self.request, self.in_query)
        else:  # a form's values are text and files
            self.compare_names("body", names, fields)

    def compare_response(self) -> None:
        operation, where = self.operation, Where("response")
        whole = {media: each for media, each in self.described.answer.items() if media != STREAM}
        is_json = operation.accept == JSON
        read = [m for m in whole if ("json" in m if is_json else operation.holds_content(m))]
        if operation.response is None:
            if whole:
                self.drift.miss(where, f"described as {', '.join(whole)}, and not read")
        elif not whole:
            self.drift.exceed(where, operation.response)
        elif not read:
            self.drift.miss(where, f"described as {', '.join(whole)}, and not read")
        elif is_json:
            schemas = [schema for media in read for schema in whole[media]]
            self.comparison.compare(schemas, getattr(models, operation.response), where)

    def compare_stream(self) -> None:
        events, where = self.operation.events, Where("stream")
        schemas = [
            data
            for schema in self.described.answer.get(STREAM, ())
            for data in self.description.event_data(schema)
        ]
        if events and schemas:
            self.comparison.compare(schemas, getattr(models, events.chunk), where)
        elif events:
            self.drift.exceed(where, events.chunk)
        elif schemas:
            self.drift.miss(where, "described, and not read")

    def compare_names(self, part: str, described: Collection[str], fields: Collection[str]) -> None:
        owner = self.request.__name__ if self.request else "a request that has no fields"
        self.drift.compared += len(described)
        for name in described:
            if name not in fields:
                elsewhere = name in self.fields
                why = f"not sent in the {part}" if elsewhere else f"not in {owner}"
                self.drift.miss(Where(part, name), why)
        for name in fields:
            if name not in described:
                self.drift.exceed(Where(part, name), f"in {owner}")


def _key(method: str, path: str) -> tuple[str, str]:
    """What tells operations apart; the names of path parameters do not."""
    return method.upper(), re.sub(r"\{.*?\}", "{}", path)
