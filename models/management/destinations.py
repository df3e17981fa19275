"""Observability destinations: where OpenRouter reports an account's requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.management.destination_configs import (
    ArizeDestinationConfig,
    BraintrustDestinationConfig,
    ClickhouseDestinationConfig,
    DatadogDestinationConfig,
    GrafanaDestinationConfig,
    LangfuseDestinationConfig,
    LangsmithDestinationConfig,
    NewrelicDestinationConfig,
    OpikDestinationConfig,
    OtelCollectorDestinationConfig,
    PosthogDestinationConfig,
    RampDestinationConfig,
    S3DestinationConfig,
    SentryDestinationConfig,
    SnowflakeDestinationConfig,
    WeaveDestinationConfig,
    WebhookDestinationConfig,
)
from openrouter_core.models.management.filter_rules import ObservabilityFilterRules
from openrouter_core.models.model import JsonObject, ResponseModel, TaggedUnion, model


@model
class DestinationSettings(ResponseModel):
    """What all destinations share.

    Fields:
        privacy_mode: whether the contents of requests and responses are omitted.
        sampling_rate: the share of requests that are reported, 0.0001 to 1.
        api_key_hashes: the `hash` of each API key whose requests are reported; None means every key.
        filter_rules: which requests are reported; None means all.
        regions: only requests through these domains of OpenRouter are reported.
        broadcast_generation_cost, broadcast_generation_cost_allocation, broadcast_generation_identity,
            broadcast_generation_request_context: whether to report a request's cost, to whom it is attributed, who sent
            it, and from where.
        created_at, updated_at: ISO 8601.
    """

    id: str | None = None
    type: str | None = None
    name: str | None = None
    workspace_id: str | None = None
    enabled: bool | None = None
    privacy_mode: bool | None = None
    sampling_rate: float | None = None
    api_key_hashes: Sequence[str] | None = None
    filter_rules: ObservabilityFilterRules | None = None
    regions: Sequence[Literal["global", "europe", "us"] | str] | None = None
    broadcast_generation_cost: bool | None = None
    broadcast_generation_cost_allocation: bool | None = None
    broadcast_generation_identity: bool | None = None
    broadcast_generation_request_context: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class ArizeDestination(DestinationSettings):
    """Arize AX."""

    config: ArizeDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class BraintrustDestination(DestinationSettings):
    """Braintrust."""

    config: BraintrustDestinationConfig | None = attrs.field(
        default=None, metadata={"secret": True}
    )


@model
class ClickhouseDestination(DestinationSettings):
    """ClickHouse."""

    config: ClickhouseDestinationConfig | None = attrs.field(
        default=None, metadata={"secret": True}
    )


@model
class DatadogDestination(DestinationSettings):
    """Datadog."""

    config: DatadogDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class GrafanaDestination(DestinationSettings):
    """Grafana."""

    config: GrafanaDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class LangfuseDestination(DestinationSettings):
    """Langfuse."""

    config: LangfuseDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class LangsmithDestination(DestinationSettings):
    """LangSmith."""

    config: LangsmithDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class NewrelicDestination(DestinationSettings):
    """New Relic."""

    config: NewrelicDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class OpikDestination(DestinationSettings):
    """Opik."""

    config: OpikDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class OtelCollectorDestination(DestinationSettings):
    """An OpenTelemetry collector."""

    config: OtelCollectorDestinationConfig | None = attrs.field(
        default=None, metadata={"secret": True}
    )


@model
class PosthogDestination(DestinationSettings):
    """PostHog."""

    config: PosthogDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class RampDestination(DestinationSettings):
    """Ramp."""

    config: RampDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class S3Destination(DestinationSettings):
    """A bucket of Amazon S3, or of a compatible service."""

    config: S3DestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class SentryDestination(DestinationSettings):
    """Sentry."""

    config: SentryDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class SnowflakeDestination(DestinationSettings):
    """Snowflake."""

    config: SnowflakeDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class WeaveDestination(DestinationSettings):
    """Weave, of Weights & Biases."""

    config: WeaveDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class WebhookDestination(DestinationSettings):
    """Your own web server."""

    config: WebhookDestinationConfig | None = attrs.field(default=None, metadata={"secret": True})


@model
class UnknownDestination(DestinationSettings):
    """A destination of a type that this version does not know."""

    config: JsonObject | None = attrs.field(default=None, metadata={"secret": True})


if TYPE_CHECKING:
    ObservabilityDestination: TypeAlias = (
        ArizeDestination
        | BraintrustDestination
        | ClickhouseDestination
        | DatadogDestination
        | GrafanaDestination
        | LangfuseDestination
        | LangsmithDestination
        | NewrelicDestination
        | OpikDestination
        | OtelCollectorDestination
        | PosthogDestination
        | RampDestination
        | S3Destination
        | SentryDestination
        | SnowflakeDestination
        | WeaveDestination
        | WebhookDestination
        | UnknownDestination
    )
else:
    ObservabilityDestination = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "arize": "ArizeDestination",
                "braintrust": "BraintrustDestination",
                "clickhouse": "ClickhouseDestination",
                "datadog": "DatadogDestination",
                "grafana": "GrafanaDestination",
                "langfuse": "LangfuseDestination",
                "langsmith": "LangsmithDestination",
                "newrelic": "NewrelicDestination",
                "opik": "OpikDestination",
                "otel-collector": "OtelCollectorDestination",
                "posthog": "PosthogDestination",
                "ramp": "RampDestination",
                "s3": "S3Destination",
                "sentry": "SentryDestination",
                "snowflake": "SnowflakeDestination",
                "weave": "WeaveDestination",
                "webhook": "WebhookDestination",
            },
            otherwise="UnknownDestination",
        ),
    ]
