"""A batch, and its results: ``GET /batches/{id}``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.poll import Poll
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import BatchResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="batch_get_batches",
    method="GET",
    path="/batches/{id}",
    retry=SAFE._replace(not_yet=("404",)),
    request=None,
    response="BatchResponse",
    body=None,
    poll=Poll(done=("completed",), failed=("failed", "expired", "cancelled")),
)


def batch_get_batches(
    core: OpenRouterCore,
    id: str,
    *,
    wait: float | None = None,
    progress: Callable[[BatchResponse], object] | None = None,
    options: RequestOptions | None = None,
) -> Ok[BatchResponse] | Err[AnyError]:
    """Get a batch: its status and, once it has ended, the result of each request.

    A batch can be completed although some of its requests failed: each of its `results` has a `response` or an `error`.

    Key: needed.

    Arguments:
        core: the client.
        id (str): the batch's id.
        wait (float, seconds): how long to poll until the batch has ended. The pauses between requests grow to four
            seconds, and no pause begins that would end after this time. A request without a response is given up at the
            end of this time, but not before it has had five seconds. A batch that the API does not know yet (404) is
            polled too. If `Timeout.total` is set, it holds too. None sends one request, and returns the batch as it is.
        progress: called with each response, including the last one.
        options: for this call only.

    Returns:
        ``Ok(BatchResponse)``: the batch; with `wait` one that is completed.

    Errors:
        JobFailedError: with `wait`, the batch has failed or expired, or was cancelled; `partial` is the batch, with the
            results it has.
        RequestTimeoutError: with `wait`, it did not end in time; `partial` is the batch in the last response, and
            `phase` is ``wait``. Poll again later.
        NotFoundResponseError: there is no such batch.
        GoneResponseError: its results are no longer stored.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.batch_create_batches import batch_create_batches
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"custom_id": "1", "body": {"messages": [{"role": "user", "content": "Hi"}]}}
        >>> with LocalServer(answer="Hello!") as server, OpenRouterCore(server_url=server.url) as core:
        ...     batch = batch_create_batches(
        ...         core,
        ...         {"endpoint": "/v1/chat/completions", "model": "openai/gpt-4o-mini", "requests": [request]},
        ...     ).unwrap()
        ...     done = batch_get_batches(core, batch.id, wait=60, progress=lambda batch: print(batch.status))
        in_progress
        completed
        >>> [result.response.body.text for result in done.unwrap().results]
        ['Hello!']
    """
    return call(
        core, OPERATION, None, path={"id": id}, wait=wait, progress=progress, options=options
    )


async def batch_get_batches_async(
    core: OpenRouterCore,
    id: str,
    *,
    wait: float | None = None,
    progress: Callable[[BatchResponse], object] | None = None,
    options: RequestOptions | None = None,
) -> Ok[BatchResponse] | Err[AnyError]:
    """As `batch_get_batches`, for async code. `progress` must not be async."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, None, path={"id": id}, wait=wait, progress=progress, options=options
    )
