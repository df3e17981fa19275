"""Response formats without settings."""

from __future__ import annotations

from typing import Literal

from openrouter_core.models.model import RequestModel, model


@model
class TextFormat(RequestModel):
    """Any text."""

    type: Literal["text"] = "text"


@model
class JsonObjectFormat(RequestModel):
    """A JSON object of any form; the prompt should ask for JSON too."""

    type: Literal["json_object"] = "json_object"
