"""Text to speech, and speech to text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import (
    NO_JSON,
    UNSET,
    FileSource,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    TaggedUnion,
    Unset,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.audio_parts import TranscriptionAudio
    from openrouter_core.models.chat.parts import ImagePart, TextPart
    from openrouter_core.models.tracing import TraceConfig


@model
class AudioProviderOptions(RequestModel):
    """Settings passed to the provider unchanged, and which providers may be used.

    Fields:
        options: for each provider's slug, an object with that provider's own settings.
        data_collection: ``deny`` leaves out providers that keep what they are sent or may train on it.
        zdr: use only endpoints that keep nothing.
    """

    options: Mapping[str, Any] | Unset | None = UNSET
    data_collection: Literal["allow", "deny"] | str | Unset | None = UNSET
    zdr: bool | Unset | None = UNSET


@model
class SpeechReferenceAudio(RequestModel):
    """A sample of the voice to speak with.

    Fields:
        data: a data URL that holds it, or base64.
        format: such as ``"wav"``, if `data` does not say.
        url: its http(s) URL, instead of `data`.
    """

    data: str | Unset | None = attrs.field(default=UNSET, kw_only=False)
    format: str | Unset | None = UNSET
    url: str | Unset | None = UNSET


@model
class SpeechReferenceAudioPart(RequestModel):
    """A sample of the voice to speak with."""

    type: Literal["input_audio"] = "input_audio"
    input_audio: SpeechReferenceAudio | JsonObject = attrs.field(kw_only=False)


SpeechReference: TypeAlias = Annotated[
    "SpeechReferenceAudioPart | TextPart | ImagePart | JsonObject",
    TaggedUnion(
        "type",
        {"input_audio": "SpeechReferenceAudioPart", "text": "TextPart", "image_url": "ImagePart"},
    ),
]
"""A sample of a voice, its text, or a picture of the speaker or the place."""


@model
class SpeechTurn(RequestModel):
    """What one voice says in a conversation of several.

    Fields:
        voice: the name of a voice; by default the request's `voice`.
        instructions: how to say it.
    """

    text: str = attrs.field(kw_only=False)
    voice: str | Unset | None = UNSET
    instructions: str | Unset | None = UNSET


@model
class SpeechParams(RequestModel):
    """What `tts_create_speech` says, and how.

    Fields:
        input: the text, or what each voice says in its turn.
        instructions: how to say it.
        voice: the name of a voice; the names are the provider's own.
        response_format: ``"pcm"``, the default, is 16-bit samples, little-endian.
        speed: 1 is normal.
        input_references: a voice to imitate: samples of it, optionally with their text; or only a picture that
            describes a voice.
        user: your own id for the end user.
        session_id: requests with the same id are grouped.
        trace: names under which observability tools show the request.
    """

    model: str
    input: str | Sequence[SpeechTurn | JsonObject]
    instructions: str | Unset | None = UNSET
    voice: str | Unset | None = UNSET
    response_format: Literal["mp3", "pcm"] | str | Unset | None = UNSET
    speed: float | Unset | None = UNSET
    input_references: Sequence[SpeechReference] | Unset | None = UNSET
    provider: AudioProviderOptions | JsonObject | Unset | None = UNSET
    user: str | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET


@model
class TranscriptionParams(RequestModel):
    """What `stt_create_transcription` transcribes.

    Fields:
        input_audio: the sound, as base64 (`openrouter_core.media` makes it of a path or bytes) or by its URL.
        language: of the sound, as ISO 639-1; detected if not given.
        response_format: ``"verbose_json"`` adds segments, if the provider supports it.
        temperature: how random the result may be.
        timestamp_granularities: which timestamps ``verbose_json`` includes.
        diarize: whether to report who speaks.
        keyterms: words to expect, such as names.
        user: your own id for the end user.
        session_id: requests with the same id are grouped.
        trace: names under which observability tools show the request.
    """

    model: str
    input_audio: TranscriptionAudio | JsonObject
    language: str | Unset | None = UNSET
    response_format: Literal["json", "verbose_json"] | str | Unset | None = UNSET
    temperature: float | Unset | None = UNSET
    timestamp_granularities: Sequence[Literal["word", "segment"] | str] | Unset | None = UNSET
    diarize: bool | Unset | None = UNSET
    keyterms: Sequence[str] | Unset | None = UNSET
    provider: AudioProviderOptions | JsonObject | Unset | None = UNSET
    user: str | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET


@model
class TranscriptionFileParams(RequestModel):
    """What `stt_create_transcription_multipart` transcribes: the fields of `TranscriptionParams`, and these.

    Fields:
        file: the sound: its bytes, its path, or a file that is open in binary mode, which is read from its beginning.
        filename: its name, by default the last part of the path. Its extension gives the format.
        content_type: its media type; by default derived from the name.
        source_url: a URL from which the provider downloads the sound, in place of a file.
    """

    model: str
    file: Annotated[FileSource | Unset | None, NO_JSON] = UNSET
    filename: str | Unset | None = UNSET
    content_type: str | Unset | None = UNSET
    source_url: str | Unset | None = UNSET
    language: str | Unset | None = UNSET
    response_format: Literal["json", "verbose_json"] | str | Unset | None = UNSET
    temperature: float | Unset | None = UNSET
    timestamp_granularities: Sequence[Literal["word", "segment"] | str] | Unset | None = UNSET
    diarize: bool | Unset | None = UNSET
    keyterms: Sequence[str] | Unset | None = UNSET
    provider: AudioProviderOptions | JsonObject | str | Unset | None = UNSET
    user: str | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    trace: TraceConfig | JsonObject | str | Unset | None = UNSET


@model
class TranscribedWord(ResponseModel):
    """A word, and when it is said, in seconds.

    Fields:
        type: ``word``, or ``audio_event`` for a sound that is not speech, such as laughter.
        confidence: 0 to 1.
        speaker, speaker_label: who says it, as a number and as the provider's own name.
    """

    word: str | None = None
    type: str | None = None
    start: float | None = None
    end: float | None = None
    confidence: float | None = None
    channel: int | None = None
    speaker: int | None = None
    speaker_label: str | None = None


@model
class TranscribedSegment(ResponseModel):
    """A part of what is said, and when, in seconds."""

    id: int | None = None
    text: str | None = None
    start: float | None = None
    end: float | None = None
    channel: int | None = None
    speaker: int | None = None
    speaker_label: str | None = None
    seek: int | None = None
    tokens: Sequence[int] | None = None
    temperature: float | None = None
    avg_logprob: float | None = None
    compression_ratio: float | None = None
    no_speech_prob: float | None = None


@model
class TranscribedEntity(ResponseModel):
    """Something that the text mentions, such as a person, from character `start_char` to `end_char`."""

    type: str | None = None
    text: str | None = None
    start_char: int | None = None
    end_char: int | None = None


@model
class TranscriptionUsage(ResponseModel):
    """Duration, tokens and cost.

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
    """What `stt_create_transcription` returns.

    Fields:
        text: what is said.
        duration: of the sound, in seconds.
        confidence, language_confidence: of the text, and of the detected language; 0 to 1.
    """

    text: str | None = None
    language: str | None = None
    language_confidence: float | None = None
    confidence: float | None = None
    duration: float | None = None
    task: str | None = None
    segments: Sequence[TranscribedSegment] | None = None
    words: Sequence[TranscribedWord] | None = None
    entities: Sequence[TranscribedEntity] | None = None
    usage: TranscriptionUsage | None = None
