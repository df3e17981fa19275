"""What OpenRouter stores about a generation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import attrs

from openrouter_core.models.model import (
    UNSET,
    RequestModel,
    Response,
    ResponseModel,
    Unset,
    model,
)


@model
class GenerationParams(RequestModel):
    """Which generation.

    Fields:
        id: ``gen-...``: a response's `id`, or its `http_meta.generation_id`.
    """

    id: str = attrs.field(kw_only=False)


@model
class GenerationProviderResponse(ResponseModel):
    """One provider that was asked.

    Fields:
        latency: in milliseconds.
        status: the HTTP status of its response.
    """

    id: str | None = None
    endpoint_id: str | None = None
    model_permaslug: str | None = None
    provider_name: str | None = None
    status: int | None = None
    latency: float | None = None
    is_byok: bool | None = None
    routed_service_tier: str | None = None


@model
class Generation(ResponseModel):
    """A generation: what was asked, who answered, what it cost.

    Fields:
        created_at: as ISO 8601.
        total_cost, usage, upstream_inference_cost, cache_discount: US dollars.
        latency, generation_time, moderation_latency: milliseconds.
        tokens_prompt, tokens_completion: counted the same way for all models; `native_tokens_...` are counted by the
            model's own tokenizer, and billed.
        provider_responses: every provider that was asked; the last one answered.
    """

    id: str | None = None
    upstream_id: str | None = None
    request_id: str | None = None
    api_type: str | None = None
    created_at: str | None = None
    model: str | None = None
    provider_name: str | None = None
    provider_responses: Sequence[GenerationProviderResponse] | None = None
    router: str | None = None
    service_tier: str | None = None
    data_region: str | None = None
    app_id: int | None = None
    workspace_id: str | None = None
    preset_id: str | None = None
    session_id: str | None = None
    external_user: str | None = None
    origin: str | None = None
    http_referer: str | None = None
    user_agent: str | None = None
    streamed: bool | None = None
    cancelled: bool | None = None
    is_byok: bool | None = None
    finish_reason: str | None = None
    native_finish_reason: str | None = None
    latency: float | None = None
    generation_time: float | None = None
    moderation_latency: float | None = None
    tokens_prompt: int | None = None
    tokens_completion: int | None = None
    native_tokens_prompt: int | None = None
    native_tokens_completion: int | None = None
    native_tokens_completion_images: int | None = None
    native_tokens_reasoning: int | None = None
    native_tokens_cached: int | None = None
    num_media_prompt: int | None = None
    num_media_completion: int | None = None
    num_input_audio_prompt: int | None = None
    num_search_results: int | None = None
    num_fetches: int | None = None
    web_search_engine: str | None = None
    total_cost: float | None = None
    usage: float | None = None
    upstream_inference_cost: float | None = None
    cache_discount: float | None = None
    response_cache_source_id: str | None = None


@model
class GenerationResponse(Response):
    """What `generations_get_generation` returns."""

    data: Generation | None = None


@model
class GenerationContentInput(ResponseModel):
    """What was asked: a prompt, or messages.

    Fields:
        messages: the messages as they were sent.
    """

    prompt: str | None = None
    messages: Sequence[Any] | None = None


@model
class GenerationContentOutput(ResponseModel):
    """What the model wrote."""

    completion: str | None = None
    reasoning: str | None = None


@model
class GenerationFailedAttempt(ResponseModel):
    """A provider that was asked, and failed.

    Fields:
        code: the HTTP status.
        raw: the body of its response.
    """

    code: int | None = None
    message: str | None = None
    provider_name: str | None = None
    raw: str | None = None


@model
class GenerationFailure(ResponseModel):
    """Why a generation failed.

    Fields:
        status: the HTTP status of the response.
        raw: the body of the provider's response.
        previous_errors: every provider that failed before, in order.
    """

    status: int | None = None
    message: str | None = None
    provider_name: str | None = None
    raw: str | None = None
    previous_errors: Sequence[GenerationFailedAttempt] | None = None


@model
class GenerationContent(ResponseModel):
    """What was asked and answered; for a failed generation also why it failed."""

    input: GenerationContentInput | None = None
    output: GenerationContentOutput | None = None
    error: GenerationFailure | None = None


@model
class GenerationsListGenerationContentResponse(Response):
    """What `generations_list_generation_content` returns."""

    data: GenerationContent | None = None


@model
class GenerationsSubmitFeedbackParams(RequestModel):
    """What `generations_submit_feedback` reports about a generation.

    Fields:
        generation_id: ``gen-...``: a response's `id`, or its `http_meta.generation_id`.
        category: what was wrong.
        comment: in your own words, at most 1 000 characters.
    """

    generation_id: str = attrs.field(kw_only=False)
    category: (
        Literal[
            "latency",
            "incoherence",
            "incorrect_response",
            "formatting",
            "billing",
            "api_error",
            "other",
        ]
        | str
    ) = attrs.field(kw_only=False)
    comment: str | Unset | None = UNSET


@model
class GenerationFeedback(ResponseModel):
    """Whether the feedback was recorded."""

    success: bool | None = None


@model
class GenerationsSubmitFeedbackResponse(Response):
    """What `generations_submit_feedback` returns."""

    data: GenerationFeedback | None = None
