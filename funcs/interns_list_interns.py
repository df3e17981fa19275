"""The interns of a workspace: ``GET /interns``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import InternsListParams, InternsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="interns_list_interns",
    method="GET",
    path="/interns",
    retry=SAFE,
    request="InternsListParams",
    response="InternsListResponse",
    body=None,
    pages="starting_after",
)


def interns_list_interns(
    core: OpenRouterCore,
    request: InternsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternsListResponse] | Err[AnyError]:
    """List the interns that the key has access to, the newest first, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: needed, with access to the Intern API. The key determines the workspace.

    Arguments:
        core: the client.
        request (InternsListParams or a mapping): which interns, for example by ``status``. Default: the first page of
            all interns.
        options: for this call only.

    Returns:
        ``Ok(InternsListResponse)``: `data` is a list of `Intern`; if `has_more` is True, use `next_cursor` as the
        ``starting_after`` of the next page.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.interns_create_intern import interns_create_intern
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     for name in ("Ada", "Grace"):
        ...         made = interns_create_intern(core, {"name": name}).unwrap()
        ...     found = interns_list_interns(core, {"status": ["stopped", "running"]}).unwrap()
        >>> [intern.name for intern in found.data], found.has_more
        (['Grace', 'Ada'], False)
    """
    return call(core, OPERATION, request, options=options)


async def interns_list_interns_async(
    core: OpenRouterCore,
    request: InternsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[InternsListResponse] | Err[AnyError]:
    """As `interns_list_interns`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
