"""The events of a run with tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeAlias

import attrs

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    from openrouter_core._tools.chat import ToolRun
    from openrouter_core._tools.given import RequestedCall
    from openrouter_core._tools.responses import ResponsesToolRun
    from openrouter_core.models import ChatUsage, ResponsesUsage

    _U_co = TypeVar("_U_co", covariant=True, default=ChatUsage)
    _R_co = TypeVar("_R_co", covariant=True, default=ToolRun)
else:  # Python has defaults since 3.13 only
    from typing import TypeVar

    _U_co, _R_co = TypeVar("_U_co", covariant=True), TypeVar("_R_co", covariant=True)


@attrs.frozen(slots=False)
class TextDelta:
    """The model has written more of its answer.

    Fields:
        text: the new part.
        step: the number of the response, from 1.
    """

    text: str
    step: int


@attrs.frozen(slots=False)
class ReasoningDelta:
    """The model has written more of its thoughts.

    Fields:
        text: the new part.
        step: the number of the response, from 1.
    """

    text: str
    step: int


@attrs.frozen(slots=False)
class CallBegun:
    """A tool is about to run; calls that are not run have only a `CallResult`.

    Fields:
        call: the call, with the arguments that the tool gets.
    """

    call: RequestedCall


@attrs.frozen(slots=False)
class CallResult:
    """The result of a call.

    Fields:
        call: the call.
        text: the result as the model reads it.
        failed: whether the text says why there is no result.
    """

    call: RequestedCall
    text: str
    failed: bool


@attrs.frozen(slots=False)
class StepUsage(Generic[_U_co]):
    """A response is complete; its calls are run next.

    Fields:
        usage: its tokens and cost; an empty object if the server does not report them.
        total: those of all responses of the run.
        step: the number of the response, from 1.
    """

    usage: _U_co
    total: _U_co
    step: int


@attrs.frozen(slots=False)
class RunFinished(Generic[_R_co]):
    """The model has stopped calling tools; nothing follows.

    Fields:
        run: the whole run.
    """

    run: _R_co


ToolEvent: TypeAlias = TextDelta | ReasoningDelta | CallBegun | CallResult | StepUsage | RunFinished
"""What `chat_stream_tools` yields."""
if TYPE_CHECKING:
    ResponsesToolEvent: TypeAlias = (
        TextDelta
        | ReasoningDelta
        | CallBegun
        | CallResult
        | StepUsage[ResponsesUsage]
        | RunFinished[ResponsesToolRun]
    )
    """What `responses_stream_tools` yields."""
else:
    ResponsesToolEvent = ToolEvent
