"""What a message is annotated with: sources that it cites, and files that were parsed for it."""

from __future__ import annotations

from collections.abc import Sequence

from openrouter_core.models.model import JsonObject, ResponseModel, model


@model
class UrlCitation(ResponseModel):
    """A web page that the text cites, from character `start_index` to `end_index`."""

    url: str | None = None
    title: str | None = None
    content: str | None = None
    start_index: int | None = None
    end_index: int | None = None


@model
class UrlCitationAnnotation(ResponseModel):
    """A citation of a web page."""

    type: str | None = None
    url_citation: UrlCitation | None = None


@model
class WebSearchCitation(ResponseModel):
    """A result of a search that the text cites.

    Fields:
        encrypted_index: for the provider, which needs it back unchanged.
    """

    url: str | None = None
    title: str | None = None
    cited_text: str | None = None
    encrypted_index: str | None = None


@model
class WebSearchCitationAnnotation(ResponseModel):
    """A citation of a search result."""

    type: str | None = None
    web_search_citation: WebSearchCitation | None = None


@model
class AnnotatedFile(ResponseModel):
    """A parsed file; if it is sent back with its message, the file is not parsed (and billed) again."""

    hash: str | None = None
    name: str | None = None
    content: Sequence[JsonObject] | None = None


@model
class FileAnnotation(ResponseModel):
    """The content that the parser read from a file."""

    type: str | None = None
    file: AnnotatedFile | None = None


@model
class UnknownAnnotation(ResponseModel):
    """An annotation of a type that this version does not know; `extra` is the whole annotation."""
