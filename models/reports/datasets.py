"""Everybody's traffic: which models and apps are used most, and what a session costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class DatasetsGetAppRankingsParams(RequestModel):
    """Which apps `datasets_get_app_rankings` ranks, and by what.

    Fields:
        category, subcategory: what the app is for; if both are given, the second must belong to the first.
        sort: ``"popular"`` ranks by tokens, ``"trending"`` by their growth over the three previous periods.
        start_date, end_date: the first and the last day (UTC), such as ``"2026-05-31"``; by default the last 30 days.
        limit: at most 100.
        offset: how many to skip, at most 100; `openrouter_core.paginate.paginate` increases it.
    """

    category: (
        Literal["coding", "creative", "productivity", "entertainment"] | str | Unset | None
    ) = UNSET
    subcategory: (
        Literal[
            "cli-agent",
            "ide-extension",
            "cloud-agent",
            "programming-app",
            "native-app-builder",
            "creative-writing",
            "video-gen",
            "image-gen",
            "audio-gen",
            "roleplay",
            "game",
            "writing-assistant",
            "general-chat",
            "personal-agent",
            "legal",
        ]
        | str
        | Unset
        | None
    ) = UNSET
    sort: Literal["popular", "trending"] | str | Unset | None = UNSET
    start_date: str | Unset | None = UNSET
    end_date: str | Unset | None = UNSET
    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET


@model
class DatasetsGetRankingsDailyParams(RequestModel):
    """The traffic by which `datasets_get_rankings_daily` ranks models.

    Results for `category` and `language_type` are estimated from samples, per week or month; neither can be combined
    with another filter.

    Fields:
        start_date, end_date: the first and the last day (UTC), such as ``"2026-05-31"``; by default the last 30 days.
        period: the length of time per row.
        modality: what went in or came out.
        context_bucket: the length of the requests, in tokens.
    """

    start_date: str | Unset | None = UNSET
    end_date: str | Unset | None = UNSET
    period: Literal["day", "week", "month"] | str | Unset | None = UNSET
    modality: (
        Literal["text", "image", "image_output", "audio", "tool_calling"] | str | Unset | None
    ) = UNSET
    context_bucket: Literal["1K", "10K", "100K", "1M", "10M"] | str | Unset | None = UNSET
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
    language_type: Literal["natural", "programming"] | str | Unset | None = UNSET


@model
class DatasetsGetSessionCostParams(RequestModel):
    """The sessions whose cost `datasets_get_session_cost` reports.

    Fields:
        app_slug: only sessions of this app.
        model: only sessions with this model, by its permanent slug.
        turn_range: only sessions of this length.
        limit: at most 500; 100 by default.
        offset: how many to skip, at most 5 000; `openrouter_core.paginate.paginate` increases it.
    """

    app_slug: str | Unset | None = UNSET
    model: str | Unset | None = UNSET
    turn_range: (
        Literal["1-turn", "2-9-turns", "10-49-turns", "50-plus-turns"] | str | Unset | None
    ) = UNSET
    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET


@model
class RankingMeta(ResponseModel):
    """Facts about a ranking.

    Fields:
        as_of: when it was computed, as ISO 8601; required in a citation of the data.
        start_date, end_date: the first and the last day (UTC).
    """

    as_of: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    version: str | None = None


@model
class RankedApp(ResponseModel):
    """An app's rank.

    Fields:
        rank: from 1, counted over all pages.
        total_tokens: a whole number as text, because some JSON parsers would round it: ``int(total_tokens)``.
    """

    rank: int | None = None
    app_id: int | None = None
    app_name: str | None = None
    total_tokens: str | None = None
    total_requests: int | None = None


@model
class DatasetsGetAppRankingsResponse(Response):
    """What `datasets_get_app_rankings` returns: one page, in order of rank."""

    data: Sequence[RankedApp] = attrs.field(factory=list)
    meta: RankingMeta | None = None


@model
class RankedModel(ResponseModel):
    """A model's tokens on one day, or in the week or month that begins on that day.

    Fields:
        date: such as ``"2026-05-31"`` (UTC).
        model_permaslug: ``"other"`` in the last row of a day, for all models that have no row of their own.
        total_tokens: a whole number as text, because some JSON parsers would round it: ``int(total_tokens)``.
    """

    date: str | None = None
    model_permaslug: str | None = None
    total_tokens: str | None = None


@model
class DatasetsGetRankingsDailyResponse(Response):
    """What `datasets_get_rankings_daily` returns: by date, the most used model first."""

    data: Sequence[RankedModel] = attrs.field(factory=list)
    meta: RankingMeta | None = None


@model
class SessionCost(ResponseModel):
    """The cost of an app's sessions with a model, for a number of turns.

    Fields:
        median_session_cost_usd: US dollars.
    """

    app_slug: str | None = None
    app_name: str | None = None
    model_permaslug: str | None = None
    turn_range: str | None = None
    median_session_cost_usd: float | None = None


@model
class SessionCostMeta(ResponseModel):
    """Facts about the costs.

    Fields:
        as_of: when the response was created, as ISO 8601.
        window_end_date: the last day of the sample (UTC); None if there is no sample.
        window_days: how many days the sample covers.
    """

    as_of: str | None = None
    version: str | None = None
    window_days: int | None = None
    window_end_date: str | None = None


@model
class DatasetsGetSessionCostResponse(Response):
    """What `datasets_get_session_cost` returns: one page."""

    data: Sequence[SessionCost] = attrs.field(factory=list)
    meta: SessionCostMeta | None = None
