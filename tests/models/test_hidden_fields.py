"""No representation of a model shows a secret: by its field, or by its name in JSON that no class describes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from openrouter_core import models, wire
from openrouter_core.models.errors import SDKValidationError
from openrouter_core.models.model import TELLTALE, Model
from tests.models.test_every_model import CLASSES, field_types

SECRET = "s3cret-value"

OPEN = {
    # Hashes, names and kinds of keys and tokens, which everybody may know.
    "allowed_api_key_hashes",
    "api_key_hash",
    "api_key_hashes",
    "authMode",
    "issued_token_type",
    "key_hash",
    "key_hashes",
    "key_label",
    "key_name",
    "requested_token_type",
    "subject_token_type",
    "token_type",
    # Pieces of text, and what they cost.
    "image_token",
    "keyterms",
    "token",
    "total_tokens",
    # Places where something is kept.
    "key",
    "prompt_cache_key",
    "result_key",
    # What a provider signs a model's reasoning with, to know it again.
    "signature",
}
"""Texts whose names sound like a secret's, and that are none. `key` is one in the classes of `KEYS`."""
KEYS = {"AuthCodeExchangeResponse", "ApiKeysCreateResponse", "ByokCreateParams", "ByokUpdateParams"}
CREDENTIALS = [(cls, name) for cls in CLASSES for name in sorted(cls.__secret__)]


def holds_text(annotation: Any) -> bool:
    return "str" in str(annotation)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_field_whose_name_tells_of_a_secret_is_hidden(cls: type[Model]) -> None:
    seen = {
        name
        for name, annotation in field_types(cls).items()
        if re.search(TELLTALE, name) and holds_text(annotation) and name not in cls.__secret__
    }
    assert seen <= OPEN
    assert "key" not in seen or cls.__name__ not in KEYS


@pytest.mark.parametrize(
    ("cls", "name"), CREDENTIALS, ids=[f"{cls.__name__}.{name}" for cls, name in CREDENTIALS]
)
@pytest.mark.parametrize("value", [SECRET, [SECRET], {"a": SECRET}, 5551234], ids=repr)
def test_what_is_hidden_is_hidden_whatever_came(cls: type[Model], name: str, value: Any) -> None:
    try:
        made: object = wire.structure({name: value}, cls)
    except SDKValidationError as error:  # a request's, which says what is wrong
        made = error
    else:
        assert wire.unstructure(made) == {name: value}
    assert SECRET not in repr(made)
    assert "5551234" not in repr(made)


UNKNOWN: list[dict[str, Any]] = [
    {"refresh_token": SECRET},
    {"clientSecret": SECRET},
    {"headers": {"Authorization": SECRET}},
    {"servers": [{"url": "https://a.example", "authorization_token": SECRET}]},
    {"headers": [{"name": "X-Api-Key", "value": SECRET}]},
]


@pytest.mark.parametrize("data", UNKNOWN, ids=range(len(UNKNOWN)))
@pytest.mark.parametrize("cls", [models.Workspace, models.MessagesRequest, models.ChatResponse])
def test_what_no_class_describes_is_hidden_by_its_name(
    cls: type[Model], data: dict[str, Any]
) -> None:
    made = wire.structure({"messages": [{"role": "user", "content": "Hi"}], **data}, cls)
    assert SECRET not in repr(made)
    assert "***" in repr(made)


def test_a_preset_may_have_been_made_of_a_request_with_secrets() -> None:
    config = {"tools": [{"type": "mcp", "server_label": "a", "authorization": SECRET}]}
    made = wire.structure({"config": config}, models.PresetVersion)
    assert SECRET not in repr(made)
    assert made.config == config


@pytest.mark.parametrize(
    "data",
    [
        {"author": "openai", "authors": "a,b", "author_name": "x"},
        {"tokenizer": "GPT"},
        {
            "max_tokens": 5,
            "monthly_limit": 2.5,
            "keys": ["a", "b"],
            "properties": {"token": {"a": 1}},
        },
    ],
)
def test_what_is_none_is_shown(data: dict[str, Any]) -> None:
    made = wire.structure(data, models.Workspace)
    assert repr(made) == f"Workspace(extra={data!r})"
