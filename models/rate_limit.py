"""OpenRouter's own limit of requests."""

from __future__ import annotations

import attrs

from openrouter_core.models._frozen import Frozen


@attrs.frozen(slots=False, eq=False, repr=False)
class RateLimit(Frozen):
    """OpenRouter's own limit, as the headers of its 429 tell it (``X-RateLimit-*``).

    Fields:
        limit: requests allowed in the window.
        remaining: requests left in it.
        reset: when the window ends, in seconds since the epoch (OpenRouter's header has milliseconds,
            others' seconds); None where the header does not say when, such as ``30``: so long from now.
    """

    limit: int | None = None
    remaining: int | None = None
    reset: float | None = None
