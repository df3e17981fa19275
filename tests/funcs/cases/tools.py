"""The tools that OpenRouter runs for a model."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.tools_get_tool import tools_get_tool
from openrouter_core.funcs.tools_list_tools import tools_list_tools
from tests.funcs.cases import Case

CASES = [
    Case(tools_list_tools, (), "GET /tools"),
    Case(
        tools_list_tools,
        (models.ToolsListToolsParams(api_format="responses", limit=5),),
        "GET /tools?api_format=responses&limit=5",
    ),
    Case(tools_list_tools, ({"offset": 5, "limit": None},), "GET /tools?offset=5"),
    Case(tools_get_tool, ("openrouter:web_search",), "GET /tools/openrouter%3Aweb_search"),
    Case(tools_get_tool, ("a/b?",), "GET /tools/a%2Fb%3F"),
]
