"""The functions of a run, by their names for the model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from openrouter_core._check import invalid
from openrouter_core._convert.error import StructureError
from openrouter_core._parse.schema import object_schema
from openrouter_core._parse.structure import object_hook
from openrouter_core._tools.describe import check_name, describe, parameters_of
from openrouter_core._tools.given import Tool
from openrouter_core.hooks import is_async
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError
from openrouter_core.wire import parse_json, to_json


class ToolFunction(NamedTuple):
    """A function that the model may call.

    Fields:
        definition: its entry in a request's ``tools``.
        read: from the JSON object of a call to the function's keyword arguments; raises `StructureError`.
    """

    name: str
    function: Callable[..., object]
    definition: dict[str, Any]
    read: Callable[[object], dict[str, Any]]
    is_async: bool

    @classmethod
    def of(cls, function: Any) -> ToolFunction:
        """Describe a function; raises as `describe`."""
        definition = describe(function)
        name = definition["function"]["name"]
        return cls(name, function, definition, _reader(function), is_async(function))

    @classmethod
    def ready(cls, tool: Tool) -> ToolFunction:
        """Use a tool that has a schema; raises SDKValidationError if it cannot be sent."""
        check_name(tool.name)
        if not isinstance(tool.schema, Mapping):
            raise invalid("schema", "a JSON Schema", tool.schema)
        if not callable(tool.call):
            raise invalid("call", "a function", tool.call)
        described: dict[str, Any] = {"name": tool.name}
        if tool.description:
            described["description"] = tool.description
        described["parameters"] = parse_json(to_json(tool.schema))
        definition = {"type": "function", "function": described}

        def call(given: dict[str, Any]) -> object:
            return tool.call(given)

        return cls(tool.name, call, definition, _given, is_async(tool.call))


def tools_by_name(tools: object, *, twin: str | None) -> dict[str, ToolFunction]:
    """Describe tools to the model.

    Arguments:
        twin: the function that accepts async functions, if they are a mistake here.

    Raises:
        SDKValidationError: something is not a function, or cannot be described; says which.
        InvalidRequestError: an async function in sync code, or msgspec is not installed.
    """
    if not isinstance(tools, Iterable) or isinstance(tools, str | bytes | Mapping):
        raise invalid("tools", "a list of functions", tools)
    given = list(tools)
    found: dict[str, ToolFunction] = {}
    for index, each in enumerate(given):
        place = f"tools[{index}]"
        make = ToolFunction.ready if isinstance(each, Tool) else ToolFunction.of
        try:
            tool = make(each)
        except SDKValidationError as error:
            raise _refused(place, error.message) from None
        if tool.name in found:
            raise _refused(place, f"there are two functions named {tool.name}")
        if twin is not None and tool.is_async:
            raise InvalidRequestError(f"{place}: {tool.name} is async: use {twin}")
        found[tool.name] = tool
    if not all(isinstance(each, Tool) for each in given):
        object_schema((), strict=False)  # without msgspec every run reports it, not only the first
    return found


def _given(value: object) -> dict[str, Any]:
    """`ToolFunction.read` of a tool that takes the object unchanged."""
    if not isinstance(value, Mapping):
        raise StructureError("an object", value)
    return {"given": dict(value)}


def _reader(function: Callable[..., object]) -> Callable[[object], dict[str, Any]]:
    """`ToolFunction.read`, made with the first call: most runs call few of their tools."""
    made: list[Callable[[object], dict[str, Any]]] = []

    def read(value: object) -> dict[str, Any]:
        if not made:
            made.append(object_hook(parameter.field for parameter in parameters_of(function)))
        return made[0](value)

    return read


def _refused(place: str, why: str) -> SDKValidationError:
    return SDKValidationError(f"{place}: {why}", path=place)
