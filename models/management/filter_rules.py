"""Which requests are reported to an observability destination."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model


@model
class ObservabilityFilterRule(RequestModel):
    """A condition on one field of a request.

    Fields:
        value: a text or a number; omitted for ``exists`` and ``not_exists``.
    """

    field: (
        Literal[
            "model",
            "provider",
            "session_id",
            "user_id",
            "api_key_name",
            "finish_reason",
            "input",
            "output",
            "total_cost",
            "total_tokens",
            "prompt_tokens",
            "completion_tokens",
        ]
        | str
    ) = attrs.field(kw_only=False)
    operator: (
        Literal[
            "equals",
            "not_equals",
            "contains",
            "not_contains",
            "regex",
            "starts_with",
            "ends_with",
            "gt",
            "lt",
            "gte",
            "lte",
            "exists",
            "not_exists",
        ]
        | str
    ) = attrs.field(kw_only=False)
    value: str | float | Unset | None = attrs.field(default=UNSET, kw_only=False)


@model
class ObservabilityFilterGroup(RequestModel):
    """Rules that must all hold, or at least one if `logic` is ``or``."""

    rules: Sequence[ObservabilityFilterRule | JsonObject] = attrs.field(kw_only=False)
    logic: Literal["and", "or"] | str | Unset | None = UNSET


@model
class ObservabilityFilterRules(RequestModel):
    """Groups of rules.

    Fields:
        enabled: whether they are applied; the default is yes.
    """

    groups: Sequence[ObservabilityFilterGroup | JsonObject] = attrs.field(kw_only=False)
    enabled: bool | Unset | None = UNSET
