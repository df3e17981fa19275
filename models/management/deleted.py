"""Confirmation of a deletion."""

from __future__ import annotations

from openrouter_core.models.model import Response, model


@model
class DeletedResponse(Response):
    """What the functions that delete something by its id return."""

    deleted: bool | None = None
