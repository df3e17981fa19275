"""A chat with tools, decided step by step: what to send, what to run, what to tell the model, and when to stop. It
knows time and the user's settings, and no socket, thread or event loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from openrouter_core import models, wire
from openrouter_core._check import invalid, shown
from openrouter_core._convert.values import wire_fields
from openrouter_core._tools.calls import PlannedCall
from openrouter_core._tools.limits import RunLimits, added, dollars
from openrouter_core._tools.messages import sendable
from openrouter_core._tools.results import Outcome, result_text
from openrouter_core._tools.tool import declared_name, tools_by_name
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
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ChatResponse, ChatToolCall, ChatUsage
    from openrouter_core.models.chat.messages import Message

AT_ONCE: Final = 16
"""How many calls run at the same time."""
_OURS: Final = ("messages", "tools", "tool_choice")
_SLACK: Final = 0.005
"""Seconds by which the clocks of sockets and threads differ from ours, and too few for a request."""


@attrs.frozen(slots=False, kw_only=True)
class ToolRun:
    """What a chat with tools came to; as an error's `partial`, the run so far.

    Fields:
        response: the last response, as it came. Of one that broke off, what had arrived; an empty one where none came.
        messages: the whole chat, ready to be sent again: what it began with, the model's messages, and for each of
            their calls a message with its result. The model's messages are as they came, but for calls that would make
            the next request fail: an id that is missing or there twice is made anew, and arguments that are no JSON
            object are ``{}``.
        usage: tokens and cost of all responses together.
        steps: how many responses came.
    """

    response: ChatResponse
    messages: list[Message] = attrs.field(repr=lambda messages: f"<{len(messages)} messages>")
    usage: ChatUsage
    steps: int

    @property
    def text(self) -> str:
        """The last response's text."""
        return self.response.text


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
        sync: whether an async function is a mistake.

    Raises:
        SDKValidationError: the request, a tool or a limit is wrong.
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
        sync: bool,
    ) -> None:
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
        self._tools = tools_by_name(tools, sync=sync)
        self._put_tools()
        self._messages: list[Any] = list(self._body["messages"])
        self._response = models.ChatResponse()
        self._usage = models.ChatUsage()
        self._spent = 0.0  # usage.cost of several responses does not say which of them were is_byok
        self._steps = 0
        seconds = limits.max_seconds
        self._deadline = None if seconds is None else self._clock.now() + seconds
        self._result: Ok[ToolRun] | Err[Any] | None = None

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

    def result(self) -> Ok[ToolRun] | Err[Any] | None:
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

    def add_response(self, result: Ok[ChatResponse] | Err[Any]) -> Iterator[Sequence[PlannedCall]]:
        """Take note of a response. What it calls comes back in batches, whose calls may run at the same time."""
        if isinstance(result, Err):
            self._result = Err(self._failed(result.failure()))
            return iter(())
        response = result.unwrap()
        self._steps += 1
        self._note(response)
        came: Sequence[ChatToolCall] = ()
        sent: Sequence[ChatToolCall] = ()
        if response.choices:
            came = response.choices[0].message.tool_calls or ()
            message = sendable(response.choices[0].message, self._steps)
            sent = message.tool_calls or ()
            self._messages.append(message)
        if not came:  # whatever the finish reason says
            self._result = Ok(self.so_far())
        # What is read is what the model wrote; the id is the one that goes back.
        return self._batches([(each.id or "", call) for each, call in zip(sent, came, strict=True)])

    def _batches(
        self, calls: Sequence[tuple[str, ChatToolCall]]
    ) -> Iterator[Sequence[PlannedCall]]:
        most = self._limits.max_calls
        planned = [PlannedCall.of(id, call, self._tools) for id, call in calls[:most]]
        for first in range(0, len(planned), self._at_once):
            yield planned[first : first + self._at_once]
        if calls[most:]:
            why = f"not run: of the calls of one message the first {most} are run; call again what is still needed"
            yield [PlannedCall(id, None, problem=why) for id, _ in calls[most:]]

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

    def add_results(self, batch: Iterable[PlannedCall], outcomes: Iterable[Outcome]) -> None:
        """Write down what calls came to, for the model to read."""
        for call, outcome in zip(batch, outcomes, strict=True):
            text = and_then(outcome, result_text)
            if isinstance(text, Err):
                said = f"Error: {text.failure()}"
                said = said if self._key is None else self._key.hidden(said)
            else:
                said = text.unwrap()
            self._messages.append(models.ToolMessage(said, tool_call_id=call.id))

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
