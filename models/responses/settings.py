"""Settings of the Responses API that the response repeats: how much to think, a stored prompt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.responses.input import InputContent


@model
class ResponsesReasoning(RequestModel):
    """How much to think, by `effort` or by `max_tokens`, not both.

    Fields:
        effort: from ``none`` to ``max``.
        max_tokens: the most tokens to think with.
        enabled: think with the model's own defaults, or not at all.
        summary: how long the summary of the thoughts should be.
        context: which earlier thoughts of the input the model sees: ``all_turns`` or ``current_turn``; GPT-5.6 and
            newer.
        mode: ``pro`` thinks more deeply; GPT-5.6 and newer.
    """

    effort: (
        Literal["max", "xhigh", "high", "medium", "low", "minimal", "none"] | str | Unset | None
    ) = attrs.field(default=UNSET, kw_only=False)
    max_tokens: int | Unset | None = UNSET
    enabled: bool | Unset | None = UNSET
    summary: Literal["auto", "concise", "detailed"] | str | Unset | None = UNSET
    context: Literal["auto", "all_turns", "current_turn"] | str | Unset | None = UNSET
    mode: Literal["standard", "pro"] | str | Unset | None = UNSET


@model
class StoredPrompt(RequestModel):
    """A prompt stored at the provider.

    Fields:
        variables: the values of its variables, each a text or a part.
    """

    id: str = attrs.field(kw_only=False)
    variables: Mapping[str, str | InputContent] | Unset | None = UNSET
