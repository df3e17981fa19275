"""How the model should think and write in the Messages API, and other settings of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model


@model
class ThinkingBlockBinding(RequestModel):
    """What happens to a thought that is sent back changed, or after a changed prefix: ``error`` or ``drop_block``.

    Fields:
        mismatch_behavior: deprecated in favour of `prefix_mismatch_behavior`.
    """

    mismatch_behavior: Literal["error", "drop_block"] | str | Unset | None = UNSET
    prefix_mismatch_behavior: Literal["error", "drop_block"] | str | Unset | None = UNSET


@model
class ThinkingAdaptive(RequestModel):
    """The model decides how much it thinks.

    Fields:
        display: how its thoughts are shown: ``summarized``, ``omitted`` or ``updates``.
    """

    type: Literal["adaptive"] = "adaptive"
    display: Literal["summarized", "omitted", "updates"] | str | Unset | None = UNSET
    block_binding: ThinkingBlockBinding | JsonObject | Unset | None = UNSET


@model
class ThinkingEnabled(RequestModel):
    """The model thinks, and writes at most `budget_tokens` for it; these count against ``max_tokens``."""

    type: Literal["enabled"] = "enabled"
    budget_tokens: int = attrs.field(kw_only=False)
    display: Literal["summarized", "omitted", "updates"] | str | Unset | None = UNSET
    block_binding: ThinkingBlockBinding | JsonObject | Unset | None = UNSET


@model
class ThinkingDisabled(RequestModel):
    """The model does not think."""

    type: Literal["disabled"] = "disabled"


@model
class ThinkingBetweenTools(RequestModel):
    """The model thinks after tool results."""

    type: Literal["between_tools"] = "between_tools"


if TYPE_CHECKING:
    Thinking: TypeAlias = (
        ThinkingAdaptive | ThinkingEnabled | ThinkingDisabled | ThinkingBetweenTools | JsonObject
    )
else:
    Thinking = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "adaptive": "ThinkingAdaptive",
                "enabled": "ThinkingEnabled",
                "disabled": "ThinkingDisabled",
                "between_tools": "ThinkingBetweenTools",
            },
        ),
    ]


@model
class MessagesJsonSchema(RequestModel):
    """The form that the model's text must have.

    Fields:
        schema: a JSON Schema.
    """

    type: Literal["json_schema"] = "json_schema"
    schema: JsonObject = attrs.field(kw_only=False)


@model
class TaskBudget(RequestModel):
    """How many tokens all turns of a task may take together; the model sees how many are left.

    Fields:
        remaining: how many are left, if the conversation so far was shortened.
    """

    type: Literal["tokens"] = "tokens"
    total: int = attrs.field(kw_only=False)
    remaining: int | Unset | None = UNSET


@model
class MessageOutputConfig(RequestModel):
    """How much effort the model should make for what follows a message."""

    effort: Literal["low", "medium", "high", "xhigh", "max"] | str | Unset | None = UNSET


@model
class MessagesOutputConfig(RequestModel):
    """How much effort the model should make, and what form its text must have."""

    effort: Literal["low", "medium", "high", "xhigh", "max"] | str | Unset | None = UNSET
    format: MessagesJsonSchema | JsonObject | Unset | None = UNSET
    task_budget: TaskBudget | JsonObject | Unset | None = UNSET


@model
class MessagesMetadata(RequestModel):
    """Who asks.

    Fields:
        user_id: an id of the end user that reveals nothing about the person.
    """

    user_id: str | Unset | None = UNSET


@model
class MessagesFallback(RequestModel):
    """A model to use when the first cannot answer, or declines."""

    model: str = attrs.field(kw_only=False)


@model
class Safeguard(RequestModel):
    """A check that Anthropic runs beside the response."""

    type: str = attrs.field(kw_only=False)
    classifier_context: JsonObject | Unset | None = UNSET
