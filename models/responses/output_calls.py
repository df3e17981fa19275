"""Calls that the caller must answer, in a response of the Responses API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openrouter_core.models.model import JsonObject, ResponseModel, model


@model
class OutputFunctionCallItem(ResponseModel):
    """A call of a function; a `FunctionCallOutputItem` with its `call_id` answers it.

    Fields:
        arguments: JSON as text, as the model wrote it: it may be empty or cut off.
        namespace: the group that the function belongs to.
        async_: whether the model continues meanwhile; ``async`` on the wire.
        subagent_id: the `call_id` of the subagent that calls; experimental.
        subagent_items: what the subagent did before; send it back unmodified, and it continues from there.
            Experimental.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    name: str | None = None
    arguments: str | None = None
    namespace: str | None = None
    status: str | None = None
    async_: bool | None = None
    subagent_id: str | None = None
    subagent_items: Sequence[JsonObject] | None = None


@model
class OutputCustomToolCallItem(ResponseModel):
    """A call of a `CustomTool`; a `CustomToolCallOutputItem` with its `call_id` answers it."""

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    name: str | None = None
    input: str | None = None
    namespace: str | None = None
    status: str | None = None
    async_: bool | None = None


@model
class OutputToolSearchCallItem(ResponseModel):
    """The model searches for tools; a `ToolSearchOutputItem` with its `call_id` answers it.

    Fields:
        execution: who searches: ``client`` for the caller.
        arguments: what it searches for, any JSON.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    execution: str | None = None
    arguments: Any = None
    status: str | None = None
