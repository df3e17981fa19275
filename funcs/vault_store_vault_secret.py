"""Store a secret of a workspace: ``PUT /vault/secrets/{name}``."""

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
    name="vault_store_vault_secret",
    method="PUT",
    path="/vault/secrets/{name}",
    retry=IDEMPOTENT,
    request="VaultSecretParams",
    response="VaultSecretResponse",
)


def vault_store_vault_secret(
    core: OpenRouterCore,
    name: str,
    request: VaultSecretParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultSecretResponse] | Err[AnyError]:
    """Store a secret for the workspace, replacing its secret with the same name.

    OpenRouter encrypts the value, and no function can read it again. The value is sent only to its ``hosts``.

    Key: needed, with access to the Intern API. The key determines the workspace; there is no default.

    Arguments:
        core: the client.
        name (str): the secret's name: lower-case letters, digits and single underscores, beginning with a letter, at
            most 255 characters.
        request (VaultSecretParams or a mapping): the ``value``, and the ``hosts`` that it may be sent to. The value is
            hidden in logs and in the `repr`.
        options: for this call only.

    Returns:
        ``Ok(VaultSecretResponse)``: `data` is the metadata of the secret: its name, hosts and fingerprint, but not its
        value.

    Errors:
        NotFoundResponseError: the key has no access to the Intern API.
        BadRequestResponseError: the vault does not accept the name, the value or a host.
        PayloadTooLargeResponseError: the request is too large.
        ServiceUnavailableResponseError: the vault cannot be written to at present.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     request = {"value": "ghp_1", "hosts": ["API.GitHub.com"]}
        ...     kept = vault_store_vault_secret(core, "github_token", request).unwrap().data
        >>> kept.name, kept.hosts
        ('github_token', ['api.github.com'])
    """
    return call(core, OPERATION, request, path={"name": name}, options=options)


async def vault_store_vault_secret_async(
    core: OpenRouterCore,
    name: str,
    request: VaultSecretParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[VaultSecretResponse] | Err[AnyError]:
    """As `vault_store_vault_secret`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"name": name}, options=options)
