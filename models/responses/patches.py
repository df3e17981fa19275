"""Changes of files, in a response of the Responses API."""

from __future__ import annotations

from openrouter_core.models.model import ResponseModel, model


@model
class ApplyPatchOperation(ResponseModel):
    """A change of one file.

    Fields:
        type: ``create_file``, ``update_file`` or ``delete_file``.
        diff: what to change, in the V4A format; a deletion has none.
    """

    type: str | None = None
    path: str | None = None
    diff: str | None = None


@model
class OutputApplyPatchCallItem(ResponseModel):
    """A patch for the caller to apply; an `ApplyPatchCallOutputItem` with its `call_id` answers it."""

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    operation: ApplyPatchOperation | None = None
    created_by: str | None = None


@model
class OutputApplyPatchServerToolItem(ResponseModel):
    """A patch that the server has checked.

    Fields:
        error: what is wrong with it.
    """

    type: str | None = None
    id: str | None = None
    call_id: str | None = None
    status: str | None = None
    operation: ApplyPatchOperation | None = None
    error: str | None = None
