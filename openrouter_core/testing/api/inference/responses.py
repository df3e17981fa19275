"""The default answer of the Responses API: the request checked as the API would, a plausible response."""

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
from openrouter_core.testing.api.inference.response_bodies import response, response_events_of
from openrouter_core.testing.payloads import GENERATION_ID, MODEL, Event, comment
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply

_ECHOED = (
    "instructions",
    "tools",
    "tool_choice",
    "temperature",
    "top_p",
    "text",
    "reasoning",
    "max_output_tokens",
    "metadata",
)


def _nothing(value: Any) -> str | None:
    return "not supported: this API keeps nothing"


_RULES: Rules = {"temperature": from_to(0, 2), "previous_response_id": _nothing}


class Responses:
    """The handler.

    Args:
        answer: the text to answer with, or a callable that is given the request and returns text or
            a whole answer; None answers what is asked, as far as a stand-in can.
    """

    def __init__(self, answer: Answer | None):
        self._answer = answer
        self._numbers = itertools.count(1)

    def __call__(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /responses", _RULES)
        if isinstance(body, Reply):
            return body
        if body.get("input") is None:
            return Reply.error(400, "input: Required")
        answer = self._respond(request, body)
        headers = {"X-Generation-Id": str(answer.get("id"))}
        if not body.get("stream"):
            return Reply.json(answer, headers=headers)
        events: list[Event] = [comment(), *response_events_of(answer)]
        return Reply.events(events, headers={**headers, "Cache-Control": "no-cache"})

    def _respond(self, request: RecordedRequest, body: Mapping[str, Any]) -> Mapping[str, Any]:
        said = self._answer(request) if callable(self._answer) else self._answer
        if isinstance(said, Mapping):
            return said
        call = _forced_call(body) if said is None else None
        if said is None and call is None:
            wanted = (body.get("text") or {}).get("format") or {}
            said = formatted(wanted.get("type"), wanted.get("schema"))
            said = reply_to(_last_question(body["input"])) if said is None else said
        return response(
            said,
            model=body.get("model") or MODEL,
            generation_id=f"{GENERATION_ID}r{next(self._numbers):06d}",  # a chat's has no letter
            output=[call] if call else (),
            # Four characters to a token, which is what English text comes to.
            usage_counts=(len(str(body["input"])) // 4 + 4, len(said or "") // 4 + 1),
            **{name: body[name] for name in _ECHOED if body.get(name) is not None},
        )


def _last_question(asked: Any) -> str:
    if isinstance(asked, str):
        return asked.strip()
    questions = [item.get("content") for item in asked if item.get("role") == "user"]
    return text_of(questions[-1]).strip() if questions else ""


def _forced_call(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """The call that `tool_choice` insists on, with an argument of the right type for each required
    one.
    """
    choice = body.get("tool_choice")
    named = choice.get("name") if isinstance(choice, dict) else None
    if choice != "required" and named is None:
        return None
    for tool in body.get("tools") or ():
        if not isinstance(tool, dict) or tool.get("type") != "function":
            continue
        if named in (None, tool.get("name")):
            return {
                "id": "fc_localserver",
                "type": "function_call",
                "status": "completed",
                "call_id": "call_localserver",
                "name": tool.get("name"),
                "arguments": sample_arguments(tool.get("parameters")),
            }
    return None
