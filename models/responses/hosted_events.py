"""How far tools of the provider are, in a stream of the Responses API."""

from __future__ import annotations

from openrouter_core.models._base64 import bytes_of
from openrouter_core.models.model import model
from openrouter_core.models.responses.events import ResponsesItemEvent


@model
class ImageGenCallInProgressEvent(ResponsesItemEvent):
    """An image is going to be made."""


@model
class ImageGenCallGeneratingEvent(ResponsesItemEvent):
    """An image is being made."""


@model
class ImageGenCallPartialImageEvent(ResponsesItemEvent):
    """An image as far as it is done.

    Fields:
        partial_image_b64: the image, base64.
    """

    partial_image_b64: str | None = None
    partial_image_index: int | None = None

    @property
    def content(self) -> bytes:
        """The image as bytes, ready for a file; ``b""`` if there is none, or only its URL."""
        return bytes_of(self.partial_image_b64)


@model
class ImageGenCallCompletedEvent(ResponsesItemEvent):
    """An image is done; the item that follows holds it."""


@model
class CodeInterpreterCallInProgressEvent(ResponsesItemEvent):
    """Code is going to be run."""


@model
class CodeInterpreterCallInterpretingEvent(ResponsesItemEvent):
    """Code is running."""


@model
class CodeInterpreterCallCompletedEvent(ResponsesItemEvent):
    """Code has run; the item that follows says what it gave."""


@model
class CodeInterpreterCallCodeDeltaEvent(ResponsesItemEvent):
    """The code goes on."""

    delta: str | None = None


@model
class CodeInterpreterCallCodeDoneEvent(ResponsesItemEvent):
    """The code is written; `code` is all of it."""

    code: str | None = None


@model
class WebSearchCallInProgressEvent(ResponsesItemEvent):
    """A search is going to begin."""


@model
class WebSearchCallSearchingEvent(ResponsesItemEvent):
    """A search is going on."""


@model
class WebSearchCallCompletedEvent(ResponsesItemEvent):
    """A search is done."""
