"""The parts of a message's content, where a model sends them instead of text; a request takes them back unchanged."""

from __future__ import annotations

from openrouter_core.models._base64 import bytes_of
from openrouter_core.models.model import JsonObject, ResponseModel, model


@model
class ChatContentText(ResponseModel):
    """Text.

    Fields:
        type: ``text``; some providers say ``output_text``, or nothing.
        cache_control: a cached prefix ends with this part.
    """

    type: str | None = None
    text: str | None = None
    cache_control: JsonObject | None = None
    prompt_cache_breakpoint: JsonObject | None = None


@model
class ChatContentImageUrl(ResponseModel):
    """Where an image is.

    Fields:
        detail: how closely the model looks.
    """

    url: str | None = None
    detail: str | None = None


@model
class ChatContentImage(ResponseModel):
    """An image."""

    type: str | None = None
    image_url: ChatContentImageUrl | None = None

    @property
    def content(self) -> bytes:
        """The image as bytes, ready for a file; ``b""`` if there is none, or only its URL."""
        return bytes_of(self.image_url.url if self.image_url else None)


@model
class ChatContentAudioData(ResponseModel):
    """Sound.

    Fields:
        data: base64.
        format: such as ``wav``.
    """

    data: str | None = None
    format: str | None = None


@model
class ChatContentAudio(ResponseModel):
    """A piece of sound."""

    type: str | None = None
    input_audio: ChatContentAudioData | None = None

    @property
    def content(self) -> bytes:
        """The sound as bytes, ready for a file; ``b""`` if there is none."""
        return bytes_of(self.input_audio.data if self.input_audio else None)


@model
class ChatContentVideoUrl(ResponseModel):
    """Where a video is, and how the model looks at it."""

    url: str | None = None
    processing: str | None = None


@model
class ChatContentVideo(ResponseModel):
    """A video."""

    type: str | None = None
    video_url: ChatContentVideoUrl | None = None


@model
class ChatContentFileData(ResponseModel):
    """A document, by its content or by the id of an upload."""

    filename: str | None = None
    file_data: str | None = None
    file_id: str | None = None


@model
class ChatContentFile(ResponseModel):
    """A document."""

    type: str | None = None
    file: ChatContentFileData | None = None


@model
class UnknownContent(ResponseModel):
    """A part of a type that this version does not know, such as ``thinking``; `extra` holds all of it."""

    type: str | None = None
