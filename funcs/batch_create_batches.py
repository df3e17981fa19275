"""A new batch: ``POST /batches``."""

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
    """Create a batch: many requests to one model, processed within a day at a lower price than single requests.

    The requests are checked only after the batch was accepted; `batch_get_batches` returns their results and errors.
    Each request that gets a response is billed.

    Key: needed.

    Arguments:
        core: the client.
        request (BatchCreateBatchesParams or a mapping): the `endpoint`, the `model` and the `requests`, each with its
            own ``custom_id`` and its ``body``. The API requires `requests` to be
            the last field, so it is sent last.
        options: for this call only.

    Returns:
        ``Ok(BatchResponse)``: the batch, whose `status` is ``validating``; the other batch functions need its `id`.

    Errors:
        PayloadTooLargeResponseError: there are too many requests, or they are too large.
        UnprocessableEntityResponseError: the model does not support batches, or not at this endpoint.
        Others: see `AnyError`.

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
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
