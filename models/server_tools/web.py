"""Server tools that search and read the web."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model


@model
class WebSearchUserLocation(RequestModel):
    """The user's approximate location, for local results.

    Fields:
        country: two letters (ISO 3166-1).
        timezone: an IANA name, such as ``Europe/London``.
    """

    type: Literal["approximate"] | str = "approximate"
    city: str | Unset | None = UNSET
    region: str | Unset | None = UNSET
    country: str | Unset | None = UNSET
    timezone: str | Unset | None = UNSET


@model
class XSearchOptions(RequestModel):
    """What to search on X (Twitter).

    Fields:
        allowed_x_handles: only what these accounts wrote.
        excluded_x_handles: nothing that these accounts wrote.
        from_date, to_date: ISO 8601, such as ``2026-10-27``.
        enable_image_understanding, enable_video_understanding: whether the model looks at images and videos in posts.
    """

    allowed_x_handles: Sequence[str] | Unset | None = UNSET
    excluded_x_handles: Sequence[str] | Unset | None = UNSET
    from_date: str | Unset | None = UNSET
    to_date: str | Unset | None = UNSET
    enable_image_understanding: bool | Unset | None = UNSET
    enable_video_understanding: bool | Unset | None = UNSET


@model
class WebSearchOptions(RequestModel):
    """How a model that searches by itself should do it.

    Fields:
        search_context_size: how much of the results the model reads.
    """

    search_context_size: Literal["low", "medium", "high"] | str | Unset | None = UNSET
    user_location: WebSearchUserLocation | JsonObject | Unset | None = UNSET


@model
class WebSearchConfig(RequestModel):
    """How to search.

    Fields:
        engine: ``auto`` prefers the provider's own search.
        mode: of the engine; one that the engine does not have is ignored.
        max_results: in one search.
        max_total_results: in all searches of a request together.
        max_uses: how many searches a request may make.
        max_characters: how many characters of each result to read.
        search_context_size: how much to read of each result, if `max_characters` is not given.
        allowed_domains: search only here; not together with `excluded_domains`.
        excluded_domains: do not search here.
        x_search: searches X (Twitter) too, if the engine is xAI's own; it is billed separately.
    """

    engine: (
        Literal["auto", "native", "exa", "parallel", "firecrawl", "perplexity"] | str | Unset | None
    ) = UNSET
    mode: str | Unset | None = UNSET
    max_results: int | Unset | None = UNSET
    max_total_results: int | Unset | None = UNSET
    max_uses: int | Unset | None = UNSET
    max_characters: int | Unset | None = UNSET
    search_context_size: Literal["low", "medium", "high"] | str | Unset | None = UNSET
    allowed_domains: Sequence[str] | Unset | None = UNSET
    excluded_domains: Sequence[str] | Unset | None = UNSET
    user_location: WebSearchUserLocation | JsonObject | Unset | None = UNSET
    x_search: XSearchOptions | JsonObject | Unset | None = UNSET


@model
class WebSearchServerTool(RequestModel):
    """Searches the web."""

    type: Literal["openrouter:web_search"] = "openrouter:web_search"
    parameters: WebSearchConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )


@model
class WebSearchShorthand(WebSearchConfig):
    """Searches the web: a `WebSearchServerTool` in the form of OpenAI's Responses API, with its settings beside the
    type.
    """

    type: (
        Literal[
            "web_search",
            "web_search_2025_08_26",
            "web_search_preview",
            "web_search_preview_2025_03_11",
        ]
        | str
    ) = "web_search"
    parameters: WebSearchConfig | JsonObject | Unset | None = UNSET


@model
class WebFetchServerToolConfig(RequestModel):
    """How to read pages.

    Fields:
        engine: ``auto`` prefers the provider's own reader.
        max_uses: how many pages a request may read.
        max_content_tokens: roughly how much to read of each page; the rest is cut off.
        allowed_domains: read only here.
        blocked_domains: do not read here.
    """

    engine: (
        Literal["auto", "native", "openrouter", "exa", "parallel", "firecrawl"] | str | Unset | None
    ) = UNSET
    max_uses: int | Unset | None = UNSET
    max_content_tokens: int | Unset | None = UNSET
    allowed_domains: Sequence[str] | Unset | None = UNSET
    blocked_domains: Sequence[str] | Unset | None = UNSET


@model
class WebFetchServerTool(RequestModel):
    """Reads web pages and PDF files."""

    type: Literal["openrouter:web_fetch"] = "openrouter:web_fetch"
    parameters: WebFetchServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )
