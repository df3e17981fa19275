"""What was measured, as a table for people (Markdown, so that the README can show it) and as JSON."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from statistics import median
from typing import Any

from tests.benchmarks.bench import CONTESTANTS, FLOOR, OURS, PACKAGES, Row

TITLES = PACKAGES | {FLOOR: "httpx (the floor)"}


def ratio(row: Row, name: str, floor: str | None) -> float | None:
    """The median of the rounds' own ratios: what slows a whole round falls out."""
    if floor is None or name == floor or not row.values.get(name) or not row.values.get(floor):
        return None
    pairs = zip(row.values[name], row.values[floor], strict=False)
    return median(ours / theirs for ours, theirs in pairs)


def number(value: float) -> str:
    return (
        f"{value:,.0f}"
        if abs(value) >= 100
        else f"{value:.1f}"
        if abs(value) >= 10
        else f"{value:.2f}"
    )


def spread(values: Sequence[float]) -> str:
    """The median, and between which values it lies."""
    shown = number(median(values))
    if len(values) > 1 and min(values) != max(values):
        shown += f" ({number(min(values))}–{number(max(values))})"
    return shown


def cell(row: Row, name: str) -> str:
    values = row.values.get(name)
    if not values:
        return ""
    times = ratio(row, name, row.floor)
    return spread(values) if times is None else f"**{times:.2f}×** {spread(values)}"


def heading() -> Iterator[str]:
    yield f"| what | {' | '.join(TITLES[name] for name in CONTESTANTS)} | target |"
    yield f"|---|{'---|' * len(CONTESTANTS)}---|"


def line(row: Row) -> str:
    what = f"{row.what} [{row.unit}]" if row.unit else row.what
    if row.floor and row.floor not in CONTESTANTS:
        what += f"; {row.floor}: {spread(row.values[row.floor])}"
    cells = " | ".join(cell(row, name) for name in CONTESTANTS)
    return f"| {what} | {cells} | {'; '.join((*verdicts(row), row.note)).strip('; ')} |"


def verdicts(row: Row) -> Iterator[str]:
    """How each target was met."""
    for peer, target in row.targets.items():
        times = ratio(row, OURS, peer)
        if times is not None:
            said = "met" if times <= target else "MISSED"
            of = "" if peer == row.floor else f" of {peer} ({times:.2f})"
            yield f"≤ {target:.2f}{of}: {said}"
    values = row.values.get(OURS)
    if row.most is not None and values:
        yield f"≤ {row.most:g}: {'met' if median(values) <= row.most else 'MISSED'}"


def noise(seconds: Sequence[float]) -> str:
    """How even the machine was."""
    if not seconds:
        return ""
    low, middle, high = (
        f"{each * 1e3:.1f}" for each in (min(seconds), median(seconds), max(seconds))
    )
    return f"The machine: the same piece of work took {low} / {middle} / {high} ms (min / median / max)"


def conditions() -> dict[str, Any]:
    """When, where and with which versions."""
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "python": platform.python_version(),
        "versions": {
            package: version(package)
            for package in (*PACKAGES.values(), "httpcore", "attrs", "cattrs", "returns")
        },
    }


def as_json(rows: Iterable[Row], where: dict[str, Any], noises: Sequence[float]) -> dict[str, Any]:
    return {
        **where,
        "noise": noises,
        "rows": [
            {
                **row._asdict(),
                "targets": dict(row.targets),
                "median": {name: median(values) for name, values in row.values.items() if values},
                "ratio": {
                    name: times
                    for name in row.values
                    if (times := ratio(row, name, row.floor)) is not None
                },
            }
            for row in rows
        ],
    }
