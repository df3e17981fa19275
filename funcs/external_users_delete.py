"""Deactivate an external user: ``DELETE /external-users/{user}``."""

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
    name="external_users_delete",
    method="DELETE",
    path="/external-users/{user}",
    retry=IDEMPOTENT,
    request=None,
    response=None,
    body=None,
)


def external_users_delete(
    core: OpenRouterCore,
    user: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[None] | Err[AnyError]:
    """Deactivate the registration of an external user.

    Nothing is erased: the id stays registered, `external_users_get` still finds it, and `external_users_update` can
    activate it again. Requests with this ``user`` are still served. A second call is not an error.

    Key: a management key.

    Arguments:
        core: the client.
        user (str): the id under which the user was registered; it is percent-encoded here. An id of ``.`` or ``..``
            cannot be sent in a path; find it with the ``user`` filter of `external_users_list`.
        options: for this call only.

    Returns:
        ``Ok(None)``: the response has no body.

    Errors:
        NotFoundResponseError: there is no such registration.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.external_users_create import external_users_create
        >>> from openrouter_core.funcs.external_users_get import external_users_get
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = external_users_create(core, {"user": "customer-17"})
        ...     gone = external_users_delete(core, "customer-17")
        ...     found = external_users_get(core, "customer-17").unwrap().data
        >>> gone.unwrap(), found.is_active
        (None, False)
    """
    return call(core, OPERATION, None, path={"user": user}, options=options)


async def external_users_delete_async(
    core: OpenRouterCore,
    user: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[None] | Err[AnyError]:
    """As `external_users_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"user": user}, options=options)
