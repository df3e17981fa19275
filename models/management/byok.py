"""Your own provider keys (BYOK, "bring your own key"), with which OpenRouter calls the providers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class ByokListParams(RequestModel):
    """Which keys `byok_list` lists.

    Fields:
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
        limit: how many at most, 1 to 100; 50 by default.
        workspace_id: whose keys; by default the default workspace's.
        provider: a provider's slug, such as ``amazon-bedrock``.
    """

    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET
    provider: str | Unset | None = UNSET


@model
class ByokUpdateParams(RequestModel):
    """What `byok_update` changes; a field that is not given keeps its value.

    Fields:
        key: the new key, which replaces the current one. `repr` hides it.
        allowed_api_key_hashes: the `hash` of each OpenRouter key that may use it, 1 to 100; None means every key.
        allowed_models: slugs of models, at most 100; None means every model.
        allowed_user_ids: at most 100; None means every user.
        is_fallback: used only after all other keys for the provider were tried.
        is_required: the provider never serves this key's models through OpenRouter's own account.
        is_byok_only: nor any other model, even if all your keys have failed; not together with `is_fallback`.
        declared_region: where your provider account handles requests; not verified. None declares nothing.
        declared_zdr: whether your provider account keeps no data; not verified. None means what OpenRouter knows about
            the provider.
        name: at most 255 characters.
    """

    key: str | Unset | None = attrs.field(default=UNSET, metadata={"secret": True})
    name: str | Unset | None = UNSET
    disabled: bool | Unset | None = UNSET
    is_fallback: bool | Unset | None = UNSET
    is_byok_only: bool | Unset | None = UNSET
    is_required: bool | Unset | None = UNSET
    allowed_models: Sequence[str] | Unset | None = UNSET
    allowed_api_key_hashes: Sequence[str] | Unset | None = UNSET
    allowed_user_ids: Sequence[str] | Unset | None = UNSET
    declared_region: Literal["global", "europe", "us"] | str | Unset | None = UNSET
    declared_zdr: bool | Unset | None = UNSET


@model
class ByokCreateParams(ByokUpdateParams):
    """The key that `byok_create` stores; the other fields are those of `ByokUpdateParams`.

    Fields:
        provider: the provider's slug, such as ``amazon-bedrock``.
        key: the provider's key. OpenRouter stores it encrypted and never returns it; `repr` hides it.
        workspace_id: who may use it; by default the default workspace.
    """

    provider: str
    key: str = attrs.field(metadata={"secret": True})
    workspace_id: str | Unset | None = UNSET


@model
class ByokKey(ResponseModel):
    """Your key with a provider, without its secret. Fields not explained here are as in `ByokUpdateParams`.

    Fields:
        label: the first and the last characters of the secret.
        workspace_id: who may use it; None means every workspace, not the default one.
        allowed_models, allowed_api_key_hashes, allowed_user_ids: None means no limit.
        sort_order: the keys of one provider are tried from the lowest to the highest.
        created_at: ISO 8601.
    """

    id: str | None = None
    provider: str | None = None
    name: str | None = None
    label: str | None = None
    workspace_id: str | None = None
    disabled: bool | None = None
    is_fallback: bool | None = None
    is_byok_only: bool | None = None
    is_required: bool | None = None
    allowed_models: Sequence[str] | None = None
    allowed_api_key_hashes: Sequence[str] | None = None
    allowed_user_ids: Sequence[str] | None = None
    declared_region: Literal["global", "europe", "us"] | str | None = None
    declared_zdr: bool | None = None
    sort_order: int | None = None
    created_at: str | None = None


@model
class ByokListResponse(Response):
    """What `byok_list` returns: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[ByokKey] = attrs.field(factory=list)
    total_count: int | None = None


@model
class ByokKeyResponse(Response):
    """What `byok_create`, `byok_get` and `byok_update` return: the current state of the key."""

    data: ByokKey | None = None
