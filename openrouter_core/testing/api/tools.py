"""The tools that OpenRouter runs for a model, as a list and one by one. A tool has several names; requests for any but
its own name are answered with a redirect.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from openrouter_core.testing.api.checks import query_of
from openrouter_core.testing.payloads import MODEL
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

PAGE = 50
_ALL = ["responses", "chat-completions", "anthropic-messages"]


def _engine(engine_id: str | None, name: str, price: str | None = None) -> dict[str, Any]:
    prices = [{"price": price, "unit": "request", "max_units_per_call": 1, "mode": None}]
    return {
        "id": engine_id,
        "name": name,
        "default_mode": None,
        "executed_by": "provider" if engine_id == "native" else "openrouter",
        "byok": "none",
        "data_regions": ["global"],
        "pricing": prices if price else [],
        "pricing_source": "openrouter" if price else "none",
        "pricing_doc_url": None,
    }


def _tool(
    name: str,
    summary: str,
    *,
    engines: list[dict[str, Any]],
    others: Mapping[str, list[str]] | None = None,
    native: list[str] | None = None,
) -> dict[str, Any]:
    """A tool.

    Args:
        name: its own name.
        summary: what it does.
        engines: its engines, the default first.
        others: names besides `openrouter:...`, each with the APIs that accept it.
        native: models whose provider runs it.
    """
    names = {f"openrouter:{name}": _ALL, **(others or {})}
    models = [{"slug": slug, "providers": ["LocalServer"]} for slug in native or []]
    return {
        "id": name,
        "name": name,
        "status": "active",
        "summary": summary,
        "docs_url": f"https://openrouter.ai/docs/server-tools/{name}",
        "tool_description": summary,
        "aliases": [
            {
                "type": spelled,
                "api_formats": formats,
                "output_names": [
                    {"api_format": each, "type": f"openrouter:{name}"} for each in formats
                ],
            }
            for spelled, formats in names.items()
        ],
        "supported_api_formats": _ALL,
        "parameters_schema": {"type": "object", "properties": {}},
        "input_schema": {"type": "object", "properties": {}},
        "output_schema": None,
        "engines": engines,
        "default_engine": engines[0]["id"],
        "fallback_engine": None,
        "native_support": {
            "endpoint_count": len(models),
            "model_count": len(models),
            "models": models,
        },
    }


TOOLS = (
    _tool(
        "web_search",
        "Searches the web.",
        engines=[_engine("exa", "Exa", "0.005"), _engine("native", "The provider's own")],
        others={"web_search": ["responses"], "web_search_20250305": ["anthropic-messages"]},
        native=[MODEL],
    ),
    _tool("web_fetch", "Reads a page of the web.", engines=[_engine("exa", "Exa", "0.001")]),
    _tool("datetime", "Tells the time.", engines=[_engine(None, "OpenRouter")]),
)


def _in_list(tool: Mapping[str, Any]) -> dict[str, Any]:
    """A tool as the list shows it: without the models that have it natively."""
    counts = {name: n for name, n in tool["native_support"].items() if name != "models"}
    return {**tool, "native_support": counts}


def list_tools(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    """GET /tools."""
    query = query_of(request, "GET /tools")
    if isinstance(query, Reply):
        return query
    wanted = query.get("api_format")
    found = [_in_list(tool) for tool in TOOLS if wanted in (None, *tool["supported_api_formats"])]
    offset, limit = int(query.get("offset", 0)), int(query.get("limit", PAGE))
    following = {**query, "offset": offset + limit, "limit": limit}
    more = f"{request.path}?{urlencode(following)}" if offset + limit < len(found) else None
    page = found[offset : offset + limit]
    return Reply.json({"data": page, "total_count": len(found), "links": {"next": more}})


def get_tool(request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
    """GET /tools/{name}."""
    asked = parameters["name"]
    for tool in TOOLS:
        if asked == tool["name"]:
            return Reply.json({"data": tool})
        if asked in [alias["type"] for alias in tool["aliases"]]:
            above = request.path.rpartition("/")[0]
            return Reply(308, {"Location": f"{above}/{tool['name']}"})
    return Reply.error(404, f"Tool {asked} not found")


ROUTES = (Route("GET", "/tools", list_tools), Route("GET", "/tools/{name}", get_tool))
