"""What was measured, as a table for people (Markdown, so that the README can show it) and as JSON."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Any

from tests.benchmarks.measure import CONTESTANTS, FLOOR, OURS, PACKAGES, Row

TITLES = {name: PACKAGES[name] for name in CONTESTANTS} | {FLOOR: "httpx (the floor)"}


def median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def ratio(row: Row, name: str) -> float | None:
    """The median of the rounds' own ratios to the floor: what slows a whole round falls out."""
    if not row.floor or name == FLOOR or not row.values.get(name) or not row.values.get(FLOOR):
        return None
    pairs = zip(row.values[name], row.values[FLOOR], strict=False)
    return median(ours / floor for ours, floor in pairs)


def number(value: float) -> str:
    return (
        f"{value:,.0f}"
        if abs(value) >= 100
        else f"{value:.1f}"
        if abs(value) >= 10
        else f"{value:.2f}"
    )


def cell(row: Row, name: str) -> str:
    values = row.values.get(name)
    if not values:
        return ""
    shown = number(median(values))
    if len(values) > 1 and min(values) != max(values):
        shown += f" ({number(min(values))}–{number(max(values))})"
    times = ratio(row, name)
    return shown if times is None else f"**{times:.2f}×** {shown}"


def heading() -> Iterator[str]:
    yield f"| | what | {' | '.join(TITLES[name] for name in CONTESTANTS)} | target |"
    yield f"|---|---|{'---|' * len(CONTESTANTS)}---|"


def line(row: Row) -> str:
    what = f"{row.what} [{row.unit}]" if row.unit else row.what
    cells = " | ".join(cell(row, name) for name in CONTESTANTS)
    return f"| {row.number} | {what} | {cells} | {verdict(row)} |"


def verdict(row: Row) -> str:
    times = ratio(row, OURS)
    if row.target is None or times is None:
        return ""
    return f"≤ {row.target:.2f}: {'met' if times <= row.target else 'MISSED'}"


def conditions() -> dict[str, Any]:
    """When, where and with which versions."""
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {_processors()}",
        "python": platform.python_version(),
        "versions": {
            package: version(package)
            for package in (*PACKAGES.values(), "attrs", "cattrs", "returns")
        },
    }


def _processors() -> str:
    return f"{os.cpu_count()} processors"


def as_json(rows: Iterable[Row], where: dict[str, Any]) -> dict[str, Any]:
    return {
        **where,
        "rows": [
            {
                **row._asdict(),
                "median": {name: median(values) for name, values in row.values.items() if values},
                "ratio": {
                    name: ratio(row, name) for name in row.values if ratio(row, name) is not None
                },
            }
            for row in rows
        ],
    }
