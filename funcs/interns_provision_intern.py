"""Start an intern: ``POST /interns/{internId}/provision``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import InternsProvisionResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="interns_provision_intern",
    method="POST",
    path="/interns/{internId}/provision",
    retry=IDEMPOTENT,
    request=None,
    response="InternsProvisionResponse",
    body=None,
)


def interns_provision_intern(
    core: OpenRouterCore,
    intern_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternsProvisionResponse] | Err[AnyError]:
    """Start an intern, for the first time or after it was suspended.

    The start continues after the response: `interns_get_intern` returns its progress, and with ``wait=`` it polls until
    `status` is ``running`` or ``failed``. A running intern costs money.

    Key: needed, with access to the Intern API. The key determines the workspace.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        options: for this call only.

    Returns:
        ``Ok(InternsProvisionResponse)``: `provisioning` is True.

    Errors:
        ConflictResponseError: it cannot be started in its present state.
        NotFoundResponseError: there is no such intern, or the key has no access to it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.funcs.interns_get_intern import interns_get_intern
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = interns_create_intern(core, {"name": "Ada"}).unwrap()
        ...     begun = interns_provision_intern(core, made.id).unwrap()
        ...     found = interns_get_intern(core, made.id).unwrap()
        >>> begun.provisioning, found.progress.step_label
        (True, 'Making a machine')
    """
    return call(core, OPERATION, None, path={"internId": intern_id}, options=options)


async def interns_provision_intern_async(
    core: OpenRouterCore,
    intern_id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternsProvisionResponse] | Err[AnyError]:
    """As `interns_provision_intern`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"internId": intern_id}, options=options)
