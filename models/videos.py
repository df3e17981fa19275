"""Videos that a model makes: the job that makes one, and the models that support it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

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
    from openrouter_core.models.chat.parts import ImagePart, ImageUrl, VideoPart
    from openrouter_core.models.tracing import TraceConfig


@model
class FrameImage(RequestModel):
    """An image that the video begins or ends with."""

    type: Literal["image_url"] = "image_url"
    image_url: ImageUrl | JsonObject = attrs.field(kw_only=False)
    frame_type: Literal["first_frame", "last_frame"] | str = attrs.field(kw_only=False)


@model
class AudioUrl(RequestModel):
    """The URL of sound.

    Fields:
        url: http(s), or a data URL that holds it.
    """

    url: str = attrs.field(kw_only=False)


@model
class AudioReference(RequestModel):
    """Sound that guides the video."""

    type: Literal["audio_url"] = "audio_url"
    audio_url: AudioUrl | JsonObject = attrs.field(kw_only=False)


if TYPE_CHECKING:
    VideoReference: TypeAlias = ImagePart | VideoPart | AudioReference | JsonObject
else:
    VideoReference = Annotated[
        Any,
        TaggedUnion(
            "type",
            {"image_url": "ImagePart", "video_url": "VideoPart", "audio_url": "AudioReference"},
        ),
    ]


@model
class VideoProvider(RequestModel):
    """Settings passed to the provider unchanged.

    Fields:
        options: for each provider's slug, its own settings.
    """

    options: JsonObject | Unset | None = UNSET


@model
class VideoGenerationGenerateParams(RequestModel):
    """The video that `video_generation_generate` requests. `video_generation_list_videos_models` lists what a model
    supports.

    Fields:
        prompt: what the video should show; optional for some models if there is an image.
        duration: in seconds.
        resolution: such as ``720p``; with `aspect_ratio` an alternative to `size`.
        size: width and height in pixels, such as ``1280x720``.
        generate_audio: whether to make sound as well; the default depends on the model.
        seed: the same number and the same request may give the same video.
        frame_images: images that the video begins or ends with.
        input_references: images, videos or sound that guide it; not every provider accepts sound or videos.
        previous_job_id: the job whose video this one continues.
        callback_url: the https URL to which an event is sent when the job has ended, in place of the workspace's URL.
        creativity, upscale_factor: only for models that upscale videos.
        session_id: requests with the same id are grouped.
        user: your own id for the end user, for detecting abuse.
    """

    model: str = attrs.field(kw_only=False)
    prompt: str | Unset | None = UNSET
    aspect_ratio: (
        Literal["16:9", "9:16", "1:1", "4:3", "3:4", "3:2", "2:3", "21:9", "9:21"]
        | str
        | Unset
        | None
    ) = UNSET
    callback_url: str | Unset | None = UNSET
    creativity: int | Unset | None = UNSET
    duration: int | Unset | None = UNSET
    frame_images: Sequence[FrameImage | JsonObject] | Unset | None = UNSET
    generate_audio: bool | Unset | None = UNSET
    input_references: Sequence[VideoReference] | Unset | None = UNSET
    previous_job_id: str | Unset | None = UNSET
    provider: VideoProvider | JsonObject | Unset | None = UNSET
    resolution: (
        Literal["360p", "480p", "720p", "768p", "1080p", "1K", "2K", "4K"] | str | Unset | None
    ) = UNSET
    seed: int | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    size: str | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET
    upscale_factor: float | Unset | None = UNSET
    user: str | Unset | None = UNSET


@model
class VideoGenerationGetVideoContentParams(RequestModel):
    """Which video of a job `video_generation_get_video_content` downloads.

    Fields:
        index: the number of the video in the job, from 0; by default 0.
    """

    index: int | Unset | None = UNSET


@model
class VideoUsage(ResponseModel):
    """The cost of a video.

    Fields:
        cost: in US dollars.
        is_byok: whether it was made with your own key for the provider.
    """

    cost: float | None = None
    is_byok: bool | None = None


@model
class VideoResponse(Response):
    """A job that makes a video.

    Fields:
        id: the id that `video_generation_get_generation` and `video_generation_get_video_content` take.
        polling_url: the URL for polling it, below the server's own URL.
        status: ``completed``, ``failed``, ``cancelled`` and ``expired`` are final.
        error: why it failed.
        expires_at: when its videos are deleted, in seconds since the epoch.
        generation_id: the id for `generations_get_generation`, once work has begun.
        unsigned_urls: the URLs of its videos, which require the key.
        urls: the URLs of its videos that work without a key for a limited time.
        usage: its cost, once it is completed.
        model: the model that makes it, as events report it.
    """

    __describes_failure__: ClassVar[bool] = True

    id: str | None = None
    status: (
        Literal["pending", "in_progress", "completed", "failed", "cancelled", "expired"]
        | str
        | None
    ) = None
    polling_url: str | None = None
    error: str | None = None
    expires_at: int | None = None
    generation_id: str | None = None
    unsigned_urls: Sequence[str] | None = None
    urls: Sequence[str] | None = None
    usage: VideoUsage | None = None
    model: str | None = None


@model
class UpscaleFactors(ResponseModel):
    """How much larger a model can make a video."""

    min: float | None = None
    max: float | None = None


@model
class VideoModel(ResponseModel):
    """A model that makes videos, and what it supports. None means unknown or not applicable.

    Fields:
        created: seconds since the epoch.
        supported_durations: in seconds.
        supported_frame_images: which frames can be given as images.
        pricing_skus: for each billed unit, the price in US dollars as text.
        allowed_passthrough_parameters: what it accepts in the request's ``provider.options``.
        generate_audio, seed: whether the request may have this field.
    """

    id: str | None = None
    canonical_slug: str | None = None
    name: str | None = None
    created: int | None = None
    description: str | None = None
    hugging_face_id: str | None = None
    supported_resolutions: Sequence[str] | None = None
    supported_aspect_ratios: Sequence[str] | None = None
    supported_sizes: Sequence[str] | None = None
    supported_durations: Sequence[int] | None = None
    supported_frame_images: Sequence[str] | None = None
    allowed_passthrough_parameters: Sequence[str] | None = None
    generate_audio: bool | None = None
    seed: bool | None = None
    creativity: Sequence[int] | None = None
    upscale_factor: UpscaleFactors | None = None
    pricing_skus: JsonObject | None = None


@model
class VideoGenerationListVideosModelsResponse(Response):
    """The models that make videos."""

    data: Sequence[VideoModel] = attrs.field(factory=list)
