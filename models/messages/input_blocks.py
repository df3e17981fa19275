"""What a caller writes into a message of the Messages API: text, images, documents, search results, and tool calls with
their results.

On each, `cache_control` says that a cached prefix ends there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.messages.citations import MessagesCitation
    from openrouter_core.models.messages.input import ToolResultContent
    from openrouter_core.models.messages.sources import DocumentSource, ImageSource


@model
class TextBlockParam(RequestModel):
    """Text. A response's `TextBlock` can be used in its place unchanged.

    Fields:
        citations: of the assistant's text, unchanged.
    """

    type: Literal["text"] = "text"
    text: str = attrs.field(kw_only=False)
    citations: Sequence[MessagesCitation] | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class ImageBlockParam(RequestModel):
    """An image."""

    type: Literal["image"] = "image"
    source: ImageSource = attrs.field(kw_only=False)
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class CitationsConfigParam(RequestModel):
    """Whether the model may cite from a document or a search result."""

    enabled: bool | Unset | None = attrs.field(default=UNSET, kw_only=False)


@model
class DocumentBlockParam(RequestModel):
    """A document: a PDF, plain text, or blocks.

    Fields:
        title: its name, which the model sees.
        context: what the model should know about it, but not cite.
    """

    type: Literal["document"] = "document"
    source: DocumentSource = attrs.field(kw_only=False)
    title: str | Unset | None = UNSET
    context: str | Unset | None = UNSET
    citations: CitationsConfigParam | JsonObject | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class SearchResultBlockParam(RequestModel):
    """A search result of the caller's own, which the model can cite.

    Fields:
        source: where it is from, such as a URL.
        content: its text.
    """

    type: Literal["search_result"] = "search_result"
    source: str = attrs.field(kw_only=False)
    title: str = attrs.field(kw_only=False)
    content: Sequence[TextBlockParam | JsonObject] = attrs.field(kw_only=False)
    citations: CitationsConfigParam | JsonObject | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class ToolUseBlockParam(RequestModel):
    """A call that the model made; a `ToolResultBlockParam` with its `id` answers it. A response's `ToolUseBlock` can be
    used in its place unchanged.

    Fields:
        input: the arguments, as an object.
    """

    type: Literal["tool_use"] = "tool_use"
    id: str = attrs.field(kw_only=False)
    name: str = attrs.field(kw_only=False)
    input: JsonObject | Unset | None = attrs.field(default=UNSET, kw_only=False)
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class ToolResultBlockParam(RequestModel):
    """The result of a call; it must come at the beginning of the user's next message.

    Fields:
        tool_use_id: the `id` of the call that this answers.
        content: the result as text, or as a list of blocks.
        is_error: whether the tool failed; `content` then says why.
    """

    type: Literal["tool_result"] = "tool_result"
    tool_use_id: str = attrs.field(kw_only=False)
    content: str | Sequence[ToolResultContent] | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )
    is_error: bool | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class ToolReferenceBlockParam(RequestModel):
    """A deferred tool that a search of the caller's own has found."""

    type: Literal["tool_reference"] = "tool_reference"
    tool_name: str = attrs.field(kw_only=False)


@model
class ServerToolUseBlockParam(RequestModel):
    """A call that the server executed. A response's `ServerToolUseBlock` can be used in its place unchanged."""

    type: Literal["server_tool_use"] = "server_tool_use"
    id: str = attrs.field(kw_only=False)
    name: str = attrs.field(kw_only=False)
    input: JsonObject | Unset | None = attrs.field(default=UNSET, kw_only=False)
    cache_control: CacheControl | JsonObject | Unset | None = UNSET
