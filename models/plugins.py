"""What the server does around a model: choose it, search for it, read files for it, repair its answers.

A plugin that is enabled in the account runs without being named; `enabled=False` turns it off for one request.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.safeguards import AlignmentPlugin, ArmorPlugin
    from openrouter_core.models.server_tools.unions import NestedTool
    from openrouter_core.models.server_tools.web import WebSearchUserLocation, XSearchOptions


@model
class AutoBetaRouterPlugin(RequestModel):
    """How the model ``openrouter/auto-beta`` chooses.

    Fields:
        allowed_models: patterns of slugs to choose among, such as ``anthropic/*``.
        excluded_models: patterns of slugs not to choose.
        cost_tier: which fifth of the models by cost, ``low`` to ``max``.
        cost_quality_tradeoff: deprecated in favour of `cost_tier`; 0 to 10.
    """

    id: Literal["auto-beta-router"] | str = "auto-beta-router"
    enabled: bool | Unset | None = UNSET
    allowed_models: Sequence[str] | Unset | None = UNSET
    excluded_models: Sequence[str] | Unset | None = UNSET
    cost_tier: Literal["low", "medium", "high", "xhigh", "max"] | str | Unset | None = UNSET
    cost_quality_tradeoff: int | Unset | None = UNSET


@model
class AutoRouterPlugin(AutoBetaRouterPlugin):
    """How the model ``openrouter/auto`` chooses; the other fields are those of
    `AutoBetaRouterPlugin`.

    Fields:
        pin_model: stay with the model that the latest `AssistantMessage` names.
    """

    id: Literal["auto-router"] | str = "auto-router"
    pin_model: bool | Unset | None = UNSET


@model
class JevRouterPlugin(RequestModel):
    """How the model ``openrouter/jev`` chooses.

    Fields:
        models: slugs to choose among.
        allowed_models: patterns of slugs to choose among, such as ``anthropic/*``.
        excluded_models: patterns of slugs not to choose.
        cost_tier: which part of the models, by cost.
    """

    id: Literal["jev-router"] = "jev-router"
    models: Sequence[str] | Unset | None = UNSET
    allowed_models: Sequence[str] | Unset | None = UNSET
    excluded_models: Sequence[str] | Unset | None = UNSET
    cost_tier: str | Unset | None = UNSET


@model
class SwitchyardRouterPlugin(RequestModel):
    """How the router of that name chooses.

    Fields:
        judge_model: the slug of the model that decides, if the algorithm uses one.
    """

    id: Literal["switchyard-router"] = "switchyard-router"
    algorithm: (
        Literal["capability", "stage", "auto", "random", "composite", "passthrough"]
        | str
        | Unset
        | None
    ) = UNSET
    judge_model: str | Unset | None = UNSET


@model
class ParetoRouterPlugin(RequestModel):
    """How the router for code chooses.

    Fields:
        max_price: US dollars per million tokens of the prompt; the best model below it is chosen.
        min_coding_score: 0 to 1; not used beside `max_price`.
        price_source: ``prompt`` for list prices, ``weighted_avg`` for prices actually paid.
    """

    id: Literal["pareto-router"] = "pareto-router"
    enabled: bool | Unset | None = UNSET
    max_price: float | Unset | None = UNSET
    min_coding_score: float | Unset | None = UNSET
    price_source: Literal["prompt", "weighted_avg"] | str | Unset | None = UNSET


@model
class FusionPlugin(RequestModel):
    """Asks a panel of models, and answers with a synthesis of what they say.

    Fields:
        preset: a panel that the server knows, such as ``general-high``.
        analysis_models: slugs of the panel, 1 to 8.
        model: the slug of the model that sums up and answers.
        tools: server tools that they may use; by default searching and reading the web.
        max_tool_calls: how often each of them may use tools, 1 to 16.
    """

    id: Literal["fusion"] = "fusion"
    enabled: bool | Unset | None = UNSET
    preset: Literal["general-high", "general-budget", "general-fast"] | str | Unset | None = UNSET
    analysis_models: Sequence[str] | Unset | None = UNSET
    model: str | Unset | None = UNSET
    tools: Sequence[NestedTool] | Unset | None = UNSET
    max_tool_calls: int | Unset | None = UNSET


@model
class ModerationPlugin(RequestModel):
    """Checks the request before the model sees it."""

    id: Literal["moderation"] = "moderation"


@model
class WebSearchPlugin(RequestModel):
    """Searches the web before the model answers.

    Fields:
        engine: who searches; by default the provider if it can, otherwise Exa.
        mode: of the engine; one that the engine does not have is ignored.
        max_results: in one search.
        max_uses: how many searches a turn may make, if the provider counts them.
        search_prompt: the text that introduces the results to the model.
        include_domains: search only here; ``*.example.com`` and ``example.com/blog`` are
            understood.
        exclude_domains: do not search here.
        x_search: searches X (Twitter) too, if the engine is xAI's own; it is billed separately.
    """

    id: Literal["web"] = "web"
    enabled: bool | Unset | None = UNSET
    engine: Literal["native", "exa", "firecrawl", "parallel", "perplexity"] | str | Unset | None = (
        UNSET
    )
    mode: str | Unset | None = UNSET
    max_results: int | Unset | None = UNSET
    max_uses: int | Unset | None = UNSET
    search_prompt: str | Unset | None = UNSET
    include_domains: Sequence[str] | Unset | None = UNSET
    exclude_domains: Sequence[str] | Unset | None = UNSET
    user_location: WebSearchUserLocation | JsonObject | Unset | None = UNSET
    x_search: XSearchOptions | JsonObject | Unset | None = UNSET


@model
class WebFetchPlugin(RequestModel):
    """Reads web pages for the model.

    Fields:
        max_uses: how many pages a request may read.
        max_content_tokens: roughly how much to read of each page; the rest is cut off.
        allowed_domains: read only here.
        blocked_domains: do not read here.
    """

    id: Literal["web-fetch"] = "web-fetch"
    max_uses: int | Unset | None = UNSET
    max_content_tokens: int | Unset | None = UNSET
    allowed_domains: Sequence[str] | Unset | None = UNSET
    blocked_domains: Sequence[str] | Unset | None = UNSET


@model
class PdfParserOptions(RequestModel):
    """How to read PDF files.

    Fields:
        engine: ``mistral-ocr``, ``cloudflare-ai``, or ``native`` for the provider's own; they
            differ in price.
    """

    engine: Literal["mistral-ocr", "native", "cloudflare-ai", "pdf-text"] | str | Unset | None = (
        UNSET
    )


@model
class FileParserPlugin(RequestModel):
    """Reads the request's files for the model."""

    id: Literal["file-parser"] = "file-parser"
    enabled: bool | Unset | None = UNSET
    pdf: PdfParserOptions | JsonObject | Unset | None = UNSET


@model
class ResponseHealingPlugin(RequestModel):
    """Repairs malformed JSON that the model wrote."""

    id: Literal["response-healing"] = "response-healing"
    enabled: bool | Unset | None = UNSET


@model
class ContextCompressionPlugin(RequestModel):
    """Shortens a chat that is longer than the model can read, in the middle."""

    id: Literal["context-compression"] = "context-compression"
    enabled: bool | Unset | None = UNSET
    engine: Literal["middle-out"] | str | Unset | None = UNSET


if TYPE_CHECKING:
    Plugin: TypeAlias = (
        AutoRouterPlugin
        | AutoBetaRouterPlugin
        | JevRouterPlugin
        | SwitchyardRouterPlugin
        | ParetoRouterPlugin
        | FusionPlugin
        | AlignmentPlugin
        | ArmorPlugin
        | ModerationPlugin
        | WebSearchPlugin
        | WebFetchPlugin
        | FileParserPlugin
        | ResponseHealingPlugin
        | ContextCompressionPlugin
        | JsonObject
    )
else:
    Plugin = Annotated[
        Any,
        TaggedUnion(
            "id",
            {
                "auto-router": "AutoRouterPlugin",
                "auto-beta-router": "AutoBetaRouterPlugin",
                "jev-router": "JevRouterPlugin",
                "switchyard-router": "SwitchyardRouterPlugin",
                "pareto-router": "ParetoRouterPlugin",
                "fusion": "FusionPlugin",
                "alignment": "AlignmentPlugin",
                "armor": "ArmorPlugin",
                "moderation": "ModerationPlugin",
                "web": "WebSearchPlugin",
                "web-fetch": "WebFetchPlugin",
                "file-parser": "FileParserPlugin",
                "response-healing": "ResponseHealingPlugin",
                "context-compression": "ContextCompressionPlugin",
            },
        ),
    ]
