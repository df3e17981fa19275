"""Presets: settings stored under a name that requests can use."""

from __future__ import annotations

from collections.abc import Sequence

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    Response,
    ResponseModel,
    Unset,
    model,
)


@model
class PresetVersion(ResponseModel):
    """A preset as it was at one time. A version never changes.

    Fields:
        config: the settings, such as ``{"model": "openai/gpt-5.4", "temperature": 0.7}``.
        system_prompt: instructions that hold for the whole conversation.
        version: the number of the version, from 1.
        created_at, updated_at: ISO 8601.
    """

    id: str | None = None
    preset_id: str | None = None
    version: int | None = None
    config: JsonObject | None = None
    system_prompt: str | None = None
    creator_id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class Preset(ResponseModel):
    """A preset. A request uses it with the model ``@preset/<slug>``.

    Fields:
        status: ``active``, ``disabled`` or ``archived``.
        designated_version_id: the version that requests use.
        created_at, updated_at, status_updated_at: ISO 8601.
    """

    id: str | None = None
    slug: str | None = None
    name: str | None = None
    description: str | None = None
    status: str | None = None
    status_updated_at: str | None = None
    designated_version_id: str | None = None
    creator_user_id: str | None = None
    workspace_id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class PresetWithVersion(Preset):
    """A preset with the version that requests use."""

    designated_version: PresetVersion | None = None


@model
class PresetResponse(Response):
    """One preset, in `data`."""

    data: PresetWithVersion | None = None


@model
class PresetVersionResponse(Response):
    """One version of a preset, in `data`."""

    data: PresetVersion | None = None


@model
class PresetsListParams(RequestModel):
    """Which presets `presets_list` lists: at most `limit` (100 at most, 50 by default), after `offset` others."""

    offset: int | Unset | None = UNSET
    limit: int | Unset | None = UNSET


@model
class PresetsListVersionsParams(PresetsListParams):
    """Which versions `presets_list_versions` lists; see `PresetsListParams`."""


@model
class PresetsListResponse(Response):
    """A page of presets.

    Fields:
        data: the page.
        total_count: how many there are on all pages.
    """

    data: Sequence[Preset] | None = None
    total_count: int | None = None


@model
class PresetsListVersionsResponse(Response):
    """A page of a preset's versions.

    Fields:
        data: the page.
        total_count: how many there are on all pages.
    """

    data: Sequence[PresetVersion] | None = None
    total_count: int | None = None
