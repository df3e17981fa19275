"""The tools that the server runs, by type, for every union that includes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from openrouter_core.models.model import JsonObject, TaggedUnion

if TYPE_CHECKING:
    from openrouter_core.models.server_tools.agents import (
        AdvisorServerTool,
        FusionServerTool,
        SubagentServerTool,
    )
    from openrouter_core.models.server_tools.tools import (
        BashServerTool,
        DatetimeServerTool,
        FilesServerTool,
        ImageGenerationServerTool,
        SearchModelsServerTool,
        ServerTool,
    )
    from openrouter_core.models.server_tools.web import (
        WebFetchServerTool,
        WebSearchServerTool,
        WebSearchShorthand,
    )

OPENROUTER_TOOLS: Final = {
    "openrouter:web_search": "WebSearchServerTool",
    "openrouter:web_fetch": "WebFetchServerTool",
    "openrouter:advisor": "AdvisorServerTool",
    "openrouter:fusion": "FusionServerTool",
    "openrouter:subagent": "SubagentServerTool",
    "openrouter:bash": "BashServerTool",
    "openrouter:datetime": "DatetimeServerTool",
    "openrouter:files": "FilesServerTool",
    "openrouter:image_generation": "ImageGenerationServerTool",
    "openrouter:experimental__search_models": "SearchModelsServerTool",
}
"""The tools that every operation with tools accepts."""

SERVER_TOOLS: Final = {
    **OPENROUTER_TOOLS,
    "web_search": "WebSearchShorthand",
    "web_search_2025_08_26": "WebSearchShorthand",
    "web_search_preview": "WebSearchShorthand",
    "web_search_preview_2025_03_11": "WebSearchShorthand",
}
"""The tools that a chat accepts, and that tools with tools of their own accept."""

if TYPE_CHECKING:
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
else:
    NestedTool = Annotated[Any, TaggedUnion("type", SERVER_TOOLS, otherwise="ServerTool")]
