"""The status of a video: ``GET /videos/{jobId}``."""

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
    """Get the job of a video: its status and, once it has ended, the URLs and the cost of the video.

    Key: needed.

    Arguments:
        core: the client.
        job_id (str): the job's id.
        wait (float, seconds): how long to poll until the job has ended. The pauses between requests grow to four
            seconds, and no pause begins that would end after this time. A request without a response is given up at the
            end of this time, but not before it has had five seconds. A job that the API does not know yet (404) is
            polled too. If `Timeout.total` is set, it holds too. None sends one request, and returns the job as it is.
        progress: called with each response, including the last one.
        options: for this call only.

    Returns:
        ``Ok(VideoResponse)``: the job; with `wait` one that is completed.

    Errors:
        JobFailedError: with `wait`, the job has failed or expired, or was cancelled; `partial` is the job.
        RequestTimeoutError: with `wait`, it did not end in time; `partial` is the job in the last response, and `phase`
            is ``wait``. Poll again later.
        NotFoundResponseError: there is no such job.
        Others: see `AnyError`.

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
    """As `video_generation_get_generation`, for async code. `progress` must not be async."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, None, path={"jobId": job_id}, wait=wait, progress=progress, options=options
    )
