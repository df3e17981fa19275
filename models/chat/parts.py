"""The parts that a message's content is made of. `openrouter_core.media` makes them of a path,
bytes or a URL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl, PromptCacheBreakpoint


@model
class TextPart(RequestModel):
    """Text.

    Fields:
        cache_control: a cached prefix ends with this part.
        prompt_cache_breakpoint: the same in OpenAI's form.
    """

    type: Literal["text"] = "text"
    text: str = attrs.field(kw_only=False)
    cache_control: CacheControl | JsonObject | Unset | None = UNSET
    prompt_cache_breakpoint: PromptCacheBreakpoint | JsonObject | Unset | None = UNSET


@model
class ImageUrl(RequestModel):
    """Where an image is.

    Fields:
        url: http(s), or a data URL that holds the image.
        detail: how closely to look; it changes the number of tokens.
    """

    url: str = attrs.field(kw_only=False)
    detail: Literal["auto", "low", "high", "original"] | str | Unset | None = UNSET


@model
class ImagePart(RequestModel):
    """An image."""

    type: Literal["image_url"] = "image_url"
    image_url: ImageUrl | JsonObject = attrs.field(kw_only=False)


@model
class VideoUrl(RequestModel):
    """Where a video is.

    Fields:
        url: http(s), or a data URL that holds the video.
        processing: ``agentic`` lets the model look at parts of it, ``static`` shows it as a whole.
    """

    url: str = attrs.field(kw_only=False)
    processing: Literal["agentic", "static"] | str | Unset | None = UNSET


@model
class VideoPart(RequestModel):
    """A video."""

    type: Literal["video_url"] = "video_url"
    video_url: VideoUrl | JsonObject = attrs.field(kw_only=False)


@model
class InputVideoPart(RequestModel):
    """A video under the older name, which is deprecated in favour of `VideoPart`."""

    type: Literal["input_video"] = "input_video"
    video_url: VideoUrl | JsonObject = attrs.field(kw_only=False)


@model
class FileInput(RequestModel):
    """A document, by its content or by the id of an upload.

    Fields:
        filename: its name, which the model sees.
        file_data: http(s), or a data URL that holds the document.
        file_id: of a file that was uploaded earlier.
    """

    filename: str | Unset | None = UNSET
    file_data: str | Unset | None = UNSET
    file_id: str | Unset | None = UNSET


@model
class FilePart(RequestModel):
    """A document."""

    type: Literal["file"] = "file"
    file: FileInput | JsonObject = attrs.field(kw_only=False)
