"""The providers of an image model: ``GET /images/models/{author}/{slug}/endpoints``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ImagesListModelEndpointsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="images_list_model_endpoints",
    method="GET",
    path="/images/models/{author}/{slug}/endpoints",
    retry=SAFE,
    request=None,
    response="ImagesListModelEndpointsResponse",
    body=None,
)


def images_list_model_endpoints(
    core: OpenRouterCore,
    author: str,
    slug: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ImagesListModelEndpointsResponse] | Err[AnyError]:
    """List the providers of an image model, with their prices and the parameters that each supports.

    Key: needed.

    Arguments:
        core: the client.
        author (str): the part of the model's id before its slash, such as ``"openai"``.
        slug (str): the part after it, such as ``"gpt-image-1"``.
        options: for this call only.

    Returns:
        ``Ok(ImagesListModelEndpointsResponse)``: `endpoints` has one item for each provider.

    Errors:
        NotFoundResponseError: there is no such model, or it does not generate images.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = images_list_model_endpoints(core, "openai", "gpt-image-1").unwrap()
        >>> [(price.unit, price.cost_usd) for price in found.endpoints[0].pricing]
        [('image', 0.04)]
    """
    return call(core, OPERATION, None, path={"author": author, "slug": slug}, options=options)


async def images_list_model_endpoints_async(
    core: OpenRouterCore,
    author: str,
    slug: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[ImagesListModelEndpointsResponse] | Err[AnyError]:
    """As `images_list_model_endpoints`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, None, path={"author": author, "slug": slug}, options=options
    )
