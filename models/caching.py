"""Which parts of a prompt a provider may cache."""

from __future__ import annotations

from typing import Literal

from openrouter_core.models.model import UNSET, RequestModel, Unset, model


@model
class CacheControl(RequestModel):
    """On a part, a message or a tool: a cached prefix ends here. On a request: the server chooses the end.

    Fields:
        ttl: how long the prefix is kept: ``5m`` (the default) or ``1h``.
    """

    type: Literal["ephemeral"] | str = "ephemeral"
    ttl: Literal["5m", "1h"] | str | Unset | None = UNSET


@model
class PromptCacheBreakpoint(RequestModel):
    """OpenAI's form of a `CacheControl` on a part; the server converts one into the other.

    Fields:
        ttl: how long the prefix is kept, such as ``30m``.
    """

    mode: Literal["explicit"] | str = "explicit"
    ttl: str | Unset | None = UNSET


@model
class PromptCacheOptions(RequestModel):
    """Only prefixes that end at a `PromptCacheBreakpoint` are cached.

    Fields:
        ttl: how long they are kept, such as ``30m``.
    """

    mode: Literal["explicit"] | str = "explicit"
    ttl: str | Unset | None = UNSET
