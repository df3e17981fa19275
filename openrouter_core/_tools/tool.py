"""A Python function as a tool: what the model is told of it, what the model's call of it means, its result as text."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Set
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, get_type_hints

import attrs

from openrouter_core._check import shown
from openrouter_core._convert.error import StructureError
from openrouter_core._convert.values import object_of
from openrouter_core._io import debug
from openrouter_core._parse.schema import object_schema
from openrouter_core._parse.structure import object_hook
from openrouter_core._parse.types import Field, split
from openrouter_core.hooks import is_async
from openrouter_core.models.errors import InvalidRequestError, SDKValidationError
from openrouter_core.models.model import Model
from openrouter_core.result import Err, Ok
from openrouter_core.wire import parse_json, to_json

if TYPE_CHECKING:
    from openrouter_core.models import ChatToolCall, ChatToolCallFunction

Outcome: TypeAlias = Ok[object] | Err[str]
"""What a call came to: the function's result, or what to tell the model instead."""

_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""The length is from OpenRouter's description of its API, the characters from OpenAI's of the same field."""
_LONGEST: Final = 1000
"""Characters of a failure's message that the model gets to read."""


class Tool(NamedTuple):
    """A function that the model may call.

    Fields:
        definition: what a request's ``tools`` say of it.
        read: from the JSON object that a call gives to the function's keyword arguments; raises `StructureError`.
    """

    name: str
    function: Callable[..., object]
    definition: dict[str, Any]
    read: Callable[[Any], dict[str, Any]]
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
        raise SDKValidationError(
            f"tools: expected a list of functions; got {shown(functions)}", path="tools"
        )
    found: dict[str, Tool] = {}
    for index, function in enumerate(functions):
        tool = _tool(f"tools[{index}]", function)
        if tool.name in found:
            raise _refused(f"tools[{index}]", f"there are two functions named {tool.name}")
        if sync and tool.is_async:
            raise InvalidRequestError(
                f"tools[{index}]: {tool.name} is async: use chat_run_tools_async"
            )
        found[tool.name] = tool
    return found


def _tool(place: str, function: Any) -> Tool:
    name = getattr(function, "__name__", None)
    if not inspect.isroutine(function) or not isinstance(name, str):
        raise _refused(place, f"expected a function; got {shown(function)}")
    if not _NAME.fullmatch(name):
        raise _refused(
            place, f"a tool's name has 1 to 64 letters, digits, _ or - of ASCII; this is {name}"
        )
    described: dict[str, Any] = {"name": name}
    documentation = inspect.getdoc(function)
    if documentation:
        described["description"] = documentation
    parameters = _parameters(place, function)
    fields = [field for field, _ in parameters]
    try:
        described["parameters"] = schema = object_schema(fields, strict=False)
    except SDKValidationError as error:
        raise _refused(place, f"{name}: {error.message}") from None
    for field, default in parameters:
        _describe(schema["properties"][field.name], field, default)
    definition = {"type": "function", "function": described}
    return Tool(name, function, definition, object_hook(fields), is_async(function))


def _parameters(place: str, function: Callable[..., object]) -> list[tuple[Field, object]]:
    """A function's parameters with their defaults."""
    name = function.__name__
    try:
        parameters = inspect.signature(function).parameters.values()
        hints = get_type_hints(function, include_extras=True)
    except Exception as error:  # whatever the evaluation of an annotation raises
        raise _refused(place, f"the annotations of {name} cannot be evaluated: {error}") from None
    found: list[tuple[Field, object]] = []
    for each in parameters:
        if each.kind not in (each.POSITIONAL_OR_KEYWORD, each.KEYWORD_ONLY):
            raise _refused(place, f"{name}: {each} cannot be given by name")
        if each.name not in hints:
            raise _refused(place, f"{name}: the parameter {each.name} has no annotation")
        field = Field(each.name, hints[each.name], each.default is each.empty)
        found.append((field, each.default))
    return found


def _describe(schema: dict[str, Any], field: Field, default: object) -> None:
    """Say of a parameter what its annotation says in words, and what it is when it is not given."""
    said: dict[str, Any] = {}
    words = [text for text in split(field.annotation)[1] if isinstance(text, str)]
    if words:
        said["description"] = " ".join(words)
    if not field.required and default is not None:
        try:
            said["default"] = parse_json(to_json(_plain(default)))
        except Exception:  # JSON cannot hold it: the type says enough
            pass
    if said and "$ref" in schema:  # some providers refuse anything beside it
        schema["anyOf"] = [{"$ref": schema.pop("$ref")}]
    schema.update(said)


