"""A server tool that the model must use."""

from __future__ import annotations

import attrs

from openrouter_core.models.model import RequestModel, model


@model
class ServerToolChoice(RequestModel):
    """The model must use this server tool, such as ``openrouter:web_search``."""

    type: str = attrs.field(kw_only=False)
