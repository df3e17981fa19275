"""What an account has bought and used."""

from __future__ import annotations

import attrs

from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.models.model import ResponseModel, model


@model
class Credits(ResponseModel):
    """Credits of an account, in US dollars."""

    total_credits: float | None = None
    total_usage: float | None = None


@model
class CreditsResponse(ResponseModel):
    """What `credits_get_credits` gets."""

    data: Credits | None = None
    http_meta: HttpMeta | None = attrs.field(default=None, metadata={"wire": False})
