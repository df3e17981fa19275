"""One external user: ``GET /external-users/{user}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ExternalUserResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="external_users_get",
    method="GET",
    path="/external-users/{user}",
    retry=SAFE,
    request=None,
    response="ExternalUserResponse",
    body=None,
)


def external_users_get(
    core: OpenRouterCore,
    user: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ExternalUserResponse] | Err[AnyError]:
    """Get the registration of an external user, active or inactive.

    Key: a management key.

    Arguments:
        core: the client.
        user (str): the id under which the user was registered; it is percent-encoded here. An id of ``.`` or ``..``
            cannot be sent in a path; find it with the ``user`` filter of `external_users_list`.
        options: for this call only.

    Returns:
        ``Ok(ExternalUserResponse)``: `data` is the registration.

    Errors:
        NotFoundResponseError: there is no such registration.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.external_users_create import external_users_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = external_users_create(core, {"user": "tenant/17"})
        ...     found = external_users_get(core, "tenant/17").unwrap().data
        >>> found.user, found.is_active
        ('tenant/17', True)
    """
    return call(core, OPERATION, None, path={"user": user}, options=options)


async def external_users_get_async(
    core: OpenRouterCore,
    user: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ExternalUserResponse] | Err[AnyError]:
    """As `external_users_get`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"user": user}, options=options)
