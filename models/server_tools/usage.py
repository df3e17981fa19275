"""A response's use of the server's own tools."""

from __future__ import annotations

from openrouter_core.models.model import ResponseModel, model


@model
class ServerToolUse(ResponseModel):
    """How often the server's own tools were used."""

    web_search_requests: int | None = None
    tool_calls_requested: int | None = None
    tool_calls_executed: int | None = None
