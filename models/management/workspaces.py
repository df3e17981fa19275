"""Workspaces: their settings, members and budgets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model

ServerToolName: TypeAlias = (
    Literal[
        "openrouter:advisor",
        "openrouter:apply_patch",
        "openrouter:bash",
        "openrouter:datetime",
        "openrouter:experimental__search_models",
        "openrouter:fusion",
        "openrouter:image_generation",
        "openrouter:shell",
        "openrouter:subagent",
        "openrouter:tool_search",
        "openrouter:web_fetch",
        "openrouter:web_search",
    ]
    | str
)
"""A tool that OpenRouter itself runs, by its ``type`` in a request."""


@model
class WorkspacesListParams(RequestModel):
    """Which workspaces `workspaces_list` lists.

    Fields:
        limit: how many on a page, at most 100; 50 by default.
        offset: how many to skip; `openrouter_core.paginate.paginate` increases it.
    """

    limit: int | Unset | None = UNSET
    offset: int | Unset | None = UNSET


@model
class WorkspaceChanges(RequestModel):
    """Settings that can be given when a workspace is created, and changed later.

    Fields:
        description: at most 500 characters.
        default_provider_sort: how providers are ordered: "price", "throughput", "latency" or "exacto".
        disabled_server_tools: the tools that no request in this workspace may use: one that names such a tool is
            refused with 403. An empty list and None allow all.
        io_logging_api_key_ids: the keys whose requests are logged; None means all.
        io_logging_sampling_rate: the share of requests that is logged, from 0.0001 to 1 (all).
        is_data_discount_logging_enabled: whether requests are logged for a discount.
        is_observability_broadcast_enabled: whether requests are reported to your observability destinations.
        is_observability_io_logging_enabled: whether inputs and outputs are logged for you.
    """

    description: str | Unset | None = UNSET
    default_text_model: str | Unset | None = UNSET
    default_image_model: str | Unset | None = UNSET
    default_provider_sort: str | Unset | None = UNSET
    disabled_server_tools: Sequence[ServerToolName] | Unset | None = UNSET
    io_logging_api_key_ids: Sequence[int] | Unset | None = UNSET
    io_logging_sampling_rate: float | Unset | None = UNSET
    is_data_discount_logging_enabled: bool | Unset | None = UNSET
    is_observability_broadcast_enabled: bool | Unset | None = UNSET
    is_observability_io_logging_enabled: bool | Unset | None = UNSET


@model
class WorkspacesCreateParams(WorkspaceChanges):
    """The workspace that `workspaces_create` makes.

    Fields:
        name: at most 100 characters.
        slug: its name in paths: lower case letters and digits with single hyphens between, at most 50 characters.
    """

    name: str = attrs.field(kw_only=False)
    slug: str = attrs.field(kw_only=False)


@model
class WorkspacesUpdateParams(WorkspaceChanges):
    """What `workspaces_update` changes; a field that is not given keeps its value.

    Fields:
        name, slug: as in `WorkspacesCreateParams`.
    """

    name: str | Unset | None = UNSET
    slug: str | Unset | None = UNSET


@model
class WorkspacesDeleteParams(RequestModel):
    """How `workspaces_delete` deletes.

    Fields:
        confirm_default_workspace_deletion: True is required to delete the default workspace, and has no effect for
            others.
    """

    confirm_default_workspace_deletion: bool | str | Unset | None = UNSET


@model
class Workspace(ResponseModel):
    """A workspace.

    Fields:
        id, slug: either identifies it in a path.
        created_by: a user's id.
        default_guardrail_id: the guardrail that applies if no other does; it is created when one of its settings is
            first changed.
        disabled_server_tools: the tools that no request in this workspace may use; None means no tools.
        include_byok_in_budgets: whether spending with your own provider keys counts against the budgets;
            `workspaces_set_budget` sets it.
        io_logging_api_key_ids: the keys whose requests are logged; None means all.
        io_logging_sampling_rate: the share of requests that is logged; 1 means all.
        created_at, updated_at: ISO 8601.
    """

    id: str | None = None
    name: str | None = None
    slug: str | None = None
    description: str | None = None
    created_by: str | None = None
    default_guardrail_id: str | None = None
    default_text_model: str | None = None
    default_image_model: str | None = None
    default_provider_sort: str | None = None
    disabled_server_tools: Sequence[str] | None = None
    include_byok_in_budgets: bool | None = None
    io_logging_api_key_ids: Sequence[int] | None = None
    io_logging_sampling_rate: float | None = None
    is_data_discount_logging_enabled: bool | None = None
    is_observability_broadcast_enabled: bool | None = None
    is_observability_io_logging_enabled: bool | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class WorkspacesListResponse(Response):
    """What `workspaces_list` returns: one page.

    Fields:
        total_count: how many there are on all pages.
    """

    data: Sequence[Workspace] = attrs.field(factory=list)
    total_count: int | None = None


@model
class WorkspaceResponse(Response):
    """What the operations on one workspace return: its current state."""

    data: Workspace | None = None
