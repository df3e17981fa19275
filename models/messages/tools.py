"""What a request's ``tools`` take in the Messages API: the caller's own tools, those that Anthropic defines, and those
that OpenRouter runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.responses.server_tools import ShellServerTool, ToolSearchServerTool
    from openrouter_core.models.server_tools.tools import (
        BashServerTool,
        DatetimeServerTool,
        ImageGenerationServerTool,
        SearchModelsServerTool,
    )
    from openrouter_core.models.server_tools.web import (
        WebFetchServerTool,
        WebSearchServerTool,
        WebSearchUserLocation,
    )
else:
    from openrouter_core.models.server_tools.unions import OPENROUTER_TOOLS


@model
class MessagesCustomTool(RequestModel):
    """A function of the caller that the model may call.

    Fields:
        input_schema: JSON Schema of its arguments: an object.
        description: what it does, and when to use it.
        strict: whether the arguments must match the schema; not every model supports it.
        defer_loading: the model sees it only after a tool search has found it.
    """

    name: str = attrs.field(kw_only=False)
    input_schema: JsonObject = attrs.field(kw_only=False)
    description: str | Unset | None = attrs.field(default=UNSET, kw_only=False)
    type: Literal["custom"] | str | Unset | None = UNSET
    strict: bool | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class BashTool(RequestModel):
    """A shell of the caller, which runs what the model writes."""

    type: Literal["bash_20250124"] | str = "bash_20250124"
    name: str = "bash"
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class TextEditorTool(RequestModel):
    """Files of the caller, which the model reads and edits."""

    type: Literal["text_editor_20250124"] | str = "text_editor_20250124"
    name: str = "str_replace_editor"
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class AnthropicWebSearchTool(RequestModel):
    """Web search, run by the provider.

    Fields:
        max_uses: how many searches a request may make.
        allowed_domains: search only here; not beside `blocked_domains`.
        allowed_callers: who may call it: ``direct`` for the model, or code that it wrote; only for the newer type.
    """

    type: Literal["web_search_20250305", "web_search_20260209"] | str = "web_search_20250305"
    name: str = "web_search"
    max_uses: int | Unset | None = UNSET
    allowed_domains: Sequence[str] | Unset | None = UNSET
    blocked_domains: Sequence[str] | Unset | None = UNSET
    user_location: WebSearchUserLocation | JsonObject | Unset | None = UNSET
    allowed_callers: Sequence[str] | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class AdvisorTool(RequestModel):
    """Another model, which this model may ask.

    Fields:
        model: its slug.
        max_uses: how often the model may ask it.
        caching: what the provider may cache of its prompt.
    """

    type: Literal["advisor_20260301"] | str = "advisor_20260301"
    name: str = "advisor"
    model: str = attrs.field(kw_only=False)
    max_uses: int | Unset | None = UNSET
    caching: CacheControl | JsonObject | Unset | None = UNSET
    allowed_callers: Sequence[str] | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class ToolSearchTool(RequestModel):
    """Finds deferred tools, run by the provider: by words (bm25), or by a regular expression."""

    type: (
        Literal[
            "tool_search_tool_bm25_20251119",
            "tool_search_tool_regex_20251119",
            "tool_search_tool_bm25",
            "tool_search_tool_regex",
        ]
        | str
    ) = attrs.field(kw_only=False)
    name: Literal["tool_search_tool_bm25", "tool_search_tool_regex"] | str = attrs.field(
        kw_only=False
    )
    allowed_callers: Sequence[str] | Unset | None = UNSET
    defer_loading: bool | Unset | None = UNSET
    strict: bool | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


if TYPE_CHECKING:
    MessagesTool: TypeAlias = (
        MessagesCustomTool
        | BashTool
        | TextEditorTool
        | AnthropicWebSearchTool
        | AdvisorTool
        | ToolSearchTool
        | WebSearchServerTool
        | WebFetchServerTool
        | BashServerTool
        | DatetimeServerTool
        | ImageGenerationServerTool
        | SearchModelsServerTool
        | ShellServerTool
        | ToolSearchServerTool
        | JsonObject
    )
else:
    MessagesTool = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "custom": "MessagesCustomTool",
                "bash_20250124": "BashTool",
                "text_editor_20250124": "TextEditorTool",
                "web_search_20250305": "AnthropicWebSearchTool",
                "web_search_20260209": "AnthropicWebSearchTool",
                "advisor_20260301": "AdvisorTool",
                "tool_search_tool_bm25": "ToolSearchTool",
                "tool_search_tool_bm25_20251119": "ToolSearchTool",
                "tool_search_tool_regex": "ToolSearchTool",
                "tool_search_tool_regex_20251119": "ToolSearchTool",
                **OPENROUTER_TOOLS,
                "openrouter:shell": "ShellServerTool",
                "openrouter:tool_search": "ToolSearchServerTool",
            },
            untagged="MessagesCustomTool",
        ),
    ]


@model
class MessagesToolChoice(RequestModel):
    """Whether the model must call a tool.

    Fields:
        type: ``auto``; ``any`` for one of the tools; ``tool`` for the one that `name` says; ``none``.
        disable_parallel_tool_use: allow at most one call in a response.
    """

    type: Literal["auto", "any", "tool", "none"] | str = attrs.field(kw_only=False)
    name: str | Unset | None = attrs.field(default=UNSET, kw_only=False)
    disable_parallel_tool_use: bool | Unset | None = UNSET
