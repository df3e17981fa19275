"""The credits of the account: ``GET /credits``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import CreditsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="credits_get_credits",
    method="GET",
    path="/credits",
    retry=SAFE,
    request=None,
    response="CreditsResponse",
    body=None,
)


def credits_get_credits(
    core: OpenRouterCore, *, options: RequestOptions | None = None
) -> Ok[CreditsResponse] | Err[AnyError]:
    """Get the credits that the account has bought, and those it has used.

    Key: a management key.

    Arguments:
        core: the client.
        options: for this call only.

    Returns:
        ``Ok(CreditsResponse)``: `data` has `total_credits` and `total_usage`, in US dollars.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = credits_get_credits(core).unwrap().data
        >>> found.total_credits >= found.total_usage
        True
    """
    return call(core, OPERATION, None, options=options)


async def credits_get_credits_async(
    core: OpenRouterCore, *, options: RequestOptions | None = None
) -> Ok[CreditsResponse] | Err[AnyError]:
    """As `credits_get_credits`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, options=options)
