"""The events that OpenRouter sends to a job's `callback_url` when the job has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import JsonObject, ResponseModel, model

if TYPE_CHECKING:
    from openrouter_core.models.batches import BatchResponse
    from openrouter_core.models.videos import VideoResponse


@model
class VideoWebhookEvent(ResponseModel):
    """A video job has ended.

    Fields:
        created_at: when the event was created, ISO 8601.
        data: the job.
        idempotency_key: the same for each delivery of this event; not part of the signed content.
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
    """A batch has ended.

    Fields:
        created_at: when the event was created, ISO 8601.
        data: the batch, without its results.
        idempotency_key: the same for each delivery of this event; not part of the signed content.
    """

    type: (
        Literal["batch.completed", "batch.failed", "batch.cancelled", "batch.expired"] | str | None
    ) = None
    created_at: str | int | None = None
    data: BatchResponse | None = None
    idempotency_key: str | None = attrs.field(default=None, metadata={"wire": False})


@model
class UnknownWebhookEvent(ResponseModel):
    """An event of a type that this version does not know."""

    type: str | None = None
    created_at: str | int | None = None
    data: JsonObject | None = None
    idempotency_key: str | None = attrs.field(default=None, metadata={"wire": False})
