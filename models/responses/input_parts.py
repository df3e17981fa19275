"""The parts that an `InputMessage` is made of, and that a tool's output may hold; sound is an `AudioPart`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import PromptCacheBreakpoint


@model
class InputText(RequestModel):
    """Text.

    Fields:
        prompt_cache_breakpoint: a cached prefix ends with this part.
    """

    type: Literal["input_text"] = "input_text"
    text: str = attrs.field(kw_only=False)
    prompt_cache_breakpoint: PromptCacheBreakpoint | JsonObject | Unset | None = UNSET


@model
class InputImage(RequestModel):
    """An image.

    Fields:
        image_url: http(s), or a data URL that holds the image.
        file_id: of a file that was uploaded earlier, in place of a URL.
        detail: how closely to look; it changes the number of tokens.
    """

    type: Literal["input_image"] = "input_image"
    image_url: str | Unset | None = attrs.field(default=UNSET, kw_only=False)
    file_id: str | Unset | None = UNSET
    detail: Literal["auto", "high", "low", "original"] | str | Unset | None = UNSET


@model
class InputFile(RequestModel):
    """A document, by its content, its URL, or the id of an upload.

    Fields:
        filename: its name, which the model sees.
        file_data: a data URL that holds the document.
        file_url: http(s).
        file_id: of a file that was uploaded earlier.
    """

    type: Literal["input_file"] = "input_file"
    filename: str | Unset | None = UNSET
    file_data: str | Unset | None = UNSET
    file_url: str | Unset | None = UNSET
    file_id: str | Unset | None = UNSET


@model
class InputVideo(RequestModel):
    """A video.

    Fields:
        video_url: http(s), or a data URL that holds the video.
        processing: ``agentic`` lets the model look at parts of it, ``static`` shows it as a whole.
    """

    type: Literal["input_video"] = "input_video"
    video_url: str = attrs.field(kw_only=False)
    processing: Literal["agentic", "static"] | str | Unset | None = UNSET
