"""The cost of a session: ``GET /datasets/session-cost``."""

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
    """Get the median cost of a session by app, model and length, one page at a time.

    It is computed every week from a sample of the sessions of all users. `openrouter_core.paginate.paginate` reads all
    pages. The data has the license CC BY 4.0: if you republish it, name OpenRouter as its source.

    Key: needed.

    Arguments:
        core: the client.
        request (DatasetsGetSessionCostParams or a mapping): which sessions.
            Default: all.
        options: for this call only.

    Returns:
        ``Ok(DatasetsGetSessionCostResponse)``: `data` is a list of `SessionCost`; `meta` says which days it covers.

    Errors:
        Others: see `AnyError`.

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
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
