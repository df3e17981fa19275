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
    """Write down what is said in a recording that is sent as a file.

    It is billed; a request whose response was lost is not sent again. The API takes up to 25 MB so; larger ones go
    through `stt_create_transcription`, as base64. What is not bytes is read while it is sent, as `files_upload` does,
    and not held in memory.

    Key: needed.

    Arguments:
        core: configuration and connections.
        request (TranscriptionFileParams or a mapping): the ``model``, and ``file``: bytes, a path or a file that is
            open for reading bytes; or ``source_url``. A format is known by the name's ending, so bytes need a
            ``filename`` such as ``"a.wav"``, or a ``content_type``.
        options: settings for this call only.

    Returns:
        ``Ok(TranscriptionResponse)``: `text`, and where the model gives them `segments` and `words`.

    Errors:
        SDKValidationError: the file cannot be read, or its name cannot be sent.
        UnexpectedClientError: the file broke off while it was sent.
        PayloadTooLargeResponseError: the API does not take so much.
        Those of every operation: see `openrouter_core.AnyError`.

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
    """As `stt_create_transcription_multipart`, for async code. Reading from a disk keeps the loop waiting."""
    from openrouter_core._io.send_async import call_async  # it imports asyncio

    return await call_async(core, OPERATION, request, options=options)
