"""Sound as a part of what the user says."""

from __future__ import annotations

from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model


@model
class TranscriptionAudio(RequestModel):
    """Sound to transcribe, by its content or its URL.

    Fields:
        data: base64, without the prefix of a data URL.
        format: of `data`, such as ``wav``.
        url: http(s).
    """

    data: str | Unset | None = UNSET
    format: str | Unset | None = UNSET
    url: str | Unset | None = UNSET


@model
class InputAudio(TranscriptionAudio):
    """Sound by its content.

    Fields:
        data: base64, without the prefix of a data URL; a chat takes no URL here.
        format: ``wav``, ``mp3``, ``flac``, ``m4a``, ``ogg``, ``aiff``, ``aac``, ``pcm16``,
            ``pcm24``.
    """

    data: str = attrs.field(kw_only=False)
    format: str = attrs.field(kw_only=False)


@model
class AudioPart(RequestModel):
    """Sound."""

    type: Literal["input_audio"] = "input_audio"
    input_audio: InputAudio | JsonObject = attrs.field(kw_only=False)
