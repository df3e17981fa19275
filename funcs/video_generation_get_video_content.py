"""A video, its bytes: ``GET /videos/{jobId}/content``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.files import FileSink
from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core._protocol.sink import BodySink, Progress
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    import os

    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import BinaryResponse, VideoGenerationGetVideoContentParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="video_generation_get_video_content",
    method="GET",
    path="/videos/{jobId}/content",
    retry=SAFE,
    request="VideoGenerationGetVideoContentParams",
    response="BinaryResponse",
    body=None,
    accept="video/*",
)


def video_generation_get_video_content(
    core: OpenRouterCore,
    job_id: str,
    request: VideoGenerationGetVideoContentParams | JsonObject = EMPTY_REQUEST,
    *,
    to: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[AnyError]:
    """Get the bytes of a video that is done, into memory or into a file of yours.

    Key: needed.

    Arguments:
        core: configuration and connections.
        job_id (str): the job's id.
        request (VideoGenerationGetVideoContentParams or a mapping): the ``index`` of the video, where the job has made
            several; a mapping has the names of the API. Without it the first one.
        to: the file to write, which appears when all of it has come; see `files_download`. In memory where nothing is
            said.
        progress: called after each piece with the bytes so far and, where the server told it, all that there will be,
            else None. An attempt that is repeated counts from zero again.
        options: settings for this call only.

    Returns:
        ``Ok(BinaryResponse)``: `content` is the bytes, or `path` names the file that was written.

    Errors:
        SDKValidationError: `to` is not a place for a file; nothing was sent.
        ConflictResponseError: the video is not done.
        GoneResponseError: it is not kept any longer.
        NotFoundResponseError: there is no such job, or no such video of it.
        UnexpectedClientError: writing failed later, or `progress` raised.
        Those of every operation: see `openrouter_core.AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.video_generation_generate import video_generation_generate
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer(job_looks=0) as server, OpenRouterCore(server_url=server.url) as core:
        ...     job = video_generation_generate(core, {"model": "google/veo-3.1", "prompt": "A lake"})
        ...     video = video_generation_get_video_content(core, job.unwrap().id).unwrap()
        >>> video.content_type, video.size > 0
        ('video/mp4', True)
    """
    return call(
        core,
        OPERATION,
        request,
        path={"jobId": job_id},
        sink=BodySink(progress) if to is None else FileSink(to, progress),
        options=options,
    )


async def video_generation_get_video_content_async(
    core: OpenRouterCore,
    job_id: str,
    request: VideoGenerationGetVideoContentParams | JsonObject = EMPTY_REQUEST,
    *,
    to: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[AnyError]:
    """As `video_generation_get_video_content`, for async code. `progress` is a plain function here too."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(
        core,
        OPERATION,
        request,
        path={"jobId": job_id},
        sink=BodySink(progress) if to is None else FileSink(to, progress),
        options=options,
    )
