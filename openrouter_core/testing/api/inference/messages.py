"""The default answer of the Messages API: the request checked as the API would, a plausible response."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from openrouter_core.testing.api.checks import Rules, body_of, from_to
from openrouter_core.testing.api.inference.answers import (
    Answer,
    formatted,
    reply_to,
    text_of,
)
from openrouter_core.testing.api.inference.message_bodies import (
    MODEL,
    message,
    message_events_of,
    named_event,
)
from openrouter_core.testing.api.inference.samples import sample
from openrouter_core.testing.payloads import GENERATION_ID, comment, dumps
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply

_RULES: Rules = {"temperature": from_to(0, 1)}


class Messages:
    """The handler.

    Args:
        answer: the text to answer with, or a callable that is given the request and returns text or
            a whole answer; None answers what is asked, as far as a stand-in can.
    """

    def __init__(self, answer: Answer | None):
        self._answer = answer
        self._numbers = itertools.count(1)

    def __call__(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        body = body_of(request, "POST /messages", _RULES)
        if isinstance(body, Reply):
            return as_anthropic(body)
        if body.get("messages") is None:
            return as_anthropic(Reply.error(400, "messages: Required"))
        answer = self._respond(request, body)
        headers = {"X-Generation-Id": str(answer.get("id"))}
        if not body.get("stream"):
            return Reply.json(answer, headers=headers)
        events = [comment(), *map(named_event, message_events_of(answer))]
        return Reply.events(events, done=False, headers={**headers, "Cache-Control": "no-cache"})

    def _respond(self, request: RecordedRequest, body: Mapping[str, Any]) -> Mapping[str, Any]:
        said = self._answer(request) if callable(self._answer) else self._answer
        if isinstance(said, Mapping):
            return said
        call = _forced_call(body) if said is None else None
        if said is None and call is None:
            wanted = (body.get("output_config") or {}).get("format") or {}
            said = formatted(wanted.get("type"), wanted.get("schema"))
            said = reply_to(_last_question(body["messages"])) if said is None else said
        asked = text_of(body.get("system"))
        asked += "".join(text_of(each.get("content")) for each in body["messages"])
        return message(
            said,
            model=body.get("model") or MODEL,
            generation_id=f"{GENERATION_ID}m{next(self._numbers):06d}",  # a chat's has no letter
            stop_reason="tool_use" if call else "end_turn",
            content=[call] if call else (),
            # Four characters to a token, which is what English text comes to.
            usage_counts=(len(asked) // 4 + 4, len(said or "") // 4 + 1),
        )


def as_anthropic(reply: Reply) -> Reply:
    """A refusal as this API words it: without a code, and with Anthropic's type.

    >>> as_anthropic(Reply.error(400, "model: Required")).body.decode()
    '{"type":"error","error":{"message":"model: Required","type":"invalid_request_error"}}'
    """
    error = json.loads(b"".join(reply.pieces))["error"]
    error.pop("code", None)
    body = {"type": "error", "error": {**error, "type": "invalid_request_error"}}
    return replace(reply, body=dumps(body))


def _last_question(messages: Any) -> str:
    questions = [each.get("content") for each in messages if each.get("role") == "user"]
    return text_of(questions[-1]).strip() if questions else ""


def _forced_call(body: Mapping[str, Any]) -> dict[str, Any] | None:
    """The call that `tool_choice` insists on, with an argument of the right type for each required
    one.
    """
    choice = body.get("tool_choice") or {}
    wanted = choice.get("name") if choice.get("type") == "tool" else None
    if wanted is None and choice.get("type") != "any":
        return None
    for tool in body.get("tools") or ():
        if "input_schema" not in tool or wanted not in (None, tool.get("name")):
            continue
        made = sample(tool["input_schema"])
        return {
            "type": "tool_use",
            "id": "toolu_localserver",
            "name": tool.get("name"),
            "input": made if isinstance(made, dict) else {},
            "caller": {"type": "direct"},
        }
    return None
