"""Tools of the caller, in the Responses API: functions, and tools that take text in place of JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model


@model
class ResponsesFunctionTool(RequestModel):
    """A function that the model may ask the caller to run.

    Fields:
        name: letters, digits, underscores and dashes, at most 64.
        description: when to call it, and what it returns.
        parameters: JSON Schema of its arguments, which are an object; None if it takes none.
        strict: whether the arguments must match the schema.
        defer_loading: whether the model sees it only after a `ToolSearchServerTool` has found it.
        output_schema: JSON Schema of its result.
        allowed_callers: who may call it: ``direct`` for the model, ``programmatic`` for code that the model wrote.
        async_: whether the model continues while it runs; ``async`` on the wire.
    """

    type: Literal["function"] = "function"
    name: str = attrs.field(kw_only=False)
    parameters: JsonObject | None = attrs.field(kw_only=False)
    description: str | Unset | None = UNSET
    strict: bool | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET
    output_schema: JsonObject | Unset | None = UNSET
    allowed_callers: Sequence[Literal["direct", "programmatic"] | str] | Unset | None = UNSET
    async_: bool | Unset | None = UNSET


@model
class CustomToolFormat(RequestModel):
    """What the model may write to a `CustomTool`.

    Fields:
        type: ``text`` for anything, ``grammar`` for text that a grammar describes.
        syntax: the grammar's notation, ``lark`` or ``regex``.
        definition: the grammar.
    """

    type: Literal["text", "grammar"] | str = attrs.field(kw_only=False)
    syntax: Literal["lark", "regex"] | str | Unset | None = UNSET
    definition: str | Unset | None = UNSET


@model
class CustomTool(RequestModel):
    """A tool of the caller that takes text in place of JSON.

    Fields:
        defer_loading: whether the model sees it only after a `ToolSearchServerTool` has found it.
        async_: whether the model continues while it runs; ``async`` on the wire.
    """

    type: Literal["custom"] = "custom"
    name: str = attrs.field(kw_only=False)
    description: str | Unset | None = UNSET
    format: CustomToolFormat | JsonObject | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET
    async_: bool | Unset | None = UNSET


@model
class NamespaceFunctionTool(RequestModel):
    """A function in a `NamespaceTool`; the fields are those of `ResponsesFunctionTool`."""

    type: Literal["function"] = "function"
    name: str = attrs.field(kw_only=False)
    parameters: JsonObject | Unset | None = UNSET
    description: str | Unset | None = UNSET
    strict: bool | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET
    output_schema: JsonObject | Unset | None = UNSET
    allowed_callers: Sequence[Literal["direct", "programmatic"] | str] | Unset | None = UNSET
    async_: bool | Unset | None = UNSET


if TYPE_CHECKING:
    MemberTool: TypeAlias = NamespaceFunctionTool | CustomTool | JsonObject
else:
    MemberTool = Annotated[
        Any,
        TaggedUnion("type", {"function": "NamespaceFunctionTool", "custom": "CustomTool"}),
    ]


@model
class NamespaceTool(RequestModel):
    """Tools of the caller under one name, such as those of one MCP server."""

    type: Literal["namespace"] = "namespace"
    name: str = attrs.field(kw_only=False)
    description: str = attrs.field(kw_only=False)
    tools: Sequence[MemberTool] = attrs.field(kw_only=False)
