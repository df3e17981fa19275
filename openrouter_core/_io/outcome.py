"""The figures of a call, counted while it runs: for ``on_result`` hooks and for a budget. Without both, nothing is
counted.
"""

from __future__ import annotations

from os import getpid
from typing import TYPE_CHECKING, Any, Final

from openrouter_core import models, wire
from openrouter_core._io import debug
from openrouter_core._protocol.figures import Figures, asked_model
from openrouter_core._protocol.retry import BILLED
from openrouter_core.models.errors import (
    APIError,
    BudgetExceededError,
    InvalidRequestError,
    OpenRouterError,
    SDKValidationError,
)

if TYPE_CHECKING:
    from openrouter_core._accumulate.collected import Accumulator
    from openrouter_core._io.attempt import Attempt
    from openrouter_core._protocol.call import Call
    from openrouter_core.budget import Budget, Reservation
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.hooks import ResultEvent
    from openrouter_core.models.http_meta import HttpMeta
    from openrouter_core.options import RequestOptions
    from openrouter_core.result import Err, Ok

_NOT_SENT: Final = (SDKValidationError, InvalidRequestError, BudgetExceededError)
_MAY_HAVE_RUN: Final = frozenset({408, 499, 504, 524})
"""Statuses which mean that somebody gave up waiting: the work may have been done, and billed."""


class Outcome:
    """One call, and its stream where it has one, from its begin to its end.

    Arguments:
        operation: the function's name.
        model: the model that is asked.
        stream: whether a stream is.
        budget: what the call's cost counts against.

    Fields:
        hooks: the hooks that are called at the end.
    """

    def __init__(
        self,
        core: OpenRouterCore,
        operation: str,
        *,
        model: str | None,
        stream: bool,
        budget: Budget | None,
    ) -> None:
        self.hooks = core.hooks.on_result
        self._collects = core.hooks.collect_streams and bool(self.hooks)
        self._operation = operation
        self._budget = budget
        self._reserved: Reservation | None = None
        self._clock = core.clock
        self._started = core.clock.now()
        self._model_asked = model
        self._stream = stream
        self._posts = False
        self._figures = Figures()
        self._accumulator: Accumulator | None = None
        self._class: Any = None
        self._first: float | None = None
        self._last: float | None = None
        self._pid = getpid()
        self._open = [
            True
        ]  # popped by who ends it: threads, and the garbage collector, may come together

    @property
    def place(self) -> Reservation | None:
        """What the call has to wait for: room in the budget that other calls of a gather hold."""
        return None if self._reserved is None or self._reserved.granted else self._reserved

    def begin(self, call: Call) -> None:
        """Take note of what will be sent.

        Raises:
            BudgetExceededError: the budget has no room for it.
        """
        events = call.operation.events
        self._posts = call.operation.method == "POST"
        self._figures = Figures(events)
        if self._collects and call.stream and events is not None:
            self._accumulator = events().accumulator()
            self._class = getattr(models, events.collected)
        if self._budget is not None and call.operation.retry is BILLED:
            self._reserved = self._budget.reserve()

    def note(self, results: list[Ok[Any] | Err[Any]]) -> None:
        """Take note of what a read of the stream has brought; the last may be an `Err`."""
        self._last = self._clock.now()
        for result in results:
            chunk = result.value_or(None)
            if chunk is None:
                continue
            if self._first is None:
                self._first = self._last
            self._figures.note(chunk)
            if self._accumulator is not None:
                self._accumulator.add(chunk)

    def end(
        self,
        attempt: Attempt | None,
        *,
        error: Any = None,
        response: object = None,
        complete: bool = False,
    ) -> ResultEvent | None:
        """The call is over: settle its budget, and return what the hooks receive. None where there is no hook, where
        the call was over before, and in a forked process, because the call is the parent's.

        Arguments:
            attempt: the last attempt; None where there was no attempt.
            error: why it failed.
            response: the response, where it came whole.
            complete: whether it has come to its end.
        """
        if self._pid != getpid():
            return None
        try:
            self._open.pop()
        except IndexError:
            return None
        figures = self._figures
        figures.note(error.partial if response is None and error is not None else response)
        if self._reserved is not None:
            if figures.cost is None and not self._may_be_billed(attempt, error):
                self._reserved.release()
            else:
                self._reserved.settle(figures.cost)
        elif self._budget is not None and self._posts and figures.cost:
            self._budget.charge(figures.cost)
        if not self.hooks:
            return None
        from openrouter_core.hooks import ResultEvent  # without a hook it is not created

        meta = None if attempt is None else attempt.http_meta
        if response is None and error is None:
            response = self._collected(meta)
        ended = self._last if complete and self._last is not None else self._clock.now()
        return ResultEvent(
            operation=self._operation,
            request=None if attempt is None else attempt.call.prepared,
            stream=self._stream,
            model_asked=self._model_asked,
            model=figures.model,
            usage=figures.usage,
            input_tokens=figures.input_tokens,
            output_tokens=figures.output_tokens,
            cost=figures.cost,
            finish_reasons=figures.finish_reasons,
            response=response,
            attempts=0 if attempt is None else attempt.number - (not attempt.sent),
            http_meta=meta if error is None else error.http_meta or meta,
            error=error,
            complete=complete,
            elapsed=ended - self._started,
            time_to_first_chunk=None if self._first is None else self._first - self._started,
        )

    def _collected(self, meta: HttpMeta | None) -> object:
        """What the chunks of a stream amount to, as far as they came."""
        if self._accumulator is None or self._accumulator.empty:
            return None
        try:
            response = wire.structure(self._accumulator.result(), self._class)
        except Exception as error:  # the stream itself was read well
            debug.log_hook("ResultEvent", error)
            return None
        response.__dict__["http_meta"] = meta
        return response

    def _may_be_billed(self, attempt: Attempt | None, error: OpenRouterError | None) -> bool:
        """Whether work may have been done for a call that names no cost."""
        if attempt is None or not attempt.sent or isinstance(error, _NOT_SENT):
            return False
        if error is None or self._first is not None:
            return True
        if isinstance(error, APIError):
            return error.status_code in _MAY_HAVE_RUN
        return error.body_sent is not False


def outcome_of(
    core: OpenRouterCore,
    operation: str,
    request: object,
    *,
    stream: object,
    options: RequestOptions | None,
) -> Outcome | None:
    """What counts a call; None where neither a hook nor a budget needs it. The arguments have not been checked.

    Arguments:
        operation: the function's name.
    """
    budget = getattr(options, "budget", None) or core.budget
    if budget is None and not core.hooks.on_result:
        return None
    model = asked_model(request, getattr(options, "extra_body", None))
    return Outcome(core, operation, model=model, stream=stream is True, budget=budget)
