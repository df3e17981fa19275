"""What a program passes to a run with tools besides plain functions, and what `before_call` receives and returns."""

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
    """A tool with an existing JSON Schema: from an MCP server, a database, another program.

    Fields:
        name: its name for the model: 1 to 64 ASCII letters, digits, ``_`` or ``-``.
        description: what it does and when to call it; the model reads it.
        schema: the JSON Schema of its arguments, which are one JSON object. It is sent unchanged.
        call: takes that object; in the async form it may be async. The arguments are not checked against the schema.
            Its result and its exceptions have the same meaning as for a function.

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
"""What the ``tools`` of a run may contain."""


@attrs.frozen(slots=False)
class RequestedCall:
    """A call that the model requests.

    Fields:
        name: the tool's name.
        arguments: the JSON object that the model wrote; an empty one if it wrote none. Do not change it.
        id: the call's id, which the message with the result names.
        step: the number of the response that requests it, from 1; 0 if the run found it in the request's messages.
    """

    name: str
    arguments: Mapping[str, Any]
    id: str
    step: int


@attrs.frozen(slots=False)
class Pause:
    """`before_call` returns this to stop the run before a call.

    Fields:
        reason: the text for the error's message.
    """

    reason: str = "the run is paused"


Decision: TypeAlias = "Mapping[str, Any] | Err[object] | Pause | None"
"""What `before_call` returns for a call: changed arguments, a failure that the model reads in place of a result, a stop
of the run, or None to continue.
"""
BeforeCall: TypeAlias = "Callable[[RequestedCall], Decision]"
AsyncBeforeCall: TypeAlias = "Callable[[RequestedCall], Decision | Awaitable[Decision]]"
