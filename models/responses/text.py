"""What form a response's text must have, in the Responses API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.formats import JsonObjectFormat, TextFormat


@model
class ResponsesJsonSchemaFormat(RequestModel):
    """JSON that a schema describes.

    Fields:
        name: letters, digits, underscores and dashes, at most 64.
        schema: JSON Schema.
        strict: whether the response must match the schema.
        description: what the response is for.
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
    """What the response's text should be like.

    Fields:
        verbosity: from ``low`` to ``max``.
    """

    format: ResponsesFormat | Unset | None = attrs.field(default=UNSET, kw_only=False)
    verbosity: Literal["low", "medium", "high", "xhigh", "max"] | str | Unset | None = UNSET
