"""Messages of earlier turns: `AssistantMessage` with the calls that it made, and `ToolMessage` with their results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.chat.media import ChatAudio, ChatImage
    from openrouter_core.models.chat.messages import ContentPart
    from openrouter_core.models.chat.response import ChatAnnotation, ChatToolCall, ReasoningDetail


@model
class FunctionCall(RequestModel):
    """The function that was called.

    Fields:
        arguments: JSON as text, as the model wrote it.
    """

    name: str = attrs.field(kw_only=False)
    arguments: str = attrs.field(kw_only=False)


@model
class ToolCall(RequestModel):
    """A call that the assistant made; a `ToolMessage` answers it by its `id`."""

    id: str = attrs.field(kw_only=False)
    type: Literal["function"] | str = "function"
    function: FunctionCall | JsonObject = attrs.field(kw_only=False)


if TYPE_CHECKING:
    AssistantToolCall: TypeAlias = ToolCall | ChatToolCall | JsonObject
else:
    AssistantToolCall = Annotated[
        Any, TaggedUnion("type", {"function": "ToolCall"}, otherwise="ToolCall")
    ]


@model
class AssistantMessage(RequestModel):
    """What the model said in an earlier turn. A response's `ChatMessage` can be used in its place unchanged.

    Fields:
        content: text, a list of parts, or None beside tool calls.
        tool_calls: the calls that it made; each needs a `ToolMessage` after this message.
        reasoning: its thoughts as text.
        reasoning_details: the same as signed or encrypted items, unmodified, so that the model can continue the
            thought.
        annotations: citations and parsed files; if they are sent back, the file is not parsed again.
        model: the model that wrote it, which routers may reuse.
    """

    role: Literal["assistant"] = "assistant"
    content: str | Sequence[ContentPart] | Unset | None = attrs.field(default=UNSET, kw_only=False)
    tool_calls: Sequence[AssistantToolCall] | Unset | None = UNSET
    name: str | Unset | None = UNSET
    refusal: str | Unset | None = UNSET
    reasoning: str | Unset | None = UNSET
    reasoning_details: Sequence[ReasoningDetail | JsonObject] | Unset | None = UNSET
    images: Sequence[ChatImage | JsonObject] | Unset | None = UNSET
    audio: ChatAudio | JsonObject | Unset | None = UNSET
    annotations: Sequence[ChatAnnotation | JsonObject] | Unset | None = UNSET
    model: str | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class ToolMessage(RequestModel):
    """The result of a tool call.

    Fields:
        content: the result as text, or as a list of parts.
        tool_call_id: the `id` of the call that this answers.
    """

    role: Literal["tool"] = "tool"
    content: str | Sequence[ContentPart] = attrs.field(kw_only=False)
    tool_call_id: str
    name: str | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET
