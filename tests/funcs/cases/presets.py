"""Presets."""

from __future__ import annotations

from openrouter_core import models
from openrouter_core.funcs.presets_create_presets_chat_completions import (
    presets_create_presets_chat_completions,
)
from openrouter_core.funcs.presets_create_presets_messages import presets_create_presets_messages
from openrouter_core.funcs.presets_create_presets_responses import presets_create_presets_responses
from openrouter_core.funcs.presets_get import presets_get
from openrouter_core.funcs.presets_get_version import presets_get_version
from openrouter_core.funcs.presets_list import presets_list
from openrouter_core.funcs.presets_list_versions import presets_list_versions
from tests.funcs.cases import Case

ASKED = {"messages": [{"role": "user", "content": "Hi"}], "model": "a/b", "max_tokens": None}
CASES = [
    Case(presets_list, (), "GET /presets"),
    Case(
        presets_list,
        (models.PresetsListParams(offset=0, limit=5),),
        "GET /presets?offset=0&limit=5",
    ),
    Case(presets_get, ("a/b ü",), "GET /presets/a%2Fb%20%C3%BC"),
    Case(presets_list_versions, ("terse",), "GET /presets/terse/versions"),
    Case(
        presets_list_versions,
        ("terse", {"offset": 50}),
        "GET /presets/terse/versions?offset=50",
    ),
    Case(presets_get_version, ("terse", "1/2"), "GET /presets/terse/versions/1%2F2"),
    Case(
        presets_create_presets_chat_completions,
        ("my preset", ASKED),
        "POST /presets/my%20preset/chat/completions",
        ASKED,
    ),
    Case(
        presets_create_presets_messages,
        ("terse", {**ASKED, "stream": True}),
        "POST /presets/terse/messages",
        {**ASKED, "stream": True},
    ),
    Case(
        presets_create_presets_responses,
        ("terse", models.ResponsesRequest(model="a/b", temperature=0.2)),
        "POST /presets/terse/responses",
        {"model": "a/b", "temperature": 0.2},
    ),
]
