"""MCP servers: as a tool of a request, and the items of their use in a conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    ResponseModel,
    Unset,
    model,
)


@model
class McpToolFilter(RequestModel):
    """Some of an MCP server's tools.

    Fields:
        tool_names: only these tools.
        read_only: only tools declared as read-only.
    """

    tool_names: Sequence[str] | Unset | None = attrs.field(default=UNSET, kw_only=False)
    read_only: bool | Unset | None = UNSET


@model
class McpApproval(RequestModel):
    """Which tools need the caller's approval, and which do not."""

    always: McpToolFilter | JsonObject | Unset | None = UNSET
    never: McpToolFilter | JsonObject | Unset | None = UNSET


@model
class McpTool(RequestModel):
    """The tools of an MCP server, which the provider calls.

    Fields:
        server_label: the server's name in the conversation.
        server_url: its URL; a `connector_id` names one of the provider's own servers instead.
        authorization: an access token for it. `repr` hides it and `headers`.
        headers: sent to it with every call.
        allowed_tools: the names of the tools that may be used, or a filter; by default all of them.
        require_approval: which calls need the caller's approval: ``always``, ``never``, or by tool.
    """

    type: Literal["mcp"] = "mcp"
    server_label: str = attrs.field(kw_only=False)
    server_url: str | Unset | None = UNSET
    connector_id: (
        Literal[
            "connector_dropbox",
            "connector_gmail",
            "connector_googlecalendar",
            "connector_googledrive",
            "connector_microsoftteams",
            "connector_outlookcalendar",
            "connector_outlookemail",
            "connector_sharepoint",
        ]
        | str
        | Unset
        | None
    ) = UNSET
    server_description: str | Unset | None = UNSET
    authorization: str | Unset | None = attrs.field(default=UNSET, metadata={"secret": True})
    headers: Mapping[str, str] | Unset | None = attrs.field(
        default=UNSET, metadata={"secret": True}
    )
    allowed_tools: Sequence[str] | McpToolFilter | JsonObject | Unset | None = UNSET
    require_approval: Literal["always", "never"] | str | McpApproval | JsonObject | Unset | None = (
        UNSET
    )


@model
class McpListedTool(ResponseModel):
    """A tool that an MCP server has."""

    name: str | None = None
    description: str | None = None
    input_schema: JsonObject | None = None
    annotations: JsonObject | None = None


@model
class McpListToolsItem(ResponseModel):
    """The tools that an MCP server listed."""

    type: str | None = None
    id: str | None = None
    server_label: str | None = None
    tools: Sequence[McpListedTool] | None = None
    error: str | None = None


@model
class McpApprovalRequestItem(ResponseModel):
    """Asks whether a tool may be called; an `McpApprovalResponseItem` answers it.

    Fields:
        arguments: JSON as text, as the model wrote it.
    """

    type: str | None = None
    id: str | None = None
    server_label: str | None = None
    name: str | None = None
    arguments: str | None = None


@model
class McpCallError(ResponseModel):
    """Why a call of an MCP server's tool failed.

    Fields:
        type: ``mcp_tool_execution_error``, ``mcp_protocol_error`` or ``http_error``.
        content: details from the tool, any JSON.
    """

    type: str | None = None
    code: int | None = None
    message: str | None = None
    content: Any = None


@model
class McpCallItem(ResponseModel):
    """A call of an MCP server's tool, and its result.

    Fields:
        arguments: JSON as text, as the model wrote it.
        error: why it failed, as text or as an object.
    """

    type: str | None = None
    id: str | None = None
    server_label: str | None = None
    name: str | None = None
    arguments: str | None = None
    output: str | None = None
    error: str | McpCallError | None = None
