"""The presets of an account: ``GET /presets``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import PresetsListParams, PresetsListResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="presets_list",
    method="GET",
    path="/presets",
    retry=SAFE,
    request="PresetsListParams",
    response="PresetsListResponse",
    body=None,
    pages="offset",
)


def presets_list(
    core: OpenRouterCore,
    request: PresetsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetsListResponse] | Err[AnyError]:
    """List the presets of the account, the last changed first, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: needed.

    Arguments:
        core: the client.
        request (PresetsListParams or a mapping): how many (``limit``), after how many others (``offset``). Default: the
            first 50.
        options: for this call only.

    Returns:
        ``Ok(PresetsListResponse)``: `data` is a list of `Preset`, without their settings, which `presets_get` returns.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.presets_create_presets_responses import presets_create_presets_responses
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     request = {"model": "openai/gpt-4o-mini", "temperature": 0.2}
        ...     made = presets_create_presets_responses(core, "terse", request)
        ...     found = presets_list(core).unwrap()
        >>> [preset.slug for preset in found.data]
        ['terse']
    """
    return call(core, OPERATION, request, options=options)


async def presets_list_async(
    core: OpenRouterCore,
    request: PresetsListParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetsListResponse] | Err[AnyError]:
    """As `presets_list`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
