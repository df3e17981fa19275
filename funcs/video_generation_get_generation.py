"""How far a video is: ``GET /videos/{jobId}``."""

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
    from openrouter_core.models import VideoResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="video_generation_get_generation",
    method="GET",
    path="/videos/{jobId}",
    retry=SAFE._replace(not_yet=("404",)),
    request=None,
    response="VideoResponse",
    body=None,
    poll=Poll(done=("completed",), failed=("failed", "cancelled", "expired")),
)


def video_generation_get_generation(
    core: OpenRouterCore,
    job_id: str,
    *,
    wait: float | None = None,
    progress: Callable[[VideoResponse], object] | None = None,
    options: RequestOptions | None = None,
) -> Ok[VideoResponse] | Err[AnyError]:
    """Get a job that makes a video: how far it is, and once it is done where the video is and what it has cost.

    Key: needed.

    Arguments:
        core: configuration and connections.
        job_id (str): the job's id.
        wait (float, seconds): how long to go on asking until the job has ended. The pauses grow to four seconds, and
            none begins that would end later; a response that does not come is given up with the end of the wait, and
            not before five seconds; one that is not known yet (404) is waited for too. `Timeout.total` holds where it
            is given. None asks once, and takes the job as it is.
        progress: called with each response, also the last one.
        options: settings for this call only.

    Returns:
        ``Ok(VideoResponse)``: the job; with `wait` one that is completed.

    Errors:
        JobFailedError: with `wait`, the job has failed or expired, or was cancelled; `partial` is the job.
        RequestTimeoutError: with `wait`, it has not ended in time; `partial` is the job as it was last, and `phase` is
            ``wait``. Ask again later.
        NotFoundResponseError: there is no such job.
        Those of every operation: see `openrouter_core.AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.video_generation_generate import video_generation_generate
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     job = video_generation_generate(core, {"model": "google/veo-3.1", "prompt": "A lake"})
        ...     done = video_generation_get_generation(core, job.unwrap().id, wait=60).unwrap()
        >>> done.status, done.usage.cost > 0
        ('completed', True)
    """
    return call(
        core, OPERATION, None, path={"jobId": job_id}, wait=wait, progress=progress, options=options
    )


async def video_generation_get_generation_async(
    core: OpenRouterCore,
    job_id: str,
    *,
    wait: float | None = None,
    progress: Callable[[VideoResponse], object] | None = None,
    options: RequestOptions | None = None,
) -> Ok[VideoResponse] | Err[AnyError]:
    """As `video_generation_get_generation`, for async code. `progress` is a plain function here too."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(
        core, OPERATION, None, path={"jobId": job_id}, wait=wait, progress=progress, options=options
    )
