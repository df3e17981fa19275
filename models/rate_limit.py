"""OpenRouter's own rate limit."""

from __future__ import annotations

import attrs

from openrouter_core.models._frozen import Frozen


@attrs.frozen(slots=False, eq=False, repr=False)
class RateLimit(Frozen):
    """OpenRouter's own rate limit, from the headers of a 429 (``X-RateLimit-*``).

    Fields:
        limit: requests allowed in the window.
        remaining: requests left in it.
        reset: when the window ends, in seconds since the epoch (OpenRouter's header has milliseconds, others' seconds);
            None for a header such as ``30``, a number of seconds from now.
    """

    limit: int | None = None
    remaining: int | None = None
    reset: float | None = None