class PlannedCall(NamedTuple):
    """What a call of the model's asks for.

    Fields:
        id: what the message with the result names.
        tool: the function to run; None where there is a problem.
        arguments: what to call it with.
        problem: why there is nothing to run, for the model to read.
    """

    id: str
    tool: Tool | None
    arguments: Mapping[str, Any] = MappingProxyType({})
    problem: str = ""

    @classmethod
    def of(cls, call: ChatToolCall, tools: Mapping[str, Tool]) -> PlannedCall:
        """Read a call, strictly; the model is told what is wrong with it, and may try again."""
        name = call.function.name if call.function is not None else None
        tool = tools.get(name or "")
        if call.function is None or tool is None:
            known = ", ".join(tools) or "there are none"
            return cls(
                call.id or "",
                None,
                problem=f"there is no tool named {shown(name)} (tools: {known})",
            )
        try:
            arguments = tool.read(_arguments(call.function))
        except StructureError as error:
            problem = f"the arguments of {name} do not fit: {error.message}"
        except ValueError as error:
            problem = f"the arguments of {name} are no JSON: {error}"
        except RecursionError:
            problem = f"the arguments of {name} are nested too deeply"
        else:
            return cls(call.id or "", tool, arguments)
        return cls(call.id or "", None, problem=problem)

    @property
    def on_loop(self) -> bool:
        """Whether `run` returns at once, so that an event loop can do it."""
        return self.tool is None or self.tool.is_async

    def run(self) -> Outcome:
        """Call the function; an async one gives something to be awaited."""
        if self.tool is None:
            return Err(self.problem)
        try:
            return Ok(self.tool.function(**self.arguments))
        except Exception as exc:
            return Err(error_text(exc))


def _arguments(function: ChatToolCallFunction) -> object:
    """What a call gives to a function. Of one without parameters some models say null, ``""`` or nothing; some servers
    send the object itself and not its text.
    """
    said = function.extra.get("arguments") if function.arguments is None else function.arguments
    if isinstance(said, str):
        said = parse_json(said) if said.strip() else None
    return {} if said is None else said


def error_text(exc: BaseException) -> str:
    """What the model reads of an exception; its author finds the rest in the debug log."""
    if debug.debugging():
        debug.logger().debug("a tool raised %s", type(exc).__name__, exc_info=exc)
    try:
        message = str(exc).strip()
    except Exception:
        message = ""
    text = f"{type(exc).__name__}: {message}" if message else type(exc).__name__
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def result_text(value: object) -> Ok[str] | Err[str]:
    """A function's result as the model reads it: text as it is, all else as JSON."""
    if isinstance(value, str):
        return Ok(str.__str__(value))
    if inspect.isawaitable(value):
        if inspect.iscoroutine(value):
            value.close()
        return Err("the function is async, and this is a sync call")
    try:
        return Ok(to_json(_plain(value)).decode())
    except Exception as exc:
        return Err(f"the result cannot be written as JSON: {error_text(exc)}")


def _plain(value: Any) -> Any:
    """A result as what JSON has, or may have: `wire.to_json` refuses what is left."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping | Model):
        return {name: _plain(item) for name, item in object_of(value).items()}
    if isinstance(value, list | tuple | Set):
        return [_plain(item) for item in value]
    cls = type(value)
    if attrs.has(cls):
        return {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(cls)}
    if dataclasses.is_dataclass(cls):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(cls)}
    from msgspec import to_builtins  # it knows dates, enumerations, decimals, UUIDs

    return to_builtins(value, builtin_types=(bytes, bytearray, memoryview))


def declared_name(tool: object) -> str | None:
    """The name of a function that a request declares; None of a tool that the server runs."""
    function = object_of(tool).get("function")
    if not isinstance(function, Mapping | Model):
        return None
    name = object_of(function).get("name")
    return name if isinstance(name, str) else None


def _refused(place: str, why: str) -> SDKValidationError:
    return SDKValidationError(f"{place}: {why}", path=place)
