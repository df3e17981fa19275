"""One mapping of a group to a workspace: ``GET /scim/group-mappings/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ScimGroupMappingResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="scim_read",
    method="GET",
    path="/scim/group-mappings/{id}",
    retry=SAFE,
    request=None,
    response="ScimGroupMappingResponse",
    body=None,
)


def scim_read(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimGroupMappingResponse] | Err[AnyError]:
    """Get one mapping of a group of the identity provider to a workspace.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the mapping, from `scim_list_mappings` or `scim_create`.
        options: for this call only.

    Returns:
        ``Ok(ScimGroupMappingResponse)``: `data` is the mapping.

    Errors:
        NotFoundResponseError: there is no such mapping.
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
        ...     found = scim_read(core, made.id).unwrap().data
        >>> found == made
        True
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def scim_read_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimGroupMappingResponse] | Err[AnyError]:
    """As `scim_read`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
