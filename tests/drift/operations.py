"""The package's operations, each beside what a description says of it."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from inspect import signature
from typing import Any, Literal, NamedTuple, get_args, get_origin

import attrs

from openrouter_core import funcs, models
from openrouter_core._convert import converter
from openrouter_core._protocol.operation import JSON, Operation
from tests.drift import exceptions
from tests.drift.circumstances import STREAM as STREAM
from tests.drift.circumstances import compare_circumstances, compare_servers, sends
from tests.drift.description import Described, Description
from tests.drift.differences import Difference, Drift, Thing, Where
from tests.drift.fields import Comparison, attributes, options, says_deprecated
from tests.drift.shapes import Schema


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
        excepted: those of them that nobody is to build, with the reason.
        differing: what is otherwise for all operations.
    """

    title: str
    described: int
    operations: list[Drift]
    programs: list[str]
    not_built: list[NotBuilt]
    excepted: list[tuple[NotBuilt, str]]
    differing: list[Difference]

    def missing(self, *, every: bool = False) -> int:
        """How many different things are missing or otherwise than described; with `every`, the operations that are not
        built count too.
        """
        found = len(self.things()) + len(self.differing)
        return found + len(self.not_built) if every else found

    def things(self) -> set[Thing]:
        """What is missing or otherwise, each once: a class may stand in many places, and hand its fields down."""
        found = {
            drift.things[each]
            for drift in self.operations
            for each in (*drift.missing, *drift.differing)
        }
        return {thing for thing in found if not _is_inherited(thing, found)}

    def places(self) -> int:
        """In how many places."""
        return sum(len(drift.missing) + len(drift.differing) for drift in self.operations)

    def inside(self) -> int:
        """How many fields stand in what is missing."""
        return sum(len(drift.inside) for drift in self.operations)


def _is_inherited(thing: Thing, among: set[Thing]) -> bool:
    bases = thing[0].__mro__[1:] if isinstance(thing[0], type) else ()
    return any((base, *thing[1:]) in among for base in bases)


def report(description: Description) -> Report:
    """Compare all of the package with a description."""
    described = {key_of(each.method, each.path): each for each in description.operations()}
    found = list(modules())
    built: dict[tuple[str, str], list[Operation]] = {}
    for _, each, _ in found:
        if each is not None:
            built.setdefault(key_of(each.method, full_path(each)), []).append(each)
    operations = [
        compare(
            operation,
            arguments,
            description,
            described.get(key_of(operation.method, full_path(operation))),
            beside=built[key_of(operation.method, full_path(operation))],
        )
        for _, operation, arguments in found
        if operation is not None
    ]
    unbuilt = [
        NotBuilt(each.method, each.path, each.title)
        for key, each in described.items()
        if key not in built
    ]
    reasons = exceptions.NOT_BUILT
    return Report(
        title=description.title,
        described=len(described),
        operations=operations,
        programs=[name for name, operation, _ in found if operation is None],
        not_built=[each for each in unbuilt if f"{each.method} {each.path}" not in reasons],
        excepted=[
            (each, reasons[f"{each.method} {each.path}"])
            for each in unbuilt
            if f"{each.method} {each.path}" in reasons
        ],
        differing=list(compare_servers(description)),
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
    beside: Sequence[Operation] = (),
) -> Drift:
    """Compare one operation with what a description says of it.

    Arguments:
        operation: the operation as the package has it.
        arguments: the names of its function's arguments.
        description: what `described` is a part of.
        described: the operation as the description has it; None where it has not.
        beside: the operations of this package with its method and path, itself among them.
    """
    drift = Drift(operation.name, operation.method, full_path(operation))
    for name in re.findall(r"\{(.*?)\}", operation.path):
        drift.compared += 1
        if snake_case(name) not in arguments:
            drift.miss(Where("path", name), f"no argument of {operation.name}")
    if described is None:
        drift.compared += 1
        where = Where("operation", f"{drift.method} {drift.path}")
        if is_older(description, drift.method, drift.path):
            drift.exceed(where, "not in this description, which is older")
        else:
            drift.miss(where, "not in the description")
        return drift
    parts = _Parts(operation, described, description, drift)
    parts.compare_path()
    parts.compare_query()
    parts.compare_body()
    parts.compare_response()
    parts.compare_stream()
    parts.comparison.finish()
    compare_circumstances(operation, described, beside or (operation,), drift)
    return drift


