"""The blocks that a response of the Messages API consists of: `ContentBlock`; the results of server tools are in
`tool_results`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from openrouter_core.models.model import ResponseModel, TaggedUnion, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.messages.citations import MessagesCitation
    from openrouter_core.models.messages.tool_results import (
        AdvisorToolResultBlock,
        BashCodeExecutionToolResultBlock,
        BashToolResultBlock,
        CodeExecutionToolResultBlock,
        DeferredToolSearchResultBlock,
        ShellToolResultBlock,
        TextEditorCodeExecutionToolResultBlock,
        ToolSearchToolResultBlock,
        WebFetchToolResultBlock,
        WebSearchToolResultBlock,
    )


@model
class TextBlock(ResponseModel):
    """Text, with its citations."""

    type: str | None = None
    text: str | None = None
    citations: Sequence[MessagesCitation] | None = None


@model
class ThinkingBlock(ResponseModel):
    """What the model thought. Send it back unchanged: the provider checks its `signature`."""

    type: str | None = None
    thinking: str | None = None
    signature: str | None = None


@model
class RedactedThinkingBlock(ResponseModel):
    """What the model thought, encrypted. Send it back unchanged."""

    type: str | None = None
    data: str | None = None


@model
class ToolCaller(ResponseModel):
    """Who called a tool.

    Fields:
        type: ``direct`` for the model, or a type such as ``code_execution_20260120`` for code that it wrote.
        tool_id: the `id` of the call that ran the code.
    """

    type: str | None = None
    tool_id: str | None = None


@model
class ToolUseBlock(ResponseModel):
    """A call of one of the caller's tools; a `ToolResultBlockParam` with its `id` answers it.

    Fields:
        input: the arguments, an object; in a stream they follow in pieces, as `InputJsonDelta`. If a limit has cut them
            off, `messages_collect` leaves them as text.
    """

    type: str | None = None
    id: str | None = None
    name: str | None = None
    input: Any = None
    caller: ToolCaller | None = None


@model
class ServerToolUseBlock(ToolUseBlock):
    """A call that the server executes; its result is a separate block, which names the `id`."""


@model
class ContainerUploadBlock(ResponseModel):
    """A file that was put into the container."""

    type: str | None = None
    file_id: str | None = None


@model
class CompactionBlock(ResponseModel):
    """A summary of the conversation so far; sent back, it replaces the messages before it.

    Fields:
        content: None if the summary failed.
        cache_control: in a request: a cached prefix ends here.
    """

    type: str | None = None
    content: str | None = None
    encrypted_content: str | None = None
    cache_control: CacheControl | None = None


@model
class UnknownContentBlock(ResponseModel):
    """A block of a type that this version does not know; `extra` is the whole block."""


CONTENT_BLOCKS: Final = {
    "text": "TextBlock",
    "thinking": "ThinkingBlock",
    "redacted_thinking": "RedactedThinkingBlock",
    "tool_use": "ToolUseBlock",
    "server_tool_use": "ServerToolUseBlock",
    "web_search_tool_result": "WebSearchToolResultBlock",
    "web_fetch_tool_result": "WebFetchToolResultBlock",
    "code_execution_tool_result": "CodeExecutionToolResultBlock",
    "bash_code_execution_tool_result": "BashCodeExecutionToolResultBlock",
    "text_editor_code_execution_tool_result": "TextEditorCodeExecutionToolResultBlock",
    "tool_search_tool_result": "ToolSearchToolResultBlock",
    "container_upload": "ContainerUploadBlock",
    "compaction": "CompactionBlock",
    "advisor_tool_result": "AdvisorToolResultBlock",
    "openrouter_shell_tool_result": "ShellToolResultBlock",
    "openrouter_bash_tool_result": "BashToolResultBlock",
    "openrouter_tool_search_result": "DeferredToolSearchResultBlock",
}

if TYPE_CHECKING:
    ContentBlock: TypeAlias = (
        TextBlock
        | ThinkingBlock
        | RedactedThinkingBlock
        | ToolUseBlock
        | ServerToolUseBlock
        | WebSearchToolResultBlock
        | WebFetchToolResultBlock
        | CodeExecutionToolResultBlock
        | BashCodeExecutionToolResultBlock
        | TextEditorCodeExecutionToolResultBlock
        | ToolSearchToolResultBlock
        | ContainerUploadBlock
        | CompactionBlock
        | AdvisorToolResultBlock
        | ShellToolResultBlock
        | BashToolResultBlock
        | DeferredToolSearchResultBlock
        | UnknownContentBlock
    )
else:
    ContentBlock = Annotated[
        Any, TaggedUnion("type", CONTENT_BLOCKS, otherwise="UnknownContentBlock")
    ]
