"""The results of a panel of models, in a response of the Responses API."""

from __future__ import annotations

from collections.abc import Sequence

from openrouter_core.models.model import ResponseModel, model


@model
class FusionStance(ResponseModel):
    """What one model of the panel says about a topic."""

    model: str | None = None
    stance: str | None = None


@model
class FusionContradiction(ResponseModel):
    """A topic about which the panel disagrees."""

    topic: str | None = None
    stances: Sequence[FusionStance] | None = None


@model
class FusionPartialCoverage(ResponseModel):
    """A point that only some models of the panel made."""

    point: str | None = None
    models: Sequence[str] | None = None


@model
class FusionInsight(ResponseModel):
    """A point that only one model of the panel made."""

    model: str | None = None
    insight: str | None = None


@model
class FusionAnalysis(ResponseModel):
    """A synthesis of what the panel says.

    Fields:
        consensus: what all of them say.
        blind_spots: what none of them says.
    """

    consensus: Sequence[str] | None = None
    contradictions: Sequence[FusionContradiction] | None = None
    partial_coverage: Sequence[FusionPartialCoverage] | None = None
    unique_insights: Sequence[FusionInsight] | None = None
    blind_spots: Sequence[str] | None = None


@model
class FusionPanelResponse(ResponseModel):
    """The whole response of one model of the panel."""

    model: str | None = None
    content: str | None = None


@model
class FusionFailedModel(ResponseModel):
    """A model of the panel that gave no response; `status_code` is HTTP's."""

    model: str | None = None
    error: str | None = None
    status_code: int | None = None


@model
class FusionSource(ResponseModel):
    """A web page that the panel found."""

    url: str | None = None
    title: str | None = None


@model
class OutputFusionServerToolItem(ResponseModel):
    """A panel of models was asked.

    Fields:
        error: why there is no analysis.
        failure_reason: the same in a word, such as ``all_panels_failed``.
    """

    type: str | None = None
    id: str | None = None
    status: str | None = None
    analysis: FusionAnalysis | None = None
    responses: Sequence[FusionPanelResponse] | None = None
    failed_models: Sequence[FusionFailedModel] | None = None
    sources: Sequence[FusionSource] | None = None
    error: str | None = None
    failure_reason: str | None = None
