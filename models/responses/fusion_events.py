"""The progress of a panel of models, in a stream of the Responses API; `model` is the slug of one of its models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core.models.model import model
from openrouter_core.models.responses.events import ResponsesItemEvent

if TYPE_CHECKING:
    from openrouter_core.models.responses.fusion import FusionAnalysis


@model
class FusionCallInProgressEvent(ResponsesItemEvent):
    """The panel has begun."""


@model
class FusionCallPanelAddedEvent(ResponsesItemEvent):
    """One of the models has begun."""

    model: str | None = None


@model
class FusionCallPanelDeltaEvent(ResponsesItemEvent):
    """More text of one of the models; it is not the response's text."""

    model: str | None = None
    delta: str | None = None


@model
class FusionCallPanelReasoningDeltaEvent(ResponsesItemEvent):
    """More of a thought of one of the models."""

    model: str | None = None
    delta: str | None = None


@model
class FusionCallPanelCompletedEvent(ResponsesItemEvent):
    """One of the models is done; `content` is its whole text."""

    model: str | None = None
    content: str | None = None


@model
class FusionCallPanelFailedEvent(ResponsesItemEvent):
    """One of the models gave no response; `status_code` is HTTP's. The panel continues without it."""

    model: str | None = None
    error: str | None = None
    status_code: int | None = None


@model
class FusionCallAnalysisInProgressEvent(ResponsesItemEvent):
    """What the panel said is being summed up.

    Fields:
        analyst_model: the model that does it.
        judge_model: deprecated, the older name of `analyst_model`.
    """

    analyst_model: str | None = None
    judge_model: str | None = None


@model
class FusionCallAnalysisCompletedEvent(ResponsesItemEvent):
    """What the panel said is summed up."""

    analysis: FusionAnalysis | None = None


@model
class FusionCallCompletedEvent(ResponsesItemEvent):
    """The panel is done."""
