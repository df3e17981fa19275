"""Rules against which a model's answers and calls are checked: as plugins of a request, and their results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import attrs

from openrouter_core.models.model import (
    UNSET,
    JsonObject,
    RequestModel,
    ResponseModel,
    Unset,
    model,
)

if TYPE_CHECKING:
    from openrouter_core.models.chat.response import ChatMessage
    from openrouter_core.models.responses.output import OutputItem


@model
class AlignmentRule(RequestModel):
    """A rule for the model.

    Fields:
        rule: in plain words.
        watch: which parts of an answer are checked against it.
    """

    rule: str = attrs.field(kw_only=False)
    watch: Sequence[Literal["content", "tool_calls", "refusal", "images", "audio"] | str]


@model
class AlignmentPlugin(RequestModel):
    """Gives the model rules, and checks every answer against them; beta.

    Fields:
        instruct: whether the model sees the rules.
        mode: ``enforce`` withholds an answer that breaks one, ``audit`` only reports it.
        threshold: the probability from which a rule counts as broken, 0 to 1.
        max_retries: how often the model may try again.
    """

    id: Literal["alignment"] = "alignment"
    rules: Sequence[AlignmentRule | JsonObject] = attrs.field(kw_only=False)
    instruct: bool | Unset | None = UNSET
    mode: Literal["enforce", "audit"] | str | Unset | None = UNSET
    threshold: float | Unset | None = UNSET
    max_retries: int | Unset | None = UNSET


@model
class ArmorRule(RequestModel):
    """A rule for calls of tools.

    Fields:
        instructions: in plain words.
        threshold: the probability from which the rule applies, 0 to 1.
    """

    id: str = attrs.field(kw_only=False)
    instructions: str = attrs.field(kw_only=False)
    name: str | Unset | None = UNSET
    threshold: float | Unset | None = UNSET


@model
class ArmorEnvironmentEntry(RequestModel):
    """A fact about the environment in which tools run."""

    name: str = attrs.field(kw_only=False)
    value: str = attrs.field(kw_only=False)


@model
class ArmorAutoMode(RequestModel):
    """Rules, each in plain words or as an object.

    Fields:
        hard_deny: calls that are never allowed.
        soft_deny: calls that are not allowed unless `allow` permits them.
        environment: facts about the environment in which tools run; a text is ``"Name: value"``.
    """

    hard_deny: Sequence[str | ArmorRule | JsonObject] | Unset | None = UNSET
    soft_deny: Sequence[str | ArmorRule | JsonObject] | Unset | None = UNSET
    allow: Sequence[str | ArmorRule | JsonObject] | Unset | None = UNSET
    environment: Sequence[str | ArmorEnvironmentEntry | JsonObject] | Unset | None = UNSET


@model
class ArmorContext(RequestModel):
    """The rules and facts against which tool calls are checked.

    Fields:
        v: the version of this form, 1.
    """

    v: float = attrs.field(kw_only=False)
    auto_mode: ArmorAutoMode | JsonObject | Unset | None = UNSET


@model
class ArmorPlugin(RequestModel):
    """Checks every call of a caller's tool against rules before the caller sees it; the response's `safeguard_results`
    hold the results.

    Fields:
        mode: ``enforce`` withholds a call, ``audit`` only reports it.
        on_error: what happens if nobody could judge: ``log`` allows the call, ``block`` does not.
        output_mode: what replaces a withheld call: ``text``, or ``custom_item`` for an
            `OutputArmorBlockedItem`.
        evaluate_native_tools: whether calls of the provider's own tools are judged too.
        use_cc_style_default_rules: whether the server's built-in rules apply as well.
    """

    id: Literal["armor"] = "armor"
    enabled: bool | Unset | None = UNSET
    mode: Literal["enforce", "audit"] | str | Unset | None = UNSET
    on_error: Literal["log", "block"] | str | Unset | None = UNSET
    output_mode: (
        Literal["text", "custom_item", "claude_code_compatibility"] | str | Unset | None
    ) = UNSET
    classifier_context: ArmorContext | JsonObject | Unset | None = UNSET
    evaluate_native_tools: bool | Unset | None = UNSET
    use_cc_style_default_rules: bool | Unset | None = UNSET


@model
class AlignmentVerdict(ResponseModel):
    """The result of one rule.

    Fields:
        probability: that it is broken, 0 to 1.
    """

    applicable: bool | None = None
    broken: bool | None = None
    probability: float | None = None


@model
class AlignmentCall(ResponseModel):
    """The check of one answer of the model.

    Fields:
        call: the number of the call of the model in this request.
        outcome: ``allowed``, ``blocked``, or ``unavailable`` if nobody could judge.
        rules: in the order of the plugin's rules.
        reason: why no one could.
    """

    call: int | None = None
    outcome: str | None = None
    rules: Sequence[AlignmentVerdict] | None = None
    reason: str | None = None


@model
class Alignment(ResponseModel):
    """The result of an `AlignmentPlugin`; beta.

    Fields:
        rejected: in an error, the answer that was withheld.
    """

    calls: Sequence[AlignmentCall] | None = None
    rejected: ChatMessage | Sequence[OutputItem] | None = None


@model
class SafeguardedToolUse(ResponseModel):
    """The result for one tool call.

    Fields:
        type: ``evaluated``, ``skipped`` or ``unavailable``.
        outcome: ``flagged`` or ``not_flagged``.
        reason: why nobody could judge.
    """

    type: str | None = None
    outcome: str | None = None
    explanation: str | None = None
    reason: str | None = None


@model
class SafeguardStatus(ResponseModel):
    """The results for the calls of a response, by the id of each call."""

    type: str | None = None
    tool_uses: Mapping[str, SafeguardedToolUse] | None = None


@model
class SafeguardResult(ResponseModel):
    """The result of a safeguard, such as an `ArmorPlugin`."""

    type: str | None = None
    status: SafeguardStatus | None = None
