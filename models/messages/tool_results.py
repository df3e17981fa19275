"""What the tools gave that the server ran, in a response of the Messages API. They are sent back unchanged.

A result's `content` says itself, by its `type`, whether the tool has failed: then it has an `error_code`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from openrouter_core.models.model import JsonObject, ResponseModel, TaggedUnion, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.messages.content import ToolCaller
    from openrouter_core.models.messages.sources import DocumentSource
    from openrouter_core.models.responses.citations import OutputContainerFileCitation


@model
class ServerToolError(ResponseModel):
    """A tool of the server has failed.

    Fields:
        error_code: such as ``max_uses_exceeded`` or ``unavailable``.
    """

    type: str | None = None
    error_code: str | None = None
    error_message: str | None = None


# Searching and reading the web.


@model
class WebSearchResult(ResponseModel):
    """A page that was found.

    Fields:
        encrypted_content: what the model read of it.
        page_age: when it was last changed.
    """

    type: str | None = None
    url: str | None = None
    title: str | None = None
    page_age: str | None = None
    encrypted_content: str | None = None


@model
class WebSearchToolResultBlock(ResponseModel):
    """What a search has found: pages, or an error."""

    type: str | None = None
    tool_use_id: str | None = None
    content: Sequence[WebSearchResult] | ServerToolError | None = None
    caller: ToolCaller | None = None
    cache_control: CacheControl | None = None


@model
class CitationsConfig(ResponseModel):
    """Whether the model may cite from a document."""

    enabled: bool | None = None


@model
class FetchedDocument(ResponseModel):
    """The document that a page is."""

    type: str | None = None
    title: str | None = None
    source: DocumentSource | None = None
    citations: CitationsConfig | None = None


@model
class WebFetchResult(ResponseModel):
    """A page that was read."""

    type: str | None = None
    url: str | None = None
    content: FetchedDocument | None = None
    retrieved_at: str | None = None


if TYPE_CHECKING:
    WebFetchContent: TypeAlias = WebFetchResult | ServerToolError
else:
    WebFetchContent = Annotated[
        Any,
        TaggedUnion("type", {"web_fetch_result": "WebFetchResult"}, otherwise="ServerToolError"),
    ]


@model
class WebFetchToolResultBlock(ResponseModel):
    """A page that was read, or an error."""

    type: str | None = None
    tool_use_id: str | None = None
    content: WebFetchContent | None = None
    caller: ToolCaller | None = None


# Running code.


@model
class CodeExecutionOutput(ResponseModel):
    """A file that code has left."""

    type: str | None = None
    file_id: str | None = None


@model
class CodeExecutionResult(ResponseModel):
    """What code or a command has written; encrypted text is in `encrypted_stdout`."""

    type: str | None = None
    stdout: str | None = None
    encrypted_stdout: str | None = None
    stderr: str | None = None
    return_code: int | None = None
    content: Sequence[CodeExecutionOutput] | None = None


if TYPE_CHECKING:
    CodeExecutionContent: TypeAlias = CodeExecutionResult | ServerToolError
else:
    CodeExecutionContent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "code_execution_result": "CodeExecutionResult",
                "encrypted_code_execution_result": "CodeExecutionResult",
                "bash_code_execution_result": "CodeExecutionResult",
            },
            otherwise="ServerToolError",
        ),
    ]


@model
class CodeExecutionToolResultBlock(ResponseModel):
    """What code has written, or an error."""

    type: str | None = None
    tool_use_id: str | None = None
    content: CodeExecutionContent | None = None


@model
class BashCodeExecutionToolResultBlock(CodeExecutionToolResultBlock):
    """What a command has written, or an error."""


@model
class TextEditorResult(ResponseModel):
    """What came of looking at a file, or of changing one: each kind has some of these fields."""

    type: str | None = None
    content: str | None = None
    file_type: str | None = None
    num_lines: int | None = None
    start_line: int | None = None
    total_lines: int | None = None
    is_file_update: bool | None = None
    lines: Sequence[str] | None = None
    old_start: int | None = None
    old_lines: int | None = None
    new_start: int | None = None
    new_lines: int | None = None


if TYPE_CHECKING:
    TextEditorContent: TypeAlias = TextEditorResult | ServerToolError
else:
    TextEditorContent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "text_editor_code_execution_view_result": "TextEditorResult",
                "text_editor_code_execution_create_result": "TextEditorResult",
                "text_editor_code_execution_str_replace_result": "TextEditorResult",
            },
            otherwise="ServerToolError",
        ),
    ]


@model
class TextEditorCodeExecutionToolResultBlock(ResponseModel):
    """What came of an edit, or an error."""

    type: str | None = None
    tool_use_id: str | None = None
    content: TextEditorContent | None = None


# Finding tools, and what OpenRouter runs.


@model
class FoundTool(ResponseModel):
    """A deferred tool that was found; the model may call it now."""

    type: str | None = None
    tool_name: str | None = None


@model
class ToolSearchResult(ResponseModel):
    """The tools that were found."""

    type: str | None = None
    tool_references: Sequence[FoundTool] | None = None


if TYPE_CHECKING:
    ToolSearchContent: TypeAlias = ToolSearchResult | ServerToolError
else:
    ToolSearchContent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {"tool_search_tool_search_result": "ToolSearchResult"},
            otherwise="ServerToolError",
        ),
    ]


@model
class ToolSearchToolResultBlock(ResponseModel):
    """The tools that were found, or an error."""

    type: str | None = None
    tool_use_id: str | None = None
    content: ToolSearchContent | None = None


@model
class AdvisorToolResultBlock(ResponseModel):
    """What another model has advised."""

    type: str | None = None
    tool_use_id: str | None = None
    content: JsonObject | None = None


@model
class DeferredToolSearchResultBlock(AdvisorToolResultBlock):
    """The tools that OpenRouter's own search has found."""


@model
class ShellToolResultBlock(ResponseModel):
    """What commands have written that OpenRouter ran."""

    type: str | None = None
    tool_use_id: str | None = None
    content: JsonObject | None = None
    container_id: str | None = None
    files: Sequence[OutputContainerFileCitation] | None = None


@model
class BashToolResultBlock(ShellToolResultBlock):
    """What a command of `openrouter:bash` has written."""
