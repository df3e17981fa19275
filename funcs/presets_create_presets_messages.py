"""Save the settings of a Messages API request as a preset: ``POST /presets/{slug}/messages``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import NON_IDEMPOTENT
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import MessagesRequest, PresetResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="presets_create_presets_messages",
    method="POST",
    path="/presets/{slug}/messages",
    retry=NON_IDEMPOTENT,
    request="MessagesRequest",
    response="PresetResponse",
)


def presets_create_presets_messages(
    core: OpenRouterCore,
    slug: str,
    request: MessagesRequest | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetResponse] | Err[AnyError]:
    """Save the settings of a Messages API request as a preset.

    Nothing is generated, and nothing is billed. If a preset with this slug exists, it gets a new version, which
    requests use from then on. To use a preset, send a request with the model ``@preset/<slug>``.

    Key: needed.

    Arguments:
        core: the client.
        slug (str): the preset's slug; letters, digits and hyphens.
        request (MessagesRequest or a mapping): a request as `messages_create` takes it. Its settings are saved;
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
        ...     request = {"model": "anthropic/claude-sonnet-4.5", "messages": [], "max_tokens": 100}
        ...     preset = presets_create_presets_messages(core, "terse", request).unwrap().data
        >>> preset.designated_version.config
        {'model': 'anthropic/claude-sonnet-4.5', 'max_tokens': 100}
    """
    return call(core, OPERATION, request, path={"slug": slug}, options=options)


async def presets_create_presets_messages_async(
    core: OpenRouterCore,
    slug: str,
    request: MessagesRequest | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[PresetResponse] | Err[AnyError]:
    """As `presets_create_presets_messages`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, path={"slug": slug}, options=options)
