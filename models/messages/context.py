"""What the provider removes from a long conversation before the model reads it: `ContextManagement`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model


@model
class ContextSize(RequestModel):
    """How much of a conversation: a number of what `type` says, such as ``input_tokens``, ``tool_uses`` or
    ``thinking_turns``; ``all`` has none.
    """

    type: Literal["input_tokens", "tool_uses", "thinking_turns", "all"] | str = attrs.field(
        kw_only=False
    )
    value: int | Unset | None = attrs.field(default=UNSET, kw_only=False)


@model
class ClearToolUses(RequestModel):
    """Removes the results of old calls.

    Fields:
        trigger: when to begin; by default at 100 000 tokens.
        keep: how many of the latest calls stay.
        clear_at_least: do nothing unless at least this much is removed.
        exclude_tools: tools whose calls stay.
        clear_tool_inputs: whether the arguments are removed too; or the tools for which they are.
    """

    type: Literal["clear_tool_uses_20250919"] = "clear_tool_uses_20250919"
    trigger: ContextSize | JsonObject | Unset | None = UNSET
    keep: ContextSize | JsonObject | Unset | None = UNSET
    clear_at_least: ContextSize | JsonObject | Unset | None = UNSET
    exclude_tools: Sequence[str] | Unset | None = UNSET
    clear_tool_inputs: bool | Sequence[str] | Unset | None = UNSET


@model
class ClearThinking(RequestModel):
    """Removes old thoughts.

    Fields:
        keep: for how many turns thoughts stay, or ``all``.
    """

    type: Literal["clear_thinking_20251015"] = "clear_thinking_20251015"
    keep: ContextSize | JsonObject | Literal["all"] | str | Unset | None = UNSET


@model
class Compact(RequestModel):
    """Replaces the conversation by a summary, a `CompactionBlock`.

    Fields:
        instructions: what the summary should hold.
        pause_after_compaction: whether the response ends after the summary.
    """

    type: Literal["compact_20260112"] = "compact_20260112"
    trigger: ContextSize | JsonObject | Unset | None = UNSET
    instructions: str | Unset | None = UNSET
    pause_after_compaction: bool | Unset | None = UNSET


if TYPE_CHECKING:
    ContextEdit: TypeAlias = ClearToolUses | ClearThinking | Compact | JsonObject
else:
    ContextEdit = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "clear_tool_uses_20250919": "ClearToolUses",
                "clear_thinking_20251015": "ClearThinking",
                "compact_20260112": "Compact",
            },
        ),
    ]


@model
class ContextManagement(RequestModel):
    """What to remove, in this order."""

    edits: Sequence[ContextEdit] | Unset | None = attrs.field(default=UNSET, kw_only=False)
