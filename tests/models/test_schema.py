"""OpenRouter's own description of the chat request, property by property, against the models. `tests/test_drift.py`
asks the same of whole operations.
"""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import models
from tests.drift.description import Description
from tests.drift.fields import Comparison


@pytest.mark.parametrize(
    ("schema", "name", "at_least"),
    [
        ("ChatRequest", "ChatGenerationParams", 600),
        ("OpenRouterMetadata", "OpenRouterMetadata", 40),
    ],
)
def test_a_class_has_a_field_for_every_property(
    description: Description, schema: str, name: str, at_least: int
) -> None:
    found = Comparison(description)
    found.compare([{"$ref": f"#/components/schemas/{schema}"}], getattr(models, name))
    assert found.missing == []
    assert found.compared > at_least


def test_only_free_keys_of_the_chat_request_are_kept_as_plain_json(
    description: Description,
) -> None:
    found = Comparison(description)
    found.compare([{"$ref": "#/components/schemas/ChatRequest"}], models.ChatGenerationParams)
    assert [each.path for each in found.plain] == [
        "tools[](ImageGenerationServerTool).parameters.*"
    ]


def test_the_walk_finds_what_is_missing() -> None:
    schema: dict[str, Any] = {
        "properties": {
            "messages": {"type": "string"},
            "newer": {"type": "string"},
            "reasoning": {"properties": {"newer": {"type": "integer"}}},
            "temperature": {"properties": {"by": {"type": "string"}}},
        }
    }
    found = Comparison(Description({"openapi": "3.1.0", "paths": {}}))
    found.compare([schema], models.ChatGenerationParams, "request")
    assert [str(each) for each in found.missing] == [
        "request.messages: does not take 'x'",
        "request.newer: not in ChatGenerationParams",
        "request.reasoning.newer: not in Reasoning",
        "request.temperature: no model",
    ]


@pytest.mark.parametrize(
    "name",
    ["n", "usage", "include_reasoning", "web_search_options", "transforms", "preset", "audio"],
)
def test_keys_in_wide_use_that_the_description_lacks_have_a_field(name: str) -> None:
    assert name in models.ChatGenerationParams.__wire__
