"""The HTTP facts of a response, apart from its body."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from openrouter_core.models._frozen import Frozen

if TYPE_CHECKING:
    from openrouter_core.models.rate_limit import RateLimit


def frozen_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    """A read-only copy."""
    return MappingProxyType(dict(headers))


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class HttpMeta(Frozen):
    """The HTTP facts of a response: ``http_meta`` on responses, errors and streams.

    Fields:
        status: the HTTP status code.
        headers: the response's headers: names in lower case, repeated headers joined with a comma, values cut at 8 192
            characters.
        attempts: how many requests were sent for this response, retries included.
        elapsed: seconds from the start of the first attempt to the last byte of the response, or to the headers of a
            stream.
        url: the request's URL, without its query.
    """

    status: int
    headers: Mapping[str, str] = attrs.field(factory=dict, converter=frozen_headers)
    attempts: int = 1
    elapsed: float = 0.0
    url: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (self.status, dict(self.headers), self.attempts, self.elapsed, self.url)

    @property
    def generation_id(self) -> str | None:
        """The id under which the generation can be looked up (``X-Generation-Id``)."""
        return self.headers.get("x-generation-id")

    @property
    def cache_status(self) -> str | None:
        """``HIT`` or ``MISS`` if the response cache was requested (``X-OpenRouter-Cache-Status``)."""
        return self.headers.get("x-openrouter-cache-status")

    @property
    def rate_limit(self) -> RateLimit | None:
        """The rate limit that the headers report, or None."""
        limit, remaining, reset = (
            _number(self.headers.get(f"x-ratelimit-{name}"))
            for name in ("limit", "remaining", "reset")
        )
        if limit is None and remaining is None and reset is None:
            return None
        from openrouter_core.models.rate_limit import RateLimit  # rarely used

        return RateLimit(
            limit=None if limit is None else int(limit),
            remaining=None if remaining is None else int(remaining),
            reset=_since_epoch(reset),
        )


def _rebuild(
    status: int, headers: Mapping[str, str], attempts: int, elapsed: float, url: str = ""
) -> HttpMeta:
    """Pickle and copy create it through this: a read-only view cannot be pickled."""
    return HttpMeta(status=status, headers=headers, attempts=attempts, elapsed=elapsed, url=url)


def _since_epoch(reset: float | None) -> float | None:
    """A time in seconds since the epoch, from one in seconds or milliseconds; None for a number of seconds from now."""
    if reset is None or reset < 1e8:  # 1e8 seconds is 1973
        return None
    return reset / 1000 if reset >= 1e11 else reset  # 1e11 seconds is the year 5138


def _number(text: str | None) -> float | None:
    """A finite decimal number, or None for anything else."""
    digits = (text or "").strip()
    return float(digits) if len(digits) < 20 and digits.replace(".", "", 1).isdecimal() else None
