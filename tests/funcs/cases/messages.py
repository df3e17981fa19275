"""The Messages API."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.messages_create import messages_create
from tests.funcs.cases import Case

CASES = [
    Case(
        messages_create,
        ({"model": "a/b", "max_tokens": 9, "messages": [{"role": "user", "content": "Hi"}]},),
        "POST /messages",
        {
            "model": "a/b",
            "max_tokens": 9,
            "messages": [{"role": "user", "content": "Hi"}],
            "stream": False,
        },
    ),
    Case(
        messages_create,
        (
            models.MessagesRequest(
                [models.MessageParam("user", [models.TextBlockParam("Hi")])],
                "a/b",
                temperature=None,
                tools=[models.BashTool(), {"type": "openrouter:datetime"}],
            ),
        ),
        "POST /messages",
        {
            "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}],
            "model": "a/b",
            "temperature": None,
            "tools": [
                {"type": "bash_20250124", "name": "bash"},
                {"type": "openrouter:datetime"},
            ],
            "stream": False,
        },
    ),
]
