"""OpenRouter's own description of the chat request, property by property, against the models. `tests/test_drift.py`
asks the same of whole operations.
"""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core import models
from tests.drift.description import Description
from tests.drift.differences import Drift, Where
from tests.drift.fields import Comparison


def compared(description: Description, schema: dict[str, Any], name: str) -> Drift:
    drift = Drift(name, "POST", "/")
    Comparison(description, drift).compare([schema], getattr(models, name), Where("request"))
    return drift


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
    found = compared(description, {"$ref": f"#/components/schemas/{schema}"}, name)
    assert found.missing == []
    assert found.compared > at_least


def test_only_free_keys_of_the_chat_request_are_kept_as_plain_json(
    description: Description,
) -> None:
    schema = {"$ref": "#/components/schemas/ChatRequest"}
    found = compared(description, schema, "ChatGenerationParams")
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
    nothing = Description({"openapi": "3.1.0", "paths": {}})
    found = compared(nothing, schema, "ChatGenerationParams")
    assert [str(each) for each in found.missing] == [
        "request messages: does not take 'x'",
        "request newer: not in ChatGenerationParams",
        "request reasoning.newer: not in Reasoning",
        "request temperature: no model",
    ]


@pytest.mark.parametrize(
    "name",
    ["n", "usage", "include_reasoning", "web_search_options", "transforms", "preset", "audio"],
)
def test_keys_in_wide_use_that_the_description_lacks_have_a_field(name: str) -> None:
    assert name in models.ChatGenerationParams.__wire__
