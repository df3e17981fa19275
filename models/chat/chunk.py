"""What a streamed chat sends: `ChatStreamingResponseChunk` and its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import attrs

from openrouter_core.models.chat.response import text_of
from openrouter_core.models.model import (
    JsonObject,
    ResponseModel,
    choice_numbers,
    join_text,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.chat.logprobs import ChatTokenLogprobs
    from openrouter_core.models.chat.media import ChatAudio, ChatImage
    from openrouter_core.models.chat.response import ChatAnnotation, ChatToolCall, ReasoningDetail
    from openrouter_core.models.chat.usage import ChatUsage
    from openrouter_core.models.openrouter_metadata import OpenRouterMetadata
    from openrouter_core.models.safeguards import Alignment, SafeguardResult


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
    """A choice in a chunk. Content may follow the chunk that has the finish reason."""

    index: int | None = None
    delta: ChatDelta = attrs.field(factory=ChatDelta)
    finish_reason: str | None = None
    native_finish_reason: str | None = None
    logprobs: ChatTokenLogprobs | None = None
    error: JsonObject | None = None

    @property
    def text(self) -> str:
        """The text that this chunk adds to the choice, ``""`` if there is none. Some servers send a ``message`` in
        place of the delta.
        """
        delta = self.__dict__.get("delta")
        if delta is not None and delta.content is not None:
            return text_of(delta.content)
        if delta is None:
            message = self.extra.get("message")
            return text_of(message.get("content")) if isinstance(message, Mapping) else ""
        return text_of(delta.extra.get("content"))


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
    alignment: Alignment | None = None
    safeguard_results: Sequence[SafeguardResult] | None = None
    error: JsonObject | None = None

    @property
    def text(self) -> str:
        """The text that this chunk adds to the first choice, ``""`` if there is none. The texts
        of a stream's chunks, joined, are the text of the whole response.
        """
        choices = self.choices
        if len(choices) == 1 and choices[0].index == 0:
            return choices[0].text  # most chunks: this is read millions of times
        numbers = choice_numbers([c.extra.get("index", c.index) for c in choices])
        first = [c.text for number, c in zip(numbers, choices, strict=True) if number == 0]
        return first[0] if len(first) == 1 else join_text(first)
