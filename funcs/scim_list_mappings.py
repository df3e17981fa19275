"""The mappings of groups to workspaces: ``GET /scim/group-mappings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ScimListMappingsParams, ScimListMappingsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="scim_list_mappings",
    method="GET",
    path="/scim/group-mappings",
    retry=SAFE,
    request="ScimListMappingsParams",
    response="ScimListMappingsResponse",
    body=None,
    pages="offset",
)


def scim_list_mappings(
    core: OpenRouterCore,
    request: ScimListMappingsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimListMappingsResponse] | Err[AnyError]:
    """List the mappings of the identity provider's groups to workspaces, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: a management key.

    Arguments:
        core: the client.
        request (ScimListMappingsParams or a mapping): how many, and the ``offset`` of the first. Default: the first
            page.
        options: for this call only.

    Returns:
        ``Ok(ScimListMappingsResponse)``: `data` is a list of `ScimGroupMapping`; `total_count` is the number on all
        pages.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.scim_create import scim_create
        >>> from openrouter_core.funcs.scim_list_groups import scim_list_groups
        >>> from openrouter_core.funcs.workspaces_get import workspaces_get
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     group = scim_list_groups(core).unwrap().data[0]
        ...     workspace = workspaces_get(core, "default").unwrap().data
        ...     new = {"scim_group_id": group.id, "workspace_id": workspace.id, "role": "member"}
        ...     made = scim_create(core, new).unwrap().data
        ...     found = scim_list_mappings(core).unwrap()
        >>> list(found.data) == [made], found.total_count
        (True, 1)
    """
    return call(core, OPERATION, request, options=options)


async def scim_list_mappings_async(
    core: OpenRouterCore,
    request: ScimListMappingsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimListMappingsResponse] | Err[AnyError]:
    """As `scim_list_mappings`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
