"""A new external user: ``POST /external-users``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ExternalUserResponse, ExternalUsersCreateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="external_users_create",
    method="POST",
    path="/external-users",
    retry=NON_IDEMPOTENT,
    request="ExternalUsersCreateParams",
    response="ExternalUserResponse",
)


def external_users_create(
    core: OpenRouterCore,
    request: ExternalUsersCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ExternalUserResponse] | Err[AnyError]:
    """Register a user of your own application with the organization.

    The id only identifies the user: no account, policy or credentials are created. Use the same id as the ``user`` of
    requests to models, or as the ``external`` of an API key.

    Key: a management key.

    Arguments:
        core: the client.
        request (ExternalUsersCreateParams or a mapping): the ``user``, an id that you choose.
        options: for this call only.

    Returns:
        ``Ok(ExternalUserResponse)``: `data` is the registration, which is active.

    Errors:
        ConflictResponseError: the id is already registered, perhaps as inactive.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = external_users_create(core, {"user": "customer-17"}).unwrap().data
        >>> made.user, made.is_active
        ('customer-17', True)
    """
    return call(core, OPERATION, request, options=options)


async def external_users_create_async(
    core: OpenRouterCore,
    request: ExternalUsersCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ExternalUserResponse] | Err[AnyError]:
    """As `external_users_create`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
