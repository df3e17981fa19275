"""Begin a batch: ``POST /batches``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import BatchCreateBatchesParams, BatchResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="batch_create_batches",
    method="POST",
    path="/batches",
    retry=NON_IDEMPOTENT,
    request="BatchCreateBatchesParams",
    response="BatchResponse",
    body="json",
    first=("endpoint", "model", "callback_url"),
)


def batch_create_batches(
    core: OpenRouterCore,
    request: BatchCreateBatchesParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[BatchResponse] | Err[AnyError]:
    """Send many requests to one model at once, which are answered within a day, for less than one by one.

    That the batch is taken says nothing of its requests: they are checked later, and `batch_get_batches` tells what
    became of them. What is answered is billed.

    Key: needed.

    Arguments:
        core: configuration and connections.
        request (BatchCreateBatchesParams or a mapping): the `endpoint`, the `model` and the `requests`, each with a
            ``custom_id`` of its own and its ``body``; a mapping has the names of the API. The API wants `requests`
            last, and so they are sent.
        options: settings for this call only.

    Returns:
        ``Ok(BatchResponse)``: the batch, whose `status` is ``validating``; its `id` is what the other functions want.

    Errors:
        PayloadTooLargeResponseError: these are too many requests, or too large ones.
        UnprocessableEntityResponseError: the model cannot answer batches, or not by this endpoint.
        Those of every operation: see `openrouter_core.AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.batch_get_batches import batch_get_batches
        >>> from openrouter_core.testing import LocalServer
        >>> requests = [
        ...     {"custom_id": city, "body": {"messages": [{"role": "user", "content": f"Greet {city}"}]}}
        ...     for city in ("Oslo", "Lima")
        ... ]
        >>> with LocalServer(answer="Hello!") as server, OpenRouterCore(server_url=server.url) as core:
        ...     batch = batch_create_batches(
        ...         core,
        ...         {"endpoint": "/v1/chat/completions", "model": "openai/gpt-4o-mini", "requests": requests},
        ...     ).unwrap()
        ...     done = batch_get_batches(core, batch.id, wait=60).unwrap()
        >>> batch.status, done.status
        ('validating', 'completed')
        >>> {result.custom_id: result.response.body.text for result in done.results}
        {'Oslo': 'Hello!', 'Lima': 'Hello!'}
    """
    return call(core, OPERATION, request, options=options)


async def batch_create_batches_async(
    core: OpenRouterCore,
    request: BatchCreateBatchesParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[BatchResponse] | Err[AnyError]:
    """As `batch_create_batches`, for async code."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, request, options=options)
