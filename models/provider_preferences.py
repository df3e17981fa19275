"""Which providers may answer, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model


@model
class ProviderSort(RequestModel):
    """What to rank providers by.

    Fields:
        partition: ``model`` ranks within each model, so that fallback models stay fallbacks;
            ``none`` ranks all together.
    """

    by: Literal["price", "throughput", "latency", "exacto"] | str | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )
    partition: Literal["model", "none"] | str | Unset | None = UNSET


@model
class MaxPrice(RequestModel):
    """The most that a provider may charge, in US dollars, as a number or as text.

    Fields:
        prompt: per million tokens of the prompt.
        completion: per million tokens of the response.
        request: per request.
        image: per image.
        audio: per unit of audio.
    """

    prompt: float | str | Unset | None = UNSET
    completion: float | str | Unset | None = UNSET
    request: float | str | Unset | None = UNSET
    image: float | str | Unset | None = UNSET
    audio: float | str | Unset | None = UNSET


@model
class PercentileCutoffs(RequestModel):
    """A limit for each percentile of recent traffic: seconds for a latency, tokens per second for a
    throughput.
    """

    p50: float | Unset | None = UNSET
    p75: float | Unset | None = UNSET
    p90: float | Unset | None = UNSET
    p99: float | Unset | None = UNSET


@model
class ProviderPreferences(RequestModel):
    """Which providers may answer, and in what order.

    Fields:
        order: slugs of providers to try first, in this order.
        only: slugs of the only providers to use.
        ignore: slugs of providers not to use.
        allow_fallbacks: whether others may answer when the preferred ones cannot; by default they may.
        require_parameters: use only providers that support every parameter of the request.
        data_collection: ``deny`` leaves out providers that keep prompts or may train on them.
        zdr: use only endpoints that keep nothing.
        enforce_distillable_text: use only models whose output may train others.
        quantizations: the only precisions to use, such as ``fp8`` or ``bf16``.
        sort: what to rank providers by; turns load balancing off.
        max_price: leave out providers that charge more.
        preferred_max_latency: seconds; slower endpoints are tried last. A plain number applies to the median.
        preferred_min_throughput: tokens per second; slower endpoints are tried last. A plain number applies to the
            median.
        options: for each provider's slug, an object with that provider's own settings, sent to no other provider.
    """

    order: Sequence[str] | Unset | None = UNSET
    only: Sequence[str] | Unset | None = UNSET
    ignore: Sequence[str] | Unset | None = UNSET
    allow_fallbacks: bool | Unset | None = UNSET
    require_parameters: bool | Unset | None = UNSET
    data_collection: Literal["allow", "deny"] | str | Unset | None = UNSET
    zdr: bool | Unset | None = UNSET
    enforce_distillable_text: bool | Unset | None = UNSET
    quantizations: Sequence[str] | Unset | None = UNSET
    sort: (
        Literal["price", "throughput", "latency", "exacto"]
        | str
        | ProviderSort
        | JsonObject
        | Unset
        | None
    ) = UNSET
    max_price: MaxPrice | JsonObject | Unset | None = UNSET
    preferred_max_latency: float | PercentileCutoffs | JsonObject | Unset | None = UNSET
    preferred_min_throughput: float | PercentileCutoffs | JsonObject | Unset | None = UNSET
    options: Mapping[str, JsonObject] | Unset | None = UNSET
