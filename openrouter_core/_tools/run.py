"""A chat with tools, decided step by step: what to send, what to run, what to tell the model, and when to stop. It
knows time and the user's settings, and no socket, thread or event loop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from openrouter_core import models, wire
from openrouter_core._check import shown
from openrouter_core._convert.values import wire_fields
from openrouter_core._tools.tool import (
    Outcome,
    PlannedCall,
    declared_name,
    result_text,
    tools_by_name,
)
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
from openrouter_core.models.model import UNSET, JsonObject, Model
from openrouter_core.options import NO_OPTIONS, RequestOptions
from openrouter_core.result import Err, Ok, and_then
from openrouter_core.timeouts import Timeout

if TYPE_CHECKING:
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.models import ChatMessage, ChatResponse, ChatToolCall, ChatUsage
    from openrouter_core.models.chat.messages import Message

AT_ONCE: Final = 16
"""How many calls run at the same time; how many a model asks for in one step is its own affair."""
NOT_RUN: Final = "not run: the time for this run was up"
NOT_FINISHED: Final = "not finished when the time for this run was up"
_OURS: Final = ("messages", "tools", "tool_choice")
_SLACK: Final = 0.005
"""Seconds by which the clocks of sockets and threads differ from ours, and too few for a request."""
_LARGE: Final = 1e300
"""What is beyond is not calculated with: a server may send NaN, and integers that no float can hold."""


@attrs.frozen(slots=False, kw_only=True)
class ToolRun:
    """What a chat with tools came to; as an error's `partial`, the run so far.

    Fields:
        response: the last answer. Of one that broke off, what had arrived; an empty one where none came.
        messages: the whole chat, ready to be sent again: what it began with, the model's messages as they came (but
            for calls' ids that were missing or there twice), and for each of their calls a message with its result.
        usage: tokens and cost of all answers together.
        steps: how many answers came.
    """

    response: ChatResponse
    messages: list[Message] = attrs.field(repr=lambda messages: f"<{len(messages)} messages>")
    usage: ChatUsage
    steps: int

    @property
    def text(self) -> str:
        """The last answer's text."""
        return self.response.text


def begin(
    core: OpenRouterCore, request: object, tools: object, **how: Any
) -> Ok[ToolLoop] | Err[Any]:
    """A run that has sent nothing yet; the arguments are those of `ToolLoop`."""
    try:
        return Ok(ToolLoop(core, request, tools, **how))
    except OpenRouterError as error:
        error.__traceback__ = error.__context__ = None  # it is a value now
        return Err(error)


