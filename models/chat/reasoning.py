"""The items of ``reasoning_details``: a model's thoughts, signed or encrypted, which must be sent back unchanged."""

from __future__ import annotations

from openrouter_core.models.model import ResponseModel, model


@model
class ReasoningDetailText(ResponseModel):
    """A thought as text. The last fragment of a stream may hold only the `signature`."""

    type: str | None = None
    text: str | None = None
    signature: str | None = None
    id: str | None = None
    format: str | None = None
    index: int | None = None


@model
class ReasoningDetailSummary(ResponseModel):
    """A summary of a thought."""

    type: str | None = None
    summary: str | None = None
    id: str | None = None
    format: str | None = None
    index: int | None = None


@model
class ReasoningDetailEncrypted(ResponseModel):
    """A thought that only its provider can read."""

    type: str | None = None
    data: str | None = None
    id: str | None = None
    format: str | None = None
    index: int | None = None


@model
class ReasoningDetailServerToolCall(ResponseModel):
    """A call of a server tool in the middle of a thought."""

    type: str | None = None
    tool_name: str | None = None
    tool_call_id: str | None = None
    arguments: str | None = None
    result: str | None = None
    id: str | None = None
    format: str | None = None
    index: int | None = None


@model
class UnknownReasoningDetail(ResponseModel):
    """An item of a type that this version does not know; `extra` is the whole item."""
