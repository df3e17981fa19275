"""A gather in threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextvars import Context, copy_context
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple

from openrouter_core._gather.calls import Call, Calls, ItemT, checked_result, watched
from openrouter_core._io.notify import call_hook
from openrouter_core._room import Item
from openrouter_core.models.errors import OpenRouterError
from openrouter_core.result import Err

if TYPE_CHECKING:
    from openrouter_core._gather.pause import SharedPause
    from openrouter_core._protocol.sink import Progress
    from openrouter_core.core import OpenRouterCore

GRACE: Final = 1.0
"""Seconds that threads have to end when a gather is left; one whose function goes on after them is left behind."""


def gathered(
    threads: Threads[ItemT],
    items: Iterator[ItemT],
    calls: Calls[ItemT],
    progress: Progress | bool,
    total: int | None,
) -> Generator[tuple[ItemT, Any], None, None]:
    try:
        with watched(progress, total) as watch:
            while not calls.finished:
                if calls.room:
                    try:
                        item = next(items)
                    except StopIteration:
                        calls.stop()
                    except Exception as exc:
                        calls.stop(exc)
                    else:
                        threads.begin(calls.begin(item))
                while call := threads.ended():
                    calls.end(call)
                    watch(calls.over)
                given = calls.give()
                if given is not None:
                    yield given.item, given.result
                elif not calls.room and not calls.finished:
                    calls.end(threads.wait())
                    watch(calls.over)
    finally:
        threads.close()
    if calls.problem is not None:
        raise calls.problem


class _Job(NamedTuple):
    call: Call[Any]
    context: Context


class Threads(Generic[ItemT]):
    """The threads of a gather. Each is started when a call finds the others at work."""

    def __init__(self, function: Callable[..., Any], core: OpenRouterCore, pause: SharedPause):
        self._function = function
        self._core = core
        self._pause = pause
        self._threads: list[threading.Thread] = []
        self._idle = 0
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._over: SimpleQueue[Call[ItemT]] = SimpleQueue()

    def begin(self, call: Call[ItemT]) -> None:
        """Have a thread make a call."""
        job = _Job(call, copy_context())
        if self._idle:
            self._idle -= 1
        elif not self._start() and not self._threads:  # the system has none left
            self._run(job)
            return
        self._jobs.put(job)

    def ended(self) -> Call[ItemT] | None:
        """A call that is over, where there is one."""
        return None if self._over.empty() else self.wait()

    def wait(self) -> Call[ItemT]:
        """The next call that is over."""
        call = self._over.get()
        self._idle += bool(self._threads)
        return call

    def close(self) -> None:
        """End what is in flight."""
        self._pause.end()
        self._core.close()
        for _ in self._threads:
            self._jobs.put(None)
        until = time.monotonic() + GRACE
        for thread in self._threads:
            if thread is not threading.current_thread():  # the garbage collector may run in any
                thread.join(max(0.0, until - time.monotonic()))

    def _start(self) -> bool:
        # A daemon: the interpreter's end does not wait for a function that never returns.
        thread = threading.Thread(target=self._work, name="openrouter_core gather", daemon=True)
        try:
            thread.start()
        except RuntimeError:
            return False
        self._threads.append(thread)
        return True

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._run(job)
            del job  # its item is not kept while nothing is to do

    def _run(self, job: _Job) -> None:
        try:
            job.call.result = job.context.run(self._result, job.call.item)
        except BaseException as exc:
            job.call.interrupt = exc
        self._over.put(job.call)

    def _result(self, item: ItemT) -> Any:
        self._pause.wait()
        try:
            with Item(self._pause.ended).running():
                given = call_hook(
                    self._function, "the function", self._core, item, instead="use gather_async"
                )
            result = checked_result(given)
        except OpenRouterError as error:
            return Err(error.with_traceback(None))
        self._pause.note(result.failure() if isinstance(result, Err) else None)
        return result
