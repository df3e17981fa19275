"""A new video: ``POST /videos``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import VideoGenerationGenerateParams, VideoResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="video_generation_generate",
    method="POST",
    path="/videos",
    retry=NON_IDEMPOTENT,
    request="VideoGenerationGenerateParams",
    response="VideoResponse",
    body="json",
)


def video_generation_generate(
    core: OpenRouterCore,
    request: VideoGenerationGenerateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[VideoResponse] | Err[AnyError]:
    """Start a job that generates a video, which takes from half a minute to several minutes.

    The video is billed when it is finished. `video_generation_get_generation` waits for it, and
    `video_generation_get_video_content` downloads it. With a ``callback_url``, OpenRouter sends an event when it is
    finished, which `openrouter_core.webhooks.verify` checks and reads.

    Key: needed.

    Arguments:
        core: the client.
        request (VideoGenerationGenerateParams or a mapping): the ``model``, the ``prompt`` and any other field.
        options: for this call only.

    Returns:
        ``Ok(VideoResponse)``: the job, whose `status` is ``pending``; the other video functions need its `id`.

    Errors:
        NotFoundResponseError: there is no such model, or it does not generate videos.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     job = video_generation_generate(
        ...         core, {"model": "google/veo-3.1", "prompt": "A lake at sunset", "duration": 8}
        ...     ).unwrap()
        >>> job.status
        'pending'
    """
    return call(core, OPERATION, request, options=options)


async def video_generation_generate_async(
    core: OpenRouterCore,
    request: VideoGenerationGenerateParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[VideoResponse] | Err[AnyError]:
    """As `video_generation_generate`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
