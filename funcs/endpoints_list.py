"""The providers of a model: ``GET /models/{author}/{slug}/endpoints``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import EndpointsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="endpoints_list",
    method="GET",
    path="/models/{author}/{slug}/endpoints",
    key="optional",
    retry=SAFE,
    request=None,
    response="EndpointsListResponse",
    body=None,
)


def endpoints_list(
    core: OpenRouterCore,
    author: str,
    slug: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[EndpointsListResponse] | Err[AnyError]:
    """List the providers that serve a model, with the price and the recent performance of each.

    Key: optional.

    Arguments:
        core: the client.
        author (str): the part of the model's id before its first slash, such as ``"openai"``.
        slug (str): the part after it, such as ``"gpt-4"``. Each of the two is percent-encoded, and sent as one segment
            of the path.
        options: for this call only.

    Returns:
        ``Ok(EndpointsListResponse)``: `data.endpoints` has one item for each provider.

    Errors:
        NotFoundResponseError: there is no such model.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = endpoints_list(core, "openai", "gpt-4o-mini").unwrap().data
        >>> found.endpoints[0].provider_name
        'LocalServer'
    """
    return call(core, OPERATION, None, path={"author": author, "slug": slug}, options=options)


async def endpoints_list_async(
    core: OpenRouterCore,
    author: str,
    slug: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[EndpointsListResponse] | Err[AnyError]:
    """As `endpoints_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, None, path={"author": author, "slug": slug}, options=options
    )
