"""The replies of interns: an answer, or first a question, if they must ask."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import body_of
from openrouter_core.testing.api.inference.answers import Answer, reply_to, text_of
from openrouter_core.testing.api.management.interns import Interns, failure
from openrouter_core.testing.payloads import CREATED, chunks_of, comment, completion
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

_PATH = "/interns/{internId}/chat/completions"
_MODEL = "openrouter/intern"
_ASK = "openrouter.provide_input"


class InternChat:
    """The handler.

    Args:
        interns: the interns to talk to.
        answer: as in `LocalServer`.
    """

    def __init__(self, interns: Interns, answer: Answer | None):
        self._interns = interns
        self._answer = answer
        self._numbers = itertools.count(1)
        self.forget()
        self.routes = (Route("POST", _PATH, self._chat),)

    def forget(self) -> None:
        """Forget all questions, and count sessions from 1."""
        self._sessions = itertools.count(1)
        # For each session, the intern's question, and the message before it.
        self._open: dict[str, tuple[str, str]] = {}

    def _chat(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        intern = self._interns.find(parameters["internId"])
        if intern is None:
            return failure(404, "Intern not found", "not_found")
        body = body_of(request, f"POST {_PATH}")
        if isinstance(body, Reply):
            return body
        if body.get("stream") is not True:
            return failure(400, "stream: must be true: interns only stream", "bad_request")
        if intern["status"] != "running":
            return failure(503, "The intern is not running", "intern_not_ready", retryable=True)
        last, session = body["messages"][-1], body.get("session_id")
        said = text_of(last.get("content")).strip()
        if last["role"] == "tool":
            asked = self._open.pop(session or "", None)
            if session is None or asked is None or asked[0] != last.get("tool_call_id"):
                return failure(404, "There is no such question", "interaction_unknown")
            said = asked[1]
        elif last["role"] != "user":
            return failure(400, "messages: the last must be a user's or a tool's", "bad_request")
        session = session or f"session-{next(self._sessions)}"
        number = f"chatcmpl-{next(self._numbers):06d}"
        if last["role"] == "user" and body.get("approval_mode") == "manual":
            self._open[session] = (f"ask-{number}", said)
            return _stream(_question(number), session, None)
        answer = self._answer(request) if callable(self._answer) else self._answer
        if not isinstance(answer, Mapping):
            text = reply_to(said) if answer is None else answer
            answer = completion(text, model=_MODEL, generation_id=number)
        return _stream(answer, session, answer.get("usage"))


def _question(number: str) -> dict[str, Any]:
    """A completion that asks whether the shell may be used."""
    asked = {"kind": "permission", "options": ["allow_once", "allow_always", "reject_once"]}
    function = {"name": _ASK, "arguments": json.dumps(asked)}
    call = {"id": f"ask-{number}", "type": "function", "function": function}
    return completion(
        None,
        model=_MODEL,
        generation_id=number,
        finish_reason="tool_calls",
        message={"tool_calls": [call]},
        usage_counts=None,
    )


def _stream(answer: Mapping[str, Any], session: str, usage: Any) -> Reply:
    chunks = chunks_of({name: value for name, value in answer.items() if name != "usage"})
    last = {
        "id": answer.get("id"),
        "object": "chat.completion.chunk",
        "created": CREATED,
        "model": answer.get("model"),
        "choices": [],
        "session_id": session,
        "usage": usage,
    }
    return Reply.events([comment("keepalive"), *chunks, last])
