"""Days in the API's format, windows of days, and figures computed from a day."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from openrouter_core.testing.reply import Reply

FIRST = date(2025, 1, 1)  # where the datasets begin
LAST_DAYS = 30


def yesterday() -> date:
    """The last complete day."""
    return datetime.fromtimestamp(time.time(), UTC).date() - timedelta(days=1)


def read_day(text: str) -> date | None:
    """A day such as 2026-05-31, or None."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-05-31") else None
    except ValueError:
        return None


def window_of(query: Mapping[str, str]) -> tuple[date, date] | Reply:
    """The first and the last day of a query; or the 400."""
    days: dict[str, date | None] = {"start_date": None, "end_date": None}
    for name in days:
        if name in query:
            days[name] = read_day(query[name])
            if days[name] is None:
                return Reply.error(400, f"{name}: expected a day as YYYY-MM-DD")
    last = days["end_date"] or yesterday()
    first = max(days["start_date"] or last - timedelta(days=LAST_DAYS), FIRST)
    if last < FIRST:
        return Reply.error(400, f"end_date: expected a day from {FIRST} on")
    if first > last:
        return Reply.error(400, "start_date: expected a day that is not after end_date")
    return first, last


def each_day(first: date, last: date) -> Iterator[date]:
    """The days of a window, including the last one."""
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def begin_of(day: date, period: str) -> date:
    """The first day of the week or month that a day is in; otherwise the day itself."""
    if period == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if period == "month" else day


def figure(low: int, high: int, *about: object) -> int:
    """A number from `low` to below `high`, always the same for the same arguments."""
    return low + zlib.crc32(repr([str(each) for each in about]).encode()) % (high - low)
