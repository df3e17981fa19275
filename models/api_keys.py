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
        include_disabled: whether those that are switched off are listed too.
        include_expired: whether those whose time is over are listed too.
        offset: how many to pass over; `openrouter_core.paginate.paginate` counts it up.
        workspace_id: whose keys; the default workspace's where nothing is said.
    """

    include_disabled: bool | str | Unset | None = UNSET
    include_expired: bool | str | Unset | None = UNSET
    offset: int | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class ApiKeyExternal(RequestModel):
    """Whom a partner made a key for.

    Fields:
        user: the partner's own name for the person.
        api_key: the partner's own name for the key. No representation shows it.
    """

    user: str = attrs.field(kw_only=False)
    api_key: str | Unset | None = attrs.field(default=UNSET, metadata={"secret": True})


@model
class ApiKeysCreateParams(RequestModel):
    """The key that `api_keys_create` makes.

    Fields:
        limit: what it may spend, in US dollars; None says that there is no limit.
        limit_reset: when the count begins anew, at midnight UTC; None is never.
        expires_at: ISO 8601, in UTC; None is never.
        include_byok_in_limit: whether what your own keys with providers spend counts too.
        creator_user_id: for keys of an organization, who makes it.
        external: whom a partner makes it for.
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
    """What `api_keys_update` changes; what is not given stays.

    Fields:
        limit: what it may spend, in US dollars; None takes the limit away.
        limit_reset: when the count begins anew, at midnight UTC; None is never.
        workspace_id: of the workspace that the key is to belong to.
    """

    name: str | Unset | None = UNSET
    disabled: bool | Unset | None = UNSET
    limit: float | Unset | None = UNSET
    limit_reset: Literal["daily", "weekly", "monthly"] | str | Unset | None = UNSET
    include_byok_in_limit: bool | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class ApiKeySpending(ResponseModel):
    """What a key may spend and has spent, which every view of a key tells.

    Fields:
        label: the beginning and the end of the secret.
        limit, limit_remaining: US dollars; None is no limit.
        usage: US dollars since it was made, and in the current day, week and month (UTC).
        byok_usage: the same, with your own keys with providers.
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
        hash: what `api_keys_get`, `api_keys_update` and `api_keys_delete` name it by.
        created_at, updated_at, last_used_at: ISO 8601.
        external_user: the user of your own that it was made for.
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
    """What `api_keys_list` gets: one page."""

    data: Sequence[ApiKey] = attrs.field(factory=list)


@model
class ApiKeysGetResponse(Response):
    """What `api_keys_get` gets."""

    data: ApiKey | None = None


@model
class ApiKeysCreateResponse(Response):
    """What `api_keys_create` gets.

    Fields:
        key: the secret, which is told here and never again. No representation shows it.
    """

    key: str | None = attrs.field(default=None, metadata={"secret": True})
    data: ApiKey | None = None


@model
class ApiKeysUpdateResponse(Response):
    """What `api_keys_update` gets: the key as it is now."""

    data: ApiKey | None = None


@model
class ApiKeysDeleteResponse(Response):
    """What `api_keys_delete` gets."""

    deleted: bool | None = None


@model
class ApiKeyRateLimit(ResponseModel):
    """A limit that the API no longer applies."""

    interval: str | None = None
    requests: int | None = None
    note: str | None = None


@model
class KeyBudget(ResponseModel):
    """A budget that a key's requests are counted in.

    Fields:
        scope: what it is a budget of: ``key_limit``, ``api_key``, ``member``, ``workspace``,
            ``workspace_default_key``, ``workspace_default_member``, or newer.
        limit_usd, spend_usd, remaining_usd: US dollars.
        reset_interval: how often the count begins anew: ``daily``, ``weekly`` or ``monthly``; None is never.
        resets_at: when it does so next, ISO 8601.
        include_byok: whether what your own keys with providers spend counts too.
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
        is_free_tier: whether the account never bought credits.
        is_management_key: whether it may manage keys.
        is_provisioning_key: deprecated, the older name of `is_management_key`.
        rate_limit: deprecated; it no longer limits anything.
        budgets: all that its requests are counted in; the `effective_budget` is the one that runs out first.
        allowed_data_regions: where its requests may be handled, such as ``europe``; ``global`` is anywhere.
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
    """What `api_keys_get_current_key_metadata` gets."""

    data: CurrentApiKey | None = None
