"""The results with which a caller answers calls, and `FunctionCallItem`, for callers that store a conversation in their
own form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.responses.citations import OutputContainerFileCitation
    from openrouter_core.models.responses.input import InputContent
    from openrouter_core.models.responses.shell import ShellCallOutputContent
    from openrouter_core.models.responses.tools import ResponsesTool


@model
class FunctionCallItem(RequestModel):
    """A call that the model made; a `FunctionCallOutputItem` with its `call_id` answers it. A response's
    `OutputFunctionCallItem` can be used in its place unchanged.

    Fields:
        arguments: JSON as text, as the model wrote it.
        namespace: the group that the function belongs to.
        async_: whether the model continued meanwhile; ``async`` on the wire.
        subagent_id: the `call_id` of the subagent that called; experimental.
        subagent_items: what the subagent did before, unmodified; experimental.
    """

    type: Literal["function_call"] = "function_call"
    call_id: str = attrs.field(kw_only=False)
    name: str = attrs.field(kw_only=False)
    arguments: str = attrs.field(kw_only=False)
    id: str | Unset | None = UNSET
    namespace: str | Unset | None = UNSET
    status: Literal["in_progress", "completed", "incomplete"] | str | Unset | None = UNSET
    async_: bool | Unset | None = UNSET
    subagent_id: str | Unset | None = UNSET
    subagent_items: Sequence[JsonObject] | Unset | None = UNSET


@model
class FunctionCallOutputItem(RequestModel):
    """The result of a function call.

    Fields:
        call_id: of the call that this answers.
        output: the result as text, or as a list of parts.
    """

    type: Literal["function_call_output"] = "function_call_output"
    call_id: str = attrs.field(kw_only=False)
    output: str | Sequence[InputContent] = attrs.field(kw_only=False)
    id: str | Unset | None = UNSET
    status: Literal["in_progress", "completed", "incomplete"] | str | Unset | None = UNSET


@model
class CustomToolCallOutputItem(RequestModel):
    """The result of a call of a `CustomTool`.

    Fields:
        call_id: of the call that this answers.
        output: the result as text, or as a list of parts.
    """

    type: Literal["custom_tool_call_output"] = "custom_tool_call_output"
    call_id: str = attrs.field(kw_only=False)
    output: str | Sequence[InputContent] = attrs.field(kw_only=False)
    id: str | Unset | None = UNSET


@model
class ApplyPatchCallOutputItem(RequestModel):
    """The result of a patch.

    Fields:
        call_id: of the call that this answers.
        status: ``completed`` or ``failed``.
        output: a note about it.
    """

    type: Literal["apply_patch_call_output"] = "apply_patch_call_output"
    call_id: str = attrs.field(kw_only=False)
    status: Literal["completed", "failed"] | str = attrs.field(kw_only=False)
    output: str | Unset | None = UNSET
    id: str | Unset | None = UNSET


@model
class LocalShellCallOutputItem(RequestModel):
    """The output of a command that the caller ran."""

    type: Literal["local_shell_call_output"] = "local_shell_call_output"
    id: str = attrs.field(kw_only=False)
    output: str = attrs.field(kw_only=False)
    status: Literal["in_progress", "completed", "incomplete"] | str | Unset | None = UNSET


@model
class ShellCallOutputItem(RequestModel):
    """The outputs of a shell call's commands, in order.

    Fields:
        call_id: of the call that this answers.
        max_output_length: the limit that the call gave, in characters.
        container_id: where they ran.
        files: what they created there.
        error: why they could not run.
    """

    type: Literal["shell_call_output"] = "shell_call_output"
    call_id: str = attrs.field(kw_only=False)
    output: Sequence[ShellCallOutputContent | JsonObject] = attrs.field(kw_only=False)
    max_output_length: int | Unset | None = UNSET
    container_id: str | Unset | None = UNSET
    files: Sequence[OutputContainerFileCitation | JsonObject] | Unset | None = UNSET
    error: str | Unset | None = UNSET
    id: str | Unset | None = UNSET
    status: Literal["in_progress", "completed", "incomplete"] | str | Unset | None = UNSET


@model
class ToolSearchOutputItem(RequestModel):
    """The tools that a search found, which the model has from here on.

    Fields:
        call_id: of the `OutputToolSearchCallItem` that this answers.
        execution: who searched: ``client`` for the caller.
    """

    type: Literal["tool_search_output"] = "tool_search_output"
    call_id: str = attrs.field(kw_only=False)
    tools: Sequence[ResponsesTool] = attrs.field(kw_only=False)
    execution: Literal["client", "server"] | str
    id: str | Unset | None = UNSET
    status: Literal["in_progress", "completed", "incomplete"] | str | Unset | None = UNSET


@model
class McpApprovalResponseItem(RequestModel):
    """Whether a tool of an MCP server may be called.

    Fields:
        approval_request_id: the `id` of the request that this answers.
    """

    type: Literal["mcp_approval_response"] = "mcp_approval_response"
    approval_request_id: str = attrs.field(kw_only=False)
    approve: bool = attrs.field(kw_only=False)
    reason: str | Unset | None = UNSET
    id: str | Unset | None = UNSET