class ToolLoop:
    """One run of `chat_run_tools`, from the first request to the last.

    Raises:
        SDKValidationError: the request, a tool or a limit is wrong.
        InvalidRequestError: a tool is async in sync code, or what describes tools is not installed.
    """

    def __init__(
        self,
        core: OpenRouterCore,
        request: object,
        tools: object,
        *,
        max_steps: int,
        max_seconds: float | None,
        max_cost: float | None,
        parallel: bool,
        options: RequestOptions | None,
        sync: bool,
    ) -> None:
        settings = core.settings(options, stream=False)
        self._clock = settings.clock
        self._limits = settings.limits
        key = settings.key  # one that a function gives is not known here
        self._key = key if key is not None and isinstance(key.source, str) else None
        self._options = options
        self._check_limits(max_steps, max_seconds, max_cost)
        self._max_steps, self._max_seconds, self._max_cost = max_steps, max_seconds, max_cost
        self._batch = AT_ONCE if parallel else 1
        self._body = wire.checked(request, models.ChatGenerationParams)
        self._tools = tools_by_name(tools, sync=sync)
        self._put_tools()
        self._messages: list[Any] = list(self._body["messages"])
        self._response = models.ChatResponse()
        self._usage = models.ChatUsage()
        self._steps = 0
        self._deadline = None if max_seconds is None else self._clock.now() + max_seconds
        self._result: Ok[ToolRun] | Err[Any] | None = None

    @staticmethod
    def _check_limits(max_steps: object, max_seconds: object, max_cost: object) -> None:
        if isinstance(max_steps, bool) or not isinstance(max_steps, int) or max_steps < 1:
            raise _wrong("max_steps", "a positive integer", max_steps)
        for name, value in (("max_seconds", max_seconds), ("max_cost", max_cost)):
            if value is not None and not _is_number(value, 0, _LARGE):
                raise _wrong(name, "a positive number or None", value)

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
                raise _wrong(
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
        spent = self._usage.cost or 0
        if self._max_cost is not None and not spent < self._max_cost:
            return MaxCostExceededError(
                f"{shown(spent)} US dollars are spent of max_cost={self._max_cost}, and the model still calls tools",
                partial=self.so_far(),
            )
        if self._steps >= self._max_steps:
            return MaxStepsExceededError(
                f"the model still calls tools after max_steps={self._max_steps} requests",
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
        total = self._limits.total
        left = max(left if total is None else min(left, total), _SLACK)  # no Timeout takes 0
        timeout = Timeout(**{**self._limits._asdict(), "total": left})
        return attrs.evolve(self._options or NO_OPTIONS, timeout=timeout)

    # --- what came back --------------------------------------------------------------------------------------------

    def take(self, result: Ok[ChatResponse] | Err[Any]) -> Iterator[Sequence[PlannedCall]]:
        """Take note of an answer. What it calls comes back in batches, whose calls may run at the same time."""
        if isinstance(result, Err):
            self._result = Err(self._failed(result.failure()))
            return iter(())
        response = result.unwrap()
        self._steps += 1
        self._note(response)
        calls: list[PlannedCall] = []
        if response.choices:
            message = with_ids(response.choices[0].message, self._steps)
            self._messages.append(message)
            calls = [PlannedCall.of(call, self._tools) for call in message.tool_calls or ()]
        if not calls:  # whatever the finish reason says
            self._result = Ok(self.so_far())
        return (calls[i : i + self._batch] for i in range(0, len(calls), self._batch))

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

    def answer(self, batch: Iterable[PlannedCall], outcomes: Iterable[Outcome]) -> None:
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
            together = _sum(wire_fields(self._usage), response.usage)
            self._usage = wire.structure(together, models.ChatUsage)

    def _out_of_time(self, *, body_sent: bool | None) -> MaxSecondsExceededError:
        return MaxSecondsExceededError(
            f"the run was not done within max_seconds={self._max_seconds:g}",
            phase="total",
            body_sent=body_sent,
            partial=self.so_far(),
        )


def with_ids(message: ChatMessage, step: int) -> ChatMessage:
    """A message whose calls can be answered one by one: as it came, but for ids that are missing or there twice."""
    calls: list[ChatToolCall] = []
    used = {call.id for call in message.tool_calls or ()}
    seen: set[str] = set()
    for index, call in enumerate(message.tool_calls or ()):
        name = call.id or ""
        if not name.strip() or name in seen:
            name = f"call_{step}_{index}"
            while name in used:
                name += "_"
            call = wire.structure({**wire_fields(call), "id": name}, models.ChatToolCall)
        seen.add(name)
        calls.append(call)
    if all(new is old for new, old in zip(calls, message.tool_calls or (), strict=True)):
        return message
    return wire.structure({**wire_fields(message), "tool_calls": calls}, models.ChatMessage)


def _sum(total: JsonObject, more: Model) -> dict[str, Any]:
    """Two usages as one: numbers are added, and of all else the last stands."""
    made = dict(total)
    for name, value in wire_fields(more).items():
        before = made.get(name)
        if isinstance(value, Model):
            made[name] = _sum(wire_fields(before) if isinstance(before, Model) else {}, value)
        elif _is_number(before, -_LARGE, _LARGE) and _is_number(value, -_LARGE, _LARGE):
            made[name] = before + value
        elif value is not None:
            made[name] = value
    return made


def _is_number(value: object, above: float, below: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and above < value < below


def _wrong(path: str, expected: str, got: object) -> SDKValidationError:
    return SDKValidationError(
        f"{path}: expected {expected}; got {shown(got)}",
        path=path,
        expected=expected,
        got=shown(got),
    )
