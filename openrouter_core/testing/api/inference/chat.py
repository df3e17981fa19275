"""The default answer to a chat: the request checked as the API would, a plausible completion."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import Rules, body_of, from_to
from openrouter_core.testing.api.inference.answers import (
    Answer,
    formatted,
    reply_to,
    sample_arguments,
    text_of,
)
from openrouter_core.testing.api.inference.chat_media import audio_problem, beside
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

# Bounds that the API's description has in its prose: "Nucleus sampling parameter (0-1)"
_RULES: Rules = {
    "temperature": from_to(0, 2),
    "top_p": from_to(0, 1),
    "top_logprobs": from_to(0, 20),
    "frequency_penalty": from_to(-2, 2),
    "presence_penalty": from_to(-2, 2),
}


class ChatCompletions:
    """The handler.

    Args:
        answer: the text to answer with, or a callable that is given the request and returns text or
            a whole response; None answers what is asked, as far as a stand-in can.
    """

    def __init__(self, answer: Answer | None):
        self._answer = answer
        self._numbers = itertools.count(1)

    def __call__(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /chat/completions", _RULES)
        if isinstance(body, Reply):
            return body
        if body.get("messages") is None:
            if body.get("prompt") is None:
                return Reply.error(400, 'Input required: specify "prompt" or "messages"')
            # A prompt is what the user says, as in the API before there were chats.
            body["messages"] = [{"role": "user", "content": body["prompt"]}]
        problem = audio_problem(body)
        if problem is not None:
            return Reply.error(400, problem)
        response = self._respond(request, body)
        headers = {"X-Generation-Id": str(response.get("id"))}
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
            wanted = body.get("response_format") or {}
            described = wanted.get("json_schema") or {}
            text = formatted(wanted.get("type"), described.get("schema"))
            text = reply_to(_last_question(body)) if text is None else text
        prompt = sum(len(text_of(message.get("content"))) for message in body["messages"])
        return completion(
            text,
            model=body.get("model") or MODEL,
            generation_id=f"{GENERATION_ID}{next(self._numbers):06d}",
            finish_reason="tool_calls" if call else "stop",
            message={**beside(body, text), **({"tool_calls": [call]} if call else {})},
            # Four characters to a token, which is what English text comes to.
            usage_counts=(prompt // 4 + 4, len(text or "") // 4 + 1),
        )


def _last_question(body: Mapping[str, Any]) -> str:
    asked = [
        text_of(message.get("content")) for message in body["messages"] if message["role"] == "user"
    ]
    return asked[-1].strip() if asked else ""


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
