"""Tokens and cost of a response of the Responses API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core.models.model import ResponseModel, model

if TYPE_CHECKING:
    from openrouter_core.models.server_tools.usage import ServerToolUse


@model
class InputTokensDetails(ResponseModel):
    """The input's tokens by kind."""

    cached_tokens: int | None = None
    cache_write_tokens: int | None = None


@model
class OutputTokensDetails(ResponseModel):
    """The response's tokens by kind."""

    reasoning_tokens: int | None = None


@model
class ResponsesCostDetails(ResponseModel):
    """What the provider and the server's tools cost, in US dollars."""

    upstream_inference_cost: float | None = None
    upstream_inference_input_cost: float | None = None
    upstream_inference_output_cost: float | None = None
    server_tool_cost: float | None = None


@model
class ResponsesUsage(ResponseModel):
    """Tokens and cost.

    Fields:
        cost: what the account was charged, in US dollars.
        is_byok: whether the account's own key for the provider was used.
    """

    input_tokens: int | None = None
    output_tokens: int | None = None
    total_tokens: int | None = None
    input_tokens_details: InputTokensDetails | None = None
    output_tokens_details: OutputTokensDetails | None = None
    cost: float | None = None
    is_byok: bool | None = None
    cost_details: ResponsesCostDetails | None = None
    server_tool_use_details: ServerToolUse | None = None
