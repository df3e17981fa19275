"""Delete a secret of an intern: ``DELETE /vault/interns/{internId}/secrets/{name}``."""

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
    name="vault_delete_intern_vault_secret",
    method="DELETE",
    path="/vault/interns/{internId}/secrets/{name}",
    retry=IDEMPOTENT,
    request=None,
    response=None,
    body=None,
)


def vault_delete_intern_vault_secret(
    core: OpenRouterCore,
    intern_id: str,
    name: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[None] | Err[AnyError]:
    """Delete a secret of one intern permanently.

    From then on, the intern gets the workspace's secret with the same name, if there is one.

    Key: needed, with access to the Intern API. An intern's own key can access only that intern.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        name (str): the secret's name: lower-case letters, digits and single underscores, beginning with a letter, at
            most 255 characters.
        options: for this call only.

    Returns:
        ``Ok(None)``: the secret was deleted; the response has no body.

    Errors:
        NotFoundResponseError: there is no such intern or secret, or an earlier attempt of the same call has already
            deleted it. A secret that was stored in the dashboard gives this error too.
        ServiceUnavailableResponseError: the vault cannot be written to at present.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.funcs.vault_list_intern_vault_secrets import vault_list_intern_vault_secrets
        >>> from openrouter_core.funcs.vault_store_intern_vault_secret import vault_store_intern_vault_secret
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     ada = interns_create_intern(core, {"name": "Ada"}).unwrap()
        ...     request = {"value": "ghp_1", "hosts": ["api.github.com"]}
        ...     kept = vault_store_intern_vault_secret(core, ada.id, "github_token", request)
        ...     gone = vault_delete_intern_vault_secret(core, ada.id, "github_token").unwrap()
        ...     vault_list_intern_vault_secrets(core, ada.id).unwrap().data
        []
    """
    return call(core, OPERATION, None, path={"internId": intern_id, "name": name}, options=options)


async def vault_delete_intern_vault_secret_async(
    core: OpenRouterCore,
    intern_id: str,
    name: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[None] | Err[AnyError]:
    """As `vault_delete_intern_vault_secret`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, None, path={"internId": intern_id, "name": name}, options=options
    )
