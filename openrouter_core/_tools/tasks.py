"""Running the calls that a model requests, in async code: one after the other or several at once, each in its own task,
so that it can be cancelled when the time is up.
"""

from __future__ import annotations

import asyncio
import inspect
from asyncio import FIRST_COMPLETED
from collections.abc import AsyncGenerator, Collection, Sequence
from typing import Any, Final

from openrouter_core._io.notify import call_hook_async
from openrouter_core._tools.calls import (
    NOT_FINISHED,
    NOT_RUN,
    Numbered,
    PlannedCall,
    calls_not_run,
    calls_to_run,
)
from openrouter_core._tools.decisions import is_asked
from openrouter_core._tools.given import AsyncBeforeCall
from openrouter_core._tools.results import Outcome, error_text
from openrouter_core._tools.threads import in_thread
from openrouter_core.models.errors import OpenRouterError, UnexpectedClientError
from openrouter_core.result import Err, Ok

GRACE: Final = 1.0
"""Seconds that cancelled tools have to clean up; a tool that takes longer is abandoned."""


async def decide_call_async(
    before_call: AsyncBeforeCall | None, call: PlannedCall, seconds: float | None
) -> PlannedCall:
    """A call as the program has decided.

    Arguments:
        seconds: how long the decision may take.
    """
    if not is_asked(before_call, call, seconds):
        return call
    try:
        async with asyncio.timeout(seconds):
            decision = await call_hook_async(before_call, "before_call", call.asked)
    except OpenRouterError as error:  # without a decision there is no consent
        return call._replace(stop=error)
    except TimeoutError:
        return call.decided(Err(NOT_RUN))
    except asyncio.CancelledError as exc:  # the run is not here, so nobody reads this value
        stop = UnexpectedClientError("before_call was cancelled")
        stop.__cause__ = exc
        return call._replace(stop=stop)
    return call.decided(decision)


async def run_calls_async(
    batch: Sequence[PlannedCall], seconds: float | None
) -> AsyncGenerator[Numbered[Outcome], None]:
    """The results of a batch's calls, each with its position, as soon as it is known. Leaving the iteration cancels
    those that still run.

    Arguments:
        seconds: how long until the calls that still run are cancelled.
    """
    for each in calls_not_run(batch, seconds):
        yield each
    clock = asyncio.get_running_loop().time
    deadline = None if seconds is None else clock() + seconds
    calls = calls_to_run(batch, seconds)
    running = {asyncio.ensure_future(_run(call)): place for place, call in calls}
    try:
        while running:
            left = None if deadline is None else max(deadline - clock(), 0)
            done, _ = await asyncio.wait(running, timeout=left, return_when=FIRST_COMPLETED)
            if not done:
                break
            for task in [each for each in running if each in done]:  # those at once in their order
                yield running.pop(task), _outcome(task)
    finally:
        await cancel(running)
    for place in running.values():
        yield place, Err(NOT_FINISHED)


async def _run(call: PlannedCall) -> Outcome:
    """One call. A sync function gets a thread: it must not block the loop, and with it the time limit."""
    outcome = call.run() if call.on_loop else await asyncio.wrap_future(in_thread(call.run))
    value = outcome.unwrap() if isinstance(outcome, Ok) else None
    if not inspect.isawaitable(value):
        return outcome
    try:
        return Ok(await value)
    except Exception as exc:
        return Err(error_text(exc))


def _outcome(task: asyncio.Task[Outcome]) -> Outcome:
    """The result of a call. The run was not cancelled, so if a task was, its function waited for something that was
    cancelled.
    """
    try:
        return task.result()
    except asyncio.CancelledError as exc:
        return Err(error_text(exc))


async def cancel(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel tasks, and wait until they have cleaned up."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=GRACE)
