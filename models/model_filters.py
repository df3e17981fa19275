"""Filters and sort orders for lists of models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from openrouter_core.models.model import UNSET, RequestModel, Unset, model

ModelOrder: TypeAlias = Literal[
    "most-popular",
    "newest",
    "top-weekly",
    "pricing-low-to-high",
    "pricing-high-to-low",
    "context-high-to-low",
    "throughput-high-to-low",
    "latency-low-to-high",
    "intelligence-high-to-low",
    "coding-high-to-low",
    "agentic-high-to-low",
    "design-arena-elo-high-to-low",
]
"""The order in which models are listed."""


@model
class ModelsListParams(RequestModel):
    """Which models `models_list` lists, in which order.

    Where the API accepts several values, a list is sent in the API's form, separated by commas.

    Fields:
        offset, limit: which part of the list, at most 1 000 models; without both the whole list.
        category: what the model is used for.
        supported_parameters: parameters that every listed model must support, such as ``["tools"]``.
        input_modalities, output_modalities: what goes in and comes out, such as ``["text", "image"]``; ``"all"`` means
            every output.
        sort: the order.
        q: text to find in names and slugs.
        context: the smallest context length, in tokens.
        min_price, max_price, min_output_price, max_output_price: of the prompt and of the completion, in US dollars per
            million tokens.
        arch: the family, such as ``"Llama"``.
        model_authors: slugs of the models' makers.
        providers: slugs of providers that serve it.
        distillable: whether its output may train other models.
        zdr: ``"true"`` for models with an endpoint that keeps no data.
        region: the region where there must be an endpoint.
        min_age_days, max_age_days: days since the model was created.
        min_intelligence_index, max_intelligence_index, min_coding_index, max_coding_index, min_agentic_index,
            max_agentic_index: indices of Artificial Analysis.
        min_tool_success_rate, max_tool_success_rate: the share of requests that end in tool calls, from 0 to 1.
        use_rss, use_rss_chat_links: request an RSS feed. It is not JSON, so this is refused before anything is sent;
            `openrouter_core.funcs.request.request` with ``accept="application/rss+xml"`` returns it as text.
    """

    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET
    category: (
        Literal[
            "programming",
            "roleplay",
            "marketing",
            "marketing/seo",
            "technology",
            "science",
            "translation",
            "legal",
            "finance",
            "health",
            "trivia",
            "academia",
        ]
        | str
        | Unset
        | None
    ) = UNSET
    supported_parameters: str | Sequence[str] | Unset | None = UNSET
    input_modalities: str | Sequence[str] | Unset | None = UNSET
    output_modalities: str | Sequence[str] | Unset | None = UNSET
    sort: ModelOrder | str | Unset | None = UNSET
    q: str | Unset | None = UNSET
    context: int | Unset | None = UNSET
    min_price: float | Unset | None = UNSET
    max_price: float | Unset | None = UNSET
    min_output_price: float | Unset | None = UNSET
    max_output_price: float | Unset | None = UNSET
    arch: str | Unset | None = UNSET
    model_authors: str | Sequence[str] | Unset | None = UNSET
    providers: str | Sequence[str] | Unset | None = UNSET
    distillable: Literal["true", "false"] | str | bool | Unset | None = UNSET
    zdr: Literal["true"] | str | bool | Unset | None = UNSET
    region: Literal["eu", "us"] | str | Unset | None = UNSET
    min_age_days: int | Unset | None = UNSET
    max_age_days: int | Unset | None = UNSET
    min_intelligence_index: float | Unset | None = UNSET
    max_intelligence_index: float | Unset | None = UNSET
    min_coding_index: float | Unset | None = UNSET
    max_coding_index: float | Unset | None = UNSET
    min_agentic_index: float | Unset | None = UNSET
    max_agentic_index: float | Unset | None = UNSET
    min_tool_success_rate: float | Unset | None = UNSET
    max_tool_success_rate: float | Unset | None = UNSET
    use_rss: str | bool | Unset | None = UNSET
    use_rss_chat_links: str | bool | Unset | None = UNSET


@model
class ModelsListForUserParams(RequestModel):
    """Which of an account's models `models_list_for_user` lists, in which order.

    Fields:
        offset, limit: which part of the list, at most 1 000 models; without both the whole list.
        output_modalities: what comes out, such as ``["text", "image"]``; ``"all"`` means every output.
    """

    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET
    output_modalities: str | Sequence[str] | Unset | None = UNSET
    sort: ModelOrder | str | Unset | None = UNSET


@model
class ModelsCountParams(RequestModel):
    """Which models `models_count` counts.

    Fields:
        output_modalities: what comes out, such as ``["text", "image"]``; ``"all"`` means every output. Text by default.
    """

    output_modalities: str | Sequence[str] | Unset | None = UNSET


@model
class EmbeddingsListModelsParams(RequestModel):
    """Which part of the list `embeddings_list_models` returns.

    Fields:
        offset, limit: at most 1 000 models; without both the whole list.
    """

    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET
