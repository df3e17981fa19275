"""Tools of a chat: functions of the caller, and what a request's ``tools`` and ``tool_choice``
take.

The unions name the tools that the server runs; those live in `web_tools`, `agent_tools` and
`server_tools`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.agent_tools import (
        AdvisorServerTool,
        FusionServerTool,
        SubagentServerTool,
    )
    from openrouter_core.models.chat_caching import CacheControl
    from openrouter_core.models.chat_tool_choice import NamedToolChoice, ServerToolChoice
    from openrouter_core.models.server_tools import (
        BashServerTool,
        DatetimeServerTool,
        FilesServerTool,
        ImageGenerationServerTool,
        SearchModelsServerTool,
        ServerTool,
    )
    from openrouter_core.models.web_tools import (
        WebFetchServerTool,
        WebSearchServerTool,
        WebSearchShorthand,
    )

    NestedTool: TypeAlias = (
        WebSearchServerTool
        | WebFetchServerTool
        | WebSearchShorthand
        | AdvisorServerTool
        | FusionServerTool
        | SubagentServerTool
        | BashServerTool
        | DatetimeServerTool
        | FilesServerTool
        | ImageGenerationServerTool
        | SearchModelsServerTool
        | ServerTool
        | JsonObject
    )
    ToolChoice: TypeAlias = NamedToolChoice | ServerToolChoice | JsonObject
else:
    _SERVER_TOOLS = {
        "openrouter:web_search": "WebSearchServerTool",
        "openrouter:web_fetch": "WebFetchServerTool",
        "web_search": "WebSearchShorthand",
        "web_search_2025_08_26": "WebSearchShorthand",
        "web_search_preview": "WebSearchShorthand",
        "web_search_preview_2025_03_11": "WebSearchShorthand",
        "openrouter:advisor": "AdvisorServerTool",
        "openrouter:fusion": "FusionServerTool",
        "openrouter:subagent": "SubagentServerTool",
        "openrouter:bash": "BashServerTool",
        "openrouter:datetime": "DatetimeServerTool",
        "openrouter:files": "FilesServerTool",
        "openrouter:image_generation": "ImageGenerationServerTool",
        "openrouter:experimental__search_models": "SearchModelsServerTool",
    }
    NestedTool = Annotated[Any, TaggedUnion("type", _SERVER_TOOLS, otherwise="ServerTool")]
    ToolChoice = Annotated[
        Any, TaggedUnion("type", {"function": "NamedToolChoice"}, otherwise="ServerToolChoice")
    ]


@model
class Function(RequestModel):
    """A function that the model may ask the caller to run.

    Fields:
        name: letters, digits, underscores and dashes, at most 64.
        description: when to call it, and what it gives.
        parameters: JSON Schema of its arguments, which are an object.
        strict: whether the arguments must keep to the schema.
    """

    name: str = attrs.field(kw_only=False)
    description: str | Unset | None = UNSET
    parameters: JsonObject | Unset | None = UNSET
    strict: bool | Unset | None = UNSET


@model
class FunctionTool(RequestModel):
    """A function as a tool.

    Fields:
        cache_control: a cached prefix ends with this tool.
    """

    type: Literal["function"] = "function"
    function: Function | JsonObject = attrs.field(kw_only=False)
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


if TYPE_CHECKING:
    Tool: TypeAlias = FunctionTool | NestedTool
else:
    Tool = Annotated[Any, TaggedUnion("type", {"function": "FunctionTool", **_SERVER_TOOLS})]
