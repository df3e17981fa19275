"""Delete a batch: ``DELETE /batches/{id}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import BatchDeleteResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="batch_delete",
    method="DELETE",
    path="/batches/{id}",
    retry=IDEMPOTENT,
    request=None,
    response="BatchDeleteResponse",
    body=None,
)


def batch_delete(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[BatchDeleteResponse] | Err[AnyError]:
    """Delete a batch that has ended, with its requests and results.

    It does not cancel a running batch, and what was billed is not refunded.

    Key: needed.

    Arguments:
        core: the client.
        id (str): the batch's id.
        options: for this call only.

    Returns:
        ``Ok(BatchDeleteResponse)``: `deletion` says where the batch was deleted; the provider may keep its copy.

    Errors:
        ConflictResponseError: the batch has not ended.
        NotFoundResponseError: there is no such batch, or an earlier attempt of the same call has already deleted it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.batch_create_batches import batch_create_batches
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"custom_id": "1", "body": {"messages": [{"role": "user", "content": "Hi"}]}}
        >>> batch = {"endpoint": "/v1/chat/completions", "model": "openai/gpt-4o-mini", "requests": [request]}
        >>> with LocalServer(job_looks=0) as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = batch_create_batches(core, batch).unwrap()
        ...     gone = batch_delete(core, made.id).unwrap()
        >>> gone.deletion.openrouter
        'deleted'
    """
    return call(core, OPERATION, None, path={"id": id}, options=options)


async def batch_delete_async(
    core: OpenRouterCore,
    id: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[BatchDeleteResponse] | Err[AnyError]:
    """As `batch_delete`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"id": id}, options=options)
