"""A model's thoughts before it answered, in the Responses API."""

from __future__ import annotations

from collections.abc import Sequence

from openrouter_core.models.model import ResponseModel, model


@model
class ReasoningText(ResponseModel):
    """A thought as text."""

    type: str | None = None
    text: str | None = None


@model
class ReasoningSummaryText(ResponseModel):
    """A summary of thoughts."""

    type: str | None = None
    text: str | None = None


@model
class OutputReasoningItem(ResponseModel):
    """Thoughts; send them back unmodified, and the model continues them.

    Fields:
        content: the thoughts themselves, from models that show them.
        encrypted_content: the same, readable only for their provider; requested with ``reasoning.encrypted_content`` in
            `include`.
        signature: by which the provider recognizes its own thoughts.
        format: who can read them, such as ``anthropic-claude-v1``.
    """

    type: str | None = None
    id: str | None = None
    status: str | None = None
    summary: Sequence[ReasoningSummaryText] | None = None
    content: Sequence[ReasoningText] | None = None
    encrypted_content: str | None = None
    signature: str | None = None
    format: str | None = None
