"""Parts of a response of the Responses API for which this version has no class."""

from __future__ import annotations

from openrouter_core.models.model import ResponseModel, model


@model
class UnknownOutputItem(ResponseModel):
    """An item of a type that this version does not know; `extra` is the whole item."""


@model
class UnknownOutputContent(ResponseModel):
    """A part of a type that this version does not know; `extra` is the whole part."""


@model
class UnknownOutputAnnotation(ResponseModel):
    """An annotation of a type that this version does not know; `extra` is the whole annotation."""
