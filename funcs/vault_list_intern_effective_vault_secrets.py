"""The effective secrets of an intern: ``GET /vault/interns/{internId}/effective-secrets``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import VaultEffectiveSecretsListResponse, VaultSecretsListParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="vault_list_intern_effective_vault_secrets",
    method="GET",
    path="/vault/interns/{internId}/effective-secrets",
    retry=SAFE,
    request="VaultSecretsListParams",
    response="VaultEffectiveSecretsListResponse",
    body=None,
    pages="offset",
)


def vault_list_intern_effective_vault_secrets(
    core: OpenRouterCore,
    intern_id: str,
    request: VaultSecretsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultEffectiveSecretsListResponse] | Err[AnyError]:
    """List the secrets that an intern's requests get, one for each name, one page at a time.

    If several vaults have a secret with the same name, the intern's own vault takes precedence, then the attached
    vault, then the workspace. `openrouter_core.paginate.paginate` reads all pages.

    Key: needed, with access to the Intern API. An intern's own key can access only that intern.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        request (VaultSecretsListParams or a mapping): which page: ``limit`` and ``offset``. Default: the first 100.
        options: for this call only.

    Returns:
        ``Ok(VaultEffectiveSecretsListResponse)``: `data` is a list of `VaultEffectiveSecret`, whose `scope` says which
        vault it is from; `has_more` says whether there is another page.

    Errors:
        NotFoundResponseError: there is no such intern, or the key has no access to it, or its attached vault no longer
            exists.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.funcs.vault_store_intern_vault_secret import vault_store_intern_vault_secret
        >>> from openrouter_core.funcs.vault_store_vault_secret import vault_store_vault_secret
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     ada = interns_create_intern(core, {"name": "Ada"}).unwrap()
        ...     request = {"value": "v", "hosts": ["api.example"]}
        ...     for name in ("github_token", "stripe_key"):
        ...         kept = vault_store_vault_secret(core, name, request)
        ...     own = vault_store_intern_vault_secret(core, ada.id, "stripe_key", request)
        ...     found = vault_list_intern_effective_vault_secrets(core, ada.id).unwrap()
        >>> [(secret.name, secret.scope) for secret in found.data]
        [('github_token', 'workspace'), ('stripe_key', 'intern')]
    """
    return call(core, OPERATION, request, path={"internId": intern_id}, options=options)


async def vault_list_intern_effective_vault_secrets_async(
    core: OpenRouterCore,
    intern_id: str,
    request: VaultSecretsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultEffectiveSecretsListResponse] | Err[AnyError]:
    """As `vault_list_intern_effective_vault_secrets`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"internId": intern_id}, options=options)
