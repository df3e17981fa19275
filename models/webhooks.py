"""What OpenRouter sends when a job has ended, to the URL that the job was begun with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import JsonObject, ResponseModel, model

if TYPE_CHECKING:
    from openrouter_core.models.batches import BatchResponse
    from openrouter_core.models.videos import VideoResponse


@model
class VideoWebhookEvent(ResponseModel):
    """A video is done, or will never be.

    Fields:
        created_at: when the event was made, ISO 8601.
        data: the job.
        idempotency_key: the same for each delivery of this event; no part of what is signed.
    """

    type: (
        Literal[
            "video.generation.completed",
            "video.generation.failed",
            "video.generation.cancelled",
            "video.generation.expired",
        ]
        | str
        | None
    ) = None
    created_at: str | int | None = None
    data: VideoResponse | None = None
    idempotency_key: str | None = attrs.field(default=None, metadata={"wire": False})


@model
class BatchWebhookEvent(ResponseModel):
    """A batch is done, or will never be.

    Fields:
        created_at: when the event was made, ISO 8601.
        data: the batch, without its results.
        idempotency_key: the same for each delivery of this event; no part of what is signed.
    """

    type: (
        Literal["batch.completed", "batch.failed", "batch.cancelled", "batch.expired"] | str | None
    ) = None
    created_at: str | int | None = None
    data: BatchResponse | None = None
    idempotency_key: str | None = attrs.field(default=None, metadata={"wire": False})


@model
class UnknownWebhookEvent(ResponseModel):
    """An event that this version does not know."""

    type: str | None = None
    created_at: str | int | None = None
    data: JsonObject | None = None
    idempotency_key: str | None = attrs.field(default=None, metadata={"wire": False})
