"""Other models as tools, which the server runs: an advisor, a worker, a panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import UNSET, JsonObject, RequestModel, Unset, model

if TYPE_CHECKING:
    from openrouter_core.models.caching import CacheControl
    from openrouter_core.models.reasoning import Reasoning
    from openrouter_core.models.server_tools.unions import NestedTool


@model
class AdvisorServerToolConfig(RequestModel):
    """Which model gives advice, and how.

    Fields:
        name: distinguishes several advisors; at most 64 characters.
        model: the advisor's slug; by default the call names one, or the request's own model advises.
        instructions: its system prompt.
        forward_transcript: whether it sees the whole chat, or only the question.
        max_completion_tokens: the most tokens it may write, thoughts included.
        stream: whether the advice is streamed as it comes.
    """

    name: str | Unset | None = UNSET
    model: str | Unset | None = UNSET
    instructions: str | Unset | None = UNSET
    forward_transcript: bool | Unset | None = UNSET
    reasoning: Reasoning | JsonObject | Unset | None = UNSET
    max_completion_tokens: int | Unset | None = UNSET
    temperature: float | Unset | None = UNSET
    stream: bool | Unset | None = UNSET


@model
class AdvisorServerTool(RequestModel):
    """Asks a stronger model for advice in the middle of a response."""

    type: Literal["openrouter:advisor"] = "openrouter:advisor"
    parameters: AdvisorServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )


@model
class SubagentServerToolConfig(RequestModel):
    """Which model does the work, and how.

    Fields:
        name: distinguishes several workers; at most 64 characters.
        model: the worker's slug; by default the request's own model.
        instructions: its system prompt.
        tools: server tools that it may use; functions of the caller are refused.
        max_tool_calls: how often it may use them, 1 to 25.
        inherit_functions: whether it may call every function of the request; experimental.
        inherited_function_names: the functions of the request that it may call; experimental.
        max_completion_tokens: the most tokens it may write, thoughts included.
    """

    name: str | Unset | None = UNSET
    model: str | Unset | None = UNSET
    instructions: str | Unset | None = UNSET
    tools: Sequence[NestedTool] | Unset | None = UNSET
    max_tool_calls: int | Unset | None = UNSET
    inherit_functions: bool | Unset | None = UNSET
    inherited_function_names: Sequence[str] | Unset | None = UNSET
    reasoning: Reasoning | JsonObject | Unset | None = UNSET
    max_completion_tokens: int | Unset | None = UNSET
    temperature: float | Unset | None = UNSET


@model
class SubagentServerTool(RequestModel):
    """Gives a separate task to a smaller model in the middle of a response."""

    type: Literal["openrouter:subagent"] = "openrouter:subagent"
    parameters: SubagentServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )


@model
class FusionServerToolConfig(RequestModel):
    """The models of the panel, and how they work.

    Fields:
        analysis_models: slugs of the panel, 1 to 8.
        model: the slug of the model that sums up; by default the request's own model.
        tools: server tools that they may use; by default searching and reading the web.
        max_tool_calls: how often each of them may use tools, 1 to 16.
        max_completion_tokens: the most tokens each of them may write, thoughts included.
        temperature: of the panel; the model that sums up always uses 0.
    """

    analysis_models: Sequence[str] | Unset | None = UNSET
    model: str | Unset | None = UNSET
    tools: Sequence[NestedTool] | Unset | None = UNSET
    max_tool_calls: int | Unset | None = UNSET
    reasoning: Reasoning | JsonObject | Unset | None = UNSET
    max_completion_tokens: int | Unset | None = UNSET
    temperature: float | Unset | None = UNSET
    cache_control: CacheControl | JsonObject | Unset | None = UNSET


@model
class FusionServerTool(RequestModel):
    """Asks a panel of models at once, and sums up what they say."""

    type: Literal["openrouter:fusion"] = "openrouter:fusion"
    parameters: FusionServerToolConfig | JsonObject | Unset | None = attrs.field(
        default=UNSET, kw_only=False
    )
