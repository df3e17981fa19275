"""How long a server asks to wait, in all the places where servers write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

# Patterns stay texts here and where else only errors need them: compiling 15 of them would be 2 % of a first call.
_DECIMAL: Final = r"[0-9]{1,20}(?:\.[0-9]{0,20})?"
_UNITS: Final = {
    "d": 86400,
    "h": 3600,
    "m": 60,
    "s": 1,
    "ms": 1e-3,
    "us": 1e-6,
    "µs": 1e-6,
    "ns": 1e-9,
}
_PART: Final = r"([0-9]{1,12}(?:\.[0-9]{0,12})?)(d|h|ms|m|s|us|µs|ns)"
_DURATION: Final = f"(?:{_PART})+"
_RESET: Final = r"(?:x-)?rate-?limit-reset(?:-[a-z-]+)?"
_MOST: Final = 8
"""How many values of one header are read."""
_MILLISECONDS: Final = 1e11
"""As seconds since the epoch this is the year 5138: a larger number is a time in milliseconds."""
_EPOCH: Final = 1e8
"""As seconds since the epoch this is 1973: a smaller number says how long, and not when."""


def retry_after(
    headers: Mapping[str, str],
    availability: Mapping[str, Any] | None,
    *,
    now: float,
    status: int | None = None,
    metadata: Mapping[str, Any] | None = None,
    holders: Iterable[Mapping[str, Any]] = (),
) -> float | None:
    """Seconds that the server asks to wait, from the first of these that makes sense. A time that has passed is 0.

    1. ``retry-after-ms``, else ``Retry-After`` (seconds or an HTTP date, RFC 9110, 10.2.3);
    2. ``retry_after`` in ``availability``, in ``metadata``, in the error, in the body;
    3. the same headers in ``metadata.headers``, where OpenRouter puts those of a provider or of its free tier;
    4. of a 429 whose limit is used up, the window's end (`_window`);
    5. the day on which a budget begins anew, in ``metadata``, in the error, in the body::

        403 {"error": {"code": 403, "metadata": {"limit_source": "key", "resets_at": "2026-12-01T00:00:00Z"}}}

    Arguments:
        headers: names in lower case.
        now: seconds since the epoch.
        status: what the error counts as.
        metadata: the error's ``metadata``.
        holders: what else may hold ``retry_after`` and ``resets_at``: the error, and the body around it.
    """
    places = [metadata or {}, *holders]
    inner = places[0].get("headers")
    body_headers = (
        {str(name).lower(): _one(value) for name, value in inner.items()}
        if isinstance(inner, Mapping)
        else {}
    )
    found = _header(headers, now)
    if found is None:
        waits = (_seconds(place.get("retry_after")) for place in (availability or {}, *places))
        found = next((wait for wait in waits if wait is not None), None)
    if found is None:
        found = _header(body_headers, now)
    if found is None and status == 429:
        found = _window(headers, now)
        if found is None:
            found = _window(body_headers, now)
    if found is None:
        ends = (_until(place.get("resets_at"), now) for place in places)
        found = next((end for end in ends if end is not None), None)
    return found


def _one(value: object) -> object:
    """A header's value; several in a list as they stand in one line."""
    if not isinstance(value, list):
        return value
    return value[0] if len(value) == 1 else ", ".join(map(str, value[:_MOST]))


def _header(headers: Mapping[str, Any], now: float) -> float | None:
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    value = headers.get("retry-after")
    seconds = _seconds(value)
    if seconds is None and isinstance(value, str):
        seconds = _until_date(value, now)
        if seconds is None:  # the header came more than once: the longest wait suits all
            seconds = max(_each(value), default=None)
    return seconds


def _window(headers: Mapping[str, Any], now: float) -> float | None:
    """Seconds until a rate limit's window ends. The free tier says it in this way only, and counts refused requests::

        429 {"error": {"code": 429, "metadata": {"headers": {
            "X-RateLimit-Limit": "50", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1759845600000"}}}}

    Others name the limits, and write Go's durations: ``x-ratelimit-reset-tokens: 6m0s``. Of several that are used up
    the last one to end counts. None where something remains of each: then it is another limit that was met.
    """
    ends = []
    for name, reset in headers.items():
        if not re.fullmatch(_RESET, name):
            continue
        remaining = _each(headers.get(name.replace("reset", "remaining").removesuffix("-after")))
        if not remaining or min(remaining) <= 0:
            several = _each(reset)
            ends.append(_until(max(several) if several else reset, now))
    return max((end for end in ends if end is not None), default=None)


def _until(when: object, now: float) -> float | None:
    """Seconds until a time: since the epoch in milliseconds or in seconds, as a date, or as how long it will be."""
    number = _seconds(when)
    if number is None:
        return _until_date(when, now) if isinstance(when, str) else None
    while number >= _MILLISECONDS:
        number /= 1000
    return number if number < _EPOCH else max(0.0, number - now)


def _each(value: object) -> list[float]:
    """The numbers of a header that may have come more than once."""
    parts = value[:256].split(",") if isinstance(value, str) else [value]
    return [number for number in map(_seconds, parts) if number is not None]


def _seconds(value: object) -> float | None:
    """A number of seconds, or one of Go's durations: ``1h2m3.5s``."""
    text = value.strip() if isinstance(value, str) and len(value) <= 64 else ""
    if re.fullmatch(_DURATION, text):
        return sum(float(number) * _UNITS[unit] for number, unit in re.findall(_PART, text))
    return _number(value)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, str) and not re.fullmatch(_DECIMAL, value.strip()):
        return None
    try:
        seconds = float(value)
    except OverflowError:
        return None
    return seconds if 0 <= seconds < float("inf") else None


def _until_date(date: str, now: float) -> float | None:
    """Seconds until an HTTP date (``Fri, 28 Nov 2026 00:00:00 GMT``) or an ISO one; without a zone it is UTC."""
    from datetime import (
        UTC,
        datetime,
    )  # with the next line 15 ms to import, and few servers send a date
    from email.utils import parsedate_to_datetime

    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            when = parse(date.strip()[:64])
            # RFC 9110's older form names no zone, and means UTC as every HTTP date does.
            seconds = (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
        except (ValueError, OverflowError, TypeError, IndexError, OSError):
            continue
        return max(0.0, seconds - now)
    return None
