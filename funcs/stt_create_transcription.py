"""Speech to text: ``POST /audio/transcriptions``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import TranscriptionParams, TranscriptionResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="stt_create_transcription",
    method="POST",
    path="/audio/transcriptions",
    retry=BILLED,
    request="TranscriptionParams",
    response="TranscriptionResponse",
)


def stt_create_transcription(
    core: OpenRouterCore,
    request: TranscriptionParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[TranscriptionResponse] | Err[AnyError]:
    """Transcribe speech: turn an audio recording into text.

    It is billed, so a request whose response was lost is not sent again.

    Key: needed.

    Arguments:
        core: the client.
        request (TranscriptionParams or a mapping): the model and the ``input_audio``.
        options: for this call only.

    Returns:
        ``Ok(TranscriptionResponse)``: `text` and, if the model returns them, `segments` and `words`.

    Errors:
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"model": "openai/whisper-1", "input_audio": {"data": "UklGRiQ=", "format": "wav"}}
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     written = stt_create_transcription(core, request).unwrap()
        >>> written.text is not None
        True
    """
    return call(core, OPERATION, request, options=options)


async def stt_create_transcription_async(
    core: OpenRouterCore,
    request: TranscriptionParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[TranscriptionResponse] | Err[AnyError]:
    """As `stt_create_transcription`, for async code."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
