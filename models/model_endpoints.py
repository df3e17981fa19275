"""The providers of a model, their prices and their performance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from openrouter_core.models.model import JsonObject, Response, ResponseModel, model

if TYPE_CHECKING:
    from openrouter_core.models.model_catalog import ModelArchitecture, ModelPricing


@model
class Percentiles(ResponseModel):
    """A distribution over the last 30 minutes."""

    p50: float | None = None
    p75: float | None = None
    p90: float | None = None
    p99: float | None = None


@model
class ToolChoiceSupport(ResponseModel):
    """Which values of a request's ``tool_choice`` were tested successfully."""

    auto: bool | None = None
    function: bool | None = None
    none: bool | None = None
    required: bool | None = None


@model
class WorkloadPerformance(ResponseModel):
    """How an endpoint performed with one kind of request.

    Fields:
        latency: in milliseconds; for images and videos until the result is complete.
        throughput: in tokens per second.
    """

    latency: Percentiles | None = None
    throughput: Percentiles | None = None
    request_count: int | None = None


@model
class PerformanceByWorkload(ResponseModel):
    """How an endpoint performed with each kind of request."""

    decisions: WorkloadPerformance | None = None
    embeddings: WorkloadPerformance | None = None
    image_generation: WorkloadPerformance | None = None
    rerank: WorkloadPerformance | None = None
    stt: WorkloadPerformance | None = None
    text_generation: WorkloadPerformance | None = None
    tts: WorkloadPerformance | None = None
    unknown: WorkloadPerformance | None = None
    video_generation: WorkloadPerformance | None = None


@model
class ModelEndpoint(ResponseModel):
    """One provider's offer of a model.

    Fields:
        tag: its name for ``provider.order``.
        status: 0 if it works normally, otherwise negative.
        latency_last_30m: until the first token, in milliseconds.
        throughput_last_30m: in tokens per second. This and the latency are sent only to requests with a key.
        uptime_last_5m, uptime_last_30m, uptime_last_1d: in percent.
        perf_last_30m_by_workload: latency and throughput by kind of request.
        quantization: such as ``"fp8"``.
        service_tier: the tier that the prices are for.
        native_tools: the names of tools that the provider itself runs.
    """

    name: str | None = None
    tag: str | None = None
    provider_name: str | None = None
    model_id: str | None = None
    model_name: str | None = None
    status: int | None = None
    context_length: int | None = None
    max_prompt_tokens: int | None = None
    max_completion_tokens: int | None = None
    pricing: ModelPricing | None = None
    quantization: str | None = None
    supported_parameters: Sequence[str] | None = None
    supports_implicit_caching: bool | None = None
    supports_tool_choice: ToolChoiceSupport | None = None
    supports_diarization: bool | None = None
    supports_image_reference: bool | None = None
    supports_multiple_audio_references: bool | None = None
    supports_voice_cloning: bool | None = None
    native_tools: JsonObject | None = None
    service_tier: str | None = None
    latency_last_30m: Percentiles | None = None
    throughput_last_30m: Percentiles | None = None
    uptime_last_5m: float | None = None
    uptime_last_30m: float | None = None
    uptime_last_1d: float | None = None
    perf_last_30m_by_workload: PerformanceByWorkload | None = None


@model
class ModelEndpoints(ResponseModel):
    """A model and its providers."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    created: int | None = None
    architecture: ModelArchitecture | None = None
    endpoints: Sequence[ModelEndpoint] = attrs.field(factory=list)


@model
class EndpointsListResponse(Response):
    """What `endpoints_list` returns."""

    data: ModelEndpoints | None = None


@model
class EndpointsListZdrEndpointsResponse(Response):
    """What `endpoints_list_zdr_endpoints` returns."""

    data: Sequence[ModelEndpoint] = attrs.field(factory=list)
