"""The items of a response of the Responses API, and the parts of its messages: unions, whose members are in the
imported modules. This module has no classes, so that an empty list creates none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from openrouter_core.models.model import TaggedUnion

if TYPE_CHECKING:
    from openrouter_core.models.responses.citations import (
        OutputFileCitation,
        OutputFilePath,
        OutputUrlCitation,
    )
    from openrouter_core.models.responses.fusion import OutputFusionServerToolItem
    from openrouter_core.models.responses.hosted import (
        OutputCodeInterpreterCallItem,
        OutputComputerCallItem,
        OutputFileSearchCallItem,
        OutputImageGenerationCallItem,
        OutputWebSearchCallItem,
    )
    from openrouter_core.models.responses.mcp import (
        McpApprovalRequestItem,
        McpCallItem,
        McpListToolsItem,
    )
    from openrouter_core.models.responses.output_calls import (
        OutputCustomToolCallItem,
        OutputFunctionCallItem,
        OutputToolSearchCallItem,
    )
    from openrouter_core.models.responses.output_server import (
        OutputAdvisorServerToolItem,
        OutputArmorBlockedItem,
        OutputBashServerToolItem,
        OutputBrowserUseServerToolItem,
        OutputCodeInterpreterServerToolItem,
        OutputDatetimeItem,
        OutputFileSearchServerToolItem,
        OutputFilesServerToolItem,
        OutputImageGenerationServerToolItem,
        OutputMcpServerToolItem,
        OutputMemoryServerToolItem,
        OutputSearchModelsServerToolItem,
        OutputSubagentServerToolItem,
        OutputTextEditorServerToolItem,
        OutputToolSearchServerToolItem,
        OutputWebFetchServerToolItem,
        OutputWebSearchServerToolItem,
    )
    from openrouter_core.models.responses.output_text import (
        OutputMessageItem,
        OutputRefusal,
        OutputText,
    )
    from openrouter_core.models.responses.patches import (
        OutputApplyPatchCallItem,
        OutputApplyPatchServerToolItem,
    )
    from openrouter_core.models.responses.shell import (
        LocalShellCallItem,
        OutputShellCallItem,
        OutputShellCallOutputItem,
        OutputShellServerToolItem,
    )
    from openrouter_core.models.responses.thoughts import OutputReasoningItem, ReasoningText
    from openrouter_core.models.responses.unknown import (
        UnknownOutputAnnotation,
        UnknownOutputContent,
        UnknownOutputItem,
    )


OUTPUT_ITEMS: Final = {
    "message": "OutputMessageItem",
    "reasoning": "OutputReasoningItem",
    "function_call": "OutputFunctionCallItem",
    "custom_tool_call": "OutputCustomToolCallItem",
    "tool_search_call": "OutputToolSearchCallItem",
    "web_search_call": "OutputWebSearchCallItem",
    "file_search_call": "OutputFileSearchCallItem",
    "image_generation_call": "OutputImageGenerationCallItem",
    "code_interpreter_call": "OutputCodeInterpreterCallItem",
    "computer_call": "OutputComputerCallItem",
    "apply_patch_call": "OutputApplyPatchCallItem",
    "shell_call": "OutputShellCallItem",
    "shell_call_output": "OutputShellCallOutputItem",
    "local_shell_call": "LocalShellCallItem",
    "mcp_list_tools": "McpListToolsItem",
    "mcp_approval_request": "McpApprovalRequestItem",
    "mcp_call": "McpCallItem",
    "openrouter:advisor": "OutputAdvisorServerToolItem",
    "openrouter:apply_patch": "OutputApplyPatchServerToolItem",
    "openrouter:armor_blocked": "OutputArmorBlockedItem",
    "openrouter:bash": "OutputBashServerToolItem",
    "openrouter:browser_use": "OutputBrowserUseServerToolItem",
    "openrouter:code_interpreter": "OutputCodeInterpreterServerToolItem",
    "openrouter:datetime": "OutputDatetimeItem",
    "openrouter:experimental__search_models": "OutputSearchModelsServerToolItem",
    "openrouter:file_search": "OutputFileSearchServerToolItem",
    "openrouter:files": "OutputFilesServerToolItem",
    "openrouter:fusion": "OutputFusionServerToolItem",
    "openrouter:image_generation": "OutputImageGenerationServerToolItem",
    "openrouter:mcp": "OutputMcpServerToolItem",
    "openrouter:memory": "OutputMemoryServerToolItem",
    "openrouter:shell": "OutputShellServerToolItem",
    "openrouter:subagent": "OutputSubagentServerToolItem",
    "openrouter:text_editor": "OutputTextEditorServerToolItem",
    "openrouter:tool_search": "OutputToolSearchServerToolItem",
    "openrouter:web_fetch": "OutputWebFetchServerToolItem",
    "openrouter:web_search": "OutputWebSearchServerToolItem",
}
"""The class of each type of item. Those of a local shell and of MCP are only in the description of requests."""

if TYPE_CHECKING:
    OutputItem: TypeAlias = (
        OutputMessageItem
        | OutputReasoningItem
        | OutputFunctionCallItem
        | OutputCustomToolCallItem
        | OutputToolSearchCallItem
        | OutputWebSearchCallItem
        | OutputFileSearchCallItem
        | OutputImageGenerationCallItem
        | OutputCodeInterpreterCallItem
        | OutputComputerCallItem
        | OutputApplyPatchCallItem
        | OutputShellCallItem
        | OutputShellCallOutputItem
        | LocalShellCallItem
        | McpListToolsItem
        | McpApprovalRequestItem
        | McpCallItem
        | OutputAdvisorServerToolItem
        | OutputArmorBlockedItem
        | OutputApplyPatchServerToolItem
        | OutputBashServerToolItem
        | OutputBrowserUseServerToolItem
        | OutputCodeInterpreterServerToolItem
        | OutputDatetimeItem
        | OutputSearchModelsServerToolItem
        | OutputFileSearchServerToolItem
        | OutputFilesServerToolItem
        | OutputFusionServerToolItem
        | OutputImageGenerationServerToolItem
        | OutputMcpServerToolItem
        | OutputMemoryServerToolItem
        | OutputShellServerToolItem
        | OutputSubagentServerToolItem
        | OutputTextEditorServerToolItem
        | OutputToolSearchServerToolItem
        | OutputWebFetchServerToolItem
        | OutputWebSearchServerToolItem
        | UnknownOutputItem
    )
else:
    OutputItem = Annotated[Any, TaggedUnion("type", OUTPUT_ITEMS, otherwise="UnknownOutputItem")]

if TYPE_CHECKING:
    OutputContent: TypeAlias = OutputText | OutputRefusal | ReasoningText | UnknownOutputContent
else:
    OutputContent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "output_text": "OutputText",
                "refusal": "OutputRefusal",
                "reasoning_text": "ReasoningText",
            },
            otherwise="UnknownOutputContent",
        ),
    ]

if TYPE_CHECKING:
    OutputAnnotation: TypeAlias = (
        OutputUrlCitation | OutputFileCitation | OutputFilePath | UnknownOutputAnnotation
    )
else:
    OutputAnnotation = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "url_citation": "OutputUrlCitation",
                "file_citation": "OutputFileCitation",
                "file_path": "OutputFilePath",
            },
            otherwise="UnknownOutputAnnotation",
        ),
    ]
