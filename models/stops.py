"""When the loop of server tools ends: the first condition that holds ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import JsonObject, RequestModel, TaggedUnion, model


@model
class StepCountIs(RequestModel):
    """After this many steps."""

    type: Literal["step_count_is"] = "step_count_is"
    step_count: int = attrs.field(kw_only=False)


@model
class HasToolCall(RequestModel):
    """After the tool of this name was called."""

    type: Literal["has_tool_call"] = "has_tool_call"
    tool_name: str = attrs.field(kw_only=False)


@model
class MaxTokensUsed(RequestModel):
    """After all steps together used more tokens than this."""

    type: Literal["max_tokens_used"] = "max_tokens_used"
    max_tokens: int = attrs.field(kw_only=False)


@model
class MaxCost(RequestModel):
    """After all steps together cost more than this, in US dollars."""

    type: Literal["max_cost"] = "max_cost"
    max_cost_in_dollars: float = attrs.field(kw_only=False)


@model
class FinishReasonIs(RequestModel):
    """After the model ended a step for this reason, such as ``length``."""

    type: Literal["finish_reason_is"] = "finish_reason_is"
    reason: str = attrs.field(kw_only=False)


if TYPE_CHECKING:
    StopCondition: TypeAlias = (
        StepCountIs | HasToolCall | MaxTokensUsed | MaxCost | FinishReasonIs | JsonObject
    )
else:
    StopCondition = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "step_count_is": "StepCountIs",
                "has_tool_call": "HasToolCall",
                "max_tokens_used": "MaxTokensUsed",
                "max_cost": "MaxCost",
                "finish_reason_is": "FinishReasonIs",
            },
        ),
    ]
