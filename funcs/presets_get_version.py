"""A version of a preset: ``GET /presets/{slug}/versions/{version}``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import SAFE
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import PresetVersionResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="presets_get_version",
    method="GET",
    path="/presets/{slug}/versions/{version}",
    retry=SAFE,
    request=None,
    response="PresetVersionResponse",
    body=None,
)


def presets_get_version(
    core: OpenRouterCore,
    slug: str,
    version: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetVersionResponse] | Err[AnyError]:
    """Get one version of a preset.

    Key: needed.

    Arguments:
        core: the client.
        slug (str): the preset's slug.
        version (str): the version's number, such as ``"1"``.
        options: for this call only.

    Returns:
        ``Ok(PresetVersionResponse)``: `data` is the version, with its settings.

    Errors:
        NotFoundResponseError: there is no such preset, or no such version of it.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.funcs.presets_create_presets_responses import presets_create_presets_responses
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     request = {"model": "openai/gpt-4o-mini", "temperature": 0.2}
        ...     made = presets_create_presets_responses(core, "terse", request)
        ...     version = presets_get_version(core, "terse", "1").unwrap().data
        >>> version.config
        {'model': 'openai/gpt-4o-mini', 'temperature': 0.2}
    """
    return call(core, OPERATION, None, path={"slug": slug, "version": version}, options=options)


async def presets_get_version_async(
    core: OpenRouterCore,
    slug: str,
    version: str,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetVersionResponse] | Err[AnyError]:
    """As `presets_get_version`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(
        core, OPERATION, None, path={"slug": slug, "version": version}, options=options
    )
