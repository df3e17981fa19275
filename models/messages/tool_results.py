"""Results of server tools, in a response of the Messages API. They are sent back unchanged.

The `type` of a result's `content` says whether the tool failed: then it has an `error_code`.
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
    """A server tool has failed.

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
        encrypted_content: the content that the model read.
        page_age: when it was last changed.
    """

    type: str | None = None
    url: str | None = None
    title: str | None = None
    page_age: str | None = None
    encrypted_content: str | None = None


@model
class WebSearchToolResultBlock(ResponseModel):
    """What a search found: pages, or an error."""

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
    """The content of a page as a document."""

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
    """A file that code has created."""

    type: str | None = None
    file_id: str | None = None


@model
class CodeExecutionResult(ResponseModel):
    """The output of code or a command; encrypted text is in `encrypted_stdout`."""

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
    """The output of code, or an error."""

    type: str | None = None
    tool_use_id: str | None = None
    content: CodeExecutionContent | None = None


@model
class BashCodeExecutionToolResultBlock(CodeExecutionToolResultBlock):
    """The output of a command, or an error."""


@model
class TextEditorResult(ResponseModel):
    """The result of viewing or changing a file: each kind has some of these fields."""

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
    """The result of an edit, or an error."""

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
    """The advice of another model."""

    type: str | None = None
    tool_use_id: str | None = None
    content: JsonObject | None = None


@model
class DeferredToolSearchResultBlock(AdvisorToolResultBlock):
    """The tools that OpenRouter's own search found."""


@model
class ShellToolResultBlock(ResponseModel):
    """The output of commands that OpenRouter ran."""

    type: str | None = None
    tool_use_id: str | None = None
    content: JsonObject | None = None
    container_id: str | None = None
    files: Sequence[OutputContainerFileCitation] | None = None


@model
class BashToolResultBlock(ShellToolResultBlock):
    """The output of a command of `openrouter:bash`."""
