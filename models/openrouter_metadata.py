"""How a request was routed: what ``X-OpenRouter-Metadata: enabled`` adds to a response."""

from __future__ import annotations

from collections.abc import Sequence

from openrouter_core.models.model import JsonObject, ResponseModel, model


@model
class RouterAttempt(ResponseModel):
    """A provider that was tried, and its HTTP status."""

    provider: str | None = None
    model: str | None = None
    status: int | None = None


@model
class EndpointInfo(ResponseModel):
    """A provider's endpoint for a model, and whether it was chosen."""

    provider: str | None = None
    model: str | None = None
    selected: bool | None = None


@model
class EndpointsMetadata(ResponseModel):
    """The endpoints that could have answered."""

    total: int | None = None
    available: Sequence[EndpointInfo] | None = None


@model
class RouterParams(ResponseModel):
    """The settings that a router had to follow; further keys are in `extra`."""

    quality_floor: float | None = None
    throughput_floor: float | None = None
    version_group: str | None = None


@model
class PipelineStage(ResponseModel):
    """Something that was done to the request or the response on the way.

    Fields:
        type: ``guardrail``, ``plugin``, ``server_tools``, ``response_healing``,
            ``context_compression``, or newer.
        cost_usd: US dollars.
        data: details of the stage.
    """

    type: str | None = None
    name: str | None = None
    summary: str | None = None
    cost_usd: float | None = None
    data: JsonObject | None = None
    guardrail_id: str | None = None
    guardrail_scope: str | None = None


@model
class OpenRouterMetadata(ResponseModel):
    """How a request was routed.

    Fields:
        requested: the model that was requested.
        strategy: how the model was chosen: ``direct``, ``auto``, ``fallback``, ...
        attempt: which attempt answered, counted from 1.
        attempts: all attempts.
        region: where the request was handled.
        generation_time: milliseconds.
        is_byok: whether the account's own key for the provider was used.
        summary: all of this in a sentence.
    """

    requested: str | None = None
    strategy: str | None = None
    attempt: int | None = None
    attempts: Sequence[RouterAttempt] | None = None
    endpoints: EndpointsMetadata | None = None
    is_byok: bool | None = None
    params: RouterParams | None = None
    pipeline: Sequence[PipelineStage] | None = None
    region: str | None = None
    generation_time: int | None = None
    summary: str | None = None
