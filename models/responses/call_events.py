"""Calls for the caller as they are written, in a stream of the Responses API."""

from __future__ import annotations

from openrouter_core.models.model import model
from openrouter_core.models.responses.events import ResponsesItemEvent


@model
class FunctionCallArgsDeltaEvent(ResponsesItemEvent):
    """A function call's arguments go on."""

    delta: str | None = None


@model
class FunctionCallArgsDoneEvent(ResponsesItemEvent):
    """A function call's arguments are done; `arguments` is all of them, JSON as text."""

    name: str | None = None
    arguments: str | None = None


@model
class CustomToolCallInputDeltaEvent(ResponsesItemEvent):
    """The text for a `CustomTool` goes on."""

    delta: str | None = None


@model
class CustomToolCallInputDoneEvent(ResponsesItemEvent):
    """The text for a `CustomTool` is done; `input` is all of it."""

    input: str | None = None


@model
class ApplyPatchCallOperationDiffDeltaEvent(ResponsesItemEvent):
    """A patch goes on."""

    delta: str | None = None


@model
class ApplyPatchCallOperationDiffDoneEvent(ResponsesItemEvent):
    """A patch is done; `diff` is all of it."""

    diff: str | None = None
