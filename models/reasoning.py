"""How much a model should think before it answers."""

from __future__ import annotations

from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model


@model
class Reasoning(RequestModel):
    """How much to think, by `effort` or by `max_tokens`, not both.

    Fields:
        effort: from ``none`` to ``max``.
        max_tokens: the most tokens to think with.
        summary: how long the summary of the thoughts should be.
        exclude: think, but do not send the thoughts.
        enabled: think with the model's own defaults, or not at all.
    """

    effort: (
        Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str | Unset | None
    ) = attrs.field(default=UNSET, kw_only=False)
    max_tokens: int | Unset | None = UNSET
    summary: Literal["auto", "concise", "detailed"] | str | Unset | None = UNSET
    exclude: bool | Unset | None = UNSET
    enabled: bool | Unset | None = UNSET


@model
class ReasoningUpdate(RequestModel):
    """How much to think from here on."""

    effort: Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str = attrs.field(
        kw_only=False
    )


@model
class ConfigurationUpdate(RequestModel):
    """Settings that hold from this place in the conversation on. The part before stays in the provider's cache, which a
    change of the request's own `reasoning` would make useless.
    """

    reasoning: ReasoningUpdate | JsonObject = attrs.field(kw_only=False)
