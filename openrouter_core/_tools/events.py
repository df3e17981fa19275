"""What a run with tools tells while it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from openrouter_core._convert.values import wire_fields
from openrouter_core.models.model import choice_numbers

if TYPE_CHECKING:
    from openrouter_core._tools.given import RequestedCall
    from openrouter_core._tools.tool_run import ToolRun
    from openrouter_core.models import ChatStreamingChoice, ChatStreamingResponseChunk, ChatUsage


@attrs.frozen(slots=False)
class TextDelta:
    """The model has written more of its answer.

    Fields:
        text: what is new.
        step: the number of the response, from 1.
    """

    text: str
    step: int


@attrs.frozen(slots=False)
class ReasoningDelta:
    """The model has thought further, and tells it.

    Fields:
        text: what is new.
        step: the number of the response, from 1.
    """

    text: str
    step: int


@attrs.frozen(slots=False)
class CallBegun:
    """A tool is about to run; of calls that are not run there is a `CallResult` only.

    Fields:
        call: what is called, with the arguments that it gets.
    """

    call: RequestedCall


@attrs.frozen(slots=False)
class CallResult:
    """What a call came to.

    Fields:
        call: what was called.
        text: what the model reads of it.
        failed: whether that says why there is no result.
    """

    call: RequestedCall
    text: str
    failed: bool


@attrs.frozen(slots=False)
class StepUsage:
    """A response is whole; what it calls is run next.

    Fields:
        usage: its tokens and cost; an empty one where the server says nothing of them.
        total: those of all responses of the run.
        step: the number of the response, from 1.
    """

    usage: ChatUsage
    total: ChatUsage
    step: int


@attrs.frozen(slots=False)
class RunFinished:
    """The model has stopped calling tools; nothing follows.

    Fields:
        run: the whole run.
    """

    run: ToolRun


ToolEvent: TypeAlias = TextDelta | ReasoningDelta | CallBegun | CallResult | StepUsage | RunFinished


def deltas_of(chunk: ChatStreamingResponseChunk, step: int) -> list[TextDelta | ReasoningDelta]:
    """What a chunk adds to the first choice, which is the one that counts."""
    numbers = choice_numbers([each.extra.get("index", each.index) for each in chunk.choices])
    found: list[TextDelta | ReasoningDelta] = []
    for number, choice in zip(numbers, chunk.choices, strict=True):
        if number != 0:
            continue
        if reasoning := _reasoning_of(choice):
            found.append(ReasoningDelta(reasoning, step))
        if choice.text:
            found.append(TextDelta(choice.text, step))
    return found


def _reasoning_of(choice: ChatStreamingChoice) -> str:
    """What a chunk adds to a choice's thoughts, by either name that they have; the second is vLLM's. Some servers write
    a ``message`` in place of the delta, as `ChatStreamingChoice.text` says.
    """
    message = choice.extra.get("message")
    given = message if isinstance(message, Mapping) and "delta" not in choice.__dict__ else {}
    fields = {**given, **wire_fields(choice.delta)}
    value = fields.get("reasoning") or fields.get("reasoning_content")
    return value if isinstance(value, str) else ""
