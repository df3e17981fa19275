"""The source of an image or a document in the Messages API: the request, a URL, or an uploaded file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import JsonObject, RequestModel, TaggedUnion, model

if TYPE_CHECKING:
    from openrouter_core.models.messages.input import ToolResultContent


@model
class Base64Source(RequestModel):
    """The bytes themselves, as base64.

    Fields:
        media_type: ``image/png``, ``image/jpeg``, ``image/gif`` or ``image/webp``; of a document ``application/pdf``.
    """

    type: Literal["base64"] = "base64"
    media_type: str = attrs.field(kw_only=False)
    data: str = attrs.field(kw_only=False)


@model
class UrlSource(RequestModel):
    """A URL, from which the provider downloads it."""

    type: Literal["url"] = "url"
    url: str = attrs.field(kw_only=False)


@model
class FileSourceParam(RequestModel):
    """A file that was uploaded before."""

    type: Literal["file"] = "file"
    file_id: str = attrs.field(kw_only=False)


@model
class PlainTextSource(RequestModel):
    """A document that is plain text."""

    type: Literal["text"] = "text"
    media_type: str = "text/plain"
    data: str = attrs.field(kw_only=False)


@model
class ContentSource(RequestModel):
    """A document as blocks of text and images, to which citations can refer one by one."""

    type: Literal["content"] = "content"
    content: str | Sequence[ToolResultContent] = attrs.field(kw_only=False)


if TYPE_CHECKING:
    ImageSource: TypeAlias = Base64Source | UrlSource | FileSourceParam | JsonObject
    DocumentSource: TypeAlias = (
        Base64Source | UrlSource | FileSourceParam | PlainTextSource | ContentSource | JsonObject
    )
else:
    _SOURCES = {"base64": "Base64Source", "url": "UrlSource", "file": "FileSourceParam"}
    ImageSource = Annotated[Any, TaggedUnion("type", _SOURCES)]
    DocumentSource = Annotated[
        Any,
        TaggedUnion("type", {**_SOURCES, "text": "PlainTextSource", "content": "ContentSource"}),
    ]
