"""Tools of a chat: functions of the caller, and what a request's ``tools`` and ``tool_choice``
take.

The tools that the server runs are named in `nested_tools`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.chat.tool_choice import NamedToolChoice
    from openrouter_core.models.server_tools.choices import ServerToolChoice
    from openrouter_core.models.server_tools.unions import NestedTool

    ToolChoice: TypeAlias = NamedToolChoice | ServerToolChoice | JsonObject
else:
    from openrouter_core.models.server_tools.unions import SERVER_TOOLS

    ToolChoice = Annotated[
        Any, TaggedUnion("type", {"function": "NamedToolChoice"}, otherwise="ServerToolChoice")
    ]


@model
class Function(RequestModel):
    """A function that the model may ask the caller to run.

    Fields:
        name: letters, digits, underscores and dashes, at most 64.
        description: when to call it, and what it returns.
        parameters: JSON Schema of its arguments, which are an object.
        strict: whether the arguments must match the schema.
        defer_loading: whether the model sees it only after it has searched for tools.
    """

    name: str = attrs.field(kw_only=False)
    description: str | Unset | None = UNSET
    parameters: JsonObject | Unset | None = UNSET
    strict: bool | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET


@model
class FunctionTool(RequestModel):
    """A function as a tool.

    Fields:
        cache_control: a cached prefix ends with this tool.
        defer_loading: the same as `Function.defer_loading`.
    """

    type: Literal["function"] = "function"
    function: Function | JsonObject = attrs.field(kw_only=False)
    cache_control: CacheControl | JsonObject | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET


if TYPE_CHECKING:
    Tool: TypeAlias = FunctionTool | NestedTool
else:
    Tool = Annotated[Any, TaggedUnion("type", {"function": "FunctionTool", **SERVER_TOOLS})]
