"""A preset: ``GET /presets/{slug}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import PresetResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="presets_get",
    method="GET",
    path="/presets/{slug}",
    retry=SAFE,
    request=None,
    response="PresetResponse",
    body=None,
)


def presets_get(
    core: OpenRouterCore,
    slug: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetResponse] | Err[AnyError]:
    """Get one preset, with the settings that requests use.

    Key: needed.

    Arguments:
        core: the client.
        slug (str): the preset's slug.
        options: for this call only.

    Returns:
        ``Ok(PresetResponse)``: `data` is the preset, and its `designated_version` has the settings.

    Errors:
        NotFoundResponseError: there is no such preset.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.presets_create_presets_responses import presets_create_presets_responses
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     request = {"model": "openai/gpt-4o-mini", "temperature": 0.2}
        ...     made = presets_create_presets_responses(core, "terse", request)
        ...     preset = presets_get(core, "terse").unwrap().data
        >>> preset.designated_version.config["temperature"]
        0.2
    """
    return call(core, OPERATION, None, path={"slug": slug}, options=options)


async def presets_get_async(
    core: OpenRouterCore,
    slug: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetResponse] | Err[AnyError]:
    """As `presets_get`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, None, path={"slug": slug}, options=options)
