"""Delete an observability destination: ``DELETE /observability/destinations/{id}``."""

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
    name="observability_delete",
    method="DELETE",
    path="/observability/destinations/{id}",
    retry=IDEMPOTENT,
    request=None,
    response="DeletedResponse",
    body=None,
)


def observability_delete(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """Delete an observability destination; nothing more is reported to it.

    What was already sent there is not deleted.

    Key: a management key.

    Arguments:
        core: the client.
        id (str): the `id` of the destination, from `observability_list` or `observability_create`.
        options: for this call only.

    Returns:
        ``Ok(DeletedResponse)``: `deleted` is True.

    Errors:
        NotFoundResponseError: there is no such destination, or an earlier attempt of the same call has already deleted
            it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.observability_create import observability_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     config = {"publicKey": "pk-lf-12345678", "secretKey": "sk-lf-12345678"}
        ...     request = {"type": "langfuse", "name": "traces", "config": config}
        ...     made = observability_create(core, request).unwrap().data
        ...     observability_delete(core, made.id).unwrap().deleted
        True
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def observability_delete_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[DeletedResponse] | Err[AnyError]:
    """As `observability_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
