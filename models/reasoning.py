"""How much a model should think before it answers."""

from __future__ import annotations

from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Unset, model


@model
class Reasoning(RequestModel):
    """How much to think, by `effort` or by `max_tokens`, not both.

    Fields:
        effort: from ``none`` to ``max``.
        max_tokens: the most tokens to think with.
        summary: how long a summary of the thoughts to tell.
        exclude: think, but do not tell the thoughts.
        enabled: think with the model's own defaults, or not at all.
    """

    effort: (
        Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str | Unset | None
    ) = attrs.field(default=UNSET, kw_only=False)
    max_tokens: int | Unset | None = UNSET
    summary: Literal["auto", "concise", "detailed"] | str | Unset | None = UNSET
    exclude: bool | Unset | None = UNSET
    enabled: bool | Unset | None = UNSET
