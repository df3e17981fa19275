"""What a streamed chat sends: `ChatStreamingResponseChunk` and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import attrs

from openrouter_core.models.model import JsonObject, ResponseModel, model

if TYPE_CHECKING:
    from openrouter_core.models.chat.logprobs import ChatTokenLogprobs
    from openrouter_core.models.chat.media import ChatAudio, ChatImage
    from openrouter_core.models.chat.response import ChatAnnotation, ChatToolCall, ReasoningDetail
    from openrouter_core.models.chat.usage import ChatUsage
    from openrouter_core.models.openrouter_metadata import OpenRouterMetadata


@model
class ChatDelta(ResponseModel):
    """What a chunk adds to a choice's message; the fields mean what they mean in `ChatMessage`."""

    __replay__: ClassVar[JsonObject] = {"role": "assistant", "content": None}

    role: str | None = None
    content: str | None = None
    refusal: str | None = None
    reasoning: str | None = None
    reasoning_details: Sequence[ReasoningDetail] | None = None
    tool_calls: Sequence[ChatToolCall] | None = None
    images: Sequence[ChatImage] | None = None
    audio: ChatAudio | None = None
    annotations: Sequence[ChatAnnotation] | None = None


@model
class ChatStreamingChoice(ResponseModel):
    """A choice in a chunk. Content may follow the chunk that tells the finish reason."""

    index: int | None = None
    delta: ChatDelta = attrs.field(factory=ChatDelta)
    finish_reason: str | None = None
    native_finish_reason: str | None = None
    logprobs: ChatTokenLogprobs | None = None
    error: JsonObject | None = None


@model
class ChatStreamingResponseChunk(ResponseModel):
    """One event of a stream. `usage` comes in one of the last, beside choices or alone."""

    id: str | None = None
    object: str | None = None
    created: float | None = None
    model: str | None = None
    provider: str | None = None
    choices: Sequence[ChatStreamingChoice] = attrs.field(factory=list)
    usage: ChatUsage | None = None
    system_fingerprint: str | None = None
    service_tier: str | None = None
    openrouter_metadata: OpenRouterMetadata | None = None
    error: JsonObject | None = None

    @property
    def text(self) -> str:
        """The text that this chunk adds to the first choice, ``""`` when there is none."""
        for choice in self.choices:
            if not choice.index:
                return choice.delta.content or ""
        return ""
