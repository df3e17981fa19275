"""The wait that all calls of a gather share."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

import attrs

from openrouter_core._protocol.retry import effective_status
from openrouter_core.models.errors import APIError, RequestAbortedError

if TYPE_CHECKING:
    from openrouter_core.budget import Budget
    from openrouter_core.clock import Clock
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.hooks import PreparedRequest, RetryEvent


GAP: Final = 0.1
"""Seconds between two requests after a pause, at most: less than a refusal takes to come back, or not much less."""


class SharedPause:
    """The wait that all calls of a gather share.

    Of fifty calls in flight one gets ``429`` with ``Retry-After: 30``:

    - that one waits 30 s, as it would alone;
    - those that have been sent come to their ends;
    - whatever would be sent next, for a new item or as a retry, waits for the rest of the 30 s;
    - then they go on one after the other, 0.1 s apart, until as many as are in flight have been sent. Fifty at once
      would all be refused again where twenty are let through; so the twenty-first is refused, and the others wait.

    A call that has begun may wait here longer than its own time limit allows; it ends when the wait does.

    Fields:
        ended: set when the gather is over.
    """

    def __init__(self, core: OpenRouterCore, ended: threading.Event, in_flight: int) -> None:
        self._clock: Clock = core.clock
        self._most = core.retry_config.backoff.max_elapsed_time
        self.ended = ended
        self._in_flight = in_flight
        self._lock = threading.Lock()
        self._until = self._turn = float("-inf")
        self._gap = 0.0
        self._in_turn = 0  # how many are still to go one after the other

    def note(self, error: object, wait: float | None = None) -> None:
        """Take note of an error, and where the server said how long to wait after it, have everybody wait."""
        if not isinstance(error, APIError) or effective_status(error) != 429:
            return
        if error.retry_after is not None:
            seconds = min(wait or error.retry_after, self._most)
            with self._lock:
                self._until = max(self._until, self._clock.now() + seconds)
                self._turn = self._until
                self._gap = min(GAP, seconds / self._in_flight)
                self._in_turn = self._in_flight

    def on_retry(self, event: RetryEvent) -> None:
        """A call has failed, and will be sent again."""
        self.note(event.error, event.wait)

    def wait(self) -> None:
        """Wait for the pause's end, or the gather's."""
        for left in self._waits():
            self._clock.sleep(left, self.ended)

    async def wait_async(self) -> None:
        """As `wait`; a task is cancelled at the gather's end."""
        for left in self._waits():
            await self._clock.sleep_async(left)

    def _waits(self) -> Iterator[float]:
        """Seconds to wait, once more where the pause has become longer meanwhile. The clock is not asked whether they
        are over: one of a test's does not wait.
        """
        waited = float("-inf")
        while self._until > waited and not self.ended.is_set():
            waited = self._until
            left = waited - self._clock.now()
            if left > 0:
                yield left

    def before_request(self, request: PreparedRequest) -> None:
        """Hold a request back until it is its turn: also a retry, and a call's second request."""
        for left in self._waits_for_turn():
            self._clock.sleep(left, self.ended)
        if self.ended.is_set():
            raise RequestAbortedError("the gather was left")

    async def before_request_async(self, request: PreparedRequest) -> None:
        """As `before_request`."""
        for left in self._waits_for_turn():
            await self._clock.sleep_async(left)

    def end(self) -> None:
        """Nothing more is sent."""
        self.ended.set()

    def _waits_for_turn(self) -> Iterator[float]:
        """Seconds to wait until a request's turn, once more where another pause has begun meanwhile."""
        turn = self._take_turn()
        while (left := turn - self._clock.now()) > 0 and not self.ended.is_set():
            yield left
            if turn >= self._until:
                return
            turn = self._take_turn()

    def _take_turn(self) -> float:
        """When the next request may be sent."""
        with self._lock:
            turn = max(self._until, self._clock.now())
            if self._in_turn:
                self._in_turn -= 1
                turn = max(turn, self._turn)
                self._turn = turn + self._gap
            return turn


def with_pause(
    core: OpenRouterCore,
    pause: SharedPause,
    before_request: Callable[[PreparedRequest], Any],
    budget: Budget | None,
) -> OpenRouterCore:
    hooks = attrs.evolve(
        core.hooks,
        before_request=(before_request, *core.hooks.before_request),
        on_retry=(*core.hooks.on_retry, pause.on_retry),
    )
    own = core.with_options(hooks=hooks)
    return own if budget is None else own.with_options(budget=budget)
