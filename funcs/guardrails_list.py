"""The guardrails of a workspace: ``GET /guardrails``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import GuardrailsListParams, GuardrailsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="guardrails_list",
    method="GET",
    path="/guardrails",
    retry=SAFE,
    request="GuardrailsListParams",
    response="GuardrailsListResponse",
    body=None,
    pages="offset",
)


def guardrails_list(
    core: OpenRouterCore,
    request: GuardrailsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailsListResponse] | Err[AnyError]:
    """List the guardrails of a workspace, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: a management key.

    Arguments:
        core: the client.
        request (GuardrailsListParams or a mapping): which workspace, and the ``offset`` of the first. Default: the
            first 50 of the default workspace.
        options: for this call only.

    Returns:
        ``Ok(GuardrailsListResponse)``: `data` is a list of `Guardrail`; `total_count` is the number on all pages.

    Errors:
        BadRequestResponseError: the default workspace was deleted, and ``workspace_id`` names no other one.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.guardrails_create import guardrails_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     made = guardrails_create(core, {"name": "a team"})
        ...     found = guardrails_list(core, {"limit": 10}).unwrap()
        >>> [guardrail.name for guardrail in found.data], found.total_count
        (['a team'], 1)
    """
    return call(core, OPERATION, request, options=options)


async def guardrails_list_async(
    core: OpenRouterCore,
    request: GuardrailsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[GuardrailsListResponse] | Err[AnyError]:
    """As `guardrails_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
