"""What requests to OpenRouter are about: ``GET /classifications/task``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import (
        ClassificationsGetTaskClassificationsParams,
        ClassificationsGetTaskClassificationsResponse,
    )
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="classifications_get_task_classifications",
    method="GET",
    path="/classifications/task",
    retry=SAFE,
    request="ClassificationsGetTaskClassificationsParams",
    response="ClassificationsGetTaskClassificationsResponse",
    body=None,
)


def classifications_get_task_classifications(
    core: OpenRouterCore,
    request: ClassificationsGetTaskClassificationsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ClassificationsGetTaskClassificationsResponse] | Err[AnyError]:
    """Get what the requests of all users were about in the last seven days, and which models they used.

    It is based on a sample, and contains shares, not absolute numbers. The rate limits are 30 requests a minute for a
    key, and 500 a day for an account. If you republish the data, cite "Source: OpenRouter (openrouter.ai/rankings), as
    of {as_of}", with the date in `data.as_of`.

    Key: needed.

    Arguments:
        core: the client.
        request (ClassificationsGetTaskClassificationsParams or a mapping): the ``window``; its only value is ``"7d"``.
        options: for this call only.

    Returns:
        ``Ok(ClassificationsGetTaskClassificationsResponse)``: `data.classifications` is a list of `TaskClassification`,
        the most frequent first.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = classifications_get_task_classifications(core).unwrap().data
        >>> round(sum(task.usage_share for task in found.classifications), 6)
        1.0
    """
    return call(core, OPERATION, request, options=options)


async def classifications_get_task_classifications_async(
    core: OpenRouterCore,
    request: ClassificationsGetTaskClassificationsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ClassificationsGetTaskClassificationsResponse] | Err[AnyError]:
    """As `classifications_get_task_classifications`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
