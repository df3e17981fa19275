"""A new mapping of a group to a workspace: ``POST /scim/group-mappings``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ScimCreateParams, ScimGroupMappingResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="scim_create",
    method="POST",
    path="/scim/group-mappings",
    retry=IDEMPOTENT,
    request="ScimCreateParams",
    response="ScimGroupMappingResponse",
)


def scim_create(
    core: OpenRouterCore,
    request: ScimCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimGroupMappingResponse] | Err[AnyError]:
    """Give the members of a group of the identity provider a role in a workspace.

    From then on, the members of the group are members of the workspace. If the same mapping exists with the same role,
    it is applied again, which is not an error, so the request can be retried.

    Key: a management key.

    Arguments:
        core: the client.
        request (ScimCreateParams or a mapping): the group, the workspace and the role.
        options: for this call only.

    Returns:
        ``Ok(ScimGroupMappingResponse)``: `data` is the mapping.

    Errors:
        ConflictResponseError: the group already has another role in this workspace; `scim_update` changes it.
        NotFoundResponseError: there is no such group or workspace.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.scim_list_groups import scim_list_groups
        >>> from openrouter_core.funcs.workspaces_get import workspaces_get
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     group = scim_list_groups(core).unwrap().data[0]
        ...     workspace = workspaces_get(core, "default").unwrap().data
        ...     new = {"scim_group_id": group.id, "workspace_id": workspace.id, "role": "member"}
        ...     made = scim_create(core, new).unwrap().data
        >>> made.scim_group_id == group.id, made.role
        (True, 'member')
    """
    return call(core, OPERATION, request, options=options)


async def scim_create_async(
    core: OpenRouterCore,
    request: ScimCreateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimGroupMappingResponse] | Err[AnyError]:
    """As `scim_create`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
