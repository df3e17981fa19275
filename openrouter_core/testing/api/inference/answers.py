"""What the stand-in says, whichever API it is asked through."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from openrouter_core.testing.api.inference.samples import sample
from openrouter_core.testing.record import RecordedRequest

Answer: TypeAlias = str | Callable[[RecordedRequest], str | Mapping[str, Any]]


def text_of(content: Any) -> str:
    """The text in a message: of itself, or of its parts, which may be bare strings."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else ()
    texts = [part.get("text") if isinstance(part, dict) else part for part in parts]
    return " ".join(text for text in texts if isinstance(text, str))


def reply_to(question: str) -> str:
    """What the stand-in says to a question."""
    if "capital of france" in question.lower():
        return "The capital of France is Paris."
    shown = question if len(question) <= 200 else question[:199] + "…"
    said = f'You said: "{shown}"' if shown else "You said nothing that it can read."
    return f"This is a stand-in for OpenRouter, with no model behind it. {said}"


def formatted(kind: str | None, schema: Any) -> str | None:
    """The answer that a format insists on, or None where any text will do.

    Args:
        kind: the format's type.
        schema: of a "json_schema"; None is any object.

    >>> formatted("json_schema", {"type": "array"}), formatted("json_object", None)
    ('[]', '{}')
    """
    if kind == "json_object":
        return "{}"
    return json.dumps(sample(schema or {"type": "object"})) if kind == "json_schema" else None


def sample_arguments(schema: Any) -> str:
    """Arguments for a function with this JSON Schema, as JSON: a value of the right type for each required one."""
    made = sample(schema)
    return json.dumps(made if isinstance(made, dict) else {})
