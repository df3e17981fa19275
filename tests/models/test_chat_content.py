"""The parts of a response message's content: typed where they are described, whole in any case, and text for `text`."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import models, wire
from openrouter_core.models import ChatMessage

PARTS: list[tuple[dict[str, Any], str, str]] = [
    ({"type": "text", "text": "Hi"}, "ChatContentText", "Hi"),
    ({"type": "output_text", "text": "Hi"}, "ChatContentText", "Hi"),
    ({"text": "Hi"}, "ChatContentText", "Hi"),
    ({"type": "text", "text": "Hi", "new": [1]}, "ChatContentText", "Hi"),
    ({"type": "text", "text": None}, "ChatContentText", ""),
    ({"type": "text", "text": 5}, "ChatContentText", ""),
    ({"type": "image_url", "image_url": {"url": "u", "detail": "low"}}, "ChatContentImage", ""),
    ({"type": "image_url", "image_url": "u"}, "ChatContentImage", ""),
    ({"type": "input_audio", "input_audio": {"data": "d"}}, "ChatContentAudio", ""),
    ({"type": "video_url", "video_url": {"url": "u"}}, "ChatContentVideo", ""),
    ({"type": "input_video", "video_url": {"url": "u"}}, "ChatContentVideo", ""),
    ({"type": "file", "file": {"filename": "f"}}, "ChatContentFile", ""),
    ({"type": "thinking", "thinking": "Hm"}, "UnknownContent", ""),
    ({"type": "thinking", "text": "Hm"}, "UnknownContent", ""),
    ({"type": 5, "text": "Hi"}, "ChatContentText", "Hi"),
    ({}, "ChatContentText", ""),
]


@pytest.mark.parametrize(("part", "name", "text"), PARTS, ids=str)
def test_a_part_has_its_class_and_goes_back_as_it_came(
    part: dict[str, Any], name: str, text: str
) -> None:
    body = {"role": "assistant", "content": [part, {"type": "text", "text": "!"}]}
    message = wire.structure(body, ChatMessage)
    assert message.content is not None
    assert type(message.content[0]) is getattr(models, name)
    assert message.text == f"{text}!"
    assert wire.unstructure(message) == body
    request = {"messages": [message]}
    assert wire.checked(request, models.ChatGenerationParams)["messages"] == [message]


def test_a_part_that_is_a_bare_string_is_kept_and_counts() -> None:
    body = {"content": ["Hi", {"type": "text", "text": "!"}]}
    message = wire.structure(body, ChatMessage)
    assert message.text == "Hi!"
    assert wire.unstructure(message) == body
