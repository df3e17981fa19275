"""Tokens and cost of a response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core.models.model import ResponseModel, model

if TYPE_CHECKING:
    from openrouter_core.models.server_tools.usage import ServerToolUse


@model
class PromptTokensDetails(ResponseModel):
    """The prompt's tokens by kind."""

    cached_tokens: int | None = None
    cache_write_tokens: int | None = None
    audio_tokens: int | None = None
    video_tokens: int | None = None
    file_tokens: int | None = None


@model
class CompletionTokensDetails(ResponseModel):
    """The response's tokens by kind."""

    reasoning_tokens: int | None = None
    image_tokens: int | None = None
    audio_tokens: int | None = None
    accepted_prediction_tokens: int | None = None
    rejected_prediction_tokens: int | None = None


@model
class CostDetails(ResponseModel):
    """What the provider and the server's tools cost, in US dollars."""

    upstream_inference_cost: float | None = None
    upstream_inference_prompt_cost: float | None = None
    upstream_inference_completions_cost: float | None = None
    server_tool_cost: float | None = None


@model
class ChatUsage(ResponseModel):
    """Tokens and cost.

    Fields:
        cost: what the account was charged, in US dollars.
        is_byok: whether the account's own key for the provider was used.
    """

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    total_tokens: int | None = None
    cost: float | None = None
    is_byok: bool | None = None
    prompt_tokens_details: PromptTokensDetails | None = None
    completion_tokens_details: CompletionTokensDetails | None = None
    cost_details: CostDetails | None = None
    server_tool_use: ServerToolUse | None = None
    server_tool_use_details: ServerToolUse | None = None
