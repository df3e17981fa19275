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
    """Create an intern, with its own vault.

    With ``provision`` it is started at once; otherwise `interns_provision_intern` starts it. A running intern costs
    money.

    Key: needed, with access to the Intern API. The key determines the workspace.

    Arguments:
        core: the client.
        request (InternsCreateParams or a mapping): its ``name``, and optional settings such as its ``instructions``.
        idempotency_key (str): identifies the request to the API, 1 to 255 characters. The same key with the same
            request returns the intern that was created before, also in a later run of your program. If it is None, each
            call creates its own key, which only its retries share.
        options: for this call only.

    Returns:
        ``Ok(Intern)``: the new intern.

    Errors:
        ConflictResponseError: you already have an intern with this name, or the `idempotency_key` was used with another
            request.
        NotFoundResponseError: there is no vault with this ``vault_id``.
        Others: see `AnyError`.

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
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, request, idempotency_key=idempotency_key, options=options
    )
