"""Text to speech, and speech to text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    TaggedUnion,
    Unset,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.audio_parts import InputAudio
    from openrouter_core.models.chat.parts import TextPart


@model
class AudioProviderOptions(RequestModel):
    """What is handed to the provider as it is.

    Fields:
        options: by the provider's slug an object in the provider's own words.
    """

    options: Mapping[str, Any] | Unset | None = UNSET


@model
class SpeechReferenceAudio(RequestModel):
    """A sample of the voice to speak with.

    Fields:
        data: a data URL that holds it, or base64.
        format: such as ``"wav"``, where `data` does not say.
    """

    data: str = attrs.field(kw_only=False)
    format: str | Unset | None = UNSET


@model
class SpeechReferenceAudioPart(RequestModel):
    """A sample of the voice to speak with."""

    type: Literal["input_audio"] = "input_audio"
    input_audio: SpeechReferenceAudio | JsonObject = attrs.field(kw_only=False)


SpeechReference: TypeAlias = Annotated[
    "SpeechReferenceAudioPart | TextPart | JsonObject",
    TaggedUnion("type", {"input_audio": "SpeechReferenceAudioPart", "text": "TextPart"}),
]
"""A sample of a voice, or what is said in it."""


@model
class SpeechParams(RequestModel):
    """What `tts_create_speech` says, and how.

    Fields:
        input: the text.
        voice: the name of a voice; the names are the provider's own.
        response_format: ``"pcm"`` is 16-bit samples, the lowest byte first, and what comes where nothing is said.
        speed: 1 is the voice's own.
        input_references: a voice to imitate: one sample, and if you like what is said in it.
    """

    model: str
    input: str
    voice: str | Unset | None = UNSET
    response_format: Literal["mp3", "pcm"] | str | Unset | None = UNSET
    speed: float | Unset | None = UNSET
    input_references: Sequence[SpeechReference] | Unset | None = UNSET
    provider: AudioProviderOptions | JsonObject | Unset | None = UNSET


@model
class TranscriptionParams(RequestModel):
    """What `stt_create_transcription` writes down.

    Fields:
        input_audio: the sound, as base64; `openrouter_core.media` makes it of a path or bytes.
        language: of the sound, as ISO 639-1; it is found out where nothing is said.
        response_format: ``"verbose_json"`` adds segments, where the provider knows it.
        temperature: how freely to guess.
        timestamp_granularities: which times ``verbose_json`` holds.
    """

    model: str
    input_audio: InputAudio | JsonObject
    language: str | Unset | None = UNSET
    response_format: Literal["json", "verbose_json"] | str | Unset | None = UNSET
    temperature: float | Unset | None = UNSET
    timestamp_granularities: Sequence[Literal["word", "segment"] | str] | Unset | None = UNSET
    provider: AudioProviderOptions | JsonObject | Unset | None = UNSET


@model
class TranscribedWord(ResponseModel):
    """A word, and when it is said, in seconds."""

    word: str | None = None
    start: float | None = None
    end: float | None = None
    speaker: int | None = None


@model
class TranscribedSegment(ResponseModel):
    """A part of what is said, and when, in seconds."""

    id: int | None = None
    text: str | None = None
    start: float | None = None
    end: float | None = None
    speaker: int | None = None
    seek: int | None = None
    tokens: Sequence[int] | None = None
    temperature: float | None = None
    avg_logprob: float | None = None
    compression_ratio: float | None = None
    no_speech_prob: float | None = None


@model
class TranscriptionUsage(ResponseModel):
    """What it took.

    Fields:
        seconds: of sound.
        cost: US dollars.
    """

    seconds: float | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    total_tokens: int | None = None
    cost: float | None = None


@model
class TranscriptionResponse(Response):
    """What `stt_create_transcription` gets.

    Fields:
        text: what is said.
        duration: of the sound, in seconds.
    """

    text: str | None = None
    language: str | None = None
    duration: float | None = None
    task: str | None = None
    segments: Sequence[TranscribedSegment] | None = None
    words: Sequence[TranscribedWord] | None = None
    usage: TranscriptionUsage | None = None
