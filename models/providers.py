"""The companies that serve models."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from openrouter_core.models.model import Response, ResponseModel, model


@model
class Provider(ResponseModel):
    """A company that serves models.

    Fields:
        slug: its name in a request's ``provider.order`` and ``provider.only``.
        headquarters, datacenters: countries, as two letters (ISO 3166-1): ``"US"``.
    """

    name: str | None = None
    slug: str | None = None
    headquarters: str | None = None
    datacenters: Sequence[str] | None = None
    privacy_policy_url: str | None = None
    terms_of_service_url: str | None = None
    status_page_url: str | None = None


@model
class ProvidersListResponse(Response):
    """What `providers_list` returns."""

    data: Sequence[Provider] = attrs.field(factory=list)
