"""Guardrails: what an API key or a member of an organization may use and spend, and what is removed from requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

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


@model
class GuardrailContentFilter(RequestModel):
    """A filter of your own.

    Fields:
        pattern: a regular expression, searched in the messages of a request.
        action: ``redact`` removes matches from the request, ``block`` refuses the request, ``flag`` only reports it.
        label: the replacement text, or the name in the error; at most 100 characters.
    """

    pattern: str = attrs.field(kw_only=False)
    action: Literal["redact", "block", "flag"] | str = attrs.field(kw_only=False)
    label: str | Unset | None = UNSET


@model
class GuardrailBuiltinFilter(RequestModel):
    """A built-in filter of OpenRouter.

    Fields:
        slug: the kind of text that it finds.
        action: ``redact`` removes matches from the request, ``block`` refuses the request, ``flag`` only reports it.
        label: the replacement text, such as ``[EMAIL]``. The API chooses it: sending one is deprecated.
        scan_scope: for ``regex-prompt-injection``: whether it scans only the user's messages; by default all.
    """

    slug: (
        Literal[
            "email",
            "phone",
            "ssn",
            "credit-card",
            "ip-address",
            "secrets",
            "person-name",
            "address",
            "regex-prompt-injection",
        ]
        | str
    ) = attrs.field(kw_only=False)
    action: Literal["redact", "block", "flag"] | str = attrs.field(kw_only=False)
    label: str | Unset | None = UNSET
    scan_scope: Literal["user_only", "all_messages"] | str | Unset | None = UNSET


@model
class GuardrailsListParams(RequestModel):
    """Which guardrails `guardrails_list` lists.

    Fields:
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
        limit: how many at most, 1 to 100; 50 by default.
        workspace_id: whose guardrails; by default the default workspace's.
    """

    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class GuardrailsUpdateParams(RequestModel):
    """What `guardrails_update` changes; a field that is not given keeps its value, and a list replaces the current one.

    Fields:
        name: 1 to 200 characters.
        description: at most 1 000 characters.
        limit_usd: what may be spent, in US dollars; None removes the limit.
        reset_interval: when the count restarts; None means never.
        include_byok_in_budgets: whether spending with your own provider keys counts too.
        allowed_models, ignored_models: slugs of models; None means no limit.
        allowed_providers, ignored_providers: slugs of providers; None means no limit.
        allowed_data_regions: the domains of OpenRouter that a request may use: ``global`` is openrouter.ai,
            ``europe`` eu.openrouter.ai, ``us`` us.openrouter.ai. Others are refused with 403; None means no limit.
        enforce_zdr_anthropic, enforce_zdr_google, enforce_zdr_openai, enforce_zdr_xai, enforce_zdr_other: whether these
            authors' models, and all others, are only served where no data is kept (zero data retention).
        enforce_zdr: deprecated; the default for those of the five that are not given.
        allow_safety_retention_google, allow_safety_retention_other: whether zero data retention permits endpoints that
            keep prompts that a safety classifier has flagged; None means the account's setting.
        enable_paid_model_training, enable_free_model_training: whether endpoints that train on requests are allowed.
        enable_free_model_publication: whether free endpoints that publish prompts are allowed.
        content_filters, content_filter_builtins: what is searched in messages; None removes all.
    """

    name: str | Unset | None = UNSET
    description: str | Unset | None = UNSET
    limit_usd: float | Unset | None = UNSET
    reset_interval: Literal["daily", "weekly", "monthly"] | str | Unset | None = UNSET
    include_byok_in_budgets: bool | Unset | None = UNSET
    allowed_models: Sequence[str] | Unset | None = UNSET
    ignored_models: Sequence[str] | Unset | None = UNSET
    allowed_providers: Sequence[str] | Unset | None = UNSET
    ignored_providers: Sequence[str] | Unset | None = UNSET
    allowed_data_regions: Sequence[Literal["global", "europe", "us"] | str] | Unset | None = UNSET
    enforce_zdr: bool | Unset | None = UNSET
    enforce_zdr_anthropic: bool | Unset | None = UNSET
    enforce_zdr_google: bool | Unset | None = UNSET
    enforce_zdr_openai: bool | Unset | None = UNSET
    enforce_zdr_xai: bool | Unset | None = UNSET
    enforce_zdr_other: bool | Unset | None = UNSET
    allow_safety_retention_google: bool | Unset | None = UNSET
    allow_safety_retention_other: bool | Unset | None = UNSET
    enable_paid_model_training: bool | Unset | None = UNSET
    enable_free_model_training: bool | Unset | None = UNSET
    enable_free_model_publication: bool | Unset | None = UNSET
    content_filters: Sequence[GuardrailContentFilter | JsonObject] | Unset | None = UNSET
    content_filter_builtins: Sequence[GuardrailBuiltinFilter | JsonObject] | Unset | None = UNSET


@model
class GuardrailsCreateParams(GuardrailsUpdateParams):
    """The guardrail that `guardrails_create` makes; the other fields are those of `GuardrailsUpdateParams`.

    Fields:
        name: 1 to 200 characters.
        workspace_id: the workspace it belongs to; by default the default workspace. It has no effect there until it is
            assigned.
    """

    name: str = attrs.field(kw_only=False)
    workspace_id: str | Unset | None = UNSET


@model
class Guardrail(ResponseModel):
    """A guardrail. Fields not explained here are as in `GuardrailsUpdateParams`.

    Fields:
        workspace_id: the workspace it belongs to; None for guardrails that are older than workspaces.
        allowed_models, ignored_models: canonical slugs, which never change.
        enforce_zdr: deprecated.
        created_at, updated_at: ISO 8601.
    """

    id: str | None = None
    name: str | None = None
    description: str | None = None
    workspace_id: str | None = None
    limit_usd: float | None = None
    reset_interval: Literal["daily", "weekly", "monthly"] | str | None = None
    include_byok_in_budgets: bool | None = None
    allowed_models: Sequence[str] | None = None
    ignored_models: Sequence[str] | None = None
    allowed_providers: Sequence[str] | None = None
    ignored_providers: Sequence[str] | None = None
    allowed_data_regions: Sequence[Literal["global", "europe", "us"] | str] | None = None
    enforce_zdr: bool | None = None
    enforce_zdr_anthropic: bool | None = None
    enforce_zdr_google: bool | None = None
    enforce_zdr_openai: bool | None = None
    enforce_zdr_xai: bool | None = None
    enforce_zdr_other: bool | None = None
    allow_safety_retention_google: bool | None = None
    allow_safety_retention_other: bool | None = None
    enable_paid_model_training: bool | None = None
    enable_free_model_training: bool | None = None
    enable_free_model_publication: bool | None = None
    content_filters: Sequence[GuardrailContentFilter] | None = None
    content_filter_builtins: Sequence[GuardrailBuiltinFilter] | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class GuardrailsListResponse(Response):
    """What `guardrails_list` returns: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[Guardrail] = attrs.field(factory=list)
    total_count: int | None = None


