"""Everybody's traffic: the ranks of models and apps, and what a session costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openrouter_core.testing.api.catalog import MODELS, Model
from openrouter_core.testing.api.checks import query_of
from openrouter_core.testing.api.collection import now
from openrouter_core.testing.api.reports.days import (
    LAST_DAYS,
    begin_of,
    each_day,
    figure,
    window_of,
    yesterday,
)
from openrouter_core.testing.payloads import MODEL
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

# Id, name, category, subcategory, tokens a day, and how much more that is than before.
_APPS: tuple[tuple[int, str, str, str, int, int], ...] = (
    (101, "Terminal Agent", "coding", "cli-agent", 9_000_000_000, 120_000_000),
    (102, "Editor Extension", "coding", "ide-extension", 5_000_000_000, -40_000_000),
    (103, "Story Teller", "entertainment", "roleplay", 2_000_000_000, 300_000_000),
    (104, "Letter Writer", "productivity", "writing-assistant", 700_000_000, 5_000_000),
    (105, "Picture Maker", "creative", "image-gen", 90_000_000, 0),
)
_CATEGORIES = {sub: category for _, _, category, sub, _, _ in _APPS} | {
    "cloud-agent": "coding",
    "programming-app": "coding",
    "native-app-builder": "coding",
    "creative-writing": "creative",
    "video-gen": "creative",
    "audio-gen": "creative",
    "game": "entertainment",
    "general-chat": "productivity",
    "personal-agent": "productivity",
    "legal": "productivity",
}
_HARNESSES = {"terminal-agent": "Terminal Agent", "editor-extension": "Editor Extension"}
_TURNS = ("1-turn", "2-9-turns", "10-49-turns", "50-plus-turns")
_SAMPLED = {"category", "language_type"}
_EXACT = {"modality", "context_bucket"}
_SURFACES: dict[str, Callable[[Model], bool]] = {
    "text": lambda model: "text" in model["architecture"]["output_modalities"],
    "image_output": lambda model: "image" in model["architecture"]["output_modalities"],
    "image": lambda model: "image" in model["architecture"]["input_modalities"],
    "audio": lambda model: "audio" in model["architecture"]["input_modalities"],
    "tool_calling": lambda model: "tools" in model["supported_parameters"],
}


def _meta(first: date, last: date) -> dict[str, str]:
    return {"as_of": now(), "version": "v1", "start_date": str(first), "end_date": str(last)}


def _rank_apps(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    query = query_of(request, "GET /datasets/app-rankings")
    if isinstance(query, Reply):
        return query
    window = window_of(query)
    if isinstance(window, Reply):
        return window
    category, subcategory = query.get("category"), query.get("subcategory")
    if category and subcategory and _CATEGORIES[subcategory] != category:
        return Reply.error(400, f"subcategory: {subcategory} is not in {category}")
    trending = query.get("sort") == "trending"
    apps = [
        app
        for app in _APPS
        if category in (None, app[2])
        and subcategory in (None, app[3])
        and (app[5] > 0 or not trending)
    ]
    apps.sort(key=lambda app: -(app[5] if trending else app[4]))
    days = (window[1] - window[0]).days + 1
    rows = [
        {
            "rank": rank,
            "app_id": app[0],
            "app_name": app[1],
            "total_tokens": str(app[4] * days),
            "total_requests": app[4] * days // 5_000,
        }
        for rank, app in enumerate(apps, 1)
    ]
    offset = int(query.get("offset", 0))
    page = rows[offset : offset + int(query.get("limit", 50))]
    return Reply.json({"data": page, "meta": _meta(*window)})


def _rank_models(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    query = query_of(request, "GET /datasets/rankings-daily")
    if isinstance(query, Reply):
        return query
    window = window_of(query)
    if isinstance(window, Reply):
        return window
    sampled = _SAMPLED & query.keys()
    if sampled and len((_SAMPLED | _EXACT) & query.keys()) > 1:
        return Reply.error(400, f"{min(sampled)}: cannot be combined with another filter")
    period = query.get("period") or ("week" if sampled else "day")
    if sampled and period == "day":
        return Reply.error(400, f"period: expected week or month with {min(sampled)}")
    surface = _SURFACES[query.get("modality", "text")]
    filters = sorted((name, query[name]) for name in (_SAMPLED | _EXACT) & query.keys())
    names = [*(model["canonical_slug"] for model in MODELS if surface(model)), "other"]
    totals: dict[tuple[str, str], int] = defaultdict(int)
    for day in each_day(*window):
        for name in dict.fromkeys(names):
            totals[str(begin_of(day, period)), name] += figure(10**6, 10**10, day, name, *filters)
    rows = [
        {"date": day, "model_permaslug": name, "total_tokens": str(tokens)}
        for (day, name), tokens in sorted(
            totals.items(), key=lambda item: (item[0][0], item[0][1] == "other", -item[1])
        )
    ]
    return Reply.json({"data": rows, "meta": _meta(*window)})


def _session_costs(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    query = query_of(request, "GET /datasets/session-cost")
    if isinstance(query, Reply):
        return query
    wanted = {
        field: query[name]
        for name, field in {
            "app_slug": "app_slug",
            "model": "model_permaslug",
            "turn_range": "turn_range",
        }.items()
        if name in query
    }
    cells: list[dict[str, Any]] = [
        {
            "app_slug": slug,
            "app_name": name,
            "turn_range": turns,
            "model_permaslug": model,
            "median_session_cost_usd": figure(1, 100, slug, model) * 3**number / 1_000,
        }
        for slug, name in _HARNESSES.items()
        for model in (MODEL, "anthropic/claude-3-5-haiku")
        for number, turns in enumerate(_TURNS)
    ]
    cells = [cell for cell in cells if wanted.items() <= cell.items()]
    offset = int(query.get("offset", 0))
    page = cells[offset : offset + int(query.get("limit", 100))]
    last = begin_of(yesterday(), "week")
    meta = {
        "as_of": now(),
        "version": "v1",
        "window_days": LAST_DAYS,
        "window_end_date": str(last),
    }
    return Reply.json({"data": page, "meta": meta})


ROUTES = (
    Route("GET", "/datasets/app-rankings", _rank_apps),
    Route("GET", "/datasets/rankings-daily", _rank_models),
    Route("GET", "/datasets/session-cost", _session_costs),
)
