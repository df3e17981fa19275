"""The progress of the provider's tools, in a stream of the Responses API."""

from __future__ import annotations

from openrouter_core.models._base64 import bytes_of
from openrouter_core.models.model import model
from openrouter_core.models.responses.events import ResponsesItemEvent


@model
class ImageGenCallInProgressEvent(ResponsesItemEvent):
    """An image will be generated."""


@model
class ImageGenCallGeneratingEvent(ResponsesItemEvent):
    """An image is being generated."""


@model
class ImageGenCallPartialImageEvent(ResponsesItemEvent):
    """A preview of an image that is not finished.

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
    """An image is finished; the item that follows contains it."""


@model
class CodeInterpreterCallInProgressEvent(ResponsesItemEvent):
    """Code will be run."""


@model
class CodeInterpreterCallInterpretingEvent(ResponsesItemEvent):
    """Code is running."""


@model
class CodeInterpreterCallCompletedEvent(ResponsesItemEvent):
    """Code has run; the item that follows has its output."""


@model
class CodeInterpreterCallCodeDeltaEvent(ResponsesItemEvent):
    """More of the code."""

    delta: str | None = None


@model
class CodeInterpreterCallCodeDoneEvent(ResponsesItemEvent):
    """The code is complete: `code`."""

    code: str | None = None


@model
class WebSearchCallInProgressEvent(ResponsesItemEvent):
    """A search will begin."""


@model
class WebSearchCallSearchingEvent(ResponsesItemEvent):
    """A search is running."""


@model
class WebSearchCallCompletedEvent(ResponsesItemEvent):
    """A search is done."""
