"""Delete a mapping: ``DELETE /scim/group-mappings/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import DeletedResponse, ScimDeleteParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="scim_delete",
    method="DELETE",
    path="/scim/group-mappings/{id}",
    retry=IDEMPOTENT,
    request="ScimDeleteParams",
    response="DeletedResponse",
    body=None,
)


def scim_delete(
    core: OpenRouterCore,
    id: str,
    request: ScimDeleteParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """Delete the mapping of a group to a workspace permanently.

    With ``keep_members`` False, the members who are in the workspace through this mapping are removed from it. With
    True they stay, and are then managed by hand. The API has no default, so that nobody is removed by accident.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the mapping, from `scim_list_mappings` or `scim_create`.
        request (ScimDeleteParams or a mapping): ``keep_members``, which is required.
        options: for this call only.

    Returns:
        ``Ok(DeletedResponse)``: `deleted` is True.

    Errors:
        BadRequestResponseError: ``keep_members`` is missing.
        NotFoundResponseError: there is no such mapping, or an earlier attempt of the same call has already deleted it.
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
        ...     gone = scim_delete(core, made.id, {"keep_members": True}).unwrap()
        >>> gone.deleted
        True
    """
    return call(core, OPERATION, request, path={"id": id}, options=options)


async def scim_delete_async(
    core: OpenRouterCore,
    id: str,
    request: ScimDeleteParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """As `scim_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"id": id}, options=options)
