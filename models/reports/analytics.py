"""The account's usage, by day, or grouped as a query says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    Unset,
    model,
)


@model
class AnalyticsGetUserActivityParams(RequestModel):
    """Which days `analytics_get_user_activity` reports, and whose.

    Fields:
        date: one of the last 30 days, such as ``"2026-05-31"`` (UTC); by default all of them.
        api_key_hash: the `hash` of a key, for its usage alone.
        user_id: the id of a member of the organization.
        group_by: ``"workspace"`` for a row per workspace; otherwise they are added up.
        workspace_id: the id of one workspace.
    """

    date: str | Unset | None = UNSET
    api_key_hash: str | Unset | None = UNSET
    user_id: str | Unset | None = UNSET
    group_by: Literal["workspace"] | str | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class ActivityItem(ResponseModel):
    """The usage of one endpoint on one day.

    Fields:
        date: such as ``"2026-05-31"`` (UTC).
        usage: US dollars.
        byok_usage_inference: US dollars spent with your own provider key.
        workspace_id: only if there is a row per workspace.
    """

    date: str | None = None
    model: str | None = None
    model_permaslug: str | None = None
    endpoint_id: str | None = None
    provider_name: str | None = None
    workspace_id: str | None = None
    requests: int | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    reasoning_tokens: int | None = None
    cached_tokens: int | None = None
    usage: float | None = None
    byok_usage_inference: float | None = None


@model
class AnalyticsGetUserActivityResponse(Response):
    """What `analytics_get_user_activity` returns."""

    data: Sequence[ActivityItem] = attrs.field(factory=list)


@model
class AnalyticsMetric(ResponseModel):
    """A value that can be measured.

    Fields:
        is_rate: whether it is averaged; other metrics are added up.
        display_format: such as ``"currency"``, for US dollars, or ``"percent"``, for a share from 0 to 1.
    """

    name: str | None = None
    display_label: str | None = None
    display_format: str | None = None
    is_rate: bool | None = None


@model
class AnalyticsDimension(ResponseModel):
    """A dimension by which rows can be grouped."""

    name: str | None = None
    display_label: str | None = None


@model
class AnalyticsOperator(ResponseModel):
    """A way in which a filter can compare.

    Fields:
        value_type: ``"scalar"`` for one value, ``"array"`` for a list of them.
    """

    name: str | None = None
    value_type: str | None = None


@model
class AnalyticsGranularity(ResponseModel):
    """A length of time by which rows can be grouped."""

    name: str | None = None
    display_label: str | None = None


@model
class AnalyticsMeta(ResponseModel):
    """The names that a query can use."""

    metrics: Sequence[AnalyticsMetric] | None = None
    dimensions: Sequence[AnalyticsDimension] | None = None
    operators: Sequence[AnalyticsOperator] | None = None
    granularities: Sequence[AnalyticsGranularity] | None = None


@model
class AnalyticsGetAnalyticsMetaResponse(Response):
    """What `analytics_get_analytics_meta` returns."""

    data: AnalyticsMeta | None = None


@model
class AnalyticsFilter(RequestModel):
    """A condition for the rows that count.

    Fields:
        field: a dimension, or a classifier's dimension.
        operator: such as ``"eq"``, or ``"in"`` for a list of values.
        value: an id, although the response shows names: a key's hash, a user's or a workspace's id, a model's permanent
            slug.
        include_unset: whether ``"in"`` and ``"not_in"`` keep rows in which the dimension has no value.
    """

    field: str = attrs.field(kw_only=False)
    operator: Literal["eq", "neq", "in", "not_in", "gt", "gte", "lt", "lte"] | str = attrs.field(
        kw_only=False
    )
    value: str | float | Sequence[str | float] = attrs.field(kw_only=False)
    include_unset: bool | Unset | None = UNSET


@model
class AnalyticsOrder(RequestModel):
    """The order of the rows.

    Fields:
        field: a metric or a dimension of the query, ``"request_count"`` or ``"date"``.
    """

    field: str = attrs.field(kw_only=False)
    direction: Literal["asc", "desc"] | str = attrs.field(kw_only=False)


@model
class AnalyticsTimeRange(RequestModel):
    """A start and an end, as ISO 8601: ``"2026-05-01T00:00:00Z"``."""

    start: str = attrs.field(kw_only=False)
    end: str = attrs.field(kw_only=False)


@model
class ClassifierDimensions(RequestModel):
    """Grouping by the tags of your own classifier.

    Fields:
        dimension_names: at most two, each a column of the rows; without any, each tag has a row.
        include_nulls: whether generations without a tag count too.
    """

    classifier_id: str = attrs.field(kw_only=False)
    dimension_names: Sequence[str] | Unset | None = UNSET
    include_nulls: bool | Unset | None = UNSET


@model
class ClassifierFilters(RequestModel):
    """Which generations count, by the tags of your own classifier."""

    classifier_id: str = attrs.field(kw_only=False)
    filters: Sequence[AnalyticsFilter | JsonObject] = attrs.field(kw_only=False)


@model
class AnalyticsQueryAnalyticsParams(RequestModel):
    """The query of `analytics_query_analytics`. `analytics_get_analytics_meta` lists the possible names.

    Fields:
        metrics: what to measure.
        dimensions: how to group the rows, at most two.
        granularity: the length of time per row: ``"minute"`` to ``"month"``.
        filters: which rows count, at most 20.
        limit: how many rows at most; 1 000 by default.
        group_limit: how many rows at most for each value of the dimensions.
    """

    metrics: Sequence[str] = attrs.field(kw_only=False)
    dimensions: Sequence[str] | Unset | None = UNSET
    granularity: Literal["minute", "hour", "day", "week", "month"] | str | Unset | None = UNSET
    time_range: AnalyticsTimeRange | JsonObject | Unset | None = UNSET
    filters: Sequence[AnalyticsFilter | JsonObject] | Unset | None = UNSET
    order_by: AnalyticsOrder | JsonObject | Unset | None = UNSET
    limit: int | Unset | None = UNSET
    group_limit: int | Unset | None = UNSET
    classifier_dimensions: ClassifierDimensions | JsonObject | Unset | None = UNSET
    classifier_filters: ClassifierFilters | JsonObject | Unset | None = UNSET


@model
class AnalyticsQueryInfo(ResponseModel):
    """Facts about a query.

    Fields:
        truncated: whether there were more rows.
    """

    row_count: int | None = None
    truncated: bool | None = None
    query_time_ms: float | None = None


@model
class AnalyticsQueryResult(ResponseModel):
    """The result of a query.

    Fields:
        data: the rows: objects whose keys are the requested metrics and dimensions, and ``date__day`` or similar if
            there is a granularity.
        cachedAt: when it was computed, if it comes from a cache.
        warnings: filters that could not be resolved; the other filters were applied.
    """

    data: Sequence[JsonObject] | None = None
    metadata: AnalyticsQueryInfo | None = None
    cachedAt: float | None = None  # noqa: N815  # the wire's name
    warnings: Sequence[str] | None = None


@model
class AnalyticsQueryAnalyticsResponse(Response):
    """What `analytics_query_analytics` returns."""

    data: AnalyticsQueryResult | None = None
