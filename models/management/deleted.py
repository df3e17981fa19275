"""That something is gone."""

from __future__ import annotations

from openrouter_core.models.model import Response, model


@model
class DeletedResponse(Response):
    """What the functions get that delete something by its id."""

    deleted: bool | None = None
