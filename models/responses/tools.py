"""What a request's ``tools`` and ``tool_choice`` take in the Responses API.

This module has no classes, so that a response that repeats an empty list of tools creates none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from openrouter_core.models.model import JsonObject, TaggedUnion

if TYPE_CHECKING:
    from openrouter_core.models.responses.function_tools import (
        CustomTool,
        NamespaceTool,
        ResponsesFunctionTool,
    )
    from openrouter_core.models.responses.mcp import McpTool
    from openrouter_core.models.responses.openai_tools import (
        ApplyPatchTool,
        CodeInterpreterTool,
        ComputerUseTool,
        FileSearchTool,
        ImageGenerationTool,
        LocalShellTool,
        ShellTool,
        WebSearchTool,
    )
    from openrouter_core.models.responses.server_tools import (
        ApplyPatchServerTool,
        ShellServerTool,
        ToolSearchServerTool,
    )
    from openrouter_core.models.responses.tool_choice import AllowedToolsChoice, FunctionToolChoice
    from openrouter_core.models.server_tools.choices import ServerToolChoice
    from openrouter_core.models.server_tools.unions import NestedTool
else:
    from openrouter_core.models.server_tools.unions import OPENROUTER_TOOLS

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

if TYPE_CHECKING:
    ResponsesToolChoice: TypeAlias = (
        FunctionToolChoice | AllowedToolsChoice | ServerToolChoice | JsonObject
    )
else:
    ResponsesToolChoice = Annotated[
        Any,
        TaggedUnion(
            "type",
            {"function": "FunctionToolChoice", "allowed_tools": "AllowedToolsChoice"},
            otherwise="ServerToolChoice",
        ),
    ]
