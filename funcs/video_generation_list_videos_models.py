"""The video models: ``GET /videos/models``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import VideoGenerationListVideosModelsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="video_generation_list_videos_models",
    method="GET",
    path="/videos/models",
    retry=SAFE,
    request=None,
    response="VideoGenerationListVideosModelsResponse",
    body=None,
    key="optional",
)


def video_generation_list_videos_models(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[VideoGenerationListVideosModelsResponse] | Err[AnyError]:
    """List the video models, with the prices of each, and the sizes, durations and input images that it supports.

    Key: optional.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(VideoGenerationListVideosModelsResponse)``: `data` is a list of `VideoModel`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = video_generation_list_videos_models(core).unwrap()
        >>> found.data[0].supported_durations
        [4, 6, 8]
    """
    return call(core, OPERATION, None, options=options)


async def video_generation_list_videos_models_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[VideoGenerationListVideosModelsResponse] | Err[AnyError]:
    """As `video_generation_list_videos_models`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
