"""Private endpoints: your own deployments at a provider, which only your organization's requests reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    Unset,
    model,
)

DeclaredRegion: TypeAlias = Literal["global", "europe", "us"] | str
"""Where data is processed, according to you; ``global`` means no particular region."""


@model
class PrivateEndpointPricingParams(RequestModel):
    """What you pay the provider, which is reported for each request.

    Fields:
        prompt, completion: US dollars per token, as a decimal string.
        cache_read, cache_write: the same for prompt tokens that are read from the cache and written to it; by default
            the prices of the provider's public endpoint.
    """

    prompt: str
    completion: str
    cache_read: str | Unset | None = UNSET
    cache_write: str | Unset | None = UNSET


@model
class PrivateEndpointWorkspace(RequestModel):
    """The workspace whose provider key is used for a test request.

    Fields:
        workspace_id: it must belong to your account.
    """

    workspace_id: str = attrs.field(kw_only=False)


@model
class PrivateEndpointsValidateParams(PrivateEndpointWorkspace):
    """The workspace whose provider key `private_endpoints_validate` uses for its test request."""


@model
class PrivateEndpointsUpdateParams(RequestModel):
    """What `private_endpoints_update` sets.

    Fields:
        upstream_model_id: the provider's name of the model or the deployment.
        base_url: its HTTPS URL; if not given it stays unchanged. For Azure, Amazon Bedrock and Google Vertex it is part
            of your provider key.
        declared_region: where it processes data, according to you; None declares nothing.
        declared_zdr: whether it keeps no data, according to you; None declares nothing.
    """

    upstream_model_id: str
    base_url: str | Unset | None = UNSET
    declared_region: DeclaredRegion | Unset | None = UNSET
    declared_zdr: bool | Unset | None = UNSET


@model
class PrivateEndpointsCreateParams(PrivateEndpointsUpdateParams):
    """The endpoint that `private_endpoints_create` makes; the other fields are those of `PrivateEndpointsUpdateParams`.

    Fields:
        model_permaslug: the permanent slug of the model that it serves.
        provider_slug: such as ``azure``.
        activate: test and activate it at once; otherwise a draft is created.
    """

    model_permaslug: str
    provider_slug: str
    pricing: PrivateEndpointPricingParams | JsonObject | Unset | None = UNSET
    activate: PrivateEndpointWorkspace | JsonObject | Unset | None = UNSET


@model
class PrivateEndpointsUpdatePricingParams(RequestModel):
    """What `private_endpoints_update_pricing` sets."""

    pricing: PrivateEndpointPricingParams | JsonObject = attrs.field(kw_only=False)


@model
class PrivateEndpointsDeleteParams(RequestModel):
    """What `private_endpoints_delete` may delete.

    Fields:
        draft_only: refuse to delete an endpoint that was activated.
    """

    draft_only: bool | str | Unset | None = UNSET


@model
class PrivateEndpointSummary(ResponseModel):
    """A private endpoint in short.

    Fields:
        model_name, model_slug: None if the model is no longer listed.
        status: only an ``active`` endpoint serves requests. A ``draft`` has to be tested and activated first.
        created_at: ISO 8601.
    """

    id: str | None = None
    model_name: str | None = None
    model_permaslug: str | None = None
    model_slug: str | None = None
    provider_name: str | None = None
    status: Literal["draft", "active", "disabled"] | str | None = None
    created_at: str | None = None


@model
class ManagedPrivateEndpoint(PrivateEndpointSummary):
    """A private endpoint whose state has changed.

    Fields:
        declared_region, declared_zdr: as in `PrivateEndpointsUpdateParams`.
    """

    declared_region: DeclaredRegion | None = None
    declared_zdr: bool | None = None


@model
class PrivateEndpointPricing(ResponseModel):
    """What you pay the provider; US dollars per token, as a decimal string."""

    prompt: str | None = None
    completion: str | None = None
    cache_read: str | None = None
    cache_write: str | None = None


@model
class PrivateEndpoint(ResponseModel):
    """A private endpoint in full. Fields not explained here are as in `PrivateEndpointSummary`.

    Fields:
        provider_slug: None if the provider is no longer listed.
        base_url: None if it is part of your provider key.
        declared_region, declared_zdr: as in `PrivateEndpointsUpdateParams`.
    """

    id: str | None = None
    model_name: str | None = None
    model_permaslug: str | None = None
    model_slug: str | None = None
    provider_name: str | None = None
    provider_slug: str | None = None
    status: Literal["draft", "active", "disabled"] | str | None = None
    upstream_model_id: str | None = None
    base_url: str | None = None
    declared_region: DeclaredRegion | None = None
    declared_zdr: bool | None = None
    pricing: PrivateEndpointPricing | None = None


@model
class PrivateEndpointCheck(ResponseModel):
    """One check of an endpoint.

    Fields:
        reason: why it failed, such as ``no_byok_key`` or ``model_mismatch``.
        actual_model: the model that answered, if it is a different one.
        upstream_status, upstream_message: your deployment's response, if the call failed.
    """

    name: str | None = None
    passed: bool | None = None
    reason: (
        Literal[
            "database_error",
            "endpoint_limit_reached",
            "invalid_base_url",
            "model_not_found",
            "provider_not_found",
            "endpoint_not_found",
            "workspace_not_found",
            "no_byok_key",
            "key_decryption_failed",
            "upstream_error",
            "invalid_response",
            "invalid_stream",
            "missing_usage",
            "model_mismatch",
            "not_validated",
            "validation_stale",
        ]
        | str
        | None
    ) = None
    actual_model: str | None = None
    upstream_status: int | None = None
    upstream_message: str | None = None


@model
class PrivateEndpointValidation(ResponseModel):
    """The result of a test of an endpoint.

    Fields:
        passed: whether every check has passed.
    """

    passed: bool | None = None
    checks: Sequence[PrivateEndpointCheck] = attrs.field(factory=list)


@model
class PrivateEndpointsListResponse(Response):
    """What `private_endpoints_list` returns: all of them."""

    data: Sequence[PrivateEndpointSummary] = attrs.field(factory=list)


@model
class PrivateEndpointResponse(Response):
    """What `private_endpoints_get`, `private_endpoints_update` and `private_endpoints_update_pricing` return."""

    data: PrivateEndpoint | None = None


@model
class ManagedPrivateEndpointResponse(Response):
    """What `private_endpoints_create`, and the functions that activate or deactivate an endpoint, return."""

    data: ManagedPrivateEndpoint | None = None


@model
class PrivateEndpointsValidateResponse(Response):
    """What `private_endpoints_validate` returns, also if a check failed."""

    data: PrivateEndpointValidation | None = None


@model
class DeletedPrivateEndpoint(ResponseModel):
    """What is left of a private endpoint."""

    id: str | None = None


@model
class PrivateEndpointsDeleteResponse(Response):
    """What `private_endpoints_delete` returns."""

    data: DeletedPrivateEndpoint | None = None
