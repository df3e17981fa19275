"""Update a mapping: ``PATCH /scim/group-mappings/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ScimGroupMappingResponse, ScimUpdateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="scim_update",
    method="PATCH",
    path="/scim/group-mappings/{id}",
    retry=IDEMPOTENT,
    request="ScimUpdateParams",
    response="ScimGroupMappingResponse",
)


def scim_update(
    core: OpenRouterCore,
    id: str,
    request: ScimUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimGroupMappingResponse] | Err[AnyError]:
    """Update the role that the members of a group have in a workspace.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the mapping, from `scim_list_mappings` or `scim_create`.
        request (ScimUpdateParams or a mapping): the new ``role``.
        options: for this call only.

    Returns:
        ``Ok(ScimGroupMappingResponse)``: `data` is the changed mapping.

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
        ...     changed = scim_update(core, made.id, {"role": "admin"}).unwrap().data
        >>> changed.role
        'admin'
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def scim_update_async(
    core: OpenRouterCore,
    id: str,
    request: ScimUpdateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimGroupMappingResponse] | Err[AnyError]:
    """As `scim_update`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
