"""A chat with tools, decided step by step: what to send, what to run, what to tell the model and the program, and when
to stop. It knows time and the user's settings, and no socket, thread or event loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from openrouter_core import models, wire
from openrouter_core._check import invalid, shown
from openrouter_core._convert.totals import added
from openrouter_core._convert.values import wire_fields
from openrouter_core._tools.calls import PlannedCall, calls_to_run, requested
from openrouter_core._tools.decisions import checked_before_call
from openrouter_core._tools.events import (
    CallBegun,
    CallResult,
    RunFinished,
    StepUsage,
    ToolEvent,
    deltas_of,
)
from openrouter_core._tools.limits import RunLimits, dollars
from openrouter_core._tools.messages import pending, with_calls
from openrouter_core._tools.results import Outcome, result_text
from openrouter_core._tools.tool import declared_name, tools_by_name
from openrouter_core._tools.tool_run import ToolRun
from openrouter_core.core import OpenRouterCore, require_core
from openrouter_core.models.errors import (
    MaxCostExceededError,
    MaxSecondsExceededError,
    MaxStepsExceededError,
    OpenRouterError,
    RequestTimeoutError,
    SDKValidationError,
    ToolBudgetError,
    with_fields,
)
from openrouter_core.models.model import UNSET
from openrouter_core.options import NO_OPTIONS, RequestOptions
from openrouter_core.result import Err, Ok, and_then
from openrouter_core.timeouts import Timeout

if TYPE_CHECKING:
    from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk

AT_ONCE: Final = 16
"""How many calls run at the same time."""
_OURS: Final = ("messages", "tools", "tool_choice")
_SLACK: Final = 0.005
"""Seconds by which the clocks of sockets and threads differ from ours, and too few for a request."""


def begin(
    core: OpenRouterCore, request: object, tools: object, limits: RunLimits, **how: Any
) -> Ok[ToolLoop] | Err[Any]:
    """A run that has sent nothing yet; the arguments are those of `ToolLoop`."""
    try:
        return Ok(ToolLoop(core, request, tools, limits, **how))
    except OpenRouterError as error:
        error.__traceback__ = error.__context__ = None  # it is a value now
        return Err(error)


class ToolLoop:
    """One run of `chat_run_tools`, from the first request to the last.

    Arguments:
        parallel: whether the calls of one response run at the same time.
        options: settings for each request.
        before_call: what is asked before each call.
        twin: what takes async functions, where one is a mistake here.

    Fields:
        before_call: as given.

    Raises:
        SDKValidationError: the request, a tool, a limit or `before_call` is wrong.
        InvalidRequestError: a tool is async in sync code, or what describes tools is not installed.
    """

    def __init__(
        self,
        core: OpenRouterCore,
        request: object,
        tools: object,
        limits: RunLimits,
        *,
        parallel: bool,
        options: RequestOptions | None,
        before_call: object,
        twin: str | None,
    ) -> None:
        require_core(core)
        settings = core.settings(options, stream=False)
        self._clock = settings.clock
        self._timeouts = settings.limits
        key = settings.key  # one that a function gives is not known here
        self._key = key if key is not None and isinstance(key.source, str) else None
        self._options = options
        limits.check()
        self._limits = limits
        self._at_once = AT_ONCE if parallel else 1
        self._body = wire.checked(request, models.ChatGenerationParams)
        self._tools = tools_by_name(tools, twin=twin)
        self.before_call = checked_before_call(before_call, twin=twin)
        self._put_tools()
        # Where another run was stopped before calls, they come before the first request.
        self._messages, self._calls = pending(self._body["messages"])
        self._response = models.ChatResponse()
        self._usage = models.ChatUsage()
        self._spent = 0.0  # usage.cost of several responses does not say which of them were is_byok
        self._steps = 0
        seconds = limits.max_seconds
        self._deadline = None if seconds is None else self._clock.now() + seconds
        self._result: Ok[RunFinished] | Err[Any] | None = None

    def _put_tools(self) -> None:
        """Put the functions beside the tools that the request has."""
        for name in _OURS:
            if name in ((self._options or NO_OPTIONS).extra_body or {}):
                raise SDKValidationError(
                    f"options.extra_body.{name}: it would take the place of what each step sends; put it into the "
                    "request",
                    path=f"options.extra_body.{name}",
                )
        own = list(self._body.get("tools") or ())
        for index, tool in enumerate(own):
            declared = declared_name(tool)
            if declared in self._tools:
                raise invalid(
                    f"request.tools[{index}]", "a name that no function in tools has", declared
                )
        own += [tool.definition for tool in self._tools.values()]
        if own:
            self._body["tools"] = own

    # --- what to send ----------------------------------------------------------------------------------------------

    def result(self) -> Ok[RunFinished] | Err[Any] | None:
        """What the run came to, perhaps because a limit is reached; None where there is another request to send."""
        if self._result is None:
            error = self._over_budget()
            if error is not None:
                self._result = Err(error)
        return self._result

    def _over_budget(self) -> ToolBudgetError | None:
        limits = self._limits
        if limits.max_cost is not None and not self._spent < limits.max_cost:
            return MaxCostExceededError(
                f"{shown(self._spent)} US dollars are spent of max_cost={limits.max_cost}, and the model still calls "
                "tools",
                partial=self.so_far(),
            )
        if self._steps >= limits.max_steps:
            return MaxStepsExceededError(
                f"the model still calls tools after max_steps={limits.max_steps} requests",
                partial=self.so_far(),
            )
        left = self.time_left()
        if left is not None and left < _SLACK:
            return self._out_of_time(body_sent=False)
        return None

    def time_left(self) -> float | None:
        """Seconds until the run must end; None is unbounded."""
        return None if self._deadline is None else self._deadline - self._clock.now()

    def request(self) -> dict[str, Any]:
        """What the next step sends. A `tool_choice` that makes the model call a tool holds for the first step: with it
        the model could never stop.
        """
        body = {**self._body, "messages": self._messages}
        if self._steps and body.get("tool_choice") not in ("auto", "none", None, UNSET):
            del body["tool_choice"]
        return body

    def options(self) -> RequestOptions | None:
        """The options of the next step: its total time limit is what is left of the run's, if that is less."""
        left = self.time_left()
        if left is None:
            return self._options
        total = self._timeouts.total
        left = max(left if total is None else min(left, total), _SLACK)  # no Timeout takes 0
        timeout = Timeout(**{**self._timeouts._asdict(), "total": left})
        return attrs.evolve(self._options or NO_OPTIONS, timeout=timeout)

    # --- what came back --------------------------------------------------------------------------------------------

    def add_chunk(self, result: Ok[ChatStreamingResponseChunk] | Err[Any]) -> list[Ok[ToolEvent]]:
        """What a chunk of the response tells; of several choices the first counts, as in the response."""
        if isinstance(result, Err):  # it comes again, as the response's
            return []
        return [Ok(each) for each in deltas_of(result.unwrap(), self._steps + 1)]

    def add_response(self, result: Ok[ChatResponse] | Err[Any]) -> list[Ok[ToolEvent]]:
        """Take note of a response; what it calls is in the next `batches`."""
        if isinstance(result, Err):
            self.end(result.failure())
            return []
        response = result.unwrap()
        self._steps += 1
        self._note(response)
        if response.choices:
            message, self._calls = with_calls(response.choices[0].message, self._steps)
            self._messages.append(message)
        if not self._calls:  # whatever the finish reason says
            self._result = Ok(RunFinished(self.so_far()))
        usage = response.usage or models.ChatUsage()
        return [Ok(StepUsage(usage, self._usage, self._steps))]

    def end(self, error: OpenRouterError) -> None:
        """End the run in an error."""
        self._result = Err(self._failed(error))

    def _failed(self, error: OpenRouterError) -> OpenRouterError:
        """The error of a run whose request failed: that request's own, with the run so far."""
        if isinstance(error.partial, models.ChatResponse):
            self._note(error.partial)
        left = self.time_left()
        if isinstance(error, RequestTimeoutError) and left is not None and left < _SLACK:
            ended = self._out_of_time(body_sent=error.body_sent)
            ended.status_code, ended.http_meta = error.status_code, error.http_meta
            ended.__cause__ = error
            return ended
        return with_fields(error, partial=self.so_far())

    # --- what it calls ---------------------------------------------------------------------------------------------

    def batches(self) -> Iterator[Sequence[PlannedCall]]:
        """The calls to make before the next request, in batches, whose calls may run at the same time."""
        calls, self._calls = self._calls, []
        most, step = self._limits.max_calls, self._steps
        planned = [PlannedCall.of(id, step, call, self._tools) for id, call in calls[:most]]
        for first in range(0, len(planned), self._at_once):
            if self._result is None:
                yield planned[first : first + self._at_once]
        if calls[most:] and self._result is None:
            why = f"not run: of the calls of one message the first {most} are run; call again what is still needed"
            rest = [requested(id, step, call) for id, call in calls[most:]]
            yield [PlannedCall(each, problem=why) for each in rest]

    def admit(self, batch: Sequence[PlannedCall]) -> Sequence[PlannedCall]:
        """The calls of a batch, once each is decided; none where one of them stops the run."""
        stops = [call.stop for call in batch if call.stop is not None]
        if not stops:
            return batch
        self.end(stops[0])
        return []

    def begin_calls(self, batch: Sequence[PlannedCall]) -> list[Ok[ToolEvent]]:
        """That the calls of a batch are run."""
        return [Ok(CallBegun(call.asked)) for call in calls_to_run(batch, self.time_left())]

    def add_results(
        self, batch: Iterable[PlannedCall], outcomes: Iterable[Outcome]
    ) -> list[Ok[ToolEvent]]:
        """Write down what calls came to, for the model to read."""
        events: list[Ok[ToolEvent]] = []
        for call, outcome in zip(batch, outcomes, strict=True):
            text = and_then(outcome, result_text)
            if isinstance(text, Err):
                said = f"Error: {text.failure()}"
                said = said if self._key is None else self._key.hidden(said)
            else:
                said = text.unwrap()
            self._messages.append(models.ToolMessage(said, tool_call_id=call.asked.id))
            events.append(Ok(CallResult(call.asked, said, isinstance(text, Err))))
        return events

    # --- what it comes to ------------------------------------------------------------------------------------------

    def so_far(self) -> ToolRun:
        """The run as it stands."""
        return ToolRun(
            response=self._response,
            messages=list(self._messages),
            usage=self._usage,
            steps=self._steps,
        )

    def _note(self, response: ChatResponse) -> None:
        self._response = response
        if response.usage is not None:
            together = added(wire_fields(self._usage), response.usage)
            self._usage = wire.structure(together, models.ChatUsage)
            self._spent += dollars(response.usage)

    def _out_of_time(self, *, body_sent: bool | None) -> MaxSecondsExceededError:
        return MaxSecondsExceededError(
            f"the run was not done within max_seconds={self._limits.max_seconds:g}",
            phase="total",
            body_sent=body_sent,
            partial=self.so_far(),
        )
