"""Delete a secret of a workspace: ``DELETE /vault/secrets/{name}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="vault_delete_vault_secret",
    method="DELETE",
    path="/vault/secrets/{name}",
    retry=IDEMPOTENT,
    request=None,
    response=None,
    body=None,
)


def vault_delete_vault_secret(
    core: OpenRouterCore,
    name: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[None] | Err[AnyError]:
    """Delete a secret of the workspace permanently.

    Copies of it that interns have are not deleted.

    Key: needed, with access to the Intern API. The key determines the workspace; there is no default.

    Arguments:
        core: the client.
        name (str): the secret's name: lower-case letters, digits and single underscores, beginning with a letter, at
            most 255 characters.
        options: for this call only.

    Returns:
        ``Ok(None)``: the secret was deleted; the response has no body.

    Errors:
        NotFoundResponseError: there is no such secret, or an earlier attempt of the same call has already deleted it. A
            secret that was stored in the dashboard gives this error too.
        ServiceUnavailableResponseError: the vault cannot be written to at present.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.vault_list_vault_secrets import vault_list_vault_secrets
        >>> from openrouter_core.funcs.vault_store_vault_secret import vault_store_vault_secret
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     request = {"value": "ghp_1", "hosts": ["api.github.com"]}
        ...     kept = vault_store_vault_secret(core, "github_token", request)
        ...     gone = vault_delete_vault_secret(core, "github_token").unwrap()
        ...     vault_list_vault_secrets(core).unwrap().data
        []
    """
    return call(core, OPERATION, None, path={"name": name}, options=options)


async def vault_delete_vault_secret_async(
    core: OpenRouterCore,
    name: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[None] | Err[AnyError]:
    """As `vault_delete_vault_secret`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"name": name}, options=options)
