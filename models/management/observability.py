"""Observability: destinations to which OpenRouter reports an account's requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    Unset,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.management.destination_configs import DestinationConfig
    from openrouter_core.models.management.destinations import ObservabilityDestination
    from openrouter_core.models.management.filter_rules import ObservabilityFilterRules


@model
class ObservabilityListParams(RequestModel):
    """Which destinations `observability_list` lists.

    Fields:
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
        limit: how many at most, 1 to 100; 50 by default.
        workspace_id: whose destinations; by default the default workspace's.
    """

    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class ObservabilityUpdateParams(RequestModel):
    """What `observability_update` changes; a field that is not given keeps its value.

    Fields:
        config: its fields are those of the class for the destination's type, such as `LangfuseDestinationConfig`, by
            their names on the wire; a field of `config` that is not given keeps its value. `repr` hides it.
        privacy_mode: whether the contents of requests and responses are omitted.
        sampling_rate: the share of requests that are reported, 0.0001 to 1.
        api_key_hashes: the `hash` of each API key whose requests are reported, at least one; None means every key.
        filter_rules: which requests are reported; None means all.
        regions: only requests through these domains of OpenRouter are reported: ``global`` is openrouter.ai,
            ``europe`` eu.openrouter.ai, ``us`` us.openrouter.ai.
        broadcast_generation_cost, broadcast_generation_cost_allocation, broadcast_generation_identity,
            broadcast_generation_request_context: whether to report a request's cost, to whom it is attributed, who sent
            it, and from where.
    """

    name: str | Unset | None = UNSET
    enabled: bool | Unset | None = UNSET
    config: DestinationConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, metadata={"secret": True}
    )
    privacy_mode: bool | Unset | None = UNSET
    sampling_rate: float | Unset | None = UNSET
    api_key_hashes: Sequence[str] | Unset | None = UNSET
    filter_rules: ObservabilityFilterRules | JsonObject | Unset | None = UNSET
    regions: Sequence[Literal["global", "europe", "us", "eu"] | str] | Unset | None = UNSET
    broadcast_generation_cost: bool | Unset | None = UNSET
    broadcast_generation_cost_allocation: bool | Unset | None = UNSET
    broadcast_generation_identity: bool | Unset | None = UNSET
    broadcast_generation_request_context: bool | Unset | None = UNSET


@model
class ObservabilityCreateParams(ObservabilityUpdateParams):
    """The destination that `observability_create` makes; the other fields are those of `ObservabilityUpdateParams`.

    Fields:
        config: its fields are those of the class for the type, such as `LangfuseDestinationConfig`, by their names on
            the wire. `repr` hides it.
        workspace_id: whose requests are reported; by default the default workspace's.
    """

    type: (
        Literal[
            "arize",
            "braintrust",
            "clickhouse",
            "datadog",
            "grafana",
            "langfuse",
            "langsmith",
            "newrelic",
            "opik",
            "otel-collector",
            "posthog",
            "ramp",
            "s3",
            "sentry",
            "snowflake",
            "weave",
            "webhook",
        ]
        | str
    )
    name: str = attrs.field()
    config: DestinationConfig | JsonObject = attrs.field(metadata={"secret": True})
    workspace_id: str | Unset | None = UNSET


@model
class ObservabilityListResponse(Response):
    """What `observability_list` returns: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[ObservabilityDestination] = attrs.field(factory=list)
    total_count: int | None = None


@model
class ObservabilityDestinationResponse(Response):
    """What `observability_create`, `observability_get` and `observability_update` return: the current state of the
    destination.
    """

    data: ObservabilityDestination | None = None
