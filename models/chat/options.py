"""Small settings of a chat request: what to send besides the response, and how to speak it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.chat.messages import ContentPart


@model
class StreamOptions(RequestModel):
    """What a stream sends at its end; deprecated: usage is always sent, whatever `include_usage` says."""

    include_usage: bool | Unset | None = UNSET


@model
class UsageOptions(RequestModel):
    """Deprecated: usage is always sent, whatever `include` says."""

    include: bool | Unset | None = UNSET


@model
class AudioOptions(RequestModel):
    """How a spoken response sounds.

    Fields:
        voice: one of the model's voices, such as ``alloy``.
        format: ``wav``, ``mp3``, ``flac``, ``opus``, ``pcm16``, ...; streams need ``pcm16``.
    """

    voice: str | Unset | None = UNSET
    format: str | Unset | None = UNSET


@model
class Prediction(RequestModel):
    """Text that most of the response is expected to repeat, such as a file that is being edited."""

    type: Literal["content"] | str = "content"
    content: str | Sequence[ContentPart] = attrs.field(kw_only=False)
