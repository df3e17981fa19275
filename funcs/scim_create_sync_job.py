"""A new sync job: ``POST /scim/sync-jobs``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ScimSyncJobResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="scim_create_sync_job",
    method="POST",
    path="/scim/sync-jobs",
    retry=NON_IDEMPOTENT,
    request=None,
    response="ScimSyncJobResponse",
    body=None,
)


def scim_create_sync_job(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimSyncJobResponse] | Err[AnyError]:
    """Start a job that synchronizes the groups of the identity provider.

    The job runs in the background; `scim_get_sync_job` returns its status.

    Key: a management key.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(ScimSyncJobResponse)``: `data` is the job, which is still queued.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     job = scim_create_sync_job(core).unwrap().data
        >>> job.status, job.finished_at
        ('queued', None)
    """
    return call(core, OPERATION, None, options=options)


async def scim_create_sync_job_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[ScimSyncJobResponse] | Err[AnyError]:
    """As `scim_create_sync_job`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
