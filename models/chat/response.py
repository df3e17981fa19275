"""What comes back from a chat: `ChatResponse` and its parts, and the parts that a stream's chunks
share with it.

A field that is missing or null on the wire is None; only `choices`, `message` and `delta` are never None. Field by
field this follows recorded traffic where OpenRouter's description and the traffic differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, TypeAlias

import attrs

from openrouter_core.models.model import (
    JsonObject,
    Response,
    ResponseModel,
    TaggedUnion,
    join_text,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.chat.annotations import (
        FileAnnotation,
        UnknownAnnotation,
        UrlCitationAnnotation,
        WebSearchCitationAnnotation,
    )
    from openrouter_core.models.chat.content import (
        ChatContentAudio,
        ChatContentFile,
        ChatContentImage,
        ChatContentText,
        ChatContentVideo,
        UnknownContent,
    )
    from openrouter_core.models.chat.logprobs import ChatTokenLogprobs
    from openrouter_core.models.chat.media import ChatAudio, ChatImage
    from openrouter_core.models.chat.reasoning import (
        ReasoningDetailEncrypted,
        ReasoningDetailServerToolCall,
        ReasoningDetailSummary,
        ReasoningDetailText,
        UnknownReasoningDetail,
    )
    from openrouter_core.models.chat.usage import ChatUsage
    from openrouter_core.models.openrouter_metadata import OpenRouterMetadata
    from openrouter_core.models.safeguards import Alignment, SafeguardResult

    ReasoningDetail: TypeAlias = (
        ReasoningDetailText
        | ReasoningDetailSummary
        | ReasoningDetailEncrypted
        | ReasoningDetailServerToolCall
        | UnknownReasoningDetail
    )
    ChatAnnotation: TypeAlias = (
        UrlCitationAnnotation | WebSearchCitationAnnotation | FileAnnotation | UnknownAnnotation
    )
    ChatContent: TypeAlias = (
        ChatContentText
        | ChatContentImage
        | ChatContentAudio
        | ChatContentVideo
        | ChatContentFile
        | UnknownContent
    )
else:
    ChatContent = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "text": "ChatContentText",
                "input_text": "ChatContentText",
                "output_text": "ChatContentText",
                "image_url": "ChatContentImage",
                "input_audio": "ChatContentAudio",
                "video_url": "ChatContentVideo",
                "input_video": "ChatContentVideo",
                "file": "ChatContentFile",
            },
            otherwise="UnknownContent",
            untagged="ChatContentText",
        ),
    ]
    ReasoningDetail = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "reasoning.text": "ReasoningDetailText",
                "reasoning.summary": "ReasoningDetailSummary",
                "reasoning.encrypted": "ReasoningDetailEncrypted",
                "reasoning.server_tool_call": "ReasoningDetailServerToolCall",
            },
            otherwise="UnknownReasoningDetail",
        ),
    ]
    ChatAnnotation = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "url_citation": "UrlCitationAnnotation",
                "web_search_citation": "WebSearchCitationAnnotation",
                "file": "FileAnnotation",
            },
            otherwise="UnknownAnnotation",
        ),
    ]


@model
class ChatToolCallFunction(ResponseModel):
    """The function that the model calls.

    Fields:
        arguments: JSON as text, as the model wrote it: it may be empty, null or cut off.
    """

    name: str | None = None
    arguments: str | None = None


@model
class ChatToolCall(ResponseModel):
    """A call of a tool; in a stream a fragment of one, identified by `index` and `id`
    (`chat_collect` puts them together).
    """

    index: int | None = None
    id: str | None = None
    type: str | None = None
    function: ChatToolCallFunction | None = None


@model
class ChatMessage(ResponseModel):
    """The model's message. It can be put into a request's ``messages`` unchanged.

    Fields:
        content: the response as text, or as a list of parts.
        name: of the participant that speaks, if there are several.
        model: the model that wrote it, if the message says so.
        refusal: why the model declined.
        reasoning: the model's thoughts as text.
        reasoning_details: the same as signed or encrypted items; sent back unmodified, they let the model continue the
            thought.
        annotations: citations and parsed files; if they are sent back, the file is not parsed again.
    """

    __replay__: ClassVar[JsonObject] = {"role": "assistant", "content": None}

    role: str | None = None
    content: str | Sequence[ChatContent] | None = None
    name: str | None = None
    model: str | None = None
    refusal: str | None = None
    reasoning: str | None = None
    reasoning_details: Sequence[ReasoningDetail] | None = None
    tool_calls: Sequence[ChatToolCall] | None = None
    images: Sequence[ChatImage] | None = None
    audio: ChatAudio | None = None
    annotations: Sequence[ChatAnnotation] | None = None

    @property
    def text(self) -> str:
        """The content's text, ``""`` if there is none; for a list of parts, its text parts joined."""
        return text_of(self.extra.get("content", self.content))


def text_of(content: object) -> str:
    """The text of a message's or a delta's ``content``: a string, a part, or a list of both. Parts of other types, such
    as ``thinking``, have none.

    >>> text_of([{"type": "thinking", "thinking": "Hm"}, {"type": "text", "text": "Par"}, "is"])
    'Paris'
    """
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list | tuple) else (content,)
    return join_text([_part_text(part) for part in parts])


def _part_text(part: object) -> str:
    if isinstance(part, ResponseModel):
        part = getattr(part, "text", None)
    elif isinstance(part, Mapping):
        part = part.get("text") if part.get("type") in _TEXT_PARTS else None
    return part if isinstance(part, str) else ""


_TEXT_PARTS: Final = ("text", "output_text", "input_text", None)


@model
class ChatChoice(ResponseModel):
    """One of the choices.

    Fields:
        finish_reason: ``stop``, ``length``, ``tool_calls``, ``content_filter``, ``error``, or what
            a provider says; null in some complete responses.
        native_finish_reason: the same as the provider calls it.
        error: the error that ended this choice; a response with one is never an `Ok`, only an error's `partial`.
    """

    index: int | None = None
    message: ChatMessage = attrs.field(factory=ChatMessage)
    finish_reason: str | None = None
    native_finish_reason: str | None = None
    logprobs: ChatTokenLogprobs | None = None
    error: JsonObject | None = None


@model
class ChatResponse(Response):
    """A whole response.

    Fields:
        id: the generation's id (``gen-...``).
        created: seconds since the epoch.
        model: the model that answered, which can differ from the requested one.
        provider: the provider that ran it.
        usage: tokens and cost.
        alignment: the result of an `AlignmentPlugin`.
        safeguard_results: the result of an `ArmorPlugin`.
        debug: what `DebugOptions` requested.
    """

    id: str | None = None
    object: str | None = None
    created: float | None = None
    model: str | None = None
    provider: str | None = None
    choices: Sequence[ChatChoice] = attrs.field(factory=list)
    usage: ChatUsage | None = None
    system_fingerprint: str | None = None
    service_tier: str | None = None
    openrouter_metadata: OpenRouterMetadata | None = None
    alignment: Alignment | None = None
    safeguard_results: Sequence[SafeguardResult] | None = None
    debug: JsonObject | None = None

    @property
    def text(self) -> str:
        """The first choice's text, ``""`` if there is none."""
        return self.choices[0].message.text if self.choices else ""

    @property
    def images(self) -> Sequence[ChatImage]:
        """The first choice's images; `openrouter_core.media.save` writes one to a file."""
        return (self.choices[0].message.images if self.choices else None) or ()
