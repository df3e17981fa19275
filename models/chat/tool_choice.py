"""A tool that the model must call."""

from __future__ import annotations

from typing import Literal

import attrs

from openrouter_core.models.model import JsonObject, RequestModel, model


@model
class NamedFunction(RequestModel):
    """A function by its name."""

    name: str = attrs.field(kw_only=False)


@model
class NamedToolChoice(RequestModel):
    """The model must call this function."""

    type: Literal["function"] = "function"
    function: NamedFunction | JsonObject = attrs.field(kw_only=False)
