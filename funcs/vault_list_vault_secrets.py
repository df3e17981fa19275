"""The secrets of a workspace: ``GET /vault/secrets``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import VaultSecretsListParams, VaultSecretsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="vault_list_vault_secrets",
    method="GET",
    path="/vault/secrets",
    retry=SAFE,
    request="VaultSecretsListParams",
    response="VaultSecretsListResponse",
    body=None,
    pages="offset",
)


def vault_list_vault_secrets(
    core: OpenRouterCore,
    request: VaultSecretsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultSecretsListResponse] | Err[AnyError]:
    """List the secrets of the workspace without their values, sorted by name, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: needed, with access to the Intern API. The key determines the workspace; there is no default.

    Arguments:
        core: the client.
        request (VaultSecretsListParams or a mapping): which page: ``limit`` and ``offset``. Default: the first 100.
        options: for this call only.

    Returns:
        ``Ok(VaultSecretsListResponse)``: `data` is a list of `VaultSecret`; `has_more` says whether there is another
        page.

    Errors:
        NotFoundResponseError: the key has no access to the Intern API.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.vault_store_vault_secret import vault_store_vault_secret
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     for name in ("stripe_key", "github_token"):
        ...         kept = vault_store_vault_secret(core, name, {"value": "v", "hosts": ["api.example"]})
        ...     found = vault_list_vault_secrets(core).unwrap()
        >>> [secret.name for secret in found.data]
        ['github_token', 'stripe_key']
    """
    return call(core, OPERATION, request, options=options)


async def vault_list_vault_secrets_async(
    core: OpenRouterCore,
    request: VaultSecretsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultSecretsListResponse] | Err[AnyError]:
    """As `vault_list_vault_secrets`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
