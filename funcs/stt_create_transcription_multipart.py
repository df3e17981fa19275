"""Speech to text, of a file: ``POST /audio/transcriptions`` as a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openrouter_core._io.send import call
from openrouter_core._protocol.operation import Operation
from openrouter_core._protocol.retry import BILLED
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import TranscriptionFileParams, TranscriptionResponse
    from openrouter_core.models.errors import AnyError
    from openrouter_core.models.model import JsonObject
    from openrouter_core.options import RequestOptions

OPERATION = Operation(
    name="stt_create_transcription_multipart",
    method="POST",
    path="/audio/transcriptions",
    retry=BILLED,
    request="TranscriptionFileParams",
    response="TranscriptionResponse",
    body="multipart",
    repeated=("timestamp_granularities[]", "keyterms[]"),
    as_json=("provider", "trace"),
    file_or="source_url",
)


def stt_create_transcription_multipart(
    core: OpenRouterCore,
    request: TranscriptionFileParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[TranscriptionResponse] | Err[AnyError]:
    """Transcribe speech from an audio file that is uploaded as a form.

    It is billed, so a request whose response was lost is not sent again. The API accepts files up to 25 MB here; send a
    larger one with `stt_create_transcription`, as base64. A path or a file object is read while it is sent, as in
    `files_upload`, and is not held in memory.

    Key: needed.

    Arguments:
        core: the client.
        request (TranscriptionFileParams or a mapping): the ``model``, and ``file``: bytes, a path or a file that is
            open for reading bytes; or ``source_url``. The format is recognized by the ending of the file's name, so
            bytes need a ``filename`` such as ``"a.wav"``, or a ``content_type``.
        options: for this call only.

    Returns:
        ``Ok(TranscriptionResponse)``: `text` and, if the model returns them, `segments` and `words`.

    Errors:
        SDKValidationError: the file cannot be read, or its name cannot be sent.
        UnexpectedClientError: while it was sent, the file became shorter or could not be read to its end.
        PayloadTooLargeResponseError: the file is larger than the API accepts.
        Others: see `AnyError`.

    Example:
        >>> from openrouter_core import OpenRouterCore
        >>> from openrouter_core.testing import LocalServer
        >>> request = {"model": "openai/whisper-1", "file": b"RIFF$", "filename": "a.wav"}
        >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
        ...     written = stt_create_transcription_multipart(core, request).unwrap()
        >>> written.text[-20:]
        'sent 5 bytes of wav.'
    """
    return call(core, OPERATION, request, options=options)


async def stt_create_transcription_multipart_async(
    core: OpenRouterCore,
    request: TranscriptionFileParams | JsonObject,
    *,
    options: RequestOptions | None = None,
) -> Ok[TranscriptionResponse] | Err[AnyError]:
    """As `stt_create_transcription_multipart`, for async code. Reading from the disk blocks the event loop."""
    from openrouter_core._io.send_async import call_async

    return await call_async(core, OPERATION, request, options=options)
