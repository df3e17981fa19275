"""Texts, and other content, as vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

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
    from openrouter_core.models.chat.parts import ImagePart, TextPart
    from openrouter_core.models.chat.usage import CostDetails
    from openrouter_core.models.provider_preferences import ProviderPreferences
    from openrouter_core.models.tracing import TraceConfig


@model
class EmbeddingMedia(RequestModel):
    """Sound, a video or a file.

    Fields:
        data: base64, or a URL.
        format: such as ``"wav"``.
    """

    data: str = attrs.field(kw_only=False)
    format: str | Unset | None = UNSET


@model
class EmbeddingAudioPart(RequestModel):
    """Sound."""

    type: Literal["input_audio"] = "input_audio"
    input_audio: EmbeddingMedia | JsonObject = attrs.field(kw_only=False)


@model
class EmbeddingVideoPart(RequestModel):
    """A video."""

    type: Literal["input_video"] = "input_video"
    input_video: EmbeddingMedia | JsonObject = attrs.field(kw_only=False)


@model
class EmbeddingFilePart(RequestModel):
    """A file."""

    type: Literal["input_file"] = "input_file"
    input_file: EmbeddingMedia | JsonObject = attrs.field(kw_only=False)


EmbeddingPart: TypeAlias = Annotated[
    "TextPart | ImagePart | EmbeddingAudioPart | EmbeddingVideoPart | EmbeddingFilePart | JsonObject",
    TaggedUnion(
        "type",
        {
            "text": "TextPart",
            "image_url": "ImagePart",
            "input_audio": "EmbeddingAudioPart",
            "input_video": "EmbeddingVideoPart",
            "input_file": "EmbeddingFilePart",
        },
    ),
]
"""A part of an input for one vector."""


@model
class EmbeddingInput(RequestModel):
    """Parts of several kinds that become one vector together."""

    content: Sequence[EmbeddingPart] = attrs.field(kw_only=False)


@model
class EmbeddingsGenerateParams(RequestModel):
    """What `embeddings_generate` turns into vectors.

    Fields:
        input: a text, several texts, the tokens of one or of several texts, or `EmbeddingInput` objects; each becomes
            one vector.
        encoding_format: ``"base64"`` is smaller on the wire; `Embedding.vector` reads both.
        dimensions: the vectors' length, if the model supports several.
        input_type: what the vectors are for, such as ``"search_query"``; the values depend on the model.
        user: your own id for the end user.
        session_id: requests with the same id are grouped.
        trace: names under which observability tools show the request.
    """

    model: str
    input: str | Sequence[str | float | Sequence[float] | EmbeddingInput | JsonObject]
    encoding_format: Literal["float", "base64"] | str | Unset | None = UNSET
    dimensions: int | Unset | None = UNSET
    input_type: str | Unset | None = UNSET
    user: str | Unset | None = UNSET
    session_id: str | Unset | None = UNSET
    trace: TraceConfig | JsonObject | Unset | None = UNSET
    provider: ProviderPreferences | JsonObject | Unset | None = UNSET


@model
class Embedding(ResponseModel):
    """One vector.

    Fields:
        embedding: as it was sent: numbers, or base64 of 32-bit floats, little-endian. A list with anything but numbers
            is None here, and kept in `extra`: a vector without one of its numbers is a different vector.
        index: which of the inputs it belongs to.
    """

    embedding: Sequence[float] | str | None = None
    index: int | None = None
    object: str | None = None

    @property
    def vector(self) -> list[float]:
        """The numbers, in whichever form they were sent; empty if they cannot be read.

        >>> Embedding(embedding="AACAPwAAAMA=").vector
        [1.0, -2.0]
        """
        if not isinstance(self.embedding, str):
            return list(self.embedding or ())
        import sys  # only a base64 response needs this import and the next two
        from array import array
        from base64 import b64decode

        try:
            numbers = array("f", b64decode(self.embedding, validate=True))
        except ValueError:  # not base64, or its length is not a multiple of four
            return []
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers.tolist()


@model
class EmbeddingsPromptTokensDetails(ResponseModel):
    """The input's tokens by kind, if there were several kinds."""

    text_tokens: int | None = None
    image_tokens: int | None = None
    audio_tokens: int | None = None
    video_tokens: int | None = None
    file_tokens: int | None = None


@model
class EmbeddingsUsage(ResponseModel):
    """Tokens, and their cost in US dollars."""

    prompt_tokens: int | None = None
    total_tokens: int | None = None
    cost: float | None = None
    cost_details: CostDetails | None = None
    is_byok: bool | None = None
    prompt_tokens_details: EmbeddingsPromptTokensDetails | None = None


@model
class EmbeddingsResponse(Response):
    """What `embeddings_generate` returns.

    Fields:
        data: the vectors, one for each input; `Embedding.index` says which input.
    """

    id: str | None = None
    object: str | None = None
    model: str | None = None
    data: Sequence[Embedding] = attrs.field(factory=list)
    usage: EmbeddingsUsage | None = None
