"""Results of models in benchmarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    TaggedUnion,
    Unset,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.model_catalog import ModelPricing


@model
class BenchmarksGetBenchmarksParams(RequestModel):
    """Which benchmarks `benchmarks_get_benchmarks` returns.

    Fields:
        source: whose benchmarks; by default all.
        task_type: the kind of task.
        benchmark_type: one of OpenRouter's own benchmarks.
        search_engine, search_surface, include_run_config: for OpenRouter's search benchmarks: the engine, the way of
            searching, and whether to include the settings of the run.
        arena, category: for Design Arena.
        max_results: how many at most; by default all.
    """

    source: Literal["artificial-analysis", "design-arena", "openrouter"] | str | Unset | None = (
        UNSET
    )
    task_type: Literal["coding", "intelligence", "agentic", "search"] | str | Unset | None = UNSET
    benchmark_type: (
        Literal[
            "gpqa_diamond",
            "tau_bench_verified_airline",
            "search_browsecomp",
            "search_hle",
            "search_dsqa",
            "search_widesearch",
        ]
        | str
        | Unset
        | None
    ) = UNSET
    include_run_config: bool | Unset | None = UNSET
    search_engine: str | Unset | None = UNSET
    search_surface: Literal["server-tool", "plugin"] | str | Unset | None = UNSET
    arena: Literal["models", "builders", "agents"] | str | Unset | None = UNSET
    category: str | Unset | None = UNSET
    max_results: int | Unset | None = UNSET


@model
class ArtificialAnalysisBenchmark(ResponseModel):
    """A model's indices of Artificial Analysis; higher is better."""

    source: str | None = None
    model_permaslug: str | None = None
    display_name: str | None = None
    intelligence_index: float | None = None
    coding_index: float | None = None
    agentic_index: float | None = None
    pricing: ModelPricing | None = None


@model
class TournamentStats(ResponseModel):
    """How often a model came first, second, third and fourth."""

    first_place: int | None = None
    second_place: int | None = None
    third_place: int | None = None
    fourth_place: int | None = None
    total: int | None = None


@model
class DesignArenaBenchmark(ResponseModel):
    """A model's results against others in Design Arena.

    Fields:
        model_permaslug: Design Arena's own name if OpenRouter does not know the model.
        win_rate: in percent.
    """

    source: str | None = None
    model_permaslug: str | None = None
    display_name: str | None = None
    arena: str | None = None
    category: str | None = None
    elo: float | None = None
    win_rate: float | None = None
    avg_generation_time_ms: float | None = None
    tournament_stats: TournamentStats | None = None
    pricing: ModelPricing | None = None


@model
class BenchmarkRunConfig(ResponseModel):
    """The settings of a search benchmark's run."""

    max_agent_turns: int | None = None
    reasoning_effort: str | None = None
    temperature: float | None = None


@model
class OpenRouterBenchmark(ResponseModel):
    """A model's results in a benchmark that OpenRouter runs.

    Fields:
        benchmark_type: the benchmark; names that begin with ``search_`` are search benchmarks.
        accuracy: from 0 to 1; `accuracy_stddev` is its deviation between runs. Not for search benchmarks.
        primary_score: for search benchmarks: from 0 to 1.
        primary_metric: what the primary score measures: ``"accuracy"``, or ``"f1_by_item"``.
        avg_cost_per_task: US dollars.
        last_run_timestamp: ISO 8601.
        run_config: only if requested.
    """

    source: str | None = None
    model_permaslug: str | None = None
    display_name: str | None = None
    benchmark_type: str | None = None
    accuracy: float | None = None
    accuracy_stddev: float | None = None
    primary_metric: str | None = None
    primary_score: float | None = None
    search_engine: str | None = None
    search_surface: str | None = None
    total_tasks: int | None = None
    avg_cost_per_task: float | None = None
    avg_latency_per_task_ms: float | None = None
    last_run_timestamp: str | None = None
    run_config: BenchmarkRunConfig | None = None


Benchmark: TypeAlias = Annotated[
    "ArtificialAnalysisBenchmark | DesignArenaBenchmark | OpenRouterBenchmark | JsonObject",
    TaggedUnion(
        "source",
        {
            "artificial-analysis": "ArtificialAnalysisBenchmark",
            "design-arena": "DesignArenaBenchmark",
            "openrouter": "OpenRouterBenchmark",
        },
    ),
]
"""A benchmark of one model; a plain object if the source is new."""


@model
class BenchmarksMeta(ResponseModel):
    """Facts about the list of benchmarks.

    Fields:
        as_of: when they were updated, as ISO 8601.
        source, task_type: as requested.
        citation: the citation required when republishing them; None if there are several sources, each of which must be
            named.
        model_count: how many models are in the response.
    """

    as_of: str | None = None
    version: str | None = None
    source: str | None = None
    source_url: str | None = None
    citation: str | None = None
    task_type: str | None = None
    model_count: int | None = None


@model
class BenchmarksGetBenchmarksResponse(Response):
    """What `benchmarks_get_benchmarks` returns."""

    data: Sequence[Benchmark] = attrs.field(factory=list)
    meta: BenchmarksMeta | None = None