def is_older(description: Description, method: str, path: str) -> bool:
    """Whether a description was written before there was an operation: it knows none of those that came with it."""
    newer = {key_of(*each.split()) for each in exceptions.NEWER}
    described = {key_of(each.method, each.path) for each in description.operations()}
    return key_of(method, path) in newer and not newer & described


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

    def compare_path(self) -> None:
        """Compare the values that are listed for path parameters; what these are called tells nothing."""
        names = re.findall(r"\{(.*?)\}", self.operation.path)
        for name, schema in zip(names, self.described.in_path, strict=True):
            listed = listed_for(self.operation.name, snake_case(name))
            shapes = self.description.shapes(schema)
            self.comparison.compare_values(shapes, listed, Where("path", name))

    def compare_query(self) -> None:
        # A value in a query is text, whatever it was: names are all that can be compared.
        self.compare_names("query", self.described.query, self.in_query)
        for name, parameter in self.described.parameters.items():
            self.compare_text(name, parameter.get("schema", True), Where("query", name))
            unsaid = self.request and not says_deprecated(self.request, name)
            if parameter.get("deprecated") and name in self.fields and unsaid:
                self.drift.differ(Where("query", name), "deprecated, which is not said")

    def compare_text(self, name: str, schema: Schema, where: Where) -> None:
        """Compare the values that are listed for something that is sent as text."""
        if self.request is None or name not in self.fields:
            return
        annotation = converter.annotation_of(self.request, attributes(self.request)[name])
        shapes = list(self.description.shapes(schema))
        self.comparison.compare_values(shapes, annotation, where)
        items = [shape.items for shape in shapes if shape.items is not None]
        for member in (each for each in options(annotation) if get_origin(each) is Sequence):
            below = [shape for item in items for shape in self.description.shapes(item)]
            self.comparison.compare_values(below, get_args(member)[0], where.each())

    def compare_body(self) -> None:
        kind, described = self.operation.body, self.described.body
        schemas = [schema for media, schema in described.items() if sends(kind, media)]
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
            self.compare_names("body", [name.removesuffix("[]") for name in names], fields)
            for schema in schemas:
                for shape in self.description.shapes(schema):
                    for name, below in shape.properties.items():
                        self.compare_text(name.removesuffix("[]"), below, Where("body", name))

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
        described = self.described.answer.get(STREAM, ())
        schemas = [data for schema in described for data in self.description.event_data(schema)]
        for name in (name for schema in described for name in self.description.beside_data(schema)):
            if events:
                self.drift.miss(where.at(name), "beside an event's data, and not read")
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


def listed_for(name: str, argument: str) -> Any:
    """The annotation of a function's argument, if it lists values."""
    try:
        module: Any = import_module(f"{funcs.__name__}.{name}")
    except ImportError:
        return str
    annotation = signature(getattr(module, name)).parameters[argument].annotation
    return eval(annotation, {"Literal": Literal}) if "Literal" in annotation else str


def key_of(method: str, path: str) -> tuple[str, str]:
    """What tells operations apart; the names of path parameters do not."""
    return method.upper(), re.sub(r"\{.*?\}", "{}", path)


def full_path(operation: Operation) -> str:
    """The path as a description has it, with what stands in place of the server's own."""
    return f"{operation.base or ''}{operation.path}"


def snake_case(name: str) -> str:
    """What an argument for a path parameter is called: ``internId`` is `intern_id`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
