"""Images and audio that a model made."""

from __future__ import annotations

from openrouter_core.models._base64 import bytes_of
from openrouter_core.models.model import ResponseModel, model


@model
class ChatImageUrl(ResponseModel):
    """Where the image is; mostly a data URL that holds it."""

    url: str | None = None


@model
class ChatImage(ResponseModel):
    """An image of the response."""

    index: int | None = None
    type: str | None = None
    image_url: ChatImageUrl | None = None

    @property
    def content(self) -> bytes:
        """The image as bytes, ready for a file; ``b""`` if there is none, or only its URL."""
        return bytes_of(self.image_url.url if self.image_url else None)


@model
class ChatAudio(ResponseModel):
    """Speech of the response.

    Fields:
        data: base64; in a stream a fragment of it.
        transcript: what is said.
        expires_at: when the server deletes it, in seconds since the epoch.
    """

    id: str | None = None
    data: str | None = None
    transcript: str | None = None
    expires_at: float | None = None

    @property
    def content(self) -> bytes:
        """The sound as bytes, ready for a file; ``b""`` if there is none."""
        return bytes_of(self.data)
