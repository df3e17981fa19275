"""The events that a stream of the Messages API consists of: `MessagesStreamEvent`, and the deltas in them.

A message begins; each of its blocks begins, grows and ends; then the message says why it ends, and ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from openrouter_core.models.model import JsonObject, ResponseModel, TaggedUnion, model

if TYPE_CHECKING:
    from openrouter_core.models.messages.citations import MessagesCitation
    from openrouter_core.models.messages.content import ContentBlock
    from openrouter_core.models.messages.response import (
        AppliedContextManagement,
        MessagesContainer,
        MessagesResult,
        StopDetails,
    )
    from openrouter_core.models.messages.usage import MessagesUsage
    from openrouter_core.models.openrouter_metadata import OpenRouterMetadata


# What is added to a block.


@model
class TextDelta(ResponseModel):
    """More text."""

    type: str | None = None
    text: str | None = None


@model
class InputJsonDelta(ResponseModel):
    """More of a call's arguments: JSON as text, complete only at the end of the block."""

    type: str | None = None
    partial_json: str | None = None


@model
class ThinkingDelta(ResponseModel):
    """More of a thought."""

    type: str | None = None
    thinking: str | None = None


@model
class SignatureDelta(ResponseModel):
    """A thought's signature."""

    type: str | None = None
    signature: str | None = None


@model
class CitationsDelta(ResponseModel):
    """One more citation of a text."""

    type: str | None = None
    citation: MessagesCitation | None = None


@model
class CompactionDelta(ResponseModel):
    """A whole summary."""

    type: str | None = None
    content: str | None = None
    encrypted_content: str | None = None


@model
class UnknownDelta(ResponseModel):
    """A delta of a type that this version does not know; `extra` is the whole delta."""


if TYPE_CHECKING:
    ContentBlockDelta: TypeAlias = (
        TextDelta
        | InputJsonDelta
        | ThinkingDelta
        | SignatureDelta
        | CitationsDelta
        | CompactionDelta
        | UnknownDelta
    )
else:
    ContentBlockDelta = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "text_delta": "TextDelta",
                "input_json_delta": "InputJsonDelta",
                "thinking_delta": "ThinkingDelta",
                "signature_delta": "SignatureDelta",
                "citations_delta": "CitationsDelta",
                "compaction_delta": "CompactionDelta",
            },
            otherwise="UnknownDelta",
        ),
    ]


# The events.


@model
class MessagesEvent(ResponseModel):
    """What all events have in common."""

    type: str | None = None

    @property
    def text_delta(self) -> str:
        """What this event adds to the response's text; ``""`` if it adds none."""
        return ""


@model
class MessageStartEvent(MessagesEvent):
    """The response has begun; `message` is still without content. If the server did not stream, it is the whole
    response, and this is the only event.
    """

    message: MessagesResult | None = None

    @property
    def text_delta(self) -> str:
        """The text that the response begins with, nearly always ``""``."""
        return "" if self.message is None else self.message.text


@model
class ContentBlockStartEvent(MessagesEvent):
    """A block has begun, nearly always empty. The results of server tools are complete here.

    Fields:
        index: the block's place in the response's `content`.
    """

    index: int | None = None
    content_block: ContentBlock | None = None

    @property
    def text_delta(self) -> str:
        """The text that the block begins with, nearly always ``""``."""
        return _text_in(self.content_block)


@model
class ContentBlockDeltaEvent(MessagesEvent):
    """A block grows.

    Fields:
        index: the block's place in the response's `content`.
    """

    index: int | None = None
    delta: ContentBlockDelta | None = None

    @property
    def text_delta(self) -> str:
        """What this event adds to the response's text, ``""`` if it adds none."""
        return _text_in(self.delta)


@model
class ContentBlockStopEvent(MessagesEvent):
    """A block is complete."""

    index: int | None = None


@model
class MessageDelta(ResponseModel):
    """Why the response ends."""

    stop_reason: str | None = None
    stop_sequence: str | None = None
    stop_details: StopDetails | None = None
    container: MessagesContainer | None = None


@model
class MessageDeltaEvent(MessagesEvent):
    """The response is about to end; `usage` is for the whole response."""

    delta: MessageDelta | None = None
    usage: MessagesUsage | None = None
    context_management: AppliedContextManagement | None = None


@model
class MessageStopEvent(MessagesEvent):
    """The response is complete. It ends the stream."""

    openrouter_metadata: OpenRouterMetadata | None = None


@model
class MessagesPingEvent(MessagesEvent):
    """A sign that the server is still there. A stream does not yield these events."""


@model
class MessagesErrorEvent(MessagesEvent):
    """The response has failed. A stream yields an `Err` for it, whose `partial` is never this event."""

    error: JsonObject | None = None
    openrouter_metadata: OpenRouterMetadata | None = None


@model
class UnknownMessagesEvent(ResponseModel):
    """An event of a type that this version does not know; `extra` is the whole event."""

    @property
    def type(self) -> str | None:
        """The event's type, if it has one."""
        found = self.extra.get("type")
        return found if isinstance(found, str) else None

    @property
    def text_delta(self) -> str:
        """As `MessagesEvent.text_delta`: always ``""``."""
        return ""


def _text_in(part: object) -> str:
    text = getattr(part, "text", None)
    return text if isinstance(text, str) else ""


if TYPE_CHECKING:
    MessagesStreamEvent: TypeAlias = (
        MessageStartEvent
        | ContentBlockStartEvent
        | ContentBlockDeltaEvent
        | ContentBlockStopEvent
        | MessageDeltaEvent
        | MessageStopEvent
        | MessagesPingEvent
        | MessagesErrorEvent
        | UnknownMessagesEvent
    )
else:
    MessagesStreamEvent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "message_start": "MessageStartEvent",
                "content_block_start": "ContentBlockStartEvent",
                "content_block_delta": "ContentBlockDeltaEvent",
                "content_block_stop": "ContentBlockStopEvent",
                "message_delta": "MessageDeltaEvent",
                "message_stop": "MessageStopEvent",
                "ping": "MessagesPingEvent",
                "error": "MessagesErrorEvent",
            },
            otherwise="UnknownMessagesEvent",
        ),
    ]
