"""`openrouter_core.mappings` says what the models say."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from openrouter_core import OpenRouterCore, mappings, models
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.testing import LocalServer
from tests.mappings import FILE, REQUESTS, mapping_name, written

CLASSES = sorted(
    name for name in models.__all__ if isinstance(getattr(mappings, mapping_name(name), None), type)
)


def test_it_is_as_it_would_be_written() -> None:
    assert FILE.read_text(encoding="utf-8") == written(), "run: python -m tests.mappings"


@pytest.mark.parametrize("name", CLASSES)
def test_a_mapping_has_the_keys_of_its_model(name: str) -> None:
    cls: Any = getattr(models, name)
    mapping: Any = getattr(mappings, mapping_name(name))
    assert set(mapping.__annotations__) == set(cls.__wire__)
    needed = {f.name for f in attrs.fields(cls) if f.default is attrs.NOTHING}
    said = {key for key, hint in mapping.__annotations__.items() if "Required[" in str(hint)}
    assert needed <= said


@pytest.mark.parametrize("name", REQUESTS.values())
def test_each_request_is_one(name: str) -> None:
    assert name in CLASSES


def test_a_mapping_is_sent_as_it_is() -> None:
    request: mappings.ChatGenerationMapping = {
        "model": "a/b",
        "messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}]}],
        "reasoning": {"effort": "low"},
    }
    with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        chat_send(core, request).unwrap()
    assert server.requests[0].json == {**request, "stream": False}
