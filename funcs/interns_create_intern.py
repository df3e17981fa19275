"""A new intern: ``POST /interns``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import Intern, InternsCreateParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="interns_create_intern",
    method="POST",
    path="/interns",
    retry=NON_IDEMPOTENT,
    request="InternsCreateParams",
    response="Intern",
    idempotency=True,
)


def interns_create_intern(
    core: OpenRouterCore,
    request: InternsCreateParams | JsonObject,
    *,
    idempotency_key: str | None = None,
    options: RequestOptions | None = None,
) -> Ok[Intern] | Err[AnyError]:
    """Make an intern, with a vault of its own.

    It is started with ``provision``, or later by `interns_provision_intern`. An intern that runs costs money.

    Key: needed: one with access to the Intern API. Which workspace is meant, the key says.

    Arguments:
        core: configuration and connections.
        request (InternsCreateParams or a mapping): its ``name``, and what it is to know; a mapping has the names of the
            API.
        idempotency_key (str): by which the API knows the request again, 1 to 255 characters. The same key with the same
            request gives the intern that was made before, also in another run of your program; without one each call
            makes a key of its own, which only its retries share.
        options: settings for this call only.

    Returns:
        ``Ok(Intern)``: the intern as it is now.

    Errors:
        ConflictResponseError: you have an intern with this name, or the key came before with another request.
        NotFoundResponseError: there is no such vault to borrow.
        Those of every operation: see `openrouter_core.AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     request = {"name": "Ada", "instructions": "Sort the mail."}
        ...     made = interns_create_intern(core, request, idempotency_key="ada-1").unwrap()
        ...     again = interns_create_intern(core, request, idempotency_key="ada-1").unwrap()
        >>> made.status, again.id == made.id
        ('stopped', True)
    """
    return call(core, OPERATION, request, idempotency_key=idempotency_key, options=options)


async def interns_create_intern_async(
    core: OpenRouterCore,
    request: InternsCreateParams | JsonObject,
    *,
    idempotency_key: str | None = None,
    options: RequestOptions | None = None,
) -> Ok[Intern] | Err[AnyError]:
    """As `interns_create_intern`, for async code."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(
        core, OPERATION, request, idempotency_key=idempotency_key, options=options
    )
