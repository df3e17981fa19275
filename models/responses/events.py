"""The events that every stream of the Responses API consists of: the state of the response, its items and their parts,
and its text as it is written.

All events have `type` and `sequence_number`; those about an item also have its id, and its position in the response's
`output`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openrouter_core.models.model import ResponseModel, model

if TYPE_CHECKING:
    from openrouter_core.models.responses.logprobs import OutputTokenLogprob
    from openrouter_core.models.responses.output import OutputContent, OutputItem
    from openrouter_core.models.responses.response import OpenResponsesResult


@model
class ResponsesEvent(ResponseModel):
    """What all events have in common.

    Fields:
        sequence_number: the number of the event in the stream, from 0.
    """

    type: str | None = None
    sequence_number: int | None = None

    @property
    def text_delta(self) -> str:
        """What this event adds to the response's text; ``""`` for all events but `TextDeltaEvent`."""
        return ""


@model
class ResponsesItemEvent(ResponsesEvent):
    """What all events about an item have in common.

    Fields:
        item_id: the item's `id`.
        output_index: its position in the response's `output`.
    """

    item_id: str | None = None
    output_index: int | None = None


@model
class ResponseCreatedEvent(ResponsesEvent):
    """The response has begun; `response` repeats the request's settings."""

    response: OpenResponsesResult | None = None


@model
class ResponseInProgressEvent(ResponsesEvent):
    """The model is writing."""

    response: OpenResponsesResult | None = None


@model
class ResponseCompletedEvent(ResponsesEvent):
    """The response is complete: `response`, with its usage. It ends the stream."""

    response: OpenResponsesResult | None = None


@model
class ResponseIncompleteEvent(ResponsesEvent):
    """The response has stopped early; `response` is the part that exists, and says why. It ends the stream."""

    response: OpenResponsesResult | None = None


@model
class OutputItemAddedEvent(ResponsesEvent):
    """An item has begun, still empty."""

    item: OutputItem | None = None
    output_index: int | None = None


@model
class OutputItemDoneEvent(ResponsesEvent):
    """An item is complete: `item`."""

    item: OutputItem | None = None
    output_index: int | None = None


@model
class ContentPartAddedEvent(ResponsesItemEvent):
    """A part of an item has begun, still empty."""

    content_index: int | None = None
    part: OutputContent | None = None


@model
class ContentPartDoneEvent(ResponsesItemEvent):
    """A part of an item is complete: `part`."""

    content_index: int | None = None
    part: OutputContent | None = None


@model
class TextDeltaEvent(ResponsesItemEvent):
    """More of the response's text."""

    content_index: int | None = None
    delta: str | None = None
    logprobs: Sequence[OutputTokenLogprob] | None = None

    @property
    def text_delta(self) -> str:
        """What this event adds to the response's text, ``""`` if it adds none."""
        return self.delta or ""


@model
class TextDoneEvent(ResponsesItemEvent):
    """A part's text is complete; `text` is the whole text, not an addition."""

    content_index: int | None = None
    text: str | None = None
    logprobs: Sequence[OutputTokenLogprob] | None = None


@model
class UnknownResponsesEvent(ResponseModel):
    """An event of a type that this version does not know; `extra` is the whole event."""

    @property
    def type(self) -> str | None:
        """The event's type, if it has one."""
        found = self.extra.get("type")
        return found if isinstance(found, str) else None

    @property
    def text_delta(self) -> str:
        """As `ResponsesEvent.text_delta`: always ``""``."""
        return ""
