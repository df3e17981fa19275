"""Images that a model generates, and the models that generate images."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models._base64 import bytes_of
from openrouter_core.models.chat.usage import ChatUsage
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
    from openrouter_core.models.chat.parts import ImagePart
    from openrouter_core.models.messages.usage import CacheCreation, UsageIteration
    from openrouter_core.models.model_catalog import ModelArchitecture
    from openrouter_core.models.provider_preferences import ProviderPreferences
    from openrouter_core.models.tracing import TraceConfig


@model
class ImagesGenerateParams(RequestModel):
    """Which images to generate. A provider ignores what it does not support, or the request is refused.

    Fields:
        model: such as ``openai/gpt-image-1``; `images_list_models` lists them.
        input_references: images to start from, at most 16.
        n: how many images, 1 to 10; fewer may be returned.
        size: ``2K``, or pixels as ``2048x2048``; pixels exclude `resolution` and `aspect_ratio`.
        resolution: the size, from ``512`` to ``4K``.
        aspect_ratio: width by height, such as ``16:9``.
        quality: the quality; it changes the price.
        background: ``transparent`` needs png or webp.
        output_format: ``png``, ``jpeg``, ``webp``, or ``svg`` from models that make vector graphics.
        output_compression: of jpeg and webp, 0 to 100.
        seed: the same seed should give the same image.
        stream: set by the ``stream`` argument of the function that sends the request, not here.
        user: an id of the end user that reveals nothing about the person; at most 256 characters.
        session_id: requests with the same id are grouped.
        trace: names under which observability tools show the request.
    """

    model: str = attrs.field(kw_only=False)
    prompt: str = attrs.field(kw_only=False)
    input_references: Sequence[ImagePart | JsonObject] | Unset | None = UNSET
    n: int | Unset | None = UNSET
    size: str | Unset | None = UNSET
    resolution: Literal["512", "768", "1K", "1.5K", "2K", "4K"] | str | Unset | None = UNSET
    aspect_ratio: str | Unset | None = UNSET
    quality: Literal["auto", "low", "medium", "high", "xhigh", "max"] | str | Unset | None = UNSET
    background: Literal["auto", "transparent", "opaque"] | str | Unset | None = UNSET
    output_format: Literal["png", "jpeg", "webp", "svg"] | str | Unset | None = UNSET
    output_compression: int | Unset | None = UNSET
    seed: int | Unset | None = UNSET
    stream: bool | Unset | None = UNSET
    provider: ProviderPreferences | JsonObject | Unset | None = UNSET
    user: str | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET


@model
class ImagesUsage(ChatUsage):
    """Tokens and cost."""

    cache_creation: CacheCreation | None = None
    iterations: Sequence[UsageIteration] | None = None
    service_tier: str | None = None
    speed: str | None = None


@model
class GeneratedImage(ResponseModel):
    """An image.

    Fields:
        b64_json: its bytes, as base64; `content` decodes them.
        media_type: such as ``image/png``.
    """

    b64_json: str | None = None
    media_type: str | None = None

    @property
    def content(self) -> bytes:
        """The image as bytes, ready for a file; ``b""`` if there is none. An SVG is UTF-8 text."""
        return bytes_of(self.b64_json)


@model
class ImagesGenerateResponse(Response):
    """The images.

    Fields:
        created: seconds since the epoch.
        data: the images; fewer than requested if the provider makes fewer.
        usage: tokens and cost, if known.
    """

    created: float | None = None
    data: Sequence[GeneratedImage] = attrs.field(factory=list)
    usage: ImagesUsage | None = None


# Streams.


@model
class ImagePartialEvent(ResponseModel):
    """A preview of an image that is not finished.

    Fields:
        partial_image_index: numbers the previews, from 0.
    """

    type: str | None = None
    b64_json: str | None = None
    partial_image_index: int | None = None

    @property
    def content(self) -> bytes:
        """The image as bytes, ready for a file; ``b""`` if there is none. An SVG is UTF-8 text."""
        return bytes_of(self.b64_json)


@model
class ImageTextChunkEvent(ResponseModel):
    """More text of an SVG.

    Fields:
        phase: ``content`` is the image; ``reasoning`` and ``draft`` are what the model wrote before it.
    """

    type: str | None = None
    text: str | None = None
    phase: str | None = None


@model
class ImageCompletedEvent(ResponseModel):
    """An image is done.

    Fields:
        created: seconds since the epoch.
        data: all images, if the server did not stream; most providers do not. `images` has them in both cases.
    """

    type: str | None = None
    b64_json: str | None = None
    media_type: str | None = None
    created: float | None = None
    usage: ImagesUsage | None = None
    data: Sequence[GeneratedImage] | None = None

    @property
    def content(self) -> bytes:
        """The image as bytes, ready for a file; ``b""`` if there is none. An SVG is UTF-8 text."""
        return bytes_of(self.b64_json)

    @property
    def images(self) -> Sequence[GeneratedImage]:
        """The images that this event brings, nearly always one."""
        if self.data is not None:
            return self.data
        return [GeneratedImage(b64_json=self.b64_json, media_type=self.media_type)]


@model
class ImageErrorEvent(ResponseModel):
    """Generation failed. A stream yields an `Err` for it."""

    type: str | None = None
    error: JsonObject | None = None


@model
class UnknownImageEvent(ResponseModel):
    """An event of a type that this version does not know; `extra` is the whole event."""

    @property
    def type(self) -> str | None:
        """The event's type, if it has one."""
        found = self.extra.get("type")
        return found if isinstance(found, str) else None


