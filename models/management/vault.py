"""The vault: secrets that OpenRouter sends to hosts on behalf of interns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class VaultSecretParams(RequestModel):
    """The secret that `vault_store_vault_secret` and `vault_store_intern_vault_secret` store.

    Fields:
        value: 1 to 65 536 characters. `repr` hides it.
        hosts: the exact names of the hosts that it may be sent to, 1 to 100, without scheme, port, path and wildcard.
    """

    value: str = attrs.field(metadata={"secret": True})
    hosts: Sequence[str]


@model
class VaultSecretsListParams(RequestModel):
    """Which page of the secrets is listed.

    Fields:
        limit: how many secrets, 1 to 100; 100 by default.
        offset: how many to skip, 0 to 10 000; `openrouter_core.paginate.paginate` increases it.
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
    """A secret without its value.

    Fields:
        hosts: where it may be sent; None for secrets that are older than this field.
        fingerprint: equal for equal values within one vault; a copy in another vault has a different one.
        created_at: ISO 8601.
    """

    name: str | None = None
    hosts: Sequence[str] | None = None
    fingerprint: str | None = None
    created_at: str | None = None


@model
class VaultEffectiveSecret(VaultSecret):
    """The secret that an intern's requests get under a name; several vaults may have one of that name.

    Fields:
        hosts: where it may be sent; None means everywhere.
        scope: the vault it is from: the intern's own takes precedence over the one that it borrows, and that over the
            workspace's.
    """

    scope: Literal["intern", "attached", "workspace"] | str | None = None


@model
class VaultSecretResponse(Response):
    """What `vault_store_vault_secret` and `vault_store_intern_vault_secret` return."""

    data: VaultSecret | None = None


@model
class VaultSecretsListResponse(Response):
    """What `vault_list_vault_secrets` and `vault_list_intern_vault_secrets` return: one page.

    Fields:
        has_more: whether there is another page.
    """

    data: Sequence[VaultSecret] = attrs.field(factory=list)
    has_more: bool | None = None


@model
class VaultEffectiveSecretsListResponse(Response):
    """What `vault_list_intern_effective_vault_secrets` returns: one page, with each name once.

    Fields:
        has_more: whether there is another page.
    """

    data: Sequence[VaultEffectiveSecret] = attrs.field(factory=list)
    has_more: bool | None = None


@model
class VaultSecretsCopyResponse(Response):
    """What `vault_copy_vault_secrets_to_intern` returns: the copies, one for each name."""

    data: Sequence[VaultSecret] = attrs.field(factory=list)


@model
class InternConnection(ResponseModel):
    """A service that an intern may use.

    Fields:
        key: such as ``"github"``, ``"slack"`` or ``"linear"``; ``"mcp:<host>"`` for your own MCP server.
    """

    key: str | None = None


@model
class InternConnectionsListResponse(Response):
    """What `vault_list_intern_connections` returns: all of them."""

    data: Sequence[InternConnection] = attrs.field(factory=list)
