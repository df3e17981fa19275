"""Settings of the Responses API that a request makes and the response repeats: the answer's form, how much to think, a
stored prompt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.formats import JsonObjectFormat, TextFormat
    from openrouter_core.models.responses_input import InputContent


@model
class ResponsesReasoning(RequestModel):
    """How much to think, by `effort` or by `max_tokens`, not both.

    Fields:
        effort: from ``none`` to ``max``.
        max_tokens: the most tokens to think with.
        enabled: think with the model's own defaults, or not at all.
        summary: how long a summary of the thoughts to tell.
        context: which earlier thoughts in the input the model is shown: ``all_turns`` or ``current_turn``; GPT-5.6 and
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
class ResponsesJsonSchemaFormat(RequestModel):
    """JSON that a schema describes.

    Fields:
        name: letters, digits, underscores and dashes, at most 64.
        schema: JSON Schema.
        strict: whether the provider must keep to the schema.
        description: what the answer is for.
    """

    type: Literal["json_schema"] = "json_schema"
    name: str = attrs.field(kw_only=False)
    schema: JsonObject = attrs.field(kw_only=False)
    strict: bool | Unset | None = UNSET
    description: str | Unset | None = UNSET


if TYPE_CHECKING:
    ResponsesFormat: TypeAlias = (
        TextFormat | JsonObjectFormat | ResponsesJsonSchemaFormat | JsonObject
    )
else:
    ResponsesFormat = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "text": "TextFormat",
                "json_object": "JsonObjectFormat",
                "json_schema": "ResponsesJsonSchemaFormat",
            },
        ),
    ]


@model
class ResponsesTextConfig(RequestModel):
    """What the answer's text should be like.

    Fields:
        verbosity: from ``low`` to ``max``.
    """

    format: ResponsesFormat | Unset | None = attrs.field(default=UNSET, kw_only=False)
    verbosity: Literal["low", "medium", "high", "xhigh", "max"] | str | Unset | None = UNSET


@model
class StoredPrompt(RequestModel):
    """A prompt that the provider keeps.

    Fields:
        variables: the values of its variables, each a text or a part.
    """

    id: str = attrs.field(kw_only=False)
    variables: Mapping[str, str | InputContent] | Unset | None = UNSET
