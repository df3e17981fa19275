"""The tools that OpenRouter runs for a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    Unset,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.model_catalog import PageLinks


@model
class ToolsListToolsParams(RequestModel):
    """Which tools `tools_list_tools` lists.

    Fields:
        api_format: only tools that this API accepts.
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
        limit: how many at most.
    """

    api_format: (
        Literal["responses", "chat-completions", "anthropic-messages"] | str | Unset | None
    ) = UNSET
    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET


@model
class ToolOutputName(ResponseModel):
    """The type of a tool's item in a response.

    Fields:
        api_format: the API.
        type: the item's type.
    """

    api_format: str | None = None
    type: str | None = None
    name: str | None = None


@model
class ToolInputName(ResponseModel):
    """A name of a tool in requests.

    Fields:
        type: the ``type`` in its ``tools``.
        api_formats: the APIs that accept it.
    """

    type: str | None = None
    api_formats: Sequence[str] | None = None
    output_names: Sequence[ToolOutputName] | None = None


@model
class ToolPrice(ResponseModel):
    """The price of using a tool.

    Fields:
        price: US dollars per unit, as text, because a small price has no exact float.
        unit: such as ``"request"``.
        max_units_per_call: how many units one call may use.
        mode: the tool's mode that the price is for; None for all.
    """

    price: str | None = None
    unit: str | None = None
    max_units_per_call: int | None = None
    mode: str | None = None


@model
class ToolEngine(ResponseModel):
    """An engine that runs a tool.

    Fields:
        id: its name in a request.
        executed_by: ``"provider"``, ``"openrouter"`` or ``"client"``.
        byok: whether it needs your own key: ``"required"``, ``"optional"`` or ``"none"``.
        data_regions: where it runs.
        pricing_source: whose prices they are; `pricing_doc_url` links to them if they are not listed here.
    """

    id: str | None = None
    name: str | None = None
    default_mode: str | None = None
    executed_by: str | None = None
    byok: str | None = None
    data_regions: Sequence[str] | None = None
    pricing: Sequence[ToolPrice] | None = None
    pricing_source: str | None = None
    pricing_doc_url: str | None = None


@model
class ToolNativeModel(ResponseModel):
    """A model with its own form of a tool, and the providers that run it."""

    slug: str | None = None
    providers: Sequence[str] | None = None


@model
class ToolNativeSupport(ResponseModel):
    """The endpoints whose provider runs the tool itself.

    Fields:
        models: only from `tools_get_tool`.
    """

    endpoint_count: int | None = None
    model_count: int | None = None
    models: Sequence[ToolNativeModel] | None = None


@model
class ToolInfo(ResponseModel):
    """A tool that OpenRouter runs for a model.

    Fields:
        aliases: its names in requests.
        status: ``"active"`` or ``"deprecated"``.
        tool_description: the description that the model sees.
        parameters_schema: JSON Schema of its settings in a request.
        input_schema, output_schema: JSON Schema of its input from the model, and of its output.
        default_engine: the engine used by default; `fallback_engine` is used if that one cannot.
    """

    id: str | None = None
    name: str | None = None
    status: str | None = None
    summary: str | None = None
    docs_url: str | None = None
    tool_description: str | None = None
    aliases: Sequence[ToolInputName] | None = None
    supported_api_formats: Sequence[str] | None = None
    parameters_schema: JsonObject | None = None
    input_schema: JsonObject | None = None
    output_schema: JsonObject | None = None
    engines: Sequence[ToolEngine] | None = None
    default_engine: str | None = None
    fallback_engine: str | None = None
    native_support: ToolNativeSupport | None = None


@model
class ToolsListToolsResponse(Response):
    """What `tools_list_tools` returns: one page.

    Fields:
        total_count: how many tools there are on all pages.
    """

    data: Sequence[ToolInfo] = attrs.field(factory=list)
    total_count: int | None = None
    links: PageLinks | None = None


@model
class ToolsGetToolResponse(Response):
    """What `tools_get_tool` returns."""

    data: ToolInfo | None = None
