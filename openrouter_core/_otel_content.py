"""What was asked and answered, as the GenAI conventions write messages: roles, and parts of texts and tool calls.

Chats, messages and responses have each their own JSON for the same things. Pictures, sounds and files are named, and
their bytes left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

_TEXTS: Final = ("text", "input_text", "output_text", "refusal")
_ITEMS: Final = ("function_call", "function_call_output", "reasoning")


def as_json(value: object) -> str:
    """JSON that any exporter takes: half a character cannot be written in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return text.encode("utf-8", "replace").decode("utf-8")


def input_messages(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The chat that a request's body holds."""
    given = body.get("messages", body.get("input"))
    if isinstance(given, str):
        return [{"role": "user", "parts": _content_parts(given)}]
    found = given if isinstance(given, list) else []
    return [_message(each) for each in found if isinstance(each, Mapping)]


def instructions(body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The instructions for the model that stand beside the chat."""
    return _content_parts(body.get("system", body.get("instructions")))


def output_messages(response: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a response says, a message for each choice."""
    choices = response.get("choices")
    if isinstance(choices, list):
        return [
            {
                **_message(choice.get("message") or {}, role="assistant"),
                "finish_reason": choice.get("finish_reason") or "",
            }
            for choice in choices
            if isinstance(choice, Mapping)
        ]
    if isinstance(response.get("output"), list):
        said = [_message(each) for each in response["output"] if isinstance(each, Mapping)]
        parts = [part for message in said for part in message["parts"]]
        reason = response.get("status") or ""
        return [{"role": "assistant", "parts": parts, "finish_reason": reason}]
    if "content" in response:
        reason = response.get("stop_reason") or ""
        return [{**_message(response, role="assistant"), "finish_reason": reason}]
    return []


def _message(message: Mapping[str, Any], role: str = "user") -> dict[str, Any]:
    if message.get("type") in _ITEMS:
        return {"role": "assistant", "parts": [_part(message)]}
    role = str(message.get("role") or role)
    if role == "tool":
        answered = {"type": "tool_call_response", "id": message.get("tool_call_id")}
        return {"role": role, "parts": [{**answered, "response": message.get("content")}]}
    calls = message.get("tool_calls")
    parts = [
        *_content_parts(message.get("content")),
        *_calls(calls if isinstance(calls, list) else ()),
    ]
    return {"role": role, "parts": parts}


def _content_parts(content: object) -> list[dict[str, Any]]:
    if isinstance(content, str):
        return [{"type": "text", "content": content}] if content else []
    found = content if isinstance(content, list) else []
    return [_part(each) for each in found if isinstance(each, Mapping)]


def _part(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part of a message, or what the Responses API writes as an item of its own."""
    match part.get("type"):
        case kind if kind in _TEXTS:
            return {"type": "text", "content": part.get("text", part.get("refusal"))}
        case "thinking" | "reasoning":
            return {"type": "reasoning", "content": part.get("thinking", _summary(part))}
        case "tool_use":
            return _call(part.get("id"), part.get("name"), part.get("input"))
        case "function_call":
            return _call(part.get("call_id"), part.get("name"), part.get("arguments"))
        case "tool_result":
            ident, response = part.get("tool_use_id"), part.get("content")
        case "function_call_output":
            ident, response = part.get("call_id"), part.get("output")
        case kind:
            return {"type": str(kind)}
    return {"type": "tool_call_response", "id": ident, "response": response}


def _summary(item: Mapping[str, Any]) -> str:
    found = item.get("summary")
    texts = found if isinstance(found, list) else []
    return "".join(str(each.get("text", "")) for each in texts if isinstance(each, Mapping))


def _calls(calls: Iterable[Any]) -> Iterable[dict[str, Any]]:
    for call in calls:
        function = call.get("function") if isinstance(call, Mapping) else None
        if isinstance(function, Mapping):
            yield _call(call.get("id"), function.get("name"), function.get("arguments"))


def _call(ident: object, name: object, arguments: object) -> dict[str, Any]:
    return {"type": "tool_call", "id": ident, "name": name, "arguments": arguments}
