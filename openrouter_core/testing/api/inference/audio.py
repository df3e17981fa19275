"""The default answers to speech and transcription requests: a tone, and a sentence about what came."""

from __future__ import annotations

import binascii
import itertools
import json
import math
import re
import struct
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from openrouter_core.testing.api.checks import Rules, body_of, broken_rule, not_empty, one_of
from openrouter_core.testing.api.multipart import parts
from openrouter_core.testing.payloads import CREATED
from openrouter_core.testing.record import RecordedRequest
from openrouter_core.testing.reply import Reply
from openrouter_core.testing.routes import Route

SAMPLE_RATE = 24_000  # Hz; 16 bits, one channel
PIECE = 4_800  # bytes to a write: a tenth of a second
MOST_SECONDS = 5.0

# One frame of silence, 24 ms: MPEG-2 layer III without CRC, 64 kbit/s, 24 kHz, mono, and side
# information of zeros, which says that nothing follows (ISO/IEC 13818-3). Bytes: 72 * 64000 / 24000.
_MP3_FRAME = bytes((0xFF, 0xF3, 0x84, 0xC0)).ljust(192, b"\0")
_MP3_FRAME_SECONDS = 0.024

_TYPES = {"pcm": "audio/pcm", "mp3": "audio/mpeg", "wav": "audio/wav"}
_SPEECH = {"input": not_empty, "voice": not_empty}
_FORMATS = {"response_format": one_of("json", "verbose_json")}


class Audio:
    """The handlers."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.routes = (
            Route("POST", "/audio/speech", self._speak),
            Route("POST", "/audio/transcriptions", self._transcribe),
        )

    def _headers(self, kind: str) -> dict[str, str]:
        return {"X-Generation-Id": f"gen-{kind}-{CREATED}-localserver{next(self._numbers):06d}"}

    def _speak(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        """A tone that is longer for a longer text."""
        body = body_of(request, "POST /audio/speech", _SPEECH)
        if isinstance(body, Reply):
            return body
        speed = min(max(body.get("speed") or 1, 0.25), 4)
        spoken = body["input"]  # a text, or turns of several voices
        length = (
            len(spoken) if isinstance(spoken, str) else sum(len(turn["text"]) for turn in spoken)
        )
        asked = body.get("response_format") or "pcm"
        sound = speech(asked, length / speed)
        pieces = tuple(sound[at : at + PIECE] for at in range(0, len(sound), PIECE))
        headers = {"Content-Type": _TYPES[asked], **self._headers("tts")}
        return Reply(200, headers, pieces, transfer="chunked")

    def _transcribe(self, request: RecordedRequest, parameters: Mapping[str, str]) -> Reply:
        content_type = request.headers.get("content-type", "")
        if content_type.lower().startswith("multipart/"):
            read = _read_form(content_type, request.body)
        else:
            read = _read_json(request)
        if isinstance(read, Reply):
            return read
        asked, sound, sound_format = read
        sent = f"{len(sound)} bytes of {sound_format}" if sound else sound_format
        said = f"This is a stand-in for OpenRouter, with no model behind it. It was sent {sent}."
        seconds = _seconds(sound)
        return Reply.json(
            {
                "text": said,
                **(_details(said, seconds, asked) if _is_verbose(asked) else {}),
                "usage": {
                    "total_tokens": 40,
                    "input_tokens": 10,
                    "output_tokens": 30,
                    "seconds": seconds,
                    "cost": round(seconds * 1e-4, 10),
                },
            },
            headers=self._headers("stt"),
        )


def speech(asked: str, length: float) -> bytes:
    """A tone, or as MP3 silence, that is longer for a longer text.

    Args:
        asked: the format: pcm, wav or mp3.
        length: of the text, in characters.
    """
    seconds = min(0.05 * length, MOST_SECONDS)
    if asked == "mp3":
        return _MP3_FRAME * math.ceil(seconds / _MP3_FRAME_SECONDS)
    sound = tone(seconds)
    return _wav_head(len(sound)) + sound if asked == "wav" else sound


def tone(seconds: float) -> bytes:
    """A quiet 440 Hz sine: signed 16 bits, little-endian, one channel."""
    count = round(seconds * SAMPLE_RATE)
    turn = 2 * math.pi * 440 / SAMPLE_RATE
    return struct.pack(f"<{count}h", *(round(6_000 * math.sin(turn * n)) for n in range(count)))


def _wav_head(size: int) -> bytes:
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + size,
        b"WAVE",
        b"fmt ",
        16,
        1,  # PCM
        1,
        SAMPLE_RATE,
        2 * SAMPLE_RATE,
        2,
        16,
        b"data",
        size,
    )


def _read_json(request: RecordedRequest) -> tuple[dict[str, Any], bytes, str] | Reply:
    """The request's fields, the sound, and its format."""
    body = body_of(request, "POST /audio/transcriptions", _FORMATS)
    if isinstance(body, Reply):
        return body
    sent = body["input_audio"]
    if "url" in sent:
        return body, b"", "an address, which it does not look up"
    try:
        sound = b64decode(sent["data"], validate=True)
    except (binascii.Error, ValueError):
        return Reply.error(400, "input_audio.data: expected base64 (raw bytes, not a data URI)")
    if not sound:
        return Reply.error(400, "input_audio.data: must not be empty")
    return body, sound, sent["format"]


