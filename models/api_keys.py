"""API keys: what they may spend, and what was spent with them."""

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
class ApiKeysListParams(RequestModel):
    """Which keys `api_keys_list` lists.

    Fields:
        include_disabled: whether disabled keys are listed too.
        include_expired: whether expired keys are listed too.
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
        workspace_id: whose keys; by default the default workspace's.
    """

    include_disabled: bool | str | Unset | None = UNSET
    include_expired: bool | str | Unset | None = UNSET
    offset: int | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class ApiKeyExternal(RequestModel):
    """The person for whom a partner made a key.

    Fields:
        user: the partner's own name for the person.
        api_key: the partner's own name for the key. `repr` hides it.
    """

    user: str = attrs.field(kw_only=False)
    api_key: str | Unset | None = attrs.field(default=UNSET, metadata={"secret": True})


@model
class ApiKeysCreateParams(RequestModel):
    """The key that `api_keys_create` makes.

    Fields:
        limit: what it may spend, in US dollars; None means no limit.
        limit_reset: when the count restarts, at midnight UTC; None means never.
        expires_at: ISO 8601, in UTC; None means never.
        include_byok_in_limit: whether spending with your own provider keys counts too.
        creator_user_id: the member who makes it, if the key is an organization's.
        external: the person for whom a partner makes it.
    """

    name: str = attrs.field(kw_only=False)
    limit: float | Unset | None = UNSET
    limit_reset: Literal["daily", "weekly", "monthly"] | str | Unset | None = UNSET
    include_byok_in_limit: bool | Unset | None = UNSET
    expires_at: str | Unset | None = UNSET
    creator_user_id: str | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET
    external: ApiKeyExternal | JsonObject | Unset | None = UNSET


@model
class ApiKeysUpdateParams(RequestModel):
    """What `api_keys_update` changes; a field that is not given keeps its value.

    Fields:
        limit: what it may spend, in US dollars; None removes the limit.
        limit_reset: when the count restarts, at midnight UTC; None means never.
        workspace_id: the workspace to which the key moves.
    """

    name: str | Unset | None = UNSET
    disabled: bool | Unset | None = UNSET
    limit: float | Unset | None = UNSET
    limit_reset: Literal["daily", "weekly", "monthly"] | str | Unset | None = UNSET
    include_byok_in_limit: bool | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class ApiKeySpending(ResponseModel):
    """What a key may spend and has spent; part of every description of a key.

    Fields:
        label: the first and the last characters of the secret.
        limit, limit_remaining: US dollars; None means no limit.
        usage: US dollars, in total, and in the current day, week and month (UTC).
        byok_usage: the same, for requests with your own provider keys (BYOK).
        expires_at: ISO 8601.
    """

    label: str | None = None
    limit: float | None = None
    limit_remaining: float | None = None
    limit_reset: str | None = None
    include_byok_in_limit: bool | None = None
    usage: float | None = None
    usage_daily: float | None = None
    usage_weekly: float | None = None
    usage_monthly: float | None = None
    byok_usage: float | None = None
    byok_usage_daily: float | None = None
    byok_usage_weekly: float | None = None
    byok_usage_monthly: float | None = None
    creator_user_id: str | None = None
    expires_at: str | None = None


@model
class ApiKey(ApiKeySpending):
    """A key, without its secret.

    Fields:
        hash: the id that `api_keys_get`, `api_keys_update` and `api_keys_delete` take.
        created_at, updated_at, last_used_at: ISO 8601.
        external_user: your own user for whom it was made.
    """

    hash: str | None = None
    name: str | None = None
    disabled: bool | None = None
    workspace_id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    last_used_at: str | None = None
    external_user: str | None = None


@model
class ApiKeysListResponse(Response):
    """What `api_keys_list` returns: one page."""

    data: Sequence[ApiKey] = attrs.field(factory=list)


@model
class ApiKeysGetResponse(Response):
    """What `api_keys_get` returns."""

    data: ApiKey | None = None


@model
class ApiKeysCreateResponse(Response):
    """What `api_keys_create` returns.

    Fields:
        key: the secret; no other response contains it. `repr` hides it.
    """

    key: str | None = attrs.field(default=None, metadata={"secret": True})
    data: ApiKey | None = None


@model
class ApiKeysUpdateResponse(Response):
    """What `api_keys_update` returns: the current state of the key."""

    data: ApiKey | None = None


@model
class ApiKeysDeleteResponse(Response):
    """What `api_keys_delete` returns."""

    deleted: bool | None = None


@model
class ApiKeyRateLimit(ResponseModel):
    """A limit that the API no longer applies."""

    interval: str | None = None
    requests: int | None = None
    note: str | None = None


@model
class KeyBudget(ResponseModel):
    """A budget that a key's requests count against.

    Fields:
        scope: what the budget belongs to: ``key_limit``, ``api_key``, ``member``, ``workspace``,
            ``workspace_default_key``, ``workspace_default_member``, or newer.
        limit_usd, spend_usd, remaining_usd: US dollars.
        reset_interval: how often the count restarts: ``daily``, ``weekly`` or ``monthly``; None means never.
        resets_at: when the count restarts next, ISO 8601.
        include_byok: whether spending with your own provider keys counts too.
    """

    scope: str | None = None
    budget_id: str | None = None
    guardrail_id: str | None = None
    limit_usd: float | None = None
    spend_usd: float | None = None
    remaining_usd: float | None = None
    reset_interval: str | None = None
    resets_at: str | None = None
    include_byok: bool | None = None


@model
class FreeModelDailyRequests(ResponseModel):
    """How many requests to free models the account may make in a day (UTC)."""

    limit: int | None = None
    used: int | None = None
    remaining: int | None = None


@model
class CurrentApiKey(ApiKeySpending):
    """The key that a request was made with.

    Fields:
        is_free_tier: whether the account has never bought credits.
        is_management_key: whether it may manage keys.
        is_provisioning_key: deprecated, the older name of `is_management_key`.
        rate_limit: deprecated; it no longer limits anything.
        budgets: all budgets that its requests count against; the `effective_budget` is the one that runs out first.
        allowed_data_regions: where its requests may be handled, such as ``europe``; ``global`` means anywhere.
    """

    is_free_tier: bool | None = None
    is_management_key: bool | None = None
    is_provisioning_key: bool | None = None
    rate_limit: ApiKeyRateLimit | None = None
    budgets: Sequence[KeyBudget] | None = None
    effective_budget: KeyBudget | None = None
    free_model_daily_requests: FreeModelDailyRequests | None = None
    allowed_data_regions: Sequence[str] | None = None
    organization_id: str | None = None
    workspace_id: str | None = None


@model
class CurrentApiKeyResponse(Response):
    """What `api_keys_get_current_key_metadata` returns."""

    data: CurrentApiKey | None = None
