"""The bytes of a video: ``GET /videos/{jobId}/content``."""

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
    """Download a finished video, into memory or into a local file.

    Key: needed.

    Arguments:
        core: the client.
        job_id (str): the job's id.
        request (VideoGenerationGetVideoContentParams or a mapping): the ``index`` of the video, if the job has made
            several. Default: the first video.
        to: the file to write; it appears only when it is complete, see `files_download`. None keeps the bytes in
            memory.
        progress: called after each chunk with two numbers: the bytes so far, and the total, which is None if the server
            did not send it. A retry counts from zero again.
        options: for this call only.

    Returns:
        ``Ok(BinaryResponse)``: `content` holds the bytes, or `path` names the file that was written.

    Errors:
        SDKValidationError: `to` is not a path that can be written as a file; nothing was sent.
        ConflictResponseError: the video is not finished.
        GoneResponseError: the video is no longer stored.
        NotFoundResponseError: there is no such job, or it has no video with this ``index``.
        UnexpectedClientError: writing the file failed, or `progress` raised.
        Others: see `AnyError`.

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
    """As `video_generation_get_video_content`, for async code. `progress` must not be async."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core,
        OPERATION,
        request,
        path={"jobId": job_id},
        sink=BodySink(progress) if to is None else FileSink(to, progress),
        options=options,
    )
