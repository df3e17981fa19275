"""The status of a sync job: ``GET /scim/sync-jobs/{id}``."""

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
    """Get the status of a job that synchronizes the groups of the identity provider.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the job, from `scim_create_sync_job`.
        wait (float, seconds): how long to poll until the job has ended. The pauses between requests grow to four
            seconds, and no pause begins that would end after this time. If `Timeout.total` is set, it holds too. None
            sends one request, and returns the job as it is.
        progress: called with each response, including the last one.
        options: for this call only.

    Returns:
        ``Ok(ScimSyncJobResponse)``: `data` is the job. It has ended when its `status` is ``succeeded`` or ``failed``;
        `error_message` says why it failed.

    Errors:
        JobFailedError: with `wait`, the job failed; `partial` is the response.
        RequestTimeoutError: with `wait`, it did not end in time; `partial` is the last response, and `phase` is
            ``wait``. Poll again later.
        NotFoundResponseError: there is no such job.
        Others: see `AnyError`.

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
    """As `scim_get_sync_job`, for async code. `progress` must not be async."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        None,
        path={"id": id},
        wait=wait,
        progress=progress,
        options=options,
    )
