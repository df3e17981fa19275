"""What the account has bought and used: ``GET /credits``."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from openrouter_core.operation import Operation
from openrouter_core.result import Err, Ok
from openrouter_core.retries import READING
from openrouter_core.send import call

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import CreditsResponse, errors
    from openrouter_core.options import RequestOptions

CreditsGetCreditsError: TypeAlias = "errors.AnyError"
"""What an `Err` of this operation can hold."""

OPERATION = Operation(
    name="credits_get_credits",
    method="GET",
    path="/credits",
    repeat=READING,
    request=None,
    response="CreditsResponse",
    body=None,
)


def credits_get_credits(
    core: OpenRouterCore, *, options: RequestOptions | None = None
) -> Ok[CreditsResponse] | Err[CreditsGetCreditsError]:
    """Get the credits that the account has bought and used, in US dollars. It takes a management key.

    Arguments:
        core: configuration and transport.
        options: settings for this call only.

    Returns:
        ``Ok(CreditsResponse)``, or an `Err` with any of the errors that `chat_send` names.

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
) -> Ok[CreditsResponse] | Err[CreditsGetCreditsError]:
    """As `credits_get_credits`, for async code."""
    from openrouter_core.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, None, options=options)
