"""What an account has bought and used."""

from __future__ import annotations

from openrouter_core.models.model import Response, ResponseModel, model


@model
class Credits(ResponseModel):
    """Credits of an account, in US dollars."""

    total_credits: float | None = None
    total_usage: float | None = None


@model
class CreditsResponse(Response):
    """What `credits_get_credits` returns."""

    data: Credits | None = None
