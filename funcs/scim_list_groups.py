"""The groups of the identity provider: ``GET /scim/groups``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ScimListGroupsParams, ScimListGroupsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="scim_list_groups",
    method="GET",
    path="/scim/groups",
    retry=SAFE,
    request="ScimListGroupsParams",
    response="ScimListGroupsResponse",
    body=None,
    pages="offset",
)


def scim_list_groups(
    core: OpenRouterCore,
    request: ScimListGroupsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimListGroupsResponse] | Err[AnyError]:
    """List the groups that the organization's identity provider has sent, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: a management key.

    Arguments:
        core: the client.
        request (ScimListGroupsParams or a mapping): which groups, and the ``offset`` of the first. Default: the first
            page.
        options: for this call only.

    Returns:
        ``Ok(ScimListGroupsResponse)``: `data` is a list of `ScimGroup`; `total_count` is the number on all pages.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = scim_list_groups(core, {"display_name": "Engineering"}).unwrap()
        >>> [group.display_name for group in found.data], found.total_count
        (['Engineering'], 1)
    """
    return call(core, OPERATION, request, options=options)


async def scim_list_groups_async(
    core: OpenRouterCore,
    request: ScimListGroupsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimListGroupsResponse] | Err[AnyError]:
    """As `scim_list_groups`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
