"""The versions of a preset: ``GET /presets/{slug}/versions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.models.model import EMPTY_REQUEST
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import PresetsListVersionsParams, PresetsListVersionsResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="presets_list_versions",
    method="GET",
    path="/presets/{slug}/versions",
    retry=SAFE,
    request="PresetsListVersionsParams",
    response="PresetsListVersionsResponse",
    body=None,
    pages="offset",
)


def presets_list_versions(
    core: OpenRouterCore,
    slug: str,
    request: PresetsListVersionsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetsListVersionsResponse] | Err[AnyError]:
    """List the versions of a preset, the oldest first, one page at a time.

    `openrouter_core.paginate.paginate` reads all pages.

    Key: needed.

    Arguments:
        core: the client.
        slug (str): the preset's slug.
        request (PresetsListVersionsParams or a mapping): how many (``limit``), after how many others (``offset``).
            Default: the first 50.
        options: for this call only.

    Returns:
        ``Ok(PresetsListVersionsResponse)``: `data` is a list of `PresetVersion`, each with its settings.

    Errors:
        NotFoundResponseError: there is no such preset.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.presets_create_presets_responses import presets_create_presets_responses
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     for temperature in (0.2, 0.4):
        ...         request = {"temperature": temperature}
        ...         made = presets_create_presets_responses(core, "terse", request)
        ...     found = presets_list_versions(core, "terse").unwrap()
        >>> [(each.version, each.config["temperature"]) for each in found.data]
        [(1, 0.2), (2, 0.4)]
    """
    return call(core, OPERATION, request, path={"slug": slug}, options=options)


async def presets_list_versions_async(
    core: OpenRouterCore,
    slug: str,
    request: PresetsListVersionsParams | JsonObject = EMPTY_REQUEST,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetsListVersionsResponse] | Err[AnyError]:
    """As `presets_list_versions`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"slug": slug}, options=options)
