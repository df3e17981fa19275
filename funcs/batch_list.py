"""The batches of a workspace: ``GET /batches``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import BatchListParams, BatchListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="batch_list",
    method="GET",
    path="/batches",
    retry=SAFE,
    request="BatchListParams",
    response="BatchListResponse",
    body=None,
    repeated=("status",),
    pages="after",
)


def batch_list(
    core: OpenRouterCore,
    request: BatchListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[BatchListResponse] | Err[AnyError]:
    """List batches, one page at a time, the newest first, without their results.

    `openrouter_core.paginate.paginate` reads all pages; `batch_get_batches` gets the results of one.

    Key: needed.

    Arguments:
        core: the client.
        request (BatchListParams or a mapping): which batches, such as ``{"status": ["completed"]}``. Default: the first
            page.
        options: for this call only.

    Returns:
        ``Ok(BatchListResponse)``: `data` is a list of `BatchResponse`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.batch_create_batches import batch_create_batches
        >>> from openrouter_core.paginate import paginate
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"custom_id": "1", "body": {"messages": [{"role": "user", "content": "Hi"}]}}
        >>> batch = {"endpoint": "/v1/chat/completions", "model": "openai/gpt-4o-mini", "requests": [request]}
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = [batch_create_batches(core, batch).unwrap().id for _ in range(3)]
        ...     newest = batch_list(core, {"limit": 1}).unwrap()
        ...     found = [result.unwrap().id for result in paginate(batch_list, core, {"limit": 2})]
        >>> newest.data[0].id == made[2], found == made[::-1]
        (True, True)
    """
    return call(core, OPERATION, request, options=options)


async def batch_list_async(
    core: OpenRouterCore,
    request: BatchListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[BatchListResponse] | Err[AnyError]:
    """As `batch_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