def _read_form(content_type: str, body: bytes) -> tuple[dict[str, Any], bytes, str] | Reply:
    """The same of a form, whose field `file` names its format by its filename or its media type."""
    form = parts(content_type, body)
    if form is None:
        return Reply.error(400, "Invalid multipart/form-data request body")
    sent = next((part for part in form if part.name == "file" and part.content), None)
    texts = [part for part in form if part is not sent]
    fields: dict[str, Any] = {part.name: part.content.decode("utf-8", "replace") for part in texts}
    for name in ("timestamp_granularities", "keyterms"):
        fields[name] = [
            part.content.decode("utf-8", "replace") for part in texts if part.name == f"{name}[]"
        ]
    if sent is None and not fields.get("source_url"):
        return Reply.error(400, "file: Required")
    problem = "model: Required" if "model" not in fields else broken_rule(fields, _FORM)
    if problem is not None:
        return Reply.error(400, problem)
    if sent is None:
        return fields, b"", "an address, which it does not look up"
    named = (sent.filename or "").rpartition(".")[2]
    if "." not in (sent.filename or "") and sent.content_type:
        named = sent.content_type.rpartition("/")[2]
    return fields, sent.content, named or "audio"


def _json_object(value: str) -> str | None:
    try:
        found = json.loads(value)
    except (ValueError, RecursionError):
        found = None
    return None if isinstance(found, dict) else "expected a JSON object"


def _granularities(values: list[str]) -> str | None:
    return next(filter(None, map(one_of("word", "segment"), values)), None)


_FORM: Rules = {
    **_FORMATS,
    "provider": _json_object,
    "trace": _json_object,
    "timestamp_granularities": _granularities,
    "temperature": lambda value: None if re.fullmatch(r"[0-9.]+", value) else "expected a number",
    "diarize": one_of("true", "false"),
}


def _is_verbose(asked: Mapping[str, Any]) -> bool:
    return asked.get("response_format") == "verbose_json"


def _details(said: str, seconds: float, asked: Mapping[str, Any]) -> dict[str, Any]:
    details: dict[str, Any] = {
        "task": "transcribe",
        "language": asked.get("language") or "english",
        "duration": seconds,
        "segments": [{"id": 0, "start": 0.0, "end": seconds, "text": said}],
    }
    if "word" in (asked.get("timestamp_granularities") or ()):
        words = said.split()
        each = seconds / len(words)
        details["words"] = [
            {"word": word, "start": round(each * n, 3), "end": round(each * (n + 1), 3)}
            for n, word in enumerate(words)
        ]
    return details


def _seconds(sound: bytes) -> float:
    """How long it lasts: what a WAV file's head says, else as if it were 64 kbit/s."""
    if sound[:4] == b"RIFF" and len(sound) > 44:
        rate = int.from_bytes(sound[28:32], "little")
        if rate:
            return round((len(sound) - 44) / rate, 3)
    return round(len(sound) / 8_000, 3)
