"""The functions of a run, by the names that the model knows them by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from openrouter_core._check import invalid
from openrouter_core._convert.values import object_of
from openrouter_core._parse.schema import object_schema
from openrouter_core._parse.structure import object_hook
from openrouter_core._tools.describe import describe, parameters_of
from openrouter_core.hooks import is_async
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError
from openrouter_core.models.model import Model


class Tool(NamedTuple):
    """A function that the model may call.

    Fields:
        definition: what a request's ``tools`` say of it.
        read: from the JSON object that a call gives to the function's keyword arguments; raises `StructureError`.
    """

    name: str
    function: Callable[..., object]
    definition: dict[str, Any]
    read: Callable[[object], dict[str, Any]]
    is_async: bool


def tools_by_name(functions: object, *, sync: bool) -> dict[str, Tool]:
    """Describe functions to the model.

    Arguments:
        sync: whether an async function is a mistake.

    Raises:
        SDKValidationError: something is no function, or one that cannot be described; says which.
        InvalidRequestError: an async function in sync code, or msgspec is not installed.
    """
    if not isinstance(functions, Iterable) or isinstance(functions, str | bytes | Mapping):
        raise invalid("tools", "a list of functions", functions)
    found: dict[str, Tool] = {}
    for index, function in enumerate(functions):
        place = f"tools[{index}]"
        try:
            definition = describe(function)
        except SDKValidationError as error:
            raise _refused(place, error.message) from None
        name = definition["function"]["name"]
        if name in found:
            raise _refused(place, f"there are two functions named {name}")
        tool = Tool(name, function, definition, _reader(function), is_async(function))
        if sync and tool.is_async:
            raise InvalidRequestError(f"{place}: {name} is async: use chat_run_tools_async")
        found[name] = tool
    if found:
        object_schema((), strict=False)  # without msgspec each run says so, not the first alone
    return found


def _reader(function: Callable[..., object]) -> Callable[[object], dict[str, Any]]:
    """`Tool.read`, made with the first call: most runs call few of their tools."""
    made: list[Callable[[object], dict[str, Any]]] = []

    def read(value: object) -> dict[str, Any]:
        if not made:
            made.append(object_hook(parameter.field for parameter in parameters_of(function)))
        return made[0](value)

    return read


def declared_name(tool: object) -> str | None:
    """The name of a function that a request declares; None of a tool that the server runs."""
    function = object_of(tool).get("function")
    if not isinstance(function, Mapping | Model):
        return None
    name = object_of(function).get("name")
    return name if isinstance(name, str) else None


def _refused(place: str, why: str) -> SDKValidationError:
    return SDKValidationError(f"{place}: {why}", path=place)
