"""A message of a request to the Messages API: `MessageParam`, and the unions of what it may hold.

What a caller writes has a request class, and is checked. What only a server writes has its response class, and is sent
back unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.messages.content import CONTENT_BLOCKS
from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.messages.content import ContentBlock
    from openrouter_core.models.messages.input_blocks import (
        DocumentBlockParam,
        ImageBlockParam,
        SearchResultBlockParam,
        ServerToolUseBlockParam,
        TextBlockParam,
        ToolReferenceBlockParam,
        ToolResultBlockParam,
        ToolUseBlockParam,
    )
    from openrouter_core.models.messages.settings import MessageOutputConfig
    from openrouter_core.models.messages.tool_changes import (
        ToolAdditionBlockParam,
        ToolRemovalBlockParam,
    )

    ToolResultContent: TypeAlias = (
        TextBlockParam
        | ImageBlockParam
        | DocumentBlockParam
        | SearchResultBlockParam
        | ToolReferenceBlockParam
        | JsonObject
    )
    ContentBlockParam: TypeAlias = (
        TextBlockParam
        | ImageBlockParam
        | DocumentBlockParam
        | SearchResultBlockParam
        | ToolUseBlockParam
        | ToolResultBlockParam
        | ServerToolUseBlockParam
        | ToolAdditionBlockParam
        | ToolRemovalBlockParam
        | ContentBlock
        | JsonObject
    )
else:
    ToolResultContent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "text": "TextBlockParam",
                "image": "ImageBlockParam",
                "document": "DocumentBlockParam",
                "search_result": "SearchResultBlockParam",
                "tool_reference": "ToolReferenceBlockParam",
            },
        ),
    ]
    ContentBlockParam = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                **CONTENT_BLOCKS,
                "text": "TextBlockParam",
                "image": "ImageBlockParam",
                "document": "DocumentBlockParam",
                "search_result": "SearchResultBlockParam",
                "tool_use": "ToolUseBlockParam",
                "tool_result": "ToolResultBlockParam",
                "server_tool_use": "ServerToolUseBlockParam",
                "tool_addition": "ToolAdditionBlockParam",
                "tool_removal": "ToolRemovalBlockParam",
            },
        ),
    ]


@model
class MessageParam(RequestModel):
    """A message of a conversation. The model's message is sent back unchanged:
    ``MessageParam("assistant", response.content)``.

    Fields:
        role: ``user``, ``assistant``, or ``system`` for instructions that hold from here on.
        content: text, or a list of blocks.
        clear_at: when the message may be forgotten: ``next_user_message`` or ``never``.
        output_config: how the model should write from here on.
    """

    role: Literal["user", "assistant", "system"] | str = attrs.field(kw_only=False)
    content: str | Sequence[ContentBlockParam] = attrs.field(kw_only=False)
    clear_at: Literal["next_user_message", "never"] | str | Unset | None = UNSET
    output_config: MessageOutputConfig | JsonObject | Unset | None = UNSET
