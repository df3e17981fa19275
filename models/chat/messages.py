"""The messages of a chat request: `SystemMessage`, `DeveloperMessage`, `UserMessage`, and what a
list of messages takes.

The unions name their members as text, so that a chat of plain text creates no class of a part, tool or call.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.audio_parts import AudioPart
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.chat.media import ChatImage
    from openrouter_core.models.chat.parts import (
        FilePart,
        ImagePart,
        InputVideoPart,
        TextPart,
        VideoPart,
    )
    from openrouter_core.models.chat.response import ChatMessage
    from openrouter_core.models.chat.turns import AssistantMessage, ToolMessage
    from openrouter_core.models.reasoning import ConfigurationUpdate

    ContentPart: TypeAlias = (
        str  # not in the API's description, but recorded traffic shows that it is accepted among the parts
        | TextPart
        | ImagePart
        | AudioPart
        | VideoPart
        | InputVideoPart
        | FilePart
        | ChatImage
        | JsonObject
    )
else:
    ContentPart = (
        str
        | Annotated[
            Any,
            TaggedUnion(
                "type",
                {
                    "text": "TextPart",
                    "image_url": "ImagePart",
                    "input_audio": "AudioPart",
                    "video_url": "VideoPart",
                    "input_video": "InputVideoPart",
                    "file": "FilePart",
                },
            ),
        ]
    )


@model
class SystemMessage(RequestModel):
    """Instructions that hold for the whole chat.

    Fields:
        content: text, or a list of parts.
        name: distinguishes several authors of one role.
        cache_control: a cached prefix may end here; some providers accept it on the whole message.
        configuration_update: settings that hold from here on; `content` is then ``""``.
    """

    role: Literal["system"] = "system"
    content: str | Sequence[ContentPart] = attrs.field(kw_only=False)
    name: str | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET
    configuration_update: ConfigurationUpdate | JsonObject | Unset | None = UNSET


@model
class DeveloperMessage(RequestModel):
    """What newer reasoning models call a system message; the fields are the same."""

    role: Literal["developer"] = "developer"
    content: str | Sequence[ContentPart] = attrs.field(kw_only=False)
    name: str | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET
    configuration_update: ConfigurationUpdate | JsonObject | Unset | None = UNSET


@model
class UserMessage(RequestModel):
    """What the user says.

    Fields:
        content: text, or a list of parts: text, images, audio, video, files.
        name: distinguishes several users.
        cache_control: a cached prefix may end here; some providers accept it on the whole message.
    """

    role: Literal["user"] = "user"
    content: str | Sequence[ContentPart] = attrs.field(kw_only=False)
    name: str | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


if TYPE_CHECKING:
    Message: TypeAlias = (
        SystemMessage
        | DeveloperMessage
        | UserMessage
        | AssistantMessage
        | ToolMessage
        | ChatMessage
        | JsonObject
    )
else:
    Message = Annotated[
        Any,
        TaggedUnion(
            "role",
            {
                "system": "SystemMessage",
                "developer": "DeveloperMessage",
                "user": "UserMessage",
                "assistant": "AssistantMessage",
                "tool": "ToolMessage",
            },
            closed=True,
        ),
    ]
