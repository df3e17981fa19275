"""The default answer to a chat: the request checked as the API would, a plausible completion."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from openrouter_core.testing.api.samples import sample
from openrouter_core.testing.payloads import (
    GENERATION_ID,
    MODEL,
    Event,
    chunks_of,
    comment,
    completion,
)
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply

Answer: TypeAlias = str | Callable[[RecordedRequest], str | Mapping[str, Any]]

ROLES = ("system", "developer", "user", "assistant", "tool")


class ChatCompletions:
    """The handler.

    Args:
        answer: the text to answer with, or a callable that is given the request and returns text or
            a whole response; None answers what is asked, as far as a stand-in can.
    """

    def __init__(self, answer: Answer | None):
        self._answer = answer
        self._answered = 0

    def __call__(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError):
            return Reply.error(400, "Invalid JSON in request body")
        problem = find_problem(body)
        if problem is not None:
            return Reply.error(400, problem)
        self._answered += 1
        response = self._respond(request, body)
        headers = {"X-Generation-Id": str(response.get("id")), "Access-Control-Allow-Origin": "*"}
        if not body.get("stream"):
            return Reply.json(response, headers=headers)
        events: list[Event] = [comment(), comment(), *chunks_of(response)]
        return Reply.events(events, headers={**headers, "Cache-Control": "no-cache"})

    def _respond(self, request: RecordedRequest, body: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = self._answer(request) if callable(self._answer) else self._answer
        if isinstance(answer, Mapping):
            return answer
        call = _forced_call(body) if answer is None else None
        text = answer
        if text is None and call is None:
            text = _in_format(body.get("response_format")) or reply_to(_last_question(body))
        prompt = sum(len(_text_of(message.get("content"))) for message in body["messages"])
        return completion(
            text,
            model=body.get("model") or MODEL,
            generation_id=f"{GENERATION_ID}{self._answered:06d}",
            finish_reason="tool_calls" if call else "stop",
            message={"tool_calls": [call]} if call else None,
            # Four characters to a token, which is what English text comes to.
            usage_counts=(prompt // 4 + 4, len(text or "") // 4 + 1),
        )


def find_problem(body: Any) -> str | None:
    """What the API would refuse this request body for, or None."""
    if not isinstance(body, dict):
        return f"Invalid input: expected object, received {_kind(body)}"
    messages = body.get("messages")
    if messages is None:
        return 'Input required: specify "prompt" or "messages"'
    if not isinstance(messages, list):
        return f"messages: expected array, received {_kind(messages)}"
    if not messages:
        return "messages: expected at least 1 item, received 0"
    for index, message in enumerate(messages):
        if not isinstance(message, dict):
            return f"messages[{index}]: expected object, received {_kind(message)}"
        if message.get("role") not in ROLES:
            role = json.dumps(message.get("role"))
            return f"messages[{index}].role: expected one of {', '.join(ROLES)}; received {role}"
        content = message.get("content")
        if content is not None and not isinstance(content, str | list):
            return f"messages[{index}].content: expected string or array, received {_kind(content)}"
    temperature = body.get("temperature")
    if temperature is None:
        return None
    if isinstance(temperature, bool) or not isinstance(temperature, int | float):
        return f"temperature: expected number, received {_kind(temperature)}"
    if not 0 <= temperature <= 2:
        return f"temperature: expected a number from 0 to 2, received {temperature}"
    return None


def _kind(value: Any) -> str:
    kinds = {dict: "object", list: "array", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")


def _text_of(content: Any) -> str:
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else ()
    texts = [part.get("text") for part in parts if isinstance(part, dict)]
    return " ".join(text for text in texts if isinstance(text, str))


def _last_question(body: Mapping[str, Any]) -> str:
    asked = [
        _text_of(message.get("content"))
        for message in body["messages"]
        if message["role"] == "user"
    ]
    return asked[-1].strip() if asked else ""


def reply_to(question: str) -> str:
    """What the stand-in says to a question."""
    if "capital of france" in question.lower():
        return "The capital of France is Paris."
    shown = question if len(question) <= 200 else question[:199] + "…"
    said = f'You said: "{shown}"' if shown else "You said nothing that it can read."
    return f"This is a stand-in for OpenRouter, with no model behind it. {said}"


def _forced_call(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """The tool call that `tool_choice` insists on, with an argument of the right type for each
    required one.
    """
    tools = body.get("tools")
    choice = body.get("tool_choice")
    named = choice.get("function") if isinstance(choice, dict) else None
    if not isinstance(tools, list) or not (choice == "required" or isinstance(named, dict)):
        return None
    wanted = named.get("name") if isinstance(named, dict) else None
    for tool in tools:
        function = tool.get("function") if isinstance(tool, dict) else None
        if not isinstance(function, dict) or wanted not in (None, function.get("name")):
            continue
        schema = function.get("parameters")
        called = {"name": function.get("name"), "arguments": sample_arguments(schema)}
        return {"id": "call_localserver", "type": "function", "function": called}
    return None


def sample_arguments(schema: Any) -> str:
    """Arguments for a function with this JSON Schema, as JSON: a value of the right type for each required one."""
    made = sample(schema)
    return json.dumps(made if isinstance(made, dict) else {})


def _in_format(wanted: Any) -> str | None:
    """The answer that `response_format` insists on, or None."""
    if not isinstance(wanted, dict) or wanted.get("type") not in ("json_object", "json_schema"):
        return None
    described = wanted.get("json_schema")
    schema = described.get("schema") if isinstance(described, dict) else None
    return json.dumps(sample(schema or {"type": "object"}))
