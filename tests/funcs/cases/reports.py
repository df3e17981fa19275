"""What the account used, everybody's traffic, and benchmarks."""

from __future__ import annotations

from openrouter_core import models
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
from tests.funcs.cases import Case

CASES = [
    Case(analytics_get_analytics_meta, (), "GET /analytics/meta"),
    Case(analytics_get_user_activity, (), "GET /activity"),
    Case(
        analytics_get_user_activity,
        (models.AnalyticsGetUserActivityParams(date="2026-05-31", group_by="workspace"),),
        "GET /activity?date=2026-05-31&group_by=workspace",
    ),
    Case(
        analytics_get_user_activity,
        ({"api_key_hash": "ab/c", "workspace_id": None},),
        "GET /activity?api_key_hash=ab%2Fc",
    ),
    Case(
        analytics_query_analytics,
        (
            models.AnalyticsQueryAnalyticsParams(
                ["request_count"],
                dimensions=["model"],
                granularity="day",
                time_range=models.AnalyticsTimeRange(
                    "2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z"
                ),
                filters=[models.AnalyticsFilter("provider", "in", ["OpenAI"], include_unset=True)],
                order_by=models.AnalyticsOrder("date", "asc"),
                classifier_dimensions=models.ClassifierDimensions("c-1", dimension_names=["team"]),
            ),
        ),
        "POST /analytics/query",
        {
            "metrics": ["request_count"],
            "dimensions": ["model"],
            "granularity": "day",
            "time_range": {"start": "2026-05-01T00:00:00Z", "end": "2026-06-01T00:00:00Z"},
            "filters": [
                {"field": "provider", "operator": "in", "value": ["OpenAI"], "include_unset": True}
            ],
            "order_by": {"field": "date", "direction": "asc"},
            "classifier_dimensions": {"classifier_id": "c-1", "dimension_names": ["team"]},
        },
    ),
    Case(
        analytics_query_analytics,
        ({"metrics": ["request_count"], "limit": 5, "granularity": None},),
        "POST /analytics/query",
        {"metrics": ["request_count"], "limit": 5, "granularity": None},
    ),
    Case(datasets_get_app_rankings, (), "GET /datasets/app-rankings"),
    Case(
        datasets_get_app_rankings,
        (models.DatasetsGetAppRankingsParams(category="coding", sort="trending", offset=50),),
        "GET /datasets/app-rankings?category=coding&sort=trending&offset=50",
    ),
    Case(
        datasets_get_rankings_daily,
        ({"start_date": "2026-05-01", "period": "week", "modality": None},),
        "GET /datasets/rankings-daily?start_date=2026-05-01&period=week",
    ),
    Case(
        datasets_get_rankings_daily,
        (models.DatasetsGetRankingsDailyParams(category="marketing/seo"),),
        "GET /datasets/rankings-daily?category=marketing%2Fseo",
    ),
    Case(
        datasets_get_session_cost,
        (models.DatasetsGetSessionCostParams(model="a/b", turn_range="50-plus-turns"),),
        "GET /datasets/session-cost?model=a%2Fb&turn_range=50-plus-turns",
    ),
    Case(datasets_get_session_cost, (), "GET /datasets/session-cost"),
    Case(
        benchmarks_get_benchmarks,
        (models.BenchmarksGetBenchmarksParams(source="openrouter", include_run_config=True),),
        "GET /benchmarks?source=openrouter&include_run_config=true",
    ),
    Case(
        benchmarks_get_benchmarks,
        ({"task_type": "coding", "max_results": 3, "arena": None},),
        "GET /benchmarks?task_type=coding&max_results=3",
    ),
    Case(classifications_get_task_classifications, (), "GET /classifications/task"),
    Case(
        classifications_get_task_classifications,
        (models.ClassificationsGetTaskClassificationsParams("7d"),),
        "GET /classifications/task?window=7d",
    ),
]
