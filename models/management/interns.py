"""Interns: agents that OpenRouter runs, each with a machine and a vault of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model

InternStatus: TypeAlias = (
    Literal[
        "awaiting_slack_install",
        "queued",
        "provisioning",
        "running",
        "failed",
        "stopped",
        "destroying",
        "destroy_failed",
    ]
    | str
)
"""What an intern is doing."""


@model
class InternsListParams(RequestModel):
    """Which interns `interns_list_interns` lists.

    Fields:
        status: only those in one of these states, at most eight.
        limit: how many on a page, 1 to 500.
        starting_after: the `next_cursor` of the previous page; `openrouter_core.paginate.paginate` sets it.
        workspace_id: whose interns; it must be the workspace of the key.
    """

    status: Sequence[InternStatus] | str | Unset | None = UNSET
    limit: int | Unset | None = UNSET
    starting_after: str | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class InternsCreateParams(RequestModel):
    """The intern that `interns_create_intern` makes.

    Fields:
        name: unique among your interns in the workspace.
        instructions: permanent instructions.
        provision: whether it is started at once; otherwise `interns_provision_intern` starts it.
        vault_id: the vault of another intern in the workspace, whose secrets it borrows.
        workspace_id: whose intern it becomes; it must be the workspace of the key.
    """

    name: str = attrs.field(kw_only=False)
    description: str | Unset | None = UNSET
    instructions: str | Unset | None = UNSET
    provision: bool | Unset | None = UNSET
    vault_id: str | Unset | None = UNSET
    workspace_id: str | Unset | None = UNSET


@model
class InternsUpdateParams(RequestModel):
    """What `interns_update_intern` changes; a field that is not given keeps its value.

    Fields:
        description, instructions: None removes it.
        model: ``author/slug``, from the next start on; None means the workspace's default.
    """

    name: str | Unset | None = UNSET
    description: str | Unset | None = UNSET
    instructions: str | Unset | None = UNSET
    model: str | Unset | None = UNSET


@model
class InternsDeleteParams(RequestModel):
    """How `interns_delete_intern` deletes.

    Fields:
        acknowledge_workspace_loss: whether to delete even if there is no backup of the intern's work.
    """

    acknowledge_workspace_loss: bool | Unset | None = UNSET


@model
class InternProgress(ResponseModel):
    """The progress of an intern's start.

    Fields:
        step_number: counted from 1.
    """

    step_label: str | None = None
    step_number: int | None = None
    total_steps: int | None = None


@model
class Intern(Response):
    """An intern: an item of `interns_list_interns`, and what other operations on it return.

    Fields:
        status: an intern works only while it is ``running``.
        progress: of its start; None at all other times.
        last_failure_message: why it could not be started, if `status` is ``failed``.
        hostname: its address; None before its first start.
        model: None means the workspace's default.
        vault_id: its own vault; None until it exists.
        attached_vault_id: the vault of another intern, which it borrows.
        created_at, updated_at: ISO 8601.
    """

    id: str | None = None
    name: str | None = None
    description: str | None = None
    instructions: str | None = None
    model: str | None = None
    status: InternStatus | None = None
    progress: InternProgress | None = None
    last_failure_message: str | None = None
    hostname: str | None = None
    vault_id: str | None = None
    attached_vault_id: str | None = None
    workspace_id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None


@model
class InternsListResponse(Response):
    """What `interns_list_interns` returns: one page, the newest first.

    Fields:
        has_more: whether there is another page.
        next_cursor: where the next page begins.
    """

    data: Sequence[Intern] = attrs.field(factory=list)
    has_more: bool | None = None
    next_cursor: str | None = None


@model
class InternsDeleteResponse(Response):
    """What `interns_delete_intern` returns when the deletion has begun."""

    deleting: bool | None = None


@model
class InternsProvisionResponse(Response):
    """What `interns_provision_intern` returns when the start has begun."""

    provisioning: bool | None = None


@model
class InternsSuspendResponse(Response):
    """What `interns_suspend_intern` returns."""

    suspended: bool | None = None
