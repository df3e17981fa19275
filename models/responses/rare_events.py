"""Rare events of the Responses API: refusals, citations, debugging, and the two that say that there is no response."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core.models.model import JsonObject, ResponseModel, model
from openrouter_core.models.responses.events import ResponsesEvent, ResponsesItemEvent

if TYPE_CHECKING:
    from openrouter_core.models.responses.output import OutputAnnotation
    from openrouter_core.models.responses.response import OpenResponsesResult


@model
class ResponseFailedEvent(ResponsesEvent):
    """There is no response, or only a part of one. It is never an `Ok`, only an error's `partial`."""

    response: OpenResponsesResult | None = None


@model
class ResponsesErrorEvent(ResponsesEvent):
    """The stream failed. It is never an `Ok`, only an error's `partial`.

    Fields:
        param: the part of the request that caused the error.
    """

    code: str | None = None
    message: str | None = None
    param: str | None = None


@model
class RefusalDeltaEvent(ResponsesItemEvent):
    """More of the model's refusal."""

    content_index: int | None = None
    delta: str | None = None


@model
class RefusalDoneEvent(ResponsesItemEvent):
    """The refusal is complete: `refusal`."""

    content_index: int | None = None
    refusal: str | None = None


@model
class AnnotationAddedEvent(ResponsesItemEvent):
    """The text cites something."""

    content_index: int | None = None
    annotation_index: int | None = None
    annotation: OutputAnnotation | None = None


@model
class ResponsesTimings(ResponseModel):
    """When something happened during the request.

    Fields:
        event: what happened, such as ``first_token_received``.
        epoch_ms: milliseconds since the epoch.
        start_ms: milliseconds since the request began.
    """

    event: str | None = None
    epoch_ms: int | None = None
    start_ms: int | None = None


@model
class ResponsesDebug(ResponseModel):
    """What a request's `debug` requested.

    Fields:
        echo_upstream_body: the request as the provider received it.
    """

    echo_upstream_body: JsonObject | None = None
    timings: ResponsesTimings | None = None


@model
class ResponsesDebugEvent(ResponsesEvent):
    """Something for debugging."""

    debug: ResponsesDebug | None = None
