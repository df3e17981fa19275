"""How far a job is that reads groups: ``GET /scim/sync-jobs/{id}``."""

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
    from openrouter_core.models import ScimSyncJobResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="scim_get_sync_job",
    method="GET",
    path="/scim/sync-jobs/{id}",
    retry=SAFE,
    request=None,
    response="ScimSyncJobResponse",
    body=None,
    poll=Poll(
        done=("succeeded",), failed=("failed",), status="data.status", error="data.error_message"
    ),
)


def scim_get_sync_job(
    core: OpenRouterCore,
    id: str,
    *,
    wait: float | None = None,
    progress: Callable[[ScimSyncJobResponse], object] | None = None,
    options: RequestOptions | None = None,
) -> Ok[ScimSyncJobResponse] | Err[AnyError]:
    """Get how far a job is that reads the groups of the identity provider.

    Key: a management key.

    Arguments:
        core: configuration and connections.
        id (str): the `id` of the job, as `scim_create_sync_job` gives it.
        wait (float, seconds): how long to go on asking until the job has ended. The pauses grow to four seconds, and
            none begins that would end later; `Timeout.total` holds where it is given. None asks once, and takes the
            job as it is.
        progress: called with each response, also the last one.
        options: settings for this call only.

    Returns:
        ``Ok(ScimSyncJobResponse)``: `data` is the job as it is now. It is at its end when its `status` is
            ``succeeded`` or ``failed``; its `error_message` says why it failed.

    Errors:
        JobFailedError: with `wait`, the job has failed; `partial` is the response.
        RequestTimeoutError: with `wait`, it has not ended in time; `partial` is the last response, and `phase` is
            ``wait``. Ask again later.
        NotFoundResponseError: there is no such job.
        Those of every operation: see `openrouter_core.AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.scim_create_sync_job import scim_create_sync_job
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     job = scim_create_sync_job(core).unwrap().data
        ...     done = scim_get_sync_job(core, job.id, wait=60).unwrap().data
        >>> done.status, done.synced_groups
        ('succeeded', 2)
    """
    return call(
        core,
        OPERATION,
        None,
        path={"id": id},
        wait=wait,
        progress=progress,
        options=options,
    )


async def scim_get_sync_job_async(
    core: OpenRouterCore,
    id: str,
    *,
    wait: float | None = None,
    progress: Callable[[ScimSyncJobResponse], object] | None = None,
    options: RequestOptions | None = None,
) -> Ok[ScimSyncJobResponse] | Err[AnyError]:
    """As `scim_get_sync_job`, for async code. `progress` is a plain function here too."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(
        core,
        OPERATION,
        None,
        path={"id": id},
        wait=wait,
        progress=progress,
        options=options,
    )
