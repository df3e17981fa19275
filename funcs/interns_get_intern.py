"""One intern: ``GET /interns/{internId}``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.poll import Poll
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import Intern
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="interns_get_intern",
    method="GET",
    path="/interns/{internId}",
    retry=SAFE,
    request=None,
    response="Intern",
    body=None,
    poll=Poll(done=("running",), failed=("failed", "destroy_failed"), error="last_failure_message"),
)


def interns_get_intern(
    core: OpenRouterCore,
    intern_id: str,
    *,
    wait: float | None = None,
    progress: Callable[[Intern], object] | None = None,
    options: RequestOptions | None = None,
) -> Ok[Intern] | Err[AnyError]:
    """Get an intern: its settings and its status.

    Key: needed, with access to the Intern API. The key determines the workspace.

    Arguments:
        core: the client.
        intern_id (str): the `id` of the intern, from `interns_create_intern` or `interns_list_interns`.
        wait (float, seconds): how long to poll until the intern runs. The pauses between requests grow to four seconds,
            and no pause begins that would end after this time. If `Timeout.total` is set, it holds too. None sends one
            request, and returns the intern as it is.
        progress: called with each response, including the last one.
        options: for this call only.

    Returns:
        ``Ok(Intern)``: `status` says what it is doing; `progress` says at which step its start is.

    Errors:
        JobFailedError: with `wait`, the intern could not be started or deleted; `partial` is the intern.
        RequestTimeoutError: with `wait`, it was not running in time; `partial` is the intern in the last response, and
            `phase` is ``wait``. Poll again later.
        NotFoundResponseError: there is no such intern, or the key has no access to it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = interns_create_intern(core, {"name": "Ada", "provision": True}).unwrap()
        ...     found = interns_get_intern(core, made.id).unwrap()
        >>> found.name, found.status, found.progress.step_number
        ('Ada', 'provisioning', 1)
    """
    return call(
        core,
        OPERATION,
        None,
        path={"internId": intern_id},
        wait=wait,
        progress=progress,
        options=options,
    )


async def interns_get_intern_async(
    core: OpenRouterCore,
    intern_id: str,
    *,
    wait: float | None = None,
    progress: Callable[[Intern], object] | None = None,
    options: RequestOptions | None = None,
) -> Ok[Intern] | Err[AnyError]:
    """As `interns_get_intern`, for async code. `progress` must not be async."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        None,
        path={"internId": intern_id},
        wait=wait,
        progress=progress,
        options=options,
    )
