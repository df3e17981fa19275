"""Observability: destinations that OpenRouter tells of an account's requests."""

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
        offset: how many to pass over; `openrouter_core.paginate.paginate` counts it up.
        limit: how many at most, 1 to 100; 50 where nothing is said.
        workspace_id: whose destinations; the default workspace's where nothing is said.
    """

    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class ObservabilityUpdateParams(RequestModel):
    """What `observability_update` changes; what is not given stays.

    Fields:
        config: its fields are those of the class for the destination's type, such as `LangfuseDestinationConfig`, by
            their names on the wire; one that is not given stays, also inside of it. No representation shows it.
        privacy_mode: whether what is in requests and responses is left out.
        sampling_rate: the share of requests that are told of, 0.0001 to 1.
        api_key_hashes: the `hash` of each API key that is told of, at least one; None is every key.
        filter_rules: which requests are told of; None is all.
        regions: through which of OpenRouter's domains a request came that is told of: ``global`` is openrouter.ai,
            ``europe`` eu.openrouter.ai, ``us`` us.openrouter.ai.
        broadcast_generation_cost, broadcast_generation_cost_allocation, broadcast_generation_identity,
            broadcast_generation_request_context: whether is told what it cost, whom that is counted to, who asked, and
            from where.
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
            the wire. No representation shows it.
        workspace_id: whose requests it is told of; the default workspace's where nothing is said.
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
    """What `observability_list` gets: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[ObservabilityDestination] = attrs.field(factory=list)
    total_count: int | None = None


@model
class ObservabilityDestinationResponse(Response):
    """What `observability_create`, `observability_get` and `observability_update` get: the destination as it is now."""

    data: ObservabilityDestination | None = None
