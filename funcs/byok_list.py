"""Your provider keys: ``GET /byok``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ByokListParams, ByokListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="byok_list",
    method="GET",
    path="/byok",
    retry=SAFE,
    request="ByokListParams",
    response="ByokListResponse",
    body=None,
    pages="offset",
)


def byok_list(
    core: OpenRouterCore,
    request: ByokListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ByokListResponse] | Err[AnyError]:
    """List your own provider keys (BYOK), one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: a management key.

    Arguments:
        core: the client.
        request (ByokListParams or a mapping): which provider and workspace, and the ``offset`` of the first. Default:
            the first 50 of the default workspace.
        options: for this call only.

    Returns:
        ``Ok(ByokListResponse)``: `data` is a list of `ByokKey`; `total_count` is the number on all pages.

    Errors:
        BadRequestResponseError: the default workspace was deleted, and ``workspace_id`` names no other one.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.byok_create import byok_create
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     for provider in ("openai", "mistral"):
        ...         made = byok_create(core, {"provider": provider, "key": "sk-12345678"})
        ...     found = byok_list(core, {"provider": "mistral"}).unwrap()
        >>> [key.provider for key in found.data], found.total_count
        (['mistral'], 1)
    """
    return call(core, OPERATION, request, options=options)


async def byok_list_async(
    core: OpenRouterCore,
    request: ByokListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[ByokListResponse] | Err[AnyError]:
    """As `byok_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
