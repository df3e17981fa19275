"""Calls for the caller while the model writes them, in a stream of the Responses API."""

from __future__ import annotations

from openrouter_core.models.model import model
from openrouter_core.models.responses.events import ResponsesItemEvent


@model
class FunctionCallArgsDeltaEvent(ResponsesItemEvent):
    """More of a function call's arguments."""

    delta: str | None = None


@model
class FunctionCallArgsDoneEvent(ResponsesItemEvent):
    """A function call's arguments are complete: `arguments`, JSON as text."""

    name: str | None = None
    arguments: str | None = None


@model
class CustomToolCallInputDeltaEvent(ResponsesItemEvent):
    """More of the text for a `CustomTool`."""

    delta: str | None = None


@model
class CustomToolCallInputDoneEvent(ResponsesItemEvent):
    """The text for a `CustomTool` is complete: `input`."""

    input: str | None = None


@model
class ApplyPatchCallOperationDiffDeltaEvent(ResponsesItemEvent):
    """More of a patch."""

    delta: str | None = None


@model
class ApplyPatchCallOperationDiffDoneEvent(ResponsesItemEvent):
    """A patch is complete: `diff`."""

    diff: str | None = None
