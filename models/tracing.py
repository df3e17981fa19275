"""Debugging and observability of a request."""

from __future__ import annotations

from openrouter_core.models.model import UNSET, RequestModel, Unset, model


@model
class DebugOptions(RequestModel):
    """What a stream should send for debugging.

    Fields:
        echo_upstream_body: the first chunk holds the request as the provider received it.
    """

    echo_upstream_body: bool | Unset | None = UNSET


@model
class TraceConfig(RequestModel):
    """Names under which observability tools show the request; further keys go into `extra` and are
    passed on.
    """

    trace_id: str | Unset | None = UNSET
    trace_name: str | Unset | None = UNSET
    span_name: str | Unset | None = UNSET
    generation_name: str | Unset | None = UNSET
    parent_span_id: str | Unset | None = UNSET
