"""What the account used, everybody's traffic, and benchmarks, as the stand-in tells them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from openrouter_core import OpenRouterCore, models
from openrouter_core.funcs.analytics_get_analytics_meta import analytics_get_analytics_meta
from openrouter_core.funcs.analytics_get_user_activity import analytics_get_user_activity
from openrouter_core.funcs.analytics_query_analytics import analytics_query_analytics
from openrouter_core.funcs.benchmarks_get_benchmarks import benchmarks_get_benchmarks
from openrouter_core.funcs.classifications_get_task_classifications import (
    classifications_get_task_classifications,
)
from openrouter_core.funcs.datasets_get_app_rankings import datasets_get_app_rankings
from openrouter_core.funcs.datasets_get_rankings_daily import datasets_get_rankings_daily
from openrouter_core.funcs.datasets_get_session_cost import datasets_get_session_cost
from openrouter_core.models import errors
from openrouter_core.paginate import paginate
from openrouter_core.testing import LocalServer, Reply
from openrouter_core.wire import unstructure
from tests.funcs.conftest import Run

OPENAI = "openai/gpt-4o-mini"
COUNT: dict[str, Any] = {"metrics": ["request_count"]}
WEEK = {"start_date": "2026-05-04", "end_date": "2026-05-10"}  # from Monday to Sunday


# --- activity and analytics ----------------------------------------------------------------------


def test_activity_is_of_the_last_thirty_days_that_are_over(run: Run, core: OpenRouterCore) -> None:
    rows = run(analytics_get_user_activity, core).unwrap().data
    days = {row.date for row in rows}
    assert len(days) == 30
    assert str(datetime.now(UTC).date() + timedelta(days=1)) not in days
    assert all(row.workspace_id is None and not row.extra for row in rows)
    day = max(days)
    of_one_day = run(analytics_get_user_activity, core, {"date": day}).unwrap().data
    assert of_one_day == [row for row in rows if row.date == day]


def test_activity_of_each_workspace(run: Run, core: OpenRouterCore) -> None:
    rows = run(analytics_get_user_activity, core, {"group_by": "workspace"}).unwrap().data
    workspace = rows[0].workspace_id
    same = run(analytics_get_user_activity, core, {"workspace_id": workspace}).unwrap().data
    assert len(same) == len(rows)
    assert run(analytics_get_user_activity, core, {"user_id": "nobody"}).unwrap().data == []


@pytest.mark.parametrize("date", ["2020-01-01", "today", "20260504"])
def test_a_day_that_there_is_no_activity_of(date: str, run: Run, core: OpenRouterCore) -> None:
    error = run(analytics_get_user_activity, core, {"date": date}).failure()
    assert isinstance(error, errors.BadRequestResponseError)


def test_a_query_adds_up_what_the_activity_tells(run: Run, core: OpenRouterCore) -> None:
    rows = analytics_get_user_activity(core).unwrap().data
    wanted: Counter[str | None] = Counter()
    for row in rows:
        wanted[row.model_permaslug] += row.requests or 0
    order = {"field": "request_count", "direction": "desc"}
    query = {**COUNT, "dimensions": ["model"], "order_by": order}
    found = run(analytics_query_analytics, core, query).unwrap().data
    assert {row["model"]: row["request_count"] for row in found.data} == wanted
    assert [row["request_count"] for row in found.data] == sorted(wanted.values(), reverse=True)
    assert (found.metadata.row_count, found.metadata.truncated) == (len(wanted), False)


@pytest.mark.parametrize(
    ("operator", "value", "kept"),
    [
        ("eq", OPENAI, {OPENAI}),
        ("neq", OPENAI, {"anthropic/claude-3.5-haiku"}),
        ("in", [OPENAI, "a/b"], {OPENAI}),
        ("not_in", [OPENAI], {"anthropic/claude-3.5-haiku"}),
        ("lt", "b", {"anthropic/claude-3.5-haiku"}),
    ],
)
def test_a_filter_leaves_what_it_says(
    operator: str, value: Any, kept: set[str], run: Run, core: OpenRouterCore
) -> None:
    request = models.AnalyticsQueryAnalyticsParams(
        ["total_usage"],
        dimensions=["model"],
        filters=[models.AnalyticsFilter("model", operator, value)],
    )
    found = run(analytics_query_analytics, core, request).unwrap().data
    assert {row["model"] for row in found.data} == kept


def test_a_query_by_day_within_a_time_and_a_limit(run: Run, core: OpenRouterCore) -> None:
    last = datetime.now(UTC).date() - timedelta(days=3)
    start, end = (f"{day}T00:00:00Z" for day in (last - timedelta(days=5), last))
    query = {
        **COUNT,
        "granularity": "day",
        "time_range": {"start": start, "end": end},
        "order_by": {"field": "date", "direction": "asc"},
    }
    found = run(analytics_query_analytics, core, query).unwrap().data
    days = [row["date__day"] for row in found.data]
    assert days == sorted(days)
    assert (len(days), days[0][:10]) == (5, start[:10])
    first = run(analytics_query_analytics, core, {**query, "limit": 2}).unwrap().data
    assert first.data == found.data[:2]
    assert first.metadata.truncated is True


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"metrics": []}, "metrics"),
        ({"metrics": ["beauty"]}, "metrics"),
        ({"dimensions": ["model", "provider", "workspace"]}, "dimensions"),
        ({"dimensions": ["colour"]}, "dimensions"),
        ({"granularity": "century"}, "granularity"),
        ({"filters": [{"field": "model", "operator": "eq", "value": ["a"]}]}, "filters"),
        ({"filters": [{"field": "model", "operator": "like", "value": "a"}]}, "filters"),
        ({"time_range": {"start": "x", "end": "y"}}, "time_range"),
        ({"order_by": {"field": "beauty", "direction": "asc"}}, "order_by"),
        ({"classifier_dimensions": {"classifier_id": "c"}}, "classifier_dimensions"),
    ],
    ids=str,
)
def test_a_query_that_cannot_be_understood(
    change: dict[str, Any], named: str, run: Run, core: OpenRouterCore
) -> None:
    error = run(analytics_query_analytics, core, {**COUNT, **change}).failure()
    assert isinstance(error, errors.BadRequestResponseError)
    assert named in str(error)


def test_every_word_of_the_meta_can_be_asked_with(core: OpenRouterCore) -> None:
    words = analytics_get_analytics_meta(core).unwrap().data
    assert words is not None
    for metric in words.metrics or ():
        for dimension in words.dimensions or ():
            for granularity in words.granularities or ():
                query = {
                    "metrics": [metric.name],
                    "dimensions": [dimension.name],
                    "granularity": granularity.name,
                }
                result = analytics_query_analytics(core, query).unwrap().data
                assert result is not None
                assert result.data, query
    assert {operator.value_type for operator in words.operators or ()} == {"scalar", "array"}


def test_a_lost_query_is_asked_again(run: Run, server: LocalServer, core: OpenRouterCore) -> None:
    server.enqueue(Reply.error(500, "No"), Reply.error(408, "No"))
    assert run(analytics_query_analytics, core, COUNT).unwrap().data.metadata.row_count == 1
    assert len(server.requests) == 3


# --- datasets ------------------------------------------------------------------------------------


def test_apps_are_ranked_on_all_pages_together(run: Run, core: OpenRouterCore) -> None:
    everything = run(datasets_get_app_rankings, core).unwrap()
    assert [app.rank for app in everything.data] == list(range(1, len(everything.data) + 1))
    tokens = [int(app.total_tokens) for app in everything.data]
    assert tokens == sorted(tokens, reverse=True)
    paged = [each.unwrap() for each in paginate(datasets_get_app_rankings, core, {"limit": 2})]
    assert [app.app_id for app in paged] == [app.app_id for app in everything.data]


def test_apps_of_a_category_are_numbered_anew(run: Run, core: OpenRouterCore) -> None:
    found = run(datasets_get_app_rankings, core, {"category": "entertainment", **WEEK}).unwrap()
    assert [app.rank for app in found.data] == [1]
    assert (found.meta.start_date, found.meta.end_date) == tuple(WEEK.values())
    trending = run(datasets_get_app_rankings, core, {"sort": "trending"}).unwrap().data
    assert 0 < len(trending) < 5


@pytest.mark.parametrize("function", [datasets_get_app_rankings, datasets_get_rankings_daily])
def test_a_window_begins_no_earlier_than_the_data(
    function: Any, run: Run, core: OpenRouterCore
) -> None:
    window = {"start_date": "2024-06-01", "end_date": "2025-01-02"}
    assert run(function, core, window).unwrap().meta.start_date == "2025-01-01"


@pytest.mark.parametrize("function", [datasets_get_app_rankings, datasets_get_rankings_daily])
@pytest.mark.parametrize(
    "window",
    [
        {"end_date": "2024-12-31"},
        {"start_date": "2026-05-02", "end_date": "2026-05-01"},
        {"start_date": "2026-02-30"},
        {"start_date": "1 May"},
    ],
    ids=str,
)
def test_a_window_that_is_none(
    window: dict[str, str], function: Any, run: Run, core: OpenRouterCore
) -> None:
    error = run(function, core, window).failure()
    assert isinstance(error, errors.BadRequestResponseError)


def test_models_are_ranked_by_day_and_the_others_come_last(run: Run, core: OpenRouterCore) -> None:
    rows = run(datasets_get_rankings_daily, core, WEEK).unwrap().data
    assert len({row.date for row in rows}) == 7
    assert [row.date for row in rows] == sorted(row.date for row in rows)
    of_one_day = [row for row in rows if row.date == "2026-05-04"]
    assert of_one_day[-1].model_permaslug == "other"
    tokens = [int(row.total_tokens) for row in of_one_day[:-1]]
    assert tokens == sorted(tokens, reverse=True)
    in_week = run(datasets_get_rankings_daily, core, {**WEEK, "period": "week"}).unwrap().data
    assert {row.date for row in in_week} == {"2026-05-04"}
    assert sum(int(row.total_tokens) for row in in_week) == sum(int(r.total_tokens) for r in rows)


@pytest.mark.parametrize(
    "filters",
    [
        {"category": "legal", "language_type": "natural"},
        {"category": "legal", "modality": "text"},
        {"category": "legal", "period": "day"},
        {"language_type": "natural", "context_bucket": "1K"},
    ],
    ids=str,
)
def test_filters_that_do_not_go_together(
    filters: dict[str, str], run: Run, core: OpenRouterCore
) -> None:
    error = run(datasets_get_rankings_daily, core, filters).failure()
    assert isinstance(error, errors.BadRequestResponseError)


def test_sessions_cost_what_their_cells_say(run: Run, core: OpenRouterCore) -> None:
    everything = run(datasets_get_session_cost, core).unwrap()
    for name, field in (("app_slug", "app_slug"), ("model", "model_permaslug")):
        value = getattr(everything.data[0], field)
        found = run(datasets_get_session_cost, core, {name: value}).unwrap().data
        assert found == [cell for cell in everything.data if getattr(cell, field) == value]
    paged = [each.unwrap() for each in paginate(datasets_get_session_cost, core, {"limit": 3})]
    assert paged == list(everything.data)
    assert everything.meta.window_days == 30


# --- benchmarks and classifications --------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({"source": "artificial-analysis"}, {"ArtificialAnalysisBenchmark"}),
        ({"source": "design-arena", "task_type": "coding"}, {"DesignArenaBenchmark"}),
        ({"source": "openrouter"}, {"OpenRouterBenchmark"}),
        ({"task_type": "search"}, {"OpenRouterBenchmark"}),
        ({"benchmark_type": "search_widesearch"}, {"OpenRouterBenchmark"}),
        ({"task_type": "agentic"}, {"ArtificialAnalysisBenchmark", "OpenRouterBenchmark"}),
        (
            {},
            {"ArtificialAnalysisBenchmark", "DesignArenaBenchmark", "OpenRouterBenchmark"},
        ),
    ],
    ids=lambda said: str(said) if isinstance(said, dict) else " ".join(sorted(said)),
)
def test_each_source_has_its_class(
    query: dict[str, str], kinds: set[str], run: Run, core: OpenRouterCore
) -> None:
    found = run(benchmarks_get_benchmarks, core, query).unwrap()
    assert {type(item).__name__ for item in found.data} == kinds
    assert all(not item.extra for item in found.data)
    assert found.meta.source == query.get("source")
    assert (found.meta.citation is None) == ("source" not in query)


def test_a_search_benchmark_tells_its_settings_where_it_is_asked(
    run: Run, core: OpenRouterCore
) -> None:
    query: dict[str, Any] = {"benchmark_type": "search_browsecomp", "max_results": 1}
    (item,) = run(benchmarks_get_benchmarks, core, query).unwrap().data
    assert item.run_config is None
    (item,) = (
        run(benchmarks_get_benchmarks, core, {**query, "include_run_config": True}).unwrap().data
    )
    assert item.run_config.max_agent_turns == 25
    assert 0 <= item.primary_score <= 1


def test_a_new_source_is_kept_as_it_came(
    run: Run, server: LocalServer, core: OpenRouterCore
) -> None:
    data = [{"source": "tomorrow", "score": 1}, {"source": "openrouter", "accuracy": 0.5}]
    server.enqueue(Reply.json({"data": data}))
    found = run(benchmarks_get_benchmarks, core).unwrap()
    assert found.data[0] == data[0]
    assert found.data[1].accuracy == 0.5
    assert unstructure(found) == {"data": data}


def test_shares_of_all_tasks_are_one(run: Run, core: OpenRouterCore) -> None:
    found = run(classifications_get_task_classifications, core, {"window": "7d"}).unwrap().data
    assert sum(task.usage_share for task in found.classifications) == pytest.approx(1)
    for category in found.macro_categories:
        tasks = [task for task in found.classifications if task.macro_category == category.key]
        assert sum(task.usage_share for task in tasks) == pytest.approx(category.usage_share)
        assert sum(task.category_usage_share for task in tasks) == pytest.approx(1)
    error = run(classifications_get_task_classifications, core, {"window": "1y"}).failure()
    assert isinstance(error, errors.BadRequestResponseError)
