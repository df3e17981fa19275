"""Update an external user: ``PATCH /external-users/{user}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ExternalUserResponse, ExternalUsersUpdateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="external_users_update",
    method="PATCH",
    path="/external-users/{user}",
    retry=IDEMPOTENT,
    request="ExternalUsersUpdateParams",
    response="ExternalUserResponse",
)


def external_users_update(
    core: OpenRouterCore,
    user: str,
    request: ExternalUsersUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ExternalUserResponse] | Err[AnyError]:
    """Activate or deactivate the registration of an external user.

    It blocks nothing: requests with an inactive ``user`` are still served.

    Key: a management key.

    Arguments:
        core: the client.
        user (str): the id under which the user was registered; it is percent-encoded here. An id of ``.`` or ``..``
            cannot be sent in a path; find it with the ``user`` filter of `external_users_list`.
        request (ExternalUsersUpdateParams or a mapping): the new ``is_active``.
        options: for this call only.

    Returns:
        ``Ok(ExternalUserResponse)``: `data` is the changed registration.

    Errors:
        NotFoundResponseError: there is no such registration.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.external_users_create import external_users_create
        >>> from openrouter_core.funcs.external_users_delete import external_users_delete
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = external_users_create(core, {"user": "customer-17"})
        ...     gone = external_users_delete(core, "customer-17")
        ...     again = external_users_update(core, "customer-17", {"is_active": True}).unwrap().data
        >>> again.is_active
        True
    """
    return call(core, OPERATION, request, path={"user": user}, options=options)


async def external_users_update_async(
    core: OpenRouterCore,
    user: str,
    request: ExternalUsersUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ExternalUserResponse] | Err[AnyError]:
    """As `external_users_update`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"user": user}, options=options)
