"""The image models: ``GET /images/models``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ImagesListModelsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="images_list_models",
    method="GET",
    path="/images/models",
    retry=SAFE,
    request=None,
    response="ImagesListModelsResponse",
    body=None,
)


def images_list_models(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[ImagesListModelsResponse] | Err[AnyError]:
    """List the image models, with the parameters that each supports.

    Key: needed.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(ImagesListModelsResponse)``: `data` is a list of `ImageModel`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     models = images_list_models(core).unwrap().data
        >>> models[0].id, models[0].supported_parameters["n"].max
        ('openai/gpt-image-1', 10)
    """
    return call(core, OPERATION, None, options=options)


async def images_list_models_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[ImagesListModelsResponse] | Err[AnyError]:
    """As `images_list_models`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
