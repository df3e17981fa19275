"""The parts of a run's requests besides the conversation: the tools, and which of them the model must call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openrouter_core._check import invalid
from openrouter_core._convert.values import object_of
from openrouter_core._tools.conversation_format import ConversationFormat
from openrouter_core._tools.tool import ToolFunction
from openrouter_core.models.errors import SDKValidationError
from openrouter_core.models.model import UNSET, Model
from openrouter_core.options import NO_OPTIONS, RequestOptions


def with_tools(
    form: ConversationFormat,
    body: dict[str, Any],
    tools: Mapping[str, ToolFunction],
    options: RequestOptions | None,
) -> dict[str, Any]:
    """A request with functions added to its tools.

    Raises:
        SDKValidationError: it declares one of them itself, or the options would replace what each step sends.
    """
    for name in (form.field, "tools", "tool_choice"):
        if name in ((options or NO_OPTIONS).extra_body or {}):
            raise SDKValidationError(
                f"options.extra_body.{name}: it would take the place of what each step sends; put it into the request",
                path=f"options.extra_body.{name}",
            )
    own = list(body.get("tools") or ())
    for index, tool in enumerate(own):
        declared = form.declared_name(object_of(tool))
        if isinstance(declared, str) and declared in tools:
            raise invalid(
                f"request.tools[{index}]", "a name that no function in tools has", declared
            )
    own += [form.definition(tool.definition) for tool in tools.values()]
    return {**body, "tools": own} if own else body


def later_body(body: dict[str, Any]) -> dict[str, Any]:
    """A request of a run after the first. A `tool_choice` that forces a tool call applies only to the first: otherwise
    the model could never stop. The list of allowed tools applies to all:

    {"type": "allowed_tools", "mode": "required", "tools": [...]}            its mode becomes "auto"
    """
    choice = body.get("tool_choice")
    if choice in ("auto", "none", None, UNSET):
        return body
    later = {name: value for name, value in body.items() if name != "tool_choice"}
    fields = object_of(choice) if isinstance(choice, Mapping | Model) else {}
    return {**later, "tool_choice": {**fields, "mode": "auto"}} if "mode" in fields else later
