"""What the account used, by day, and by whatever a question asks for."""

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
    """Which days `analytics_get_user_activity` tells of, and whose.

    Fields:
        date: one of the last 30 days, such as ``"2026-05-31"`` (UTC); without it all of them.
        api_key_hash: the `hash` of a key, for what was done with it alone.
        user_id: a member of the organization.
        group_by: ``"workspace"`` for a row for each workspace; else they are added up.
        workspace_id: one workspace.
    """

    date: str | Unset | None = UNSET
    api_key_hash: str | Unset | None = UNSET
    user_id: str | Unset | None = UNSET
    group_by: Literal["workspace"] | str | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class ActivityItem(ResponseModel):
    """What was used of one endpoint on one day.

    Fields:
        date: such as ``"2026-05-31"`` (UTC).
        usage: US dollars.
        byok_usage_inference: US dollars that your own key with the provider spent.
        workspace_id: told only where the rows are for each workspace.
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
    """What can be counted.

    Fields:
        is_rate: whether it is averaged, where other metrics are added up.
        display_format: such as ``"currency"``, for US dollars, or ``"percent"``, for a share from 0 to 1.
    """

    name: str | None = None
    display_label: str | None = None
    display_format: str | None = None
    is_rate: bool | None = None


@model
class AnalyticsDimension(ResponseModel):
    """What can be told apart."""

    name: str | None = None
    display_label: str | None = None


@model
class AnalyticsOperator(ResponseModel):
    """How a filter can compare.

    Fields:
        value_type: ``"scalar"`` for one value, ``"array"`` for a list of them.
    """

    name: str | None = None
    value_type: str | None = None


@model
class AnalyticsGranularity(ResponseModel):
    """How long a piece of time can be."""

    name: str | None = None
    display_label: str | None = None


@model
class AnalyticsMeta(ResponseModel):
    """The words that a query is made of."""

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
    """Which rows count.

    Fields:
        field: a dimension, or one of a classifier.
        operator: such as ``"eq"``, or ``"in"`` for a list of values.
        value: ids, where the response shows names: a key's hash, a user's or a workspace's id, a model's permanent
            slug.
        include_unset: whether ``"in"`` and ``"not_in"`` keep the rows where the dimension has no value.
    """

    field: str = attrs.field(kw_only=False)
    operator: Literal["eq", "neq", "in", "not_in", "gt", "gte", "lt", "lte"] | str = attrs.field(
        kw_only=False
    )
    value: str | float | Sequence[str | float] = attrs.field(kw_only=False)
    include_unset: bool | Unset | None = UNSET


@model
class AnalyticsOrder(RequestModel):
    """In which order the rows come.

    Fields:
        field: a metric or a dimension of the query, ``"request_count"`` or ``"date"``.
    """

    field: str = attrs.field(kw_only=False)
    direction: Literal["asc", "desc"] | str = attrs.field(kw_only=False)


@model
class AnalyticsTimeRange(RequestModel):
    """From when until when, as ISO 8601 says it: ``"2026-05-01T00:00:00Z"``."""

    start: str = attrs.field(kw_only=False)
    end: str = attrs.field(kw_only=False)


@model
class ClassifierDimensions(RequestModel):
    """What to tell apart by the tags of a classifier of your own.

    Fields:
        dimension_names: at most two, each a column of the rows; without any, each tag has a row.
        include_nulls: whether generations without a tag count too.
    """

    classifier_id: str = attrs.field(kw_only=False)
    dimension_names: Sequence[str] | Unset | None = UNSET
    include_nulls: bool | Unset | None = UNSET


@model
class ClassifierFilters(RequestModel):
    """Which generations count, by the tags of a classifier of your own."""

    classifier_id: str = attrs.field(kw_only=False)
    filters: Sequence[AnalyticsFilter | JsonObject] = attrs.field(kw_only=False)


@model
class AnalyticsQueryAnalyticsParams(RequestModel):
    """What `analytics_query_analytics` asks. `analytics_get_analytics_meta` has the names.

    Fields:
        metrics: what to count.
        dimensions: what to tell apart, at most two.
        granularity: how long a piece of time is, for rows in time: ``"minute"`` to ``"month"``.
        filters: which rows count, at most 20.
        limit: how many rows at most; 1 000 by default.
        group_limit: how many for each value of the dimensions.
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
    """What there is to know of a query.

    Fields:
        truncated: whether there were more rows.
    """

    row_count: int | None = None
    truncated: bool | None = None
    query_time_ms: float | None = None


@model
class AnalyticsQueryResult(ResponseModel):
    """What a query found.

    Fields:
        data: the rows: objects whose keys are the metrics and dimensions that were asked for, and ``date__day`` or the
            like where there is a granularity.
        cachedAt: when it was counted, where it was not counted anew.
        warnings: what of the filters could not be found; the other filters held.
    """

    data: Sequence[JsonObject] | None = None
    metadata: AnalyticsQueryInfo | None = None
    cachedAt: float | None = None  # noqa: N815  # the wire's name
    warnings: Sequence[str] | None = None


@model
class AnalyticsQueryAnalyticsResponse(Response):
    """What `analytics_query_analytics` returns."""

    data: AnalyticsQueryResult | None = None