if TYPE_CHECKING:
    ImagesStreamEvent: TypeAlias = (
        ImagePartialEvent
        | ImageTextChunkEvent
        | ImageCompletedEvent
        | ImageErrorEvent
        | UnknownImageEvent
    )
else:
    ImagesStreamEvent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "image_generation.partial_image": "ImagePartialEvent",
                "image_generation.text_chunk": "ImageTextChunkEvent",
                "image_generation.completed": "ImageCompletedEvent",
                "error": "ImageErrorEvent",
            },
            otherwise="UnknownImageEvent",
        ),
    ]


# Models.


@model
class ParameterCapability(ResponseModel):
    """What a parameter of a request may be.

    Fields:
        type: ``enum``: one of `values`; ``range``: a number from `min` to `max`; ``boolean``: anything.
    """

    type: str | None = None
    values: Sequence[str] | None = None
    min: float | None = None
    max: float | None = None


@model
class ImageModel(ResponseModel):
    """A model that makes images.

    Fields:
        id: the id for a request's `model`.
        created: seconds since the epoch.
        endpoints: the path that `images_list_model_endpoints` reads.
        supported_parameters: by name, all parameters that at least one of its providers supports.
        supports_streaming: whether at least one of its providers streams.
    """

    id: str | None = None
    name: str | None = None
    description: str | None = None
    created: float | None = None
    architecture: ModelArchitecture | None = None
    endpoints: str | None = None
    supported_parameters: Mapping[str, ParameterCapability] | None = None
    supports_streaming: bool | None = None


@model
class ImagesListModelsResponse(Response):
    """The models that make images, in `data`."""

    data: Sequence[ImageModel] | None = None


@model
class ImagePrice(ResponseModel):
    """A line of a price list.

    Fields:
        billable: what is billed, such as ``output_image`` or ``input_text``.
        unit: the unit: ``request``, ``image``, ``megapixel`` or ``token``.
        cost_usd: US dollars for one unit.
        variant: the quality or size that the price is for, if it matters.
    """

    billable: str | None = None
    unit: str | None = None
    cost_usd: float | None = None
    variant: str | None = None


@model
class ImageEndpoint(ResponseModel):
    """A provider of a model that makes images.

    Fields:
        provider_tag: its name in a request.
        supported_parameters: by name, all parameters that it supports.
        allowed_passthrough_parameters: what it accepts in ``provider.options`` under its slug.
    """

    provider_name: str | None = None
    provider_slug: str | None = None
    provider_tag: str | None = None
    pricing: Sequence[ImagePrice] | None = None
    supported_parameters: Mapping[str, ParameterCapability] | None = None
    allowed_passthrough_parameters: Sequence[str] | None = None
    supports_streaming: bool | None = None


@model
class ImagesListModelEndpointsResponse(Response):
    """Who serves a model that makes images."""

    id: str | None = None
    endpoints: Sequence[ImageEndpoint] | None = None
