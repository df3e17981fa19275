"""The sources of a text in the Messages API: `MessagesCitation`. A request sends them back unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from openrouter_core.models.model import ResponseModel, TaggedUnion, model


@model
class CitationCharLocation(ResponseModel):
    """Characters of a plain text. `document_index` counts the documents of the request from 0."""

    type: str | None = None
    cited_text: str | None = None
    document_index: int | None = None
    document_title: str | None = None
    file_id: str | None = None
    start_char_index: int | None = None
    end_char_index: int | None = None


@model
class CitationPageLocation(ResponseModel):
    """Pages of a PDF, counted from 1; the end is the page after the last one."""

    type: str | None = None
    cited_text: str | None = None
    document_index: int | None = None
    document_title: str | None = None
    file_id: str | None = None
    start_page_number: int | None = None
    end_page_number: int | None = None


@model
class CitationContentBlockLocation(ResponseModel):
    """Blocks of a document that was given as blocks, counted from 0."""

    type: str | None = None
    cited_text: str | None = None
    document_index: int | None = None
    document_title: str | None = None
    file_id: str | None = None
    start_block_index: int | None = None
    end_block_index: int | None = None


@model
class CitationWebSearchResultLocation(ResponseModel):
    """A page that a web search found. `encrypted_index` must go back unchanged."""

    type: str | None = None
    cited_text: str | None = None
    url: str | None = None
    title: str | None = None
    encrypted_index: str | None = None


@model
class CitationSearchResultLocation(ResponseModel):
    """Blocks of a search result that the request holds."""

    type: str | None = None
    cited_text: str | None = None
    search_result_index: int | None = None
    source: str | None = None
    title: str | None = None
    start_block_index: int | None = None
    end_block_index: int | None = None


@model
class UnknownCitation(ResponseModel):
    """A citation of a type that this version does not know; `extra` is the whole citation."""


if TYPE_CHECKING:
    MessagesCitation: TypeAlias = (
        CitationCharLocation
        | CitationPageLocation
        | CitationContentBlockLocation
        | CitationWebSearchResultLocation
        | CitationSearchResultLocation
        | UnknownCitation
    )
else:
    MessagesCitation = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                "char_location": "CitationCharLocation",
                "page_location": "CitationPageLocation",
                "content_block_location": "CitationContentBlockLocation",
                "web_search_result_location": "CitationWebSearchResultLocation",
                "search_result_location": "CitationSearchResultLocation",
            },
            otherwise="UnknownCitation",
        ),
    ]
