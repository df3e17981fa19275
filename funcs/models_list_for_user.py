"""The models that an account may use: ``GET /models/user``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ModelsListForUserParams, ModelsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="models_list_for_user",
    method="GET",
    path="/models/user",
    retry=SAFE,
    request="ModelsListForUserParams",
    response="ModelsListResponse",
    body=None,
    pages="offset",
)


def models_list_for_user(
    core: OpenRouterCore,
    request: ModelsListForUserParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsListResponse] | Err[AnyError]:
    """List the models that the account may use, according to its provider and privacy settings and its guardrails.

    `openrouter_core.paginate.paginate` reads them page by page. A regional server lists the models of its region.

    Key: needed.

    Arguments:
        core: the client.
        request (ModelsListForUserParams or a mapping): which of them, in which order. Default: all.
        options: for this call only.

    Returns:
        ``Ok(ModelsListResponse)``: `data` is a list of `ModelInfo`, as in `models_list`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     found = models_list_for_user(core, {"limit": 2}).unwrap()
        >>> len(found.data), found.total_count > 2
        (2, True)
    """
    return call(core, OPERATION, request, options=options)


async def models_list_for_user_async(
    core: OpenRouterCore,
    request: ModelsListForUserParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ModelsListResponse] | Err[AnyError]:
    """As `models_list_for_user`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
