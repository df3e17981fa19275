"""Results of models in benchmarks, and the topics of everybody's requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.catalog import MODELS, Model
from openrouter_core.testing.api.checks import query_of
from openrouter_core.testing.api.collection import now
from openrouter_core.testing.api.reports.days import figure, yesterday
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

_TESTED = [model for model in MODELS if "tools" in model["supported_parameters"]]
_SOURCES = {
    "artificial-analysis": "https://artificialanalysis.ai",
    "design-arena": "https://www.designarena.ai",
    "openrouter": "https://openrouter.ai",
}
# What each benchmark is for; Design Arena's by its category.
_TASKS = {
    "codecategories": "coding",
    "tau_bench_verified_airline": "agentic",
    "gpqa_diamond": "intelligence",
    "search_browsecomp": "search",
    "search_widesearch": "search",
}
_CLASSIFICATIONS = (
    ("code", "Code", ("general_impl", "debugging")),
    ("data", "Data", ("extraction",)),
    ("agent", "Agent", ("web_search", "tool_use")),
    ("general", "General", ("chat",)),
)


def _named(source: str, model: Model) -> dict[str, Any]:
    return {
        "source": source,
        "model_permaslug": model["canonical_slug"],
        "display_name": model["name"],
    }


def _indices(model: Model) -> dict[str, Any]:
    names = ("intelligence_index", "coding_index", "agentic_index")
    return {
        **_named("artificial-analysis", model),
        **{name: figure(200, 800, model["id"], name) / 10 for name in names},
        "pricing": model["pricing"],
    }


def _fights(model: Model) -> dict[str, Any]:
    places = ("first_place", "second_place", "third_place", "fourth_place")
    stats = {place: figure(1, 20, model["id"], place) for place in places}
    return {
        **_named("design-arena", model),
        "arena": "models",
        "category": "codecategories",
        "elo": figure(1_000, 1_500, model["id"]),
        "win_rate": figure(20, 90, model["id"], "wins"),
        "avg_generation_time_ms": figure(1_000, 9_000, model["id"], "time"),
        "tournament_stats": {**stats, "total": sum(stats.values())},
        "pricing": model["pricing"],
    }


def _evaluation(model: Model, benchmark: str) -> dict[str, Any]:
    score = figure(10, 99, model["id"], benchmark) / 100
    item = {
        **_named("openrouter", model),
        "benchmark_type": benchmark,
        "total_tasks": 100,
        "avg_cost_per_task": figure(1, 50, model["id"], benchmark) / 1_000,
        "last_run_timestamp": f"{yesterday()}T12:00:00Z",
    }
    if not benchmark.startswith("search_"):
        return {**item, "accuracy": score, "accuracy_stddev": None}
    return {
        **item,
        "primary_metric": "f1_by_item" if benchmark == "search_widesearch" else "accuracy",
        "primary_score": score,
        "avg_latency_per_task_ms": figure(10_000, 90_000, model["id"], benchmark),
        "search_engine": "exa",
        "search_surface": "server-tool",
        "run_config": {"max_agent_turns": 25, "reasoning_effort": None, "temperature": None},
    }


def _all() -> list[dict[str, Any]]:
    own = ("gpqa_diamond", "tau_bench_verified_airline", "search_browsecomp", "search_widesearch")
    return [
        *map(_indices, _TESTED),
        *map(_fights, _TESTED),
        *(_evaluation(model, benchmark) for benchmark in own for model in _TESTED),
    ]


def _is_wanted(item: Mapping[str, Any], query: Mapping[str, str]) -> bool:
    own, asked = item.get("benchmark_type"), query.get("benchmark_type", "")
    # A filter for one of OpenRouter's own benchmarks does not affect other sources, unless it is a search benchmark.
    another = asked not in ("", own) and (own is not None or asked.startswith("search_"))
    task = _TASKS.get(own or item.get("category") or "")
    # Artificial Analysis has an index for each of these.
    tasks = ("coding", "intelligence", "agentic") if task is None else (task,)
    same = ("source", "arena", "category", "search_engine", "search_surface")
    return (
        not another
        and query.get("task_type") in (None, *tasks)
        and all(query.get(name, item[name]) == item[name] for name in same if name in item)
    )


def _benchmarks(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    query = query_of(request, "GET /benchmarks")
    if isinstance(query, Reply):
        return query
    found = [item for item in _all() if _is_wanted(item, query)]
    found = found[: int(query["max_results"]) if "max_results" in query else None]
    if query.get("include_run_config") != "true":
        found = [{name: item[name] for name in item if name != "run_config"} for item in found]
    source = query.get("source")
    url = _SOURCES[source] if source else None
    meta = {
        "as_of": now(),
        "version": "v1",
        "source": source,
        "source_url": url,
        "citation": f"Source: {source} ({url}), as a stand-in for OpenRouter has it."
        if url
        else None,
        "model_count": len({item["model_permaslug"] for item in found}),
        "task_type": query.get("task_type"),
    }
    return Reply.json({"data": found, "meta": meta})


def _classifications(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    query = query_of(request, "GET /classifications/task")
    if isinstance(query, Reply):
        return query
    weights = {
        f"{key}:{name}": figure(10, 100, key, name)
        for key, _, names in _CLASSIFICATIONS
        for name in names
    }
    of_category = {
        key: sum(weight for tag, weight in weights.items() if tag.startswith(f"{key}:"))
        for key, _, _ in _CLASSIFICATIONS
    }
    total = sum(weights.values())
    tasks = []
    for tag, weight in sorted(weights.items(), key=lambda item: -item[1]):
        key, _, name = tag.partition(":")
        share, within = weight / total, weight / of_category[key]
        tasks.append(
            {
                "tag": tag,
                "display_name": name.replace("_", " ").title(),
                "macro_category": key,
                "usage_share": share,
                "token_share": share,
                "category_usage_share": within,
                "category_token_share": within,
                "models": [
                    {"id": model["canonical_slug"], "tag_usage_share": 0.25, "tag_token_share": 0.2}
                    for model in _TESTED[:3]
                ],
            }
        )
    data = {
        "window_days": 7,
        "as_of": str(yesterday()),
        "classifications": tasks,
        "macro_categories": [
            {
                "key": key,
                "label": label,
                "usage_share": of_category[key] / total,
                "token_share": of_category[key] / total,
            }
            for key, label, _ in _CLASSIFICATIONS
        ],
    }
    return Reply.json({"data": data})


ROUTES = (
    Route("GET", "/benchmarks", _benchmarks),
    Route("GET", "/classifications/task", _classifications),
)
