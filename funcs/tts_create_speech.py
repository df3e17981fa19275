"""Text to speech: ``POST /audio/speech``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import BinaryResponse, SpeechParams
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="tts_create_speech",
    method="POST",
    path="/audio/speech",
    retry=BILLED,
    request="SpeechParams",
    response="BinaryResponse",
    accept="audio/*",
)


def tts_create_speech(
    core: OpenRouterCore,
    request: SpeechParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[AnyError]:
    """Generate speech (audio) from text.

    It is billed, so a request whose response was lost is not sent again.

    Key: needed.

    Arguments:
        core: the client.
        request (SpeechParams or a mapping): the model, the ``input`` and the ``response_format``.
        options: for this call only.

    Returns:
        ``Ok(BinaryResponse)``: `content` holds the audio as bytes, which `openrouter_core.media.save` writes to a file;
        `http_meta.generation_id` is the id of the generation.

    Errors:
        ResponseValidationError: the status is 200, but the body is not audio.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"model": "openai/gpt-4o-mini-tts", "input": "Hello", "response_format": "mp3"}
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     spoken = tts_create_speech(core, request)
        >>> spoken.unwrap().content_type
        'audio/mpeg'
    """
    return call(core, OPERATION, request, options=options)


async def tts_create_speech_async(
    core: OpenRouterCore,
    request: SpeechParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[BinaryResponse] | Err[AnyError]:
    """As `tts_create_speech`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
