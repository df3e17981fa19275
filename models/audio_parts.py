"""Sound as a part of what the user says."""

from __future__ import annotations

from typing import Literal

import attrs

from openrouter_core.models.model import JsonObject, RequestModel, model


@model
class InputAudio(RequestModel):
    """Sound.

    Fields:
        data: base64, without the head of a data URL; the API takes no URL here.
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
