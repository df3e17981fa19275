"""Running the calls that a model asks for, in sync code: one after the other in the caller's thread, or several at once
in threads of their own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextvars import copy_context
from typing import TYPE_CHECKING

from openrouter_core._tools.calls import NOT_FINISHED, PlannedCall, batch_outcomes, calls_to_run
from openrouter_core._tools.results import Outcome, error_text
from openrouter_core.result import Err

if TYPE_CHECKING:
    from concurrent.futures import Future


def run_calls(
    batch: Sequence[PlannedCall], seconds: float | None, *, parallel: bool
) -> list[Outcome]:
    """What the calls of a batch come to, in their order.

    Arguments:
        seconds: until when threads are waited for; in the caller's own a call takes as long as it takes.
    """
    calls = calls_to_run(batch, seconds)
    run = _run_in_threads if parallel else _run_in_order
    return batch_outcomes(batch, run(calls, seconds))


def _run_in_order(calls: Sequence[PlannedCall], _: float | None) -> list[Outcome]:
    return [call.run() for call in calls]


def _run_in_threads(calls: Sequence[PlannedCall], seconds: float | None) -> list[Outcome]:
    from concurrent.futures import wait

    futures = [in_thread(call.run) for call in calls]
    done, _ = wait(futures, seconds and min(seconds, threading.TIMEOUT_MAX))
    return [each.result() if each in done else Err(NOT_FINISHED) for each in futures]


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
