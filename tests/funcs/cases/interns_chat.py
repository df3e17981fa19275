"""Talking to interns."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.interns_chat import interns_chat
from tests.funcs.cases import Case

CASES = [
    Case(
        interns_chat,
        ("i/1 ü", {"messages": [{"role": "user", "content": "Hi"}], "session_id": None}),
        "POST /interns/i%2F1%20%C3%BC/chat/completions",
        {"messages": [{"role": "user", "content": "Hi"}], "session_id": None, "stream": True},
    ),
    Case(
        interns_chat,
        (
            "i1",
            models.InternsChatParams(
                [models.UserMessage("Hi")], session_id="s1", approval_mode="manual"
            ),
        ),
        "POST /interns/i1/chat/completions",
        {
            "messages": [{"role": "user", "content": "Hi"}],
            "session_id": "s1",
            "approval_mode": "manual",
            "stream": True,
        },
    ),
]
