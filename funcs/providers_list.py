"""The providers of models: ``GET /providers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ProvidersListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="providers_list",
    method="GET",
    path="/providers",
    key="optional",
    retry=SAFE,
    request=None,
    response="ProvidersListResponse",
    body=None,
)


def providers_list(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[ProvidersListResponse] | Err[AnyError]:
    """List the providers of models, with their locations and their terms.

    Key: optional.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(ProvidersListResponse)``: `data` is a list of `Provider`. Its `slug` is its name in ``provider.order`` and
        ``provider.only`` of a request.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = providers_list(core).unwrap().data
        >>> [each.name for each in found if "IE" in (each.datacenters or [])]
        ['OpenAI']
    """
    return call(core, OPERATION, None, options=options)


async def providers_list_async(
    core: OpenRouterCore,
    *,
    options: RequestOptions | None = None,
) -> Ok[ProvidersListResponse] | Err[AnyError]:
    """As `providers_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
