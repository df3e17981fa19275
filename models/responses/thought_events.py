"""A model's thoughts while it writes them, in a stream of the Responses API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core.models.model import model
from openrouter_core.models.responses.events import ResponsesItemEvent

if TYPE_CHECKING:
    from openrouter_core.models.responses.thoughts import ReasoningSummaryText


@model
class ReasoningDeltaEvent(ResponsesItemEvent):
    """More of a thought."""

    content_index: int | None = None
    delta: str | None = None


@model
class ReasoningDoneEvent(ResponsesItemEvent):
    """A thought is complete: `text`."""

    content_index: int | None = None
    text: str | None = None


@model
class ReasoningSummaryPartAddedEvent(ResponsesItemEvent):
    """A summary has begun, still empty."""

    summary_index: int | None = None
    part: ReasoningSummaryText | None = None


@model
class ReasoningSummaryPartDoneEvent(ResponsesItemEvent):
    """A summary is complete: `part`."""

    summary_index: int | None = None
    part: ReasoningSummaryText | None = None


@model
class ReasoningSummaryTextDeltaEvent(ResponsesItemEvent):
    """More of a summary."""

    summary_index: int | None = None
    delta: str | None = None


@model
class ReasoningSummaryTextDoneEvent(ResponsesItemEvent):
    """A summary's text is complete: `text`."""

    summary_index: int | None = None
    text: str | None = None
