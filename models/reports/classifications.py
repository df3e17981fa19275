"""The topics of everybody's requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, RequestModel, Response, ResponseModel, Unset, model


@model
class ClassificationsGetTaskClassificationsParams(RequestModel):
    """Which days `classifications_get_task_classifications` reports: the last seven."""

    window: Literal["7d"] | str | Unset | None = attrs.field(default=UNSET, kw_only=False)


@model
class TaskClassificationModel(ResponseModel):
    """A model's share of a kind of task.

    Fields:
        id: the model's permanent slug.
        tag_usage_share, tag_token_share: of the requests and of the tokens of this kind, from 0 to 1.
    """

    id: str | None = None
    tag_usage_share: float | None = None
    tag_token_share: float | None = None


@model
class TaskClassification(ResponseModel):
    """A kind of task, such as writing code.

    Fields:
        tag: such as ``"code:general_impl"``.
        usage_share, token_share: of all requests and of all tokens, from 0 to 1.
        category_usage_share, category_token_share: the same within its `macro_category`.
        models: the most used models.
    """

    tag: str | None = None
    display_name: str | None = None
    macro_category: str | None = None
    usage_share: float | None = None
    token_share: float | None = None
    category_usage_share: float | None = None
    category_token_share: float | None = None
    models: Sequence[TaskClassificationModel] | None = None


@model
class TaskMacroCategory(ResponseModel):
    """Several kinds of task together.

    Fields:
        usage_share, token_share: of all requests and of all tokens, from 0 to 1.
    """

    key: str | None = None
    label: str | None = None
    usage_share: float | None = None
    token_share: float | None = None


@model
class TaskClassifications(ResponseModel):
    """All kinds of task, the most frequent first.

    Fields:
        as_of: the last day included (UTC), such as ``"2026-05-31"``.
        window_days: how many days are included.
    """

    as_of: str | None = None
    window_days: int | None = None
    classifications: Sequence[TaskClassification] | None = None
    macro_categories: Sequence[TaskMacroCategory] | None = None


@model
class ClassificationsGetTaskClassificationsResponse(Response):
    """What `classifications_get_task_classifications` returns."""

    data: TaskClassifications | None = None
