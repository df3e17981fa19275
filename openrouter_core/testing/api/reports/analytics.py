"""The account's usage: rows for its last days, and queries about them. Requests to the stand-in are not included: they
are of today, which has no row.
"""

from __future__ import annotations

import operator
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from openrouter_core.testing.api.checks import Rules, body_of, one_of, query_of
from openrouter_core.testing.api.collection import USER, WORKSPACE, uuid
from openrouter_core.testing.api.reports.days import (
    LAST_DAYS,
    begin_of,
    each_day,
    figure,
    read_day,
    yesterday,
)
from openrouter_core.testing.payloads import MODEL
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

Row: TypeAlias = dict[str, Any]

_USED = ((MODEL, "OpenAI"), ("anthropic/claude-3.5-haiku", "Anthropic"))
_MOST_ROWS = 1_000

# For each name in a query: the field in a row of activity, its label, and its display format.
_METRICS = {
    "request_count": ("requests", "Request Count", "number"),
    "tokens_prompt": ("prompt_tokens", "Prompt Tokens", "number"),
    "tokens_completion": ("completion_tokens", "Completion Tokens", "number"),
    "total_usage": ("usage", "Total Usage", "currency"),
}
_DIMENSIONS = {
    "model": ("model_permaslug", "Model"),
    "provider": ("provider_name", "Provider"),
    "workspace": ("workspace_id", "Workspace"),
}
_OPERATORS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "eq": ("scalar", operator.eq),
    "neq": ("scalar", operator.ne),
    "in": ("array", lambda value, wanted: value in wanted),
    "not_in": ("array", lambda value, wanted: value not in wanted),
    "gt": ("scalar", operator.gt),
    "gte": ("scalar", operator.ge),
    "lt": ("scalar", operator.lt),
    "lte": ("scalar", operator.le),
}
_GRANULARITIES = ("minute", "hour", "day", "week", "month")


def _activity(day: date) -> list[Row]:
    rows = []
    for number, (model, provider) in enumerate(_USED, 1):
        requests = figure(1, 20, day, model)
        prompt, completion = requests * figure(40, 400, model), requests * figure(20, 200, model)
        rows.append(
            {
                "date": str(day),
                "model": model,
                "model_permaslug": model,
                "endpoint_id": uuid(0xE, number),
                "provider_name": provider,
                "usage": round((prompt + 4 * completion) / 1e6, 8),
                "byok_usage_inference": 0,
                "requests": requests,
                "prompt_tokens": prompt,
                "completion_tokens": completion,
                "reasoning_tokens": 0,
                "cached_tokens": 0,
                "workspace_id": WORKSPACE,
            }
        )
    return rows


def _last_days() -> list[date]:
    last = yesterday()
    return list(each_day(last - timedelta(days=LAST_DAYS - 1), last))


