"""Annotations of a text in the Responses API: the sources that it cites."""

from __future__ import annotations

from openrouter_core.models.model import ResponseModel, model


@model
class OutputUrlCitation(ResponseModel):
    """A web page that the text cites, from character `start_index` to `end_index`."""

    type: str | None = None
    url: str | None = None
    title: str | None = None
    content: str | None = None
    start_index: int | None = None
    end_index: int | None = None


@model
class OutputFileCitation(ResponseModel):
    """A file that the text cites.

    Fields:
        index: the position of the citation in the text, in characters.
    """

    type: str | None = None
    file_id: str | None = None
    filename: str | None = None
    index: int | None = None


@model
class OutputFilePath(ResponseModel):
    """A file that the model made.

    Fields:
        index: the position in the text where the file is named, in characters.
    """

    type: str | None = None
    file_id: str | None = None
    index: int | None = None


@model
class OutputContainerFileCitation(ResponseModel):
    """A file in a container, such as one that commands left there; `containers_download_container_file_content`
    downloads it.
    """

    type: str | None = None
    container_id: str | None = None
    file_id: str | None = None
    filename: str | None = None
    start_index: int | None = None
    end_index: int | None = None
