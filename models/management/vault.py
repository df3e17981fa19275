"""The vault: secrets that OpenRouter sends to hosts on behalf of interns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class VaultSecretParams(RequestModel):
    """The secret that `vault_store_vault_secret` and `vault_store_intern_vault_secret` keep.

    Fields:
        value: 1 to 65 536 characters. No representation shows it.
        hosts: the exact names of the hosts that it may be sent to, 1 to 100, without scheme, port, path and wildcard.
    """

    value: str = attrs.field(metadata={"secret": True})
    hosts: Sequence[str]


@model
class VaultSecretsListParams(RequestModel):
    """Which page of the secrets is listed.

    Fields:
        limit: how many secrets, 1 to 100; 100 where nothing is said.
        offset: how many to pass over, 0 to 10 000; `openrouter_core.paginate.paginate` counts it up.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET


@model
class VaultSecretsCopyParams(RequestModel):
    """What `vault_copy_vault_secrets_to_intern` copies.

    Fields:
        names: 1 to 100 different names of secrets of the workspace.
    """

    names: Sequence[str] = attrs.field(kw_only=False)


@model
class VaultSecret(ResponseModel):
    """What is known of a secret, which is never its value.

    Fields:
        hosts: where it may be sent to; None in what was stored before hosts were asked for.
        fingerprint: the same for the same value, within one vault only: a copy's differs.
        created_at: ISO 8601.
    """

    name: str | None = None
    hosts: Sequence[str] | None = None
    fingerprint: str | None = None
    created_at: str | None = None


@model
class VaultEffectiveSecret(VaultSecret):
    """The secret that an intern's requests get under a name, which several vaults may have.

    Fields:
        hosts: where it is sent to; None is everywhere.
        scope: whose vault it is from: the intern's own comes before the one that it borrows, and that before the
            workspace's.
    """

    scope: Literal["intern", "attached", "workspace"] | str | None = None


@model
class VaultSecretResponse(Response):
    """What `vault_store_vault_secret` and `vault_store_intern_vault_secret` get."""

    data: VaultSecret | None = None


@model
class VaultSecretsListResponse(Response):
    """What `vault_list_vault_secrets` and `vault_list_intern_vault_secrets` get: one page.

    Fields:
        has_more: whether there is another page.
    """

    data: Sequence[VaultSecret] = attrs.field(factory=list)
    has_more: bool | None = None


@model
class VaultEffectiveSecretsListResponse(Response):
    """What `vault_list_intern_effective_vault_secrets` gets: one page, with each name once.

    Fields:
        has_more: whether there is another page.
    """

    data: Sequence[VaultEffectiveSecret] = attrs.field(factory=list)
    has_more: bool | None = None


@model
class VaultSecretsCopyResponse(Response):
    """What `vault_copy_vault_secrets_to_intern` gets: the copies, one for each name."""

    data: Sequence[VaultSecret] = attrs.field(factory=list)


@model
class InternConnection(ResponseModel):
    """A service that an intern may use.

    Fields:
        key: such as ``"github"``, ``"slack"`` or ``"linear"``; ``"mcp:<host>"`` for an MCP server of your own.
    """

    key: str | None = None


@model
class InternConnectionsListResponse(Response):
    """What `vault_list_intern_connections` gets: all of them."""

    data: Sequence[InternConnection] = attrs.field(factory=list)