def _get_activity(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    query = query_of(request, "GET /activity")
    if isinstance(query, Reply):
        return query
    days = _last_days()
    if "date" in query:
        asked = read_day(query["date"])
        if asked not in days:
            return Reply.error(400, f"date: expected one of the last {LAST_DAYS} days, YYYY-MM-DD")
        days = [day for day in days if day == asked]
    mine = {"workspace_id": WORKSPACE, "user_id": USER, "api_key_hash": None}
    if any(query[name] != value for name, value in mine.items() if name in query):
        days = []  # no other user has any activity
    rows = [row for day in reversed(days) for row in _activity(day)]
    if query.get("group_by") != "workspace":
        rows = [{name: row[name] for name in row if name != "workspace_id"} for row in rows]
    return Reply.json({"data": rows})


def _get_meta(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    data = {
        "metrics": [
            {"name": name, "display_label": label, "display_format": shown, "is_rate": False}
            for name, (_, label, shown) in _METRICS.items()
        ],
        "dimensions": [
            {"name": name, "display_label": label} for name, (_, label) in _DIMENSIONS.items()
        ],
        "operators": [{"name": name, "value_type": kind} for name, (kind, _) in _OPERATORS.items()],
        "granularities": [
            {"name": name, "display_label": name.capitalize()} for name in _GRANULARITIES
        ],
    }
    return Reply.json({"data": data})


def _each(*values: str) -> Callable[[list[str]], str | None]:
    check = one_of(*values)
    return lambda names: next(filter(None, map(check, names)), None)


def _filters(filters: list[Row]) -> str | None:
    for one in filters:
        problem = one_of(*_DIMENSIONS)(one["field"]) or one_of(*_OPERATORS)(one["operator"])
        if problem is None and isinstance(one["value"], list) != (
            _OPERATORS[one["operator"]][0] == "array"
        ):
            problem = f"expected {_OPERATORS[one['operator']][0]} for {one['operator']}"
        if problem is not None:
            return problem
    return None


def _time_range(given: Row) -> str | None:
    try:
        return None if _moment(given["start"]) <= _moment(given["end"]) else "start is after end"
    except ValueError:
        return "expected timestamps as ISO 8601 spells them"


def _no_classifier(given: Any) -> str:
    return "expected the id of a classifier of this workspace, which has none"


_QUERY: Rules = {
    "metrics": _each(*_METRICS),
    "dimensions": _each(*_DIMENSIONS),
    "granularity": one_of(*_GRANULARITIES),
    "filters": _filters,
    "time_range": _time_range,
    "order_by": lambda order: one_of(*_METRICS, *_DIMENSIONS, "date")(order["field"]),
    "classifier_dimensions": _no_classifier,
    "classifier_filters": _no_classifier,
}


def _query(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    begun = time.monotonic()
    body = body_of(request, "POST /analytics/query", _QUERY)
    if isinstance(body, Reply):
        return body
    rows = _grouped(body)
    limit = body.get("limit") or _MOST_ROWS
    metadata = {
        "row_count": len(rows[:limit]),
        "truncated": len(rows) > limit,
        "query_time_ms": round((time.monotonic() - begun) * 1_000, 3),
    }
    return Reply.json({"data": {"data": rows[:limit], "metadata": metadata}})


def _grouped(body: Mapping[str, Any]) -> list[Row]:
    """The rows that a query asks for, in its order."""
    dimensions = body.get("dimensions") or []
    granularity = body.get("granularity")
    order = body.get("order_by") or {}
    metrics = dict.fromkeys([*body["metrics"], *[f for f in [order.get("field")] if f in _METRICS]])
    groups: dict[tuple[Any, ...], Row] = {}
    for row in _kept(body):
        key: Row = {name: row[_DIMENSIONS[name][0]] for name in dimensions}
        if granularity:
            begin = begin_of(date.fromisoformat(row["date"]), granularity)
            key[f"date__{granularity}"] = f"{begin}T00:00:00.000Z"
        group = groups.setdefault(tuple(key.values()), {**key, **dict.fromkeys(metrics, 0)})
        for name in metrics:
            group[name] = round(group[name] + row[_METRICS[name][0]], 8)
    rows = list(groups.values())
    if order:
        field = f"date__{granularity}" if order["field"] == "date" else order["field"]
        rows.sort(key=lambda row: row.get(field, ""), reverse=order["direction"] == "desc")
    return rows


def _kept(body: Mapping[str, Any]) -> list[Row]:
    """The rows of activity that match a query."""
    between = body.get("time_range")
    rows = [row for day in _last_days() for row in _activity(day)]
    if between:
        start, end = _moment(between["start"]), _moment(between["end"])
        rows = [row for row in rows if start <= _moment(row["date"]) < end]
    for one in body.get("filters") or []:
        holds = _OPERATORS[one["operator"]][1]
        field = _DIMENSIONS[one["field"]][0]
        rows = [row for row in rows if holds(row[field], one["value"])]
    return rows


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


ROUTES = (
    Route("GET", "/activity", _get_activity),
    Route("GET", "/analytics/meta", _get_meta),
    Route("POST", "/analytics/query", _query),
)
