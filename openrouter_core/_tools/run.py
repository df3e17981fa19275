"""A conversation with tools, decided step by step: what to send, what to run, what to report to the model and the
program, and when to stop. It depends on the time and the settings, not on sockets, threads, event loops or endpoints.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from openrouter_core import wire
from openrouter_core._check import shown
from openrouter_core._convert.totals import added
from openrouter_core._convert.values import wire_fields
from openrouter_core._tools.calls import PlannedCall, calls_to_run, requested
from openrouter_core._tools.conversation_format import ConversationFormat
from openrouter_core._tools.decisions import checked_before_call
from openrouter_core._tools.events import (
    CallBegun,
    CallResult,
    RunFinished,
    StepUsage,
    TextDelta,
)
from openrouter_core._tools.limits import RunLimits, dollars
from openrouter_core._tools.requests import later_body, with_tools
from openrouter_core._tools.results import Outcome, result_text
from openrouter_core._tools.tool import tools_by_name
from openrouter_core.core import OpenRouterCore, require_core
from openrouter_core.models.errors import (
    MaxCostExceededError,
    MaxSecondsExceededError,
    MaxStepsExceededError,
    OpenRouterError,
    RequestTimeoutError,
    ToolBudgetError,
    with_fields,
)
from openrouter_core.options import NO_OPTIONS, RequestOptions
from openrouter_core.result import Err, Ok, and_then
from openrouter_core.timeouts import Timeout

AT_ONCE: Final = 16
"""How many calls run at the same time."""
_SLACK: Final = 0.005
"""Seconds by which the clocks of sockets and threads may differ from ours; too few for a request."""


def begin(
    core: OpenRouterCore,
    form: ConversationFormat,
    request: object,
    tools: object,
    limits: RunLimits,
    **how: Any,
) -> Ok[ToolLoop] | Err[Any]:
    """A run that has not sent anything yet; the arguments are those of `ToolLoop`."""
    try:
        return Ok(ToolLoop(core, form, request, tools, limits, **how))
    except OpenRouterError as error:
        error.__traceback__ = error.__context__ = None  # it is a value now
        return Err(error)


class ToolLoop:
    """One run of `chat_run_tools` or `responses_run_tools`, from the first request to the last.

    Arguments:
        form: how the endpoint writes the conversation.
        parallel: whether the calls of one response run at the same time.
        options: settings for each request.
        before_call: called before each call.
        twin: the function that accepts async functions, if they are a mistake here.

    Fields:
        before_call: as given.

    Raises:
        SDKValidationError: the request, a tool, a limit or `before_call` is wrong.
        InvalidRequestError: a tool is async in sync code, or a package that describes tools is not installed.
    """

    def __init__(
        self,
        core: OpenRouterCore,
        form: ConversationFormat,
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
        key = settings.key  # a key from a function is not known here
        self._key = key if key is not None and isinstance(key.source, str) else None
        self._options = options
        limits.check()
        self._limits = limits
        self._at_once = AT_ONCE if parallel else 1
        self._form = form
        body = wire.checked(request, form.request)
        self._tools = tools_by_name(tools, twin=twin)
        self.before_call = checked_before_call(before_call, twin=twin)
        self._body = with_tools(form, body, self._tools, options)
        # If another run was stopped before calls, they come before the first request.
        self._conversation, self._calls = form.pending(body.get(form.field))
        self._results: list[int] = []  # their positions in the last batch
        self._told = False  # whether the chunks of this response had its text
        self._response: Any = form.response()
        self._usage: Any = form.usage()
        self._spent = 0.0  # the total usage.cost does not say which responses were is_byok
        self._steps = 0
        seconds = limits.max_seconds
        self._deadline = None if seconds is None else self._clock.now() + seconds
        self._result: Ok[RunFinished] | Err[Any] | None = None

    # --- what to send ----------------------------------------------------------------------------------------------

    def result(self) -> Ok[RunFinished] | Err[Any] | None:
        """The result of the run, also if a limit is reached; None if there is another request to send."""
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
        """The request of the next step."""
        self._told = False
        body = later_body(self._body) if self._steps else self._body
        return {**body, self._form.field: self._conversation}

    def options(self) -> RequestOptions | None:
        """The options of the next step: its total time limit is the rest of the run's time, if that is shorter."""
        left = self.time_left()
        if left is None:
            return self._options
        total = self._timeouts.total
        left = max(left if total is None else min(left, total), _SLACK)  # a Timeout cannot be 0
        timeout = Timeout(**{**self._timeouts._asdict(), "total": left})
        return attrs.evolve(self._options or NO_OPTIONS, timeout=timeout)

    # --- what came back --------------------------------------------------------------------------------------------

    def add_chunk(self, result: Ok[Any] | Err[Any]) -> list[Ok[Any]]:
        """The events of a chunk of the response."""
        if isinstance(result, Err):  # the usage comes again, with the response
            return []
        deltas = self._form.deltas(result.unwrap(), self._steps + 1)
        self._told = self._told or any(isinstance(each, TextDelta) for each in deltas)
        return [Ok(each) for each in deltas]

    def add_response(self, result: Ok[Any] | Err[Any]) -> list[Ok[Any]]:
        """Record a response; its calls are in the next `batches`."""
        if isinstance(result, Err):
            self.end(result.failure())
            return []
        response = result.unwrap()
        self._steps += 1
        self._note(response)
        more, self._calls = self._form.turn(response, self._conversation, self._steps)
        self._conversation += more
        run = self.so_far()
        if not self._calls:  # whatever the finish reason says
            self._result = Ok(RunFinished(run))
        usage = StepUsage(response.usage or self._form.usage(), self._usage, self._steps)
        if run.text and not self._told:  # it did not come in chunks
            return [Ok(TextDelta(run.text, self._steps)), Ok(usage)]
        return [Ok(usage)]

    def end(self, error: OpenRouterError) -> None:
        """End the run in an error."""
        self._result = Err(self._failed(error))

    def _failed(self, error: OpenRouterError) -> OpenRouterError:
        """The error of a run whose request failed: the request's error, with the run so far."""
        if isinstance(error.partial, self._form.response):
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
        """The calls to make before the next request, in batches; the calls of a batch may run at the same time."""
        calls, self._calls = self._calls, []
        most, step = self._limits.max_calls, self._steps
        planned = [PlannedCall.of(step, call, self._tools) for call in calls[:most]]
        for first in range(0, len(planned), self._at_once):
            if self._result is None:
                yield planned[first : first + self._at_once]
        if calls[most:] and self._result is None:
            why = f"not run: of the calls of one message the first {most} are run; call again what is still needed"
            rest = [requested(step, call) for call in calls[most:]]
            yield [PlannedCall(each, problem=why) for each in rest]

    def admit(self, batch: Sequence[PlannedCall]) -> Sequence[PlannedCall]:
        """The calls of a batch, once each is decided; none if one of them stops the run."""
        stops = [call.stop for call in batch if call.stop is not None]
        if not stops:
            return batch
        self.end(stops[0])
        return []

    def begin_calls(self, batch: Sequence[PlannedCall]) -> list[Ok[Any]]:
        """The events for the calls of a batch that are run."""
        self._results = []
        return [Ok(CallBegun(call.asked)) for _, call in calls_to_run(batch, self.time_left())]

    def add_result(
        self, batch: Sequence[PlannedCall], place: int, outcome: Outcome
    ) -> Ok[CallResult]:
        """Record the result of a call of the batch, for the model to read: in the order of the calls, whichever ends
        first.
        """
        asked = batch[place].asked
        text = and_then(outcome, result_text)
        if isinstance(text, Err):
            said = f"Error: {text.failure()}"
            said = said if self._key is None else self._key.hidden(said)
        else:
            said = text.unwrap()
        after = bisect(self._results, place) - len(self._results)
        self._results.insert(len(self._results) + after, place)
        self._conversation.insert(
            len(self._conversation) + after, self._form.result(asked.id, said)
        )
        return Ok(CallResult(asked, said, isinstance(text, Err)))

    # --- the result ------------------------------------------------------------------------------------------------

    def so_far(self) -> Any:
        """The run so far."""
        return self._form.run(
            response=self._response,
            usage=self._usage,
            steps=self._steps,
            **{self._form.field: list(self._conversation)},
        )

    def _note(self, response: Any) -> None:
        self._response = response
        if response.usage is not None:
            together = added(wire_fields(self._usage), response.usage)
            self._usage = wire.structure(together, self._form.usage)
            self._spent += dollars(response.usage)

    def _out_of_time(self, *, body_sent: bool | None) -> MaxSecondsExceededError:
        return MaxSecondsExceededError(
            f"the run was not done within max_seconds={self._limits.max_seconds:g}",
            phase="total",
            body_sent=body_sent,
            partial=self.so_far(),
        )
