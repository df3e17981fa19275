"""Save the settings of a chat as a preset: ``POST /presets/{slug}/chat/completions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ChatGenerationParams, PresetResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="presets_create_presets_chat_completions",
    method="POST",
    path="/presets/{slug}/chat/completions",
    retry=NON_IDEMPOTENT,
    request="ChatGenerationParams",
    response="PresetResponse",
)


def presets_create_presets_chat_completions(
    core: OpenRouterCore,
    slug: str,
    request: ChatGenerationParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetResponse] | Err[AnyError]:
    """Save the settings of a chat request as a preset.

    Nothing is generated, and nothing is billed. If a preset with this slug exists, it gets a new version, which
    requests use from then on. To use a preset, send a request with the model ``@preset/<slug>``.

    Key: needed.

    Arguments:
        core: the client.
        slug (str): the preset's slug; letters, digits and hyphens.
        request (ChatGenerationParams or a mapping): a request as `chat_send` takes it. Its settings are saved;
            ``messages`` and ``stream`` are not.
        options: for this call only.

    Returns:
        ``Ok(PresetResponse)``: `data` is the preset, and its `designated_version` the new version.

    Errors:
        ConflictResponseError: the preset was changed at the same time.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     request = {"temperature": 0.2, "messages": [{"role": "user", "content": "Hi"}]}
        ...     preset = presets_create_presets_chat_completions(core, "terse", request).unwrap().data
        >>> preset.designated_version.config
        {'temperature': 0.2}
    """
    return call(core, OPERATION, request, path={"slug": slug}, options=options)


async def presets_create_presets_chat_completions_async(
    core: OpenRouterCore,
    slug: str,
    request: ChatGenerationParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetResponse] | Err[AnyError]:
    """As `presets_create_presets_chat_completions`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"slug": slug}, options=options)
