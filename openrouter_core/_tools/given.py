"""What a program gives to a run with tools beside plain functions, and what it is asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import CodeType
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import attrs

from openrouter_core.models.model import JsonObject

if TYPE_CHECKING:
    from openrouter_core.result import Err


@attrs.frozen(slots=False, eq=False)
class Tool:
    """A tool whose JSON Schema is there already: one of an MCP server, of a database, of another program.

    Fields:
        name: what the model calls it by: 1 to 64 ASCII letters, digits, ``_`` or ``-``.
        description: what it does and when to call it; the model reads it.
        schema: the JSON Schema of its arguments, which are one JSON object. It is sent as it is.
        call: takes that object; in the async form it may be async. That the arguments fit the schema is not checked
            here. What it returns and raises means what it means for a function.

    >>> schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    >>> tool = Tool("weather", "The weather in a city.", schema, lambda given: f"clear in {given['city']}")
    >>> tool.call({"city": "Oslo"})
    'clear in Oslo'
    """

    name: str
    description: str
    schema: JsonObject = attrs.field(repr=False)
    call: Callable[[dict[str, Any]], object] = attrs.field(repr=False)


class NamedFunction(Protocol):
    """A function, as mypy sees the members of ``tools = [first, second]`` where their parameters differ."""

    @property
    def __code__(self) -> CodeType: ...


AnyTool: TypeAlias = Callable[..., object] | Tool | NamedFunction
"""What the ``tools`` of a run may hold."""


@attrs.frozen(slots=False)
class RequestedCall:
    """A call that the model asks for.

    Fields:
        name: the tool's.
        arguments: the JSON object that the model wrote for it; an empty one where it wrote none. It is not to be
            changed.
        id: what the message with the result names.
        step: the number of the response that asks for it, from 1; 0 where the run has found it in its messages.
    """

    name: str
    arguments: Mapping[str, Any]
    id: str
    step: int


@attrs.frozen(slots=False)
class Pause:
    """What `before_call` gives to stop the run before a call.

    Fields:
        reason: what the error says.
    """

    reason: str = "the run is paused"


Decision: TypeAlias = "Mapping[str, Any] | Err[object] | Pause | None"
"""What `before_call` says of a call: changed arguments, a failure that the model is told in place of a result, that the
run stops here, or None to go on.
"""
BeforeCall: TypeAlias = "Callable[[RequestedCall], Decision]"
AsyncBeforeCall: TypeAlias = "Callable[[RequestedCall], Decision | Awaitable[Decision]]"
