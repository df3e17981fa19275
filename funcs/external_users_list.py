"""The external users: ``GET /external-users``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ExternalUsersListParams, ExternalUsersListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="external_users_list",
    method="GET",
    path="/external-users",
    retry=SAFE,
    request="ExternalUsersListParams",
    response="ExternalUsersListResponse",
    body=None,
    pages="offset",
)


def external_users_list(
    core: OpenRouterCore,
    request: ExternalUsersListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ExternalUsersListResponse] | Err[AnyError]:
    """List the external users that the organization has registered, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: a management key.

    Arguments:
        core: the client.
        request (ExternalUsersListParams or a mapping): which ones, and the ``offset`` of the first. Default: the first
            page of the active ones.
        options: for this call only.

    Returns:
        ``Ok(ExternalUsersListResponse)``: `data` is a list of `ExternalUser`; `total_count` is the number on all pages.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.external_users_create import external_users_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     for number in range(3):
        ...         made = external_users_create(core, {"user": f"customer-{number}"}).unwrap()
        ...     found = external_users_list(core, {"limit": 2}).unwrap()
        >>> [each.user for each in found.data], found.total_count
        (['customer-0', 'customer-1'], 3)
    """
    return call(core, OPERATION, request, options=options)


async def external_users_list_async(
    core: OpenRouterCore,
    request: ExternalUsersListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ExternalUsersListResponse] | Err[AnyError]:
    """As `external_users_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
