"""Results of the provider's tools, in a response of the Responses API, and how a provider shortened the
conversation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openrouter_core.models._base64 import bytes_of
from openrouter_core.models.model import ResponseModel, model


@model
class WebSearchSource(ResponseModel):
    """A web page that was found."""

    type: str | None = None
    url: str | None = None


@model
class WebSearchAction(ResponseModel):
    """A step of a search.

    Fields:
        type: ``search``, ``open_page`` or ``find_in_page``.
        query, queries, sources: of a search.
        url: of a page that was opened or searched.
        pattern: the text searched in the page.
    """

    type: str | None = None
    query: str | None = None
    queries: Sequence[str] | None = None
    sources: Sequence[WebSearchSource] | None = None
    url: str | None = None
    pattern: str | None = None


@model
class OutputWebSearchCallItem(ResponseModel):
    """The provider searched the web."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    action: WebSearchAction | None = None


@model
class OutputFileSearchCallItem(ResponseModel):
    """The provider searched files."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    queries: Sequence[str] | None = None


@model
class OutputImageGenerationCallItem(ResponseModel):
    """The provider made an image.

    Fields:
        result: the image, base64.
    """

    type: str | None = None
    id: str | None = None
    status: str | None = None
    prompt: str | None = None
    result: str | None = None

    @property
    def content(self) -> bytes:
        """The image as bytes, ready for a file; ``b""`` if there is none, or only its URL."""
        return bytes_of(self.result)


@model
class CodeInterpreterOutput(ResponseModel):
    """The output of code.

    Fields:
        type: ``logs``, ``image`` or ``file``.
        logs: what it printed.
        url: of an image.
        download_url: of a file, until `expires_at` (ISO 8601).
        status: of a file; any other than ``ready`` may mean that it is not available; `error_code` says why.
    """

    type: str | None = None
    logs: str | None = None
    url: str | None = None
    id: str | None = None
    status: str | None = None
    filename: str | None = None
    media_type: str | None = None
    size_bytes: int | None = None
    sha256: str | None = None
    download_url: str | None = None
    expires_at: str | None = None
    error_code: str | None = None


@model
class OutputCodeInterpreterCallItem(ResponseModel):
    """The provider ran code."""

    type: str | None = None
    id: str | None = None
    status: str | None = None
    container_id: str | None = None
    code: str | None = None
    outputs: Sequence[CodeInterpreterOutput] | None = None


@model
class ComputerSafetyCheck(ResponseModel):
    """A warning about a step, which the caller should check first."""

    id: str | None = None
    code: str | None = None
    message: str | None = None


@model
class OutputComputerCallItem(ResponseModel):
    """A step for the caller's computer.

    Fields:
        action: what to do, such as ``{"type": "click", "x": 10, "y": 20}``; the API does not describe its form.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    action: Any = None
    pending_safety_checks: Sequence[ComputerSafetyCheck] | None = None


@model
class CompactionItem(ResponseModel):
    """Marks where the conversation was shortened, with the summary, which only its provider can read."""

    type: str | None = None
    id: str | None = None
    encrypted_content: str | None = None


@model
class ContextCompactionItem(ResponseModel):
    """As `CompactionItem`; the summary may be missing."""

    type: str | None = None
    id: str | None = None
    encrypted_content: str | None = None
