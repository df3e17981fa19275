"""The members of the organization: ``GET /organization/members``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        OrganizationListMembersParams,
        OrganizationListMembersResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="organization_list_members",
    method="GET",
    path="/organization/members",
    retry=SAFE,
    request="OrganizationListMembersParams",
    response="OrganizationListMembersResponse",
    body=None,
    pages="offset",
)


def organization_list_members(
    core: OpenRouterCore,
    request: OrganizationListMembersParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[OrganizationListMembersResponse] | Err[AnyError]:
    """List the members of the organization that the key belongs to, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: a management key.

    Arguments:
        core: the client.
        request (OrganizationListMembersParams or a mapping): how many, and the ``offset`` of the first. Default: the
            first page.
        options: for this call only.

    Returns:
        ``Ok(OrganizationListMembersResponse)``: `data` is a list of `OrganizationMember`; `total_count` is the number
        on all pages.

    Errors:
        NotFoundResponseError: the key belongs to no organization.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = organization_list_members(core).unwrap()
        >>> found.total_count, [member.email for member in found.data][0]
        (3, 'ada@example.com')
    """
    return call(core, OPERATION, request, options=options)


async def organization_list_members_async(
    core: OpenRouterCore,
    request: OrganizationListMembersParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[OrganizationListMembersResponse] | Err[AnyError]:
    """As `organization_list_members`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
