"""Tools of the Responses API: functions of the caller, and what a request's ``tools`` takes.

The tools that OpenRouter runs are named in `nested_tools`; those that OpenAI defines live in `responses_openai_tools`
and `responses_mcp`, those of this API alone in `responses_server_tools`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.nested_tools import NestedTool
    from openrouter_core.models.responses_mcp import McpTool
    from openrouter_core.models.responses_openai_tools import (
        ApplyPatchTool,
        CodeInterpreterTool,
        ComputerUseTool,
        FileSearchTool,
        ImageGenerationTool,
        LocalShellTool,
        ShellTool,
        WebSearchTool,
    )
    from openrouter_core.models.responses_server_tools import (
        ApplyPatchServerTool,
        ShellServerTool,
        ToolSearchServerTool,
    )
else:
    from openrouter_core.models.nested_tools import OPENROUTER_TOOLS


@model
class ResponsesFunctionTool(RequestModel):
    """A function that the model may ask the caller to run.

    Fields:
        name: letters, digits, underscores and dashes, at most 64.
        description: when to call it, and what it gives.
        parameters: JSON Schema of its arguments, which are an object; None where it takes none.
        strict: whether the arguments must keep to the schema.
        defer_loading: whether the model learns of it only when a `ToolSearchServerTool` finds it.
    """

    type: Literal["function"] = "function"
    name: str = attrs.field(kw_only=False)
    parameters: JsonObject | None = attrs.field(kw_only=False)
    description: str | Unset | None = UNSET
    strict: bool | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET


@model
class CustomToolFormat(RequestModel):
    """What the model may write to a `CustomTool`.

    Fields:
        type: ``text`` for anything, ``grammar`` for what a grammar describes.
        syntax: the grammar's notation, ``lark`` or ``regex``.
        definition: the grammar.
    """

    type: Literal["text", "grammar"] | str = attrs.field(kw_only=False)
    syntax: Literal["lark", "regex"] | str | Unset | None = UNSET
    definition: str | Unset | None = UNSET


@model
class CustomTool(RequestModel):
    """A tool of the caller's that takes text in place of JSON."""

    type: Literal["custom"] = "custom"
    name: str = attrs.field(kw_only=False)
    description: str | Unset | None = UNSET
    format: CustomToolFormat | JsonObject | Unset | None = UNSET


@model
class NamespaceFunctionTool(RequestModel):
    """A function in a `NamespaceTool`; most fields are those of `ResponsesFunctionTool`.

    Fields:
        output_schema: JSON Schema of what it gives.
        allowed_callers: who may call it: ``direct`` for the model, ``programmatic`` for code that the model wrote.
    """

    type: Literal["function"] = "function"
    name: str = attrs.field(kw_only=False)
    parameters: JsonObject | Unset | None = UNSET
    description: str | Unset | None = UNSET
    strict: bool | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET
    output_schema: JsonObject | Unset | None = UNSET
    allowed_callers: Sequence[Literal["direct", "programmatic"] | str] | Unset | None = UNSET


if TYPE_CHECKING:
    MemberTool: TypeAlias = NamespaceFunctionTool | CustomTool | JsonObject
else:
    MemberTool = Annotated[
        Any,
        TaggedUnion("type", {"function": "NamespaceFunctionTool", "custom": "CustomTool"}),
    ]


@model
class NamespaceTool(RequestModel):
    """Tools of the caller's under one name, such as those of one MCP server."""

    type: Literal["namespace"] = "namespace"
    name: str = attrs.field(kw_only=False)
    description: str = attrs.field(kw_only=False)
    tools: Sequence[MemberTool] = attrs.field(kw_only=False)


if TYPE_CHECKING:
    ResponsesTool: TypeAlias = (
        ResponsesFunctionTool
        | CustomTool
        | NamespaceTool
        | WebSearchTool
        | FileSearchTool
        | ComputerUseTool
        | CodeInterpreterTool
        | McpTool
        | ImageGenerationTool
        | LocalShellTool
        | ShellTool
        | ApplyPatchTool
        | ApplyPatchServerTool
        | ShellServerTool
        | ToolSearchServerTool
        | NestedTool
    )
else:
    ResponsesTool = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "function": "ResponsesFunctionTool",
                "custom": "CustomTool",
                "namespace": "NamespaceTool",
                "web_search": "WebSearchTool",
                "web_search_2025_08_26": "WebSearchTool",
                "web_search_preview": "WebSearchTool",
                "web_search_preview_2025_03_11": "WebSearchTool",
                "file_search": "FileSearchTool",
                "computer_use_preview": "ComputerUseTool",
                "code_interpreter": "CodeInterpreterTool",
                "mcp": "McpTool",
                "image_generation": "ImageGenerationTool",
                "local_shell": "LocalShellTool",
                "shell": "ShellTool",
                "apply_patch": "ApplyPatchTool",
                **OPENROUTER_TOOLS,
                "openrouter:apply_patch": "ApplyPatchServerTool",
                "openrouter:shell": "ShellServerTool",
                "openrouter:tool_search": "ToolSearchServerTool",
            },
        ),
    ]
