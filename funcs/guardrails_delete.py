"""Delete a guardrail: ``DELETE /guardrails/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import DeletedResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="guardrails_delete",
    method="DELETE",
    path="/guardrails/{id}",
    retry=IDEMPOTENT,
    request=None,
    response="DeletedResponse",
    body=None,
)


def guardrails_delete(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """Delete a guardrail permanently.

    The keys and members that it was assigned to lose its limits.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the guardrail, from `guardrails_list` or `guardrails_create`.
        options: for this call only.

    Returns:
        ``Ok(DeletedResponse)``: `deleted` is True.

    Errors:
        NotFoundResponseError: there is no such guardrail, or an earlier attempt of the same call has already deleted
            it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.guardrails_create import guardrails_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = guardrails_create(core, {"name": "a team"}).unwrap().data
        ...     guardrails_delete(core, made.id).unwrap().deleted
        True
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def guardrails_delete_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """As `guardrails_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
