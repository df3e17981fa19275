"""What the hooks that only watch are told. Few programs set one, so these classes are created when they are named."""

from __future__ import annotations

import attrs

from openrouter_core._prepared import PreparedRequest
from openrouter_core.models._frozen import Shown
from openrouter_core.models.errors import OpenRouterError
from openrouter_core.models.http_meta import HttpMeta


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class ResponseEvent(Shown):
    """A response has come: its headers, and where nothing is streamed its body."""

    request: PreparedRequest
    http_meta: HttpMeta


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class ErrorEvent(Shown):
    """The call (or the stream) ends in an `Err`. `request` is None where none could be made; `error` is the one that
    the caller gets.
    """

    request: PreparedRequest | None
    error: OpenRouterError


@attrs.frozen(slots=False, eq=False, repr=False, kw_only=True)
class RetryEvent(Shown):
    """The request will be sent again.

    Fields:
        attempt: how many attempts there were.
        wait: seconds until the next.
    """

    request: PreparedRequest
    error: OpenRouterError
    attempt: int
    wait: float
