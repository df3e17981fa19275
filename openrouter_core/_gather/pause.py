"""The wait that all calls of a gather share."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

from openrouter_core._protocol.retry import effective_status
from openrouter_core.models.errors import APIError, RequestAbortedError

if TYPE_CHECKING:
    from openrouter_core.budget import Budget
    from openrouter_core.clock import Clock
    from openrouter_core.core import OpenRouterCore
    from openrouter_core.hooks import PreparedRequest, RetryEvent


class SharedPause:
    """The wait that all calls of a gather share.

    Three calls are in flight, and one gets ``429`` with ``Retry-After: 30``:

    - that one waits 30 s, as it would alone;
    - the two others come to their ends: they are sent;
    - whatever would be sent next, for a new item or as a retry, waits for the rest of the 30 s first.
    """

    def __init__(self, core: OpenRouterCore, ended: threading.Event) -> None:
        self._clock: Clock = core.clock
        self._most = core.retry_config.backoff.max_elapsed_time
        self._ended = ended
        self._lock = threading.Lock()
        self._until = float("-inf")

    def note(self, error: object, wait: float | None = None) -> None:
        """Take note of an error, and where the server said how long to wait after it, have everybody wait."""
        if not isinstance(error, APIError) or effective_status(error) != 429:
            return
        if error.retry_after is not None:
            until = self._clock.now() + min(wait or error.retry_after, self._most)
            with self._lock:
                self._until = max(self._until, until)

    def on_retry(self, event: RetryEvent) -> None:
        """A call has failed, and will be sent again."""
        self.note(event.error, event.wait)

    def wait(self) -> None:
        """Wait for the pause's end, or the gather's."""
        while (left := self._until - self._clock.now()) > 0 and not self._ended.is_set():
            self._clock.sleep(left, self._ended)

    async def wait_async(self) -> None:
        """As `wait`; a task is cancelled at the gather's end."""
        while (left := self._until - self._clock.now()) > 0:
            await self._clock.sleep_async(left)

    def before_request(self, request: PreparedRequest) -> None:
        """Hold back what is sent again, or second: a call that begins has waited before its time limits began."""
        self.wait()
        if self._ended.is_set():
            raise RequestAbortedError("the gather was left")

    async def before_request_async(self, request: PreparedRequest) -> None:
        """As `before_request`."""
        await self.wait_async()

    def end(self) -> None:
        """Nothing more is sent."""
        self._ended.set()


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
