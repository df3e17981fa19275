"""Running the calls that a model asks for, in sync code: one after the other in the caller's thread, or several at once
in threads of their own.
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
    """What the calls of a batch come to, each with its place there, as soon as it is known.

    Arguments:
        seconds: until when threads are waited for; in the caller's own a call takes as long as it takes.
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
        except Empty:  # the time is up, and what was done by then is told
            break
        yield running.pop(future), future.result()
    for place in running.values():
        yield place, Err(NOT_FINISHED)


def in_thread(run: Callable[[], Outcome]) -> Future[Outcome]:
    """Run something in a thread that sees the caller's context variables, and that the interpreter's end does not wait
    for: nothing can stop a function that never returns.
    """
    from concurrent.futures import Future  # it imports logging

    future: Future[Outcome] = Future()
    future.set_running_or_notify_cancel()  # from here on a cancelled wait leaves the thread in peace
    context = copy_context()

    def target() -> None:
        try:
            outcome = context.run(run)
        except BaseException as exc:  # it is for the caller's thread
            future.set_exception(exc)
        else:
            future.set_result(outcome)

    try:
        threading.Thread(target=target, name="openrouter_core tool", daemon=True).start()
    except RuntimeError as exc:  # there are too many
        future.set_result(Err(error_text(exc)))
    return future
