"""Copy secrets to an intern: ``POST /vault/interns/{internId}/secrets/copy``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import VaultSecretsCopyParams, VaultSecretsCopyResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="vault_copy_vault_secrets_to_intern",
    method="POST",
    path="/vault/interns/{internId}/secrets/copy",
    retry=IDEMPOTENT,
    request="VaultSecretsCopyParams",
    response="VaultSecretsCopyResponse",
)


def vault_copy_vault_secrets_to_intern(
    core: OpenRouterCore,
    intern_id: str,
    request: VaultSecretsCopyParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultSecretsCopyResponse] | Err[AnyError]:
    """Copy secrets of the workspace to an intern, replacing its own secrets with the same names.

    Either all are copied or none. A copy does not change when the workspace's secret changes.

    Key: needed, with access to the Intern API. An intern's own key can access only that intern.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        request (VaultSecretsCopyParams or a mapping): the ``names``.
        options: for this call only.

    Returns:
        ``Ok(VaultSecretsCopyResponse)``: `data` is a list of `VaultSecret`, the copies.

    Errors:
        NotFoundResponseError: there is no such intern, or the key has no access to it, or the workspace does not have
            one of the secrets.
        ConflictResponseError: one of them has no ``hosts``, because it was stored before they were required; store it
            again with ``hosts``.
        ServiceUnavailableResponseError: the vault cannot be written to at present.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.funcs.vault_store_vault_secret import vault_store_vault_secret
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     ada = interns_create_intern(core, {"name": "Ada"}).unwrap()
        ...     request = {"value": "ghp_1", "hosts": ["api.github.com"]}
        ...     kept = vault_store_vault_secret(core, "github_token", request)
        ...     names = {"names": ["github_token"]}
        ...     copied = vault_copy_vault_secrets_to_intern(core, ada.id, names).unwrap()
        >>> [secret.name for secret in copied.data]
        ['github_token']
    """
    return call(core, OPERATION, request, path={"internId": intern_id}, options=options)


async def vault_copy_vault_secrets_to_intern_async(
    core: OpenRouterCore,
    intern_id: str,
    request: VaultSecretsCopyParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultSecretsCopyResponse] | Err[AnyError]:
    """As `vault_copy_vault_secrets_to_intern`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"internId": intern_id}, options=options)
