"""Store a secret of an intern: ``PUT /vault/interns/{internId}/secrets/{name}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import VaultSecretParams, VaultSecretResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="vault_store_intern_vault_secret",
    method="PUT",
    path="/vault/interns/{internId}/secrets/{name}",
    retry=IDEMPOTENT,
    request="VaultSecretParams",
    response="VaultSecretResponse",
)


def vault_store_intern_vault_secret(
    core: OpenRouterCore,
    intern_id: str,
    name: str,
    request: VaultSecretParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultSecretResponse] | Err[AnyError]:
    """Store a secret for one intern, replacing its secret with the same name.

    OpenRouter encrypts the value, and no function can read it again. The value is sent only to its ``hosts``. The
    intern gets it instead of the workspace's secret with that name.

    Key: needed, with access to the Intern API. An intern's own key can access only that intern.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        name (str): the secret's name: lower-case letters, digits and single underscores, beginning with a letter, at
            most 255 characters.
        request (VaultSecretParams or a mapping): the ``value``, and the ``hosts`` that it may be sent to. The value is
            hidden in logs and in the `repr`.
        options: for this call only.

    Returns:
        ``Ok(VaultSecretResponse)``: `data` is the metadata of the secret: its name, hosts and fingerprint, but not its
        value.

    Errors:
        NotFoundResponseError: there is no such intern, or the key has no access to it.
        BadRequestResponseError: the vault does not accept the name, the value or a host.
        PayloadTooLargeResponseError: the request is too large.
        ServiceUnavailableResponseError: the vault cannot be written to at present.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     ada = interns_create_intern(core, {"name": "Ada"}).unwrap()
        ...     request = {"value": "ghp_1", "hosts": ["api.github.com"]}
        ...     kept = vault_store_intern_vault_secret(core, ada.id, "github_token", request).unwrap()
        >>> kept.data.name, kept.data.hosts
        ('github_token', ['api.github.com'])
    """
    return call(
        core, OPERATION, request, path={"internId": intern_id, "name": name}, options=options
    )


async def vault_store_intern_vault_secret_async(
    core: OpenRouterCore,
    intern_id: str,
    name: str,
    request: VaultSecretParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultSecretResponse] | Err[AnyError]:
    """As `vault_store_intern_vault_secret`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, request, path={"internId": intern_id, "name": name}, options=options
    )
