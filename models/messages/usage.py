"""Tokens and cost of a response of the Messages API: `MessagesUsage`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from openrouter_core.models.model import ResponseModel, model

if TYPE_CHECKING:
    from openrouter_core.models.chat.usage import CostDetails


@model
class CacheCreation(ResponseModel):
    """The tokens that were written to the cache, by how long they are kept there."""

    ephemeral_5m_input_tokens: int | None = None
    ephemeral_1h_input_tokens: int | None = None


@model
class MessagesOutputTokensDetails(ResponseModel):
    """The response's tokens by kind."""

    thinking_tokens: int | None = None


@model
class MessagesServerToolUse(ResponseModel):
    """How often the provider's own tools were used."""

    web_search_requests: int | None = None
    web_fetch_requests: int | None = None


@model
class UsageIteration(ResponseModel):
    """The tokens of one step of a response.

    Fields:
        type: ``message``, ``compaction``, or ``advisor_message`` for the advice of another model.
        model: the model that wrote it.
    """

    type: str | None = None
    model: str | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_creation: CacheCreation | None = None
    cache_creation_input_tokens: int | None = None
    cache_read_input_tokens: int | None = None


@model
class MessagesUsage(ResponseModel):
    """Tokens and cost.

    Fields:
        input_tokens: without those that were read from the cache or written to it.
        cost: what the account was charged, in US dollars.
        is_byok: whether the account's own key for the provider was used.
        iterations: the tokens of each step, if there were several.
    """

    input_tokens: int | None = None
    output_tokens: int | None = None
    cache_creation_input_tokens: int | None = None
    cache_read_input_tokens: int | None = None
    cache_creation: CacheCreation | None = None
    output_tokens_details: MessagesOutputTokensDetails | None = None
    server_tool_use: MessagesServerToolUse | None = None
    iterations: Sequence[UsageIteration] | None = None
    inference_geo: str | None = None
    service_tier: str | None = None
    speed: str | None = None
    cost: float | None = None
    cost_details: CostDetails | None = None
    is_byok: bool | None = None
