"""What form a response must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.formats import JsonObjectFormat, TextFormat


@model
class JsonSchema(RequestModel):
    """The form that a JSON response must have.

    Fields:
        name: letters, digits, underscores and dashes, at most 64.
        schema: JSON Schema.
        strict: whether the response must match the schema.
        description: what the response is for.
    """

    name: str = attrs.field(kw_only=False)
    schema: JsonObject | Unset | None = attrs.field(default=UNSET, kw_only=False)
    strict: bool | Unset | None = UNSET
    description: str | Unset | None = UNSET


@model
class JsonSchemaFormat(RequestModel):
    """JSON that a schema describes."""

    type: Literal["json_schema"] = "json_schema"
    json_schema: JsonSchema | JsonObject = attrs.field(kw_only=False)


@model
class GrammarFormat(RequestModel):
    """Text that a grammar describes, in the provider's own notation."""

    type: Literal["grammar"] = "grammar"
    grammar: str = attrs.field(kw_only=False)


@model
class PythonFormat(RequestModel):
    """Python code."""

    type: Literal["python"] = "python"


if TYPE_CHECKING:
    ResponseFormat: TypeAlias = (
        TextFormat | JsonObjectFormat | JsonSchemaFormat | GrammarFormat | PythonFormat | JsonObject
    )
else:
    ResponseFormat = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "text": "TextFormat",
                "json_object": "JsonObjectFormat",
                "json_schema": "JsonSchemaFormat",
                "grammar": "GrammarFormat",
                "python": "PythonFormat",
            },
        ),
    ]
