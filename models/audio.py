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
    """What is handed to the provider as it is, and which providers may be asked.

    Fields:
        options: by the provider's slug an object in the provider's own words.
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
        format: such as ``"wav"``, where `data` does not say.
        url: where it is instead, http(s).
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
"""A sample of a voice, what is said in it, or a picture of who speaks or where."""


@model
class SpeechTurn(RequestModel):
    """What one voice says in a conversation of several.

    Fields:
        voice: the name of a voice; without it the request's own.
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
        response_format: ``"pcm"`` is 16-bit samples, the lowest byte first, and what comes where nothing is said.
        speed: 1 is the voice's own.
        input_references: a voice to imitate: samples of it, and if you like what is said in them; a picture alone
            describes a voice.
        user: an id of your own for the end user.
        session_id: requests with the same id are shown together.
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
    """What `stt_create_transcription` writes down.

    Fields:
        input_audio: the sound, as base64 (`openrouter_core.media` makes it of a path or bytes) or by its URL.
        language: of the sound, as ISO 639-1; it is found out where nothing is said.
        response_format: ``"verbose_json"`` adds segments, where the provider knows it.
        temperature: how freely to guess.
        timestamp_granularities: which times ``verbose_json`` holds.
        diarize: whether to tell who speaks.
        keyterms: words to be expected, such as names.
        user: an id of your own for the end user.
        session_id: requests with the same id are shown together.
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
    """What `stt_create_transcription_multipart` writes down. Its fields are those of `TranscriptionParams`, and these:

    Fields:
        file: the sound: its bytes, its path, or a file that is open for reading bytes, which is read from its
            beginning.
        filename: what to call it; a path's last part where nothing is said. Its ending tells the format.
        content_type: its media type; by the name where nothing is said.
        source_url: where the provider gets the sound itself, in place of a file.
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
        type: ``word``, or ``audio_event`` for what is heard and not said, such as laughter.
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
    """Something of a kind that is spoken of, such as a person, from character `start_char` to `end_char`."""

    type: str | None = None
    text: str | None = None
    start_char: int | None = None
    end_char: int | None = None


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
        confidence, language_confidence: of the text, and of the language that was found out; 0 to 1.
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
