"""Running the calls that a model requests, in sync code: one after the other in the caller's thread, or several at once
in their own threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from time import monotonic
from typing import TYPE_CHECKING

from openrouter_core._tools.calls import (
    NOT_FINISHED,
    Numbered,
    PlannedCall,
    calls_not_run,
    calls_to_run,
)
from openrouter_core._tools.results import Outcome, error_text
from openrouter_core.result import Err

if TYPE_CHECKING:
    from concurrent.futures import Future


def run_calls(
    batch: Sequence[PlannedCall], seconds: float | None, *, parallel: bool
) -> Iterator[Numbered[Outcome]]:
    """The results of a batch's calls, each with its position, as soon as it is known.

    Arguments:
        seconds: how long to wait for threads; a call in the caller's own thread has no limit.
    """
    yield from calls_not_run(batch, seconds)
    calls = calls_to_run(batch, seconds)
    if parallel:
        yield from _run_in_threads(calls, seconds)
    else:
        for place, call in calls:
            yield place, call.run()


def _run_in_threads(
    calls: Sequence[Numbered[PlannedCall]], seconds: float | None
) -> Iterator[Numbered[Outcome]]:
    from queue import Empty, SimpleQueue

    done: SimpleQueue[Future[Outcome]] = SimpleQueue()
    deadline = None if seconds is None else monotonic() + min(seconds, threading.TIMEOUT_MAX)
    running = {in_thread(call.run): place for place, call in calls}
    for future in running:
        future.add_done_callback(done.put)
    while running:
        try:
            future = done.get(timeout=None if deadline is None else max(deadline - monotonic(), 0))
        except Empty:  # the time is up: finished calls were reported
            break
        yield running.pop(future), future.result()
    for place in running.values():
        yield place, Err(NOT_FINISHED)


def in_thread(run: Callable[[], Outcome]) -> Future[Outcome]:
    """Run something in a daemon thread with the caller's context variables. The interpreter does not wait for it at
    exit: nothing can stop a function that never returns.
    """
    from concurrent.futures import Future  # it imports logging

    future: Future[Outcome] = Future()
    future.set_running_or_notify_cancel()  # from here on, a cancelled wait does not affect the thread
    context = copy_context()

    def target() -> None:
        try:
            outcome = context.run(run)
        except BaseException as exc:  # it belongs to the caller's thread
            future.set_exception(exc)
        else:
            future.set_result(outcome)

    try:
        threading.Thread(target=target, name="openrouter_core tool", daemon=True).start()
    except RuntimeError as exc:  # the system has no more threads
        future.set_result(Err(error_text(exc)))
    return future
