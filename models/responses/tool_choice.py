"""A tool that the model must call, or the tools that it may call, in the Responses API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import JsonObject, RequestModel, model


@model
class FunctionToolChoice(RequestModel):
    """The model must call this function."""

    type: Literal["function"] = "function"
    name: str = attrs.field(kw_only=False)


@model
class AllowedToolsChoice(RequestModel):
    """The model may call only these of the request's tools.

    Fields:
        mode: ``auto``, or ``required`` if it must call one of them.
        tools: each with its type, and its name if it has one.
    """

    type: Literal["allowed_tools"] = "allowed_tools"
    tools: Sequence[JsonObject] = attrs.field(kw_only=False)
    mode: Literal["auto", "required"] | str = attrs.field(kw_only=False)
