"""Rules that a model's answers and calls are held against: as plugins of a request, and what came of them."""

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
        watch: which parts of an answer are held against it.
    """

    rule: str = attrs.field(kw_only=False)
    watch: Sequence[Literal["content", "tool_calls", "refusal", "images", "audio"] | str]


@model
class AlignmentPlugin(RequestModel):
    """Tells the model rules, and holds every answer against them; beta.

    Fields:
        instruct: whether the model is told the rules.
        mode: ``enforce`` withholds an answer that breaks one, ``audit`` only tells.
        threshold: from this probability on a rule counts as broken, 0 to 1.
        max_retries: how often the model may try anew.
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
        threshold: from this probability on the rule holds, 0 to 1.
    """

    id: str = attrs.field(kw_only=False)
    instructions: str = attrs.field(kw_only=False)
    name: str | Unset | None = UNSET
    threshold: float | Unset | None = UNSET


@model
class ArmorEnvironmentEntry(RequestModel):
    """Something that is to be known of the place where tools run."""

    name: str = attrs.field(kw_only=False)
    value: str = attrs.field(kw_only=False)


@model
class ArmorAutoMode(RequestModel):
    """Rules, each in plain words or as an object.

    Fields:
        hard_deny: calls that are never let through.
        soft_deny: calls that are not, unless `allow` says so.
        environment: what is to be known of the place where tools run; a text is ``"Name: value"``.
    """

    hard_deny: Sequence[str | ArmorRule | JsonObject] | Unset | None = UNSET
    soft_deny: Sequence[str | ArmorRule | JsonObject] | Unset | None = UNSET
    allow: Sequence[str | ArmorRule | JsonObject] | Unset | None = UNSET
    environment: Sequence[str | ArmorEnvironmentEntry | JsonObject] | Unset | None = UNSET


@model
class ArmorContext(RequestModel):
    """What calls of tools are held against.

    Fields:
        v: the version of this form, 1.
    """

    v: float = attrs.field(kw_only=False)
    auto_mode: ArmorAutoMode | JsonObject | Unset | None = UNSET


@model
class ArmorPlugin(RequestModel):
    """Holds every call of a caller's tool against rules before the caller sees it; `safeguard_results` of the response
    tell what came of it.

    Fields:
        mode: ``enforce`` withholds a call, ``audit`` only tells.
        on_error: what happens where nobody could judge: ``log`` lets the call through, ``block`` does not.
        output_mode: what stands in a withheld call's place: ``text``, or ``custom_item`` for an
            `OutputArmorBlockedItem`.
        evaluate_native_tools: whether calls of the provider's own tools are judged too.
        use_cc_style_default_rules: whether rules that the server knows hold as well.
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
    """What came of one rule.

    Fields:
        probability: that it is broken, 0 to 1.
    """

    applicable: bool | None = None
    broken: bool | None = None
    probability: float | None = None


@model
class AlignmentCall(ResponseModel):
    """One answer of the model, held against the rules.

    Fields:
        call: which, counted in the order of the request's calls of the model.
        outcome: ``allowed``, ``blocked``, or ``unavailable`` where nobody could judge.
        rules: in the order of the plugin's.
        reason: why no one could.
    """

    call: int | None = None
    outcome: str | None = None
    rules: Sequence[AlignmentVerdict] | None = None
    reason: str | None = None


@model
class Alignment(ResponseModel):
    """What came of an `AlignmentPlugin`; beta.

    Fields:
        rejected: the answer that was withheld, in an error.
    """

    calls: Sequence[AlignmentCall] | None = None
    rejected: ChatMessage | Sequence[OutputItem] | None = None


@model
class SafeguardedToolUse(ResponseModel):
    """What came of one call of a tool.

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
    """What came of the calls of a response, by the id of each call."""

    type: str | None = None
    tool_uses: Mapping[str, SafeguardedToolUse] | None = None


@model
class SafeguardResult(ResponseModel):
    """What came of a safeguard, such as an `ArmorPlugin`."""

    type: str | None = None
    status: SafeguardStatus | None = None
