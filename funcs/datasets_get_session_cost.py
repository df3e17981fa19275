"""What a session costs: ``GET /datasets/session-cost``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import DatasetsGetSessionCostParams, DatasetsGetSessionCostResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="datasets_get_session_cost",
    method="GET",
    path="/datasets/session-cost",
    retry=SAFE,
    request="DatasetsGetSessionCostParams",
    response="DatasetsGetSessionCostResponse",
    body=None,
    pages="offset",
)


def datasets_get_session_cost(
    core: OpenRouterCore,
    request: DatasetsGetSessionCostParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[DatasetsGetSessionCostResponse] | Err[AnyError]:
    """Get what a session costs, by app, model and length, one page of it.

    It is the median of a sample of everybody's sessions, made anew each week. `openrouter_core.paginate.paginate` goes
    through all pages. The data is licensed under CC BY 4.0: who republishes it names OpenRouter.

    Key: needed.

    Arguments:
        core: configuration and connections.
        request (DatasetsGetSessionCostParams or a mapping): which sessions; a mapping has the names of the API. Without
            it all.
        options: settings for this call only.

    Returns:
        ``Ok(DatasetsGetSessionCostResponse)``: `data` is a list of `SessionCost`; `meta` says which days it is of.

    Errors:
        Those of every operation: see `openrouter_core.AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = datasets_get_session_cost(core, {"turn_range": "10-49-turns"}).unwrap().data
        >>> {cell.turn_range for cell in found}
        {'10-49-turns'}
    """
    return call(core, OPERATION, request, options=options)


async def datasets_get_session_cost_async(
    core: OpenRouterCore,
    request: DatasetsGetSessionCostParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[DatasetsGetSessionCostResponse] | Err[AnyError]:
    """As `datasets_get_session_cost`, for async code."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, request, options=options)