@model
class GuardrailResponse(Response):
    """What `guardrails_create`, `guardrails_get` and `guardrails_update` return: the current state of the guardrail."""

    data: Guardrail | None = None


@model
class GuardrailKeysParams(RequestModel):
    """The keys to which a guardrail is assigned, or from which it is removed.

    Fields:
        key_hashes: the `hash` of each, at least one.
    """

    key_hashes: Sequence[str] = attrs.field(kw_only=False, metadata={"non_empty": True})


@model
class GuardrailMembersParams(RequestModel):
    """The members of the organization to whom a guardrail is assigned, or from whom it is removed.

    Fields:
        member_user_ids: at least one.
    """

    member_user_ids: Sequence[str] = attrs.field(kw_only=False, metadata={"non_empty": True})


@model
class GuardrailAssignedResponse(Response):
    """What `guardrails_bulk_assign_keys` and `guardrails_bulk_assign_members` return."""

    assigned_count: int | None = None


@model
class GuardrailUnassignedResponse(Response):
    """What `guardrails_bulk_unassign_keys` and `guardrails_bulk_unassign_members` return."""

    unassigned_count: int | None = None


@model
class GuardrailAssignmentsListParams(RequestModel):
    """Which page of assignments is listed.

    Fields:
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
        limit: how many at most, 1 to 100; 50 by default.
    """

    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET


@model
class GuardrailKeyAssignment(ResponseModel):
    """An API key that a guardrail governs.

    Fields:
        key_hash: the key's id for `guardrails_bulk_unassign_keys`.
        key_label: the first and the last characters of the key's secret.
        assigned_by: the id of the user who assigned it.
        created_at: ISO 8601.
    """

    id: str | None = None
    guardrail_id: str | None = None
    key_hash: str | None = None
    key_name: str | None = None
    key_label: str | None = None
    assigned_by: str | None = None
    created_at: str | None = None


@model
class GuardrailMemberAssignment(ResponseModel):
    """A member of an organization whom a guardrail governs.

    Fields:
        user_id: the member's id for `guardrails_bulk_unassign_members`.
        assigned_by: the id of the user who assigned it.
        created_at: ISO 8601.
    """

    id: str | None = None
    guardrail_id: str | None = None
    organization_id: str | None = None
    user_id: str | None = None
    assigned_by: str | None = None
    created_at: str | None = None


@model
class GuardrailKeyAssignmentsResponse(Response):
    """What `guardrails_list_key_assignments` and `guardrails_list_guardrail_key_assignments` return: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[GuardrailKeyAssignment] = attrs.field(factory=list)
    total_count: int | None = None


@model
class GuardrailMemberAssignmentsResponse(Response):
    """What `guardrails_list_member_assignments` and `guardrails_list_guardrail_member_assignments` return: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[GuardrailMemberAssignment] = attrs.field(factory=list)
    total_count: int | None = None
