"""What a request's ``input`` is a list of: messages, and the items of earlier responses.

What a caller writes has a request class, and is checked. What only a server writes has its response class, and is sent
back unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model
from openrouter_core.models.responses.output import OUTPUT_ITEMS

if TYPE_CHECKING:
    from openrouter_core.models.audio_parts import AudioPart
    from openrouter_core.models.responses.hosted import CompactionItem, ContextCompactionItem
    from openrouter_core.models.responses.input_context import (
        AdditionalToolsItem,
        AgentMessageItem,
        ConfigurationUpdateItem,
        EncryptedContent,
        ItemReferenceItem,
    )
    from openrouter_core.models.responses.input_parts import (
        InputFile,
        InputImage,
        InputText,
        InputVideo,
    )
    from openrouter_core.models.responses.input_results import (
        ApplyPatchCallOutputItem,
        CustomToolCallOutputItem,
        FunctionCallItem,
        FunctionCallOutputItem,
        LocalShellCallOutputItem,
        McpApprovalResponseItem,
        ShellCallOutputItem,
        ToolSearchOutputItem,
    )
    from openrouter_core.models.responses.output import OutputItem
    from openrouter_core.models.responses.output_text import OutputRefusal, OutputText

    InputContent: TypeAlias = (
        InputText
        | InputImage
        | InputFile
        | AudioPart
        | InputVideo
        | OutputText
        | OutputRefusal
        | EncryptedContent
        | JsonObject
    )
else:
    InputContent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "input_text": "InputText",
                "input_image": "InputImage",
                "input_file": "InputFile",
                "input_audio": "AudioPart",
                "input_video": "InputVideo",
                "output_text": "OutputText",
                "refusal": "OutputRefusal",
                "encrypted_content": "EncryptedContent",
            },
        ),
    ]


@model
class InputMessage(RequestModel):
    """A message of a conversation. A response's `OutputMessageItem` can be used in its place unchanged.

    Fields:
        role: ``user``, ``system``, ``developer`` or ``assistant``.
        content: text, or a list of parts.
        id: of the item, if it came from a response.
        phase: of an assistant's message, ``commentary`` or ``final_answer``; models that send it need it back.
        status: of an assistant's message, such as ``completed``.
    """

    type: Literal["message"] = "message"
    role: Literal["user", "system", "developer", "assistant"] | str = attrs.field(kw_only=False)
    content: str | Sequence[InputContent] | None = attrs.field(kw_only=False)
    id: str | Unset | None = UNSET
    phase: Literal["commentary", "final_answer"] | str | Unset | None = UNSET
    status: Literal["completed", "incomplete", "in_progress"] | str | Unset | None = UNSET


if TYPE_CHECKING:
    InputItem: TypeAlias = (
        InputMessage
        | FunctionCallItem
        | FunctionCallOutputItem
        | CustomToolCallOutputItem
        | ApplyPatchCallOutputItem
        | LocalShellCallOutputItem
        | ShellCallOutputItem
        | McpApprovalResponseItem
        | CompactionItem
        | ContextCompactionItem
        | ItemReferenceItem
        | AdditionalToolsItem
        | ToolSearchOutputItem
        | ConfigurationUpdateItem
        | AgentMessageItem
        | OutputItem
        | JsonObject
    )
else:
    InputItem = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                **OUTPUT_ITEMS,
                "message": "InputMessage",
                "function_call": "FunctionCallItem",
                "function_call_output": "FunctionCallOutputItem",
                "custom_tool_call_output": "CustomToolCallOutputItem",
                "apply_patch_call_output": "ApplyPatchCallOutputItem",
                "local_shell_call_output": "LocalShellCallOutputItem",
                "shell_call_output": "ShellCallOutputItem",
                "mcp_approval_response": "McpApprovalResponseItem",
                "compaction": "CompactionItem",
                "context_compaction": "ContextCompactionItem",
                "item_reference": "ItemReferenceItem",
                "additional_tools": "AdditionalToolsItem",
                "tool_search_output": "ToolSearchOutputItem",
                "configuration_update": "ConfigurationUpdateItem",
                "agent_message": "AgentMessageItem",
            },
            untagged="InputMessage",
        ),
    ]
