"""Delete an intern: ``DELETE /interns/{internId}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import InternsDeleteParams, InternsDeleteResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="interns_delete_intern",
    method="DELETE",
    path="/interns/{internId}",
    retry=IDEMPOTENT,
    request="InternsDeleteParams",
    response="InternsDeleteResponse",
)


def interns_delete_intern(
    core: OpenRouterCore,
    intern_id: str,
    request: InternsDeleteParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternsDeleteResponse] | Err[AnyError]:
    """Start the deletion of an intern, with its machine and its vault.

    The deletion continues after the response: the intern's `status` is ``destroying`` until it is deleted, or becomes
    ``destroy_failed``.

    Key: needed, with access to the Intern API. The key determines the workspace.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        request (InternsDeleteParams or a mapping): ``acknowledge_workspace_loss``, whether the intern's work may be
            lost. By default, an intern is not deleted if there is no backup of
            its work.
        options: for this call only.

    Returns:
        ``Ok(InternsDeleteResponse)``: `deleting` is True.

    Errors:
        ConflictResponseError: it cannot be deleted in its present state.
        NotFoundResponseError: there is no such intern, or an earlier attempt of the same call has already deleted it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.funcs.interns_get_intern import interns_get_intern
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = interns_create_intern(core, {"name": "Ada"}).unwrap()
        ...     begun = interns_delete_intern(core, made.id).unwrap()
        ...     found = interns_get_intern(core, made.id).unwrap()
        >>> begun.deleting, found.status
        (True, 'destroying')
    """
    return call(core, OPERATION, request, path={"internId": intern_id}, options=options)


async def interns_delete_intern_async(
    core: OpenRouterCore,
    intern_id: str,
    request: InternsDeleteParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternsDeleteResponse] | Err[AnyError]:
    """As `interns_delete_intern`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"internId": intern_id}, options=options)
