"""Tools that OpenAI defines for its Responses API; the provider or the caller runs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, TaggedUnion, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.server_tools.web import WebSearchUserLocation, XSearchOptions


@model
class WebSearchFilters(RequestModel):
    """Where to search.

    Fields:
        allowed_domains: search only here.
        excluded_domains: do not search here; `blocked_domains` is another name of it.
    """

    allowed_domains: Sequence[str] | Unset | None = UNSET
    excluded_domains: Sequence[str] | Unset | None = UNSET
    blocked_domains: Sequence[str] | Unset | None = UNSET


@model
class WebSearchTool(RequestModel):
    """Searches the web.

    Fields:
        engine: ``auto`` prefers the provider's own search.
        mode: of the engine; one that the engine does not have is ignored.
        max_results: in one search, 5 by default.
        max_uses: how many searches a request may make.
        search_context_size: how much of the results the model reads.
        x_search: searches X (Twitter) too, if the engine is xAI's own; it is billed separately.
    """

    type: (
        Literal[
            "web_search",
            "web_search_2025_08_26",
            "web_search_preview",
            "web_search_preview_2025_03_11",
        ]
        | str
    ) = "web_search"
    engine: (
        Literal["native", "exa", "parallel", "firecrawl", "perplexity", "auto"] | str | Unset | None
    ) = UNSET
    filters: WebSearchFilters | JsonObject | Unset | None = UNSET
    mode: str | Unset | None = UNSET
    max_results: int | Unset | None = UNSET
    max_uses: int | Unset | None = UNSET
    search_context_size: Literal["low", "medium", "high"] | str | Unset | None = UNSET
    user_location: WebSearchUserLocation | JsonObject | Unset | None = UNSET
    x_search: XSearchOptions | JsonObject | Unset | None = UNSET


@model
class FileSearchFilter(RequestModel):
    """A condition on an attribute of a file.

    Fields:
        type: how to compare: ``eq``, ``ne``, ``gt``, ``gte``, ``lt``, ``lte``.
    """

    type: Literal["eq", "ne", "gt", "gte", "lt", "lte"] | str = attrs.field(kw_only=False)
    key: str = attrs.field(kw_only=False)
    value: str | float | bool | Sequence[str | float] = attrs.field(kw_only=False)


@model
class CompoundFilter(RequestModel):
    """All of some filters, or any of them.

    Fields:
        type: ``and`` or ``or``.
        filters: each a `FileSearchFilter` or another `CompoundFilter`.
    """

    type: Literal["and", "or"] | str = attrs.field(kw_only=False)
    filters: Sequence[FileFilter] = attrs.field(kw_only=False)


if TYPE_CHECKING:
    FileFilter: TypeAlias = FileSearchFilter | CompoundFilter | JsonObject
else:
    FileFilter = Annotated[
        Any,
        TaggedUnion(
            "type",
            {
                **dict.fromkeys(("eq", "ne", "gt", "gte", "lt", "lte"), "FileSearchFilter"),
                **dict.fromkeys(("and", "or"), "CompoundFilter"),
            },
        ),
    ]


@model
class FileSearchRanking(RequestModel):
    """How to rank what was found.

    Fields:
        score_threshold: omit results with a lower score, 0 to 1.
    """

    ranker: Literal["auto", "default-2024-11-15"] | str | Unset | None = UNSET
    score_threshold: float | Unset | None = UNSET


@model
class FileSearchTool(RequestModel):
    """Searches files in the provider's vector stores."""

    type: Literal["file_search"] = "file_search"
    vector_store_ids: Sequence[str] = attrs.field(kw_only=False)
    filters: FileFilter | Unset | None = UNSET
    max_num_results: int | Unset | None = UNSET
    ranking_options: FileSearchRanking | JsonObject | Unset | None = UNSET


@model
class ComputerUseTool(RequestModel):
    """A computer that the caller runs and the model controls; the size of the display is in pixels."""

    type: Literal["computer_use_preview"] = "computer_use_preview"
    environment: Literal["windows", "mac", "linux", "ubuntu", "browser"] | str
    display_width: int
    display_height: int


@model
class CodeInterpreterContainer(RequestModel):
    """A container that is created for the request.

    Fields:
        file_ids: of uploaded files that the code can read.
    """

    type: Literal["auto"] | str = "auto"
    file_ids: Sequence[str] | Unset | None = UNSET
    memory_limit: Literal["1g", "4g", "16g", "64g"] | str | Unset | None = UNSET


@model
class CodeInterpreterTool(RequestModel):
    """Runs Python in a container.

    Fields:
        container: the id of an existing container, or the settings of a new one.
    """

    type: Literal["code_interpreter"] = "code_interpreter"
    container: str | CodeInterpreterContainer | JsonObject = attrs.field(kw_only=False)


@model
class ImageMask(RequestModel):
    """Which part of an image to change, by the id of an upload or a URL."""

    file_id: str | Unset | None = UNSET
    image_url: str | Unset | None = UNSET


@model
class ImageGenerationTool(RequestModel):
    """Makes and changes images, if the provider supports it; an `ImageGenerationServerTool` works for every model.

    Fields:
        model: the model that makes the image.
        size: width and height in pixels, such as ``1024x1024``, or ``auto``.
        input_fidelity: how closely to follow the input images.
        input_image_mask: the part to change.
        output_compression: 0 to 100.
        partial_images: how many previews a stream sends.
    """

    type: Literal["image_generation"] = "image_generation"
    model: str | Unset | None = UNSET
    size: str | Unset | None = UNSET
    quality: Literal["low", "medium", "high", "auto"] | str | Unset | None = UNSET
    background: Literal["transparent", "opaque", "auto"] | str | Unset | None = UNSET
    moderation: Literal["auto", "low"] | str | Unset | None = UNSET
    input_fidelity: Literal["high", "low"] | str | Unset | None = UNSET
    input_image_mask: ImageMask | JsonObject | Unset | None = UNSET
    output_format: Literal["png", "webp", "jpeg"] | str | Unset | None = UNSET
    output_compression: int | Unset | None = UNSET
    partial_images: int | Unset | None = UNSET


@model
class LocalShellTool(RequestModel):
    """A shell that the caller runs; the model's calls are `LocalShellCallItem`."""

    type: Literal["local_shell"] = "local_shell"


@model
class ShellTool(RequestModel):
    """A shell that the provider or the server runs; a `ShellServerTool` says which."""

    type: Literal["shell"] = "shell"


@model
class ApplyPatchTool(RequestModel):
    """Changes files by patches, which the caller applies."""

    type: Literal["apply_patch"] = "apply_patch"
