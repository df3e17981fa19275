"""Stop an intern: ``POST /interns/{internId}/suspend``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import InternsSuspendResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="interns_suspend_intern",
    method="POST",
    path="/interns/{internId}/suspend",
    retry=IDEMPOTENT,
    request=None,
    response="InternsSuspendResponse",
    body=None,
)


def interns_suspend_intern(
    core: OpenRouterCore,
    intern_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternsSuspendResponse] | Err[AnyError]:
    """Stop an intern, and keep its disk and its settings.

    `interns_provision_intern` starts it again.

    Key: needed, with access to the Intern API. The key determines the workspace.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        options: for this call only.

    Returns:
        ``Ok(InternsSuspendResponse)``: `suspended` is True.

    Errors:
        ConflictResponseError: it cannot be stopped in its present state.
        NotFoundResponseError: there is no such intern, or the key has no access to it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.funcs.interns_get_intern import interns_get_intern
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = interns_create_intern(core, {"name": "Ada", "provision": True}).unwrap()
        ...     stopped = interns_suspend_intern(core, made.id).unwrap()
        ...     found = interns_get_intern(core, made.id).unwrap()
        >>> stopped.suspended, found.status
        (True, 'stopped')
    """
    return call(core, OPERATION, None, path={"internId": intern_id}, options=options)


async def interns_suspend_intern_async(
    core: OpenRouterCore,
    intern_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternsSuspendResponse] | Err[AnyError]:
    """As `interns_suspend_intern`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"internId": intern_id}, options=options)
