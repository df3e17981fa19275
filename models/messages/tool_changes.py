"""Tools that are added and removed during a conversation, without losing the cached prefix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.messages.tools import MessagesTool


@model
class ToolReference(RequestModel):
    """One of the request's tools, by its name."""

    type: Literal["tool_reference"] = "tool_reference"
    name: str = attrs.field(kw_only=False)


@model
class McpToolReference(RequestModel):
    """A tool of an MCP server."""

    type: Literal["mcp_tool_reference"] = "mcp_tool_reference"
    server_name: str = attrs.field(kw_only=False)
    name: str = attrs.field(kw_only=False)


@model
class McpToolsetReference(RequestModel):
    """All tools of an MCP server."""

    type: Literal["mcp_toolset_reference"] = "mcp_toolset_reference"
    server_name: str = attrs.field(kw_only=False)


@model
class ToolDefinition(RequestModel):
    """A tool that is new here."""

    type: Literal["tool_definition"] = "tool_definition"
    definition: MessagesTool = attrs.field(kw_only=False)


if TYPE_CHECKING:
    ChangedTool: TypeAlias = (
        ToolReference | McpToolReference | McpToolsetReference | ToolDefinition | JsonObject
    )
else:
    ChangedTool = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "tool_reference": "ToolReference",
                "mcp_tool_reference": "McpToolReference",
                "mcp_toolset_reference": "McpToolsetReference",
                "tool_definition": "ToolDefinition",
            },
        ),
    ]


@model
class ToolAdditionBlockParam(RequestModel):
    """From here on the model has this tool; in a message whose role is ``system``."""

    type: Literal["tool_addition"] = "tool_addition"
    tool: ChangedTool = attrs.field(kw_only=False)
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class ToolRemovalBlockParam(RequestModel):
    """From here on the model no longer has this tool; in a message whose role is ``system``."""

    type: Literal["tool_removal"] = "tool_removal"
    tool: ChangedTool = attrs.field(kw_only=False)
    cache_control: CacheControl | JsonObject | Unset | None = UNSET
