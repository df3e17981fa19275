"""A gather in tasks; `openrouter_core._gather.threads` with ``await``."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, Generic

from openrouter_core._gather.calls import Call, Calls, ItemT, checked_result, length_of, watched
from openrouter_core._io.notify import call_hook_async
from openrouter_core._room import Item
from openrouter_core._tools.tasks import cancel
from openrouter_core.models.errors import OpenRouterError, UnexpectedClientError
from openrouter_core.result import Err

if TYPE_CHECKING:
    from openrouter_core._gather.pause import SharedPause
    from openrouter_core._protocol.sink import Progress
    from openrouter_core.core import OpenRouterCore

_END: Final = object()


async def gathered_async(
    function: Callable[..., Any],
    core: OpenRouterCore,
    pause: SharedPause,
    items: Iterable[ItemT] | AsyncIterable[ItemT],
    calls: Calls[ItemT],
    progress: Progress | bool,
) -> AsyncGenerator[tuple[ItemT, Any], None]:
    tasks: Tasks[ItemT] = Tasks(function, core, pause, items)
    try:
        with watched(progress, length_of(items)) as watch:
            while not calls.finished:
                if calls.room:
                    tasks.take(calls)
                    await asyncio.sleep(0)  # what is begun goes on while further items are taken
                while tasks.over:
                    calls.end(tasks.over.popleft())
                    watch(calls.over)
                given = calls.give()
                if given is not None:
                    yield given.item, given.result
                elif not calls.finished and (tasks.taking or not calls.room):
                    await tasks.wait()
    finally:
        await tasks.close()
    if calls.problem is not None:
        raise calls.problem


class Tasks(Generic[ItemT]):
    """The tasks of a gather.

    Fields:
        over: the calls that are over, and were not looked at yet.
        taking: the task that waits for the next item, where they come asynchronously.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        core: OpenRouterCore,
        pause: SharedPause,
        items: Iterable[ItemT] | AsyncIterable[ItemT],
    ) -> None:
        self._function = function
        self._core = core
        self._pause = pause
        self._items: Any = aiter(items) if isinstance(items, AsyncIterable) else iter(items)
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        self.over: deque[Call[ItemT]] = deque()
        self.taking: asyncio.Task[None] | None = None

    def take(self, calls: Calls[ItemT]) -> None:
        """Take the next item and begin its call, or wait for the item in a task."""
        if hasattr(self._items, "__anext__"):
            if self.taking is None:
                self.taking = self._begin(self._take_async(calls))
            return
        try:
            item = next(self._items)
        except StopIteration:
            calls.stop()
        except Exception as exc:
            calls.stop(exc)
        else:
            self._begin(self._run(calls.begin(item)))

    async def wait(self) -> None:
        """Wait until a call is over, or an item has come."""
        await self._changed.wait()
        self._changed.clear()

    async def close(self) -> None:
        """Cancel what is in flight."""
        self._closing = True
        self._pause.end()
        await cancel(tuple(self._tasks))

    def _begin(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _take_async(self, calls: Calls[ItemT]) -> None:
        try:
            item: Any = await anext(self._items, _END)
        except asyncio.CancelledError as exc:
            if self._closing:
                raise
            calls.stop(exc)  # the items waited for something that somebody has cancelled
        except Exception as exc:
            calls.stop(exc)
        else:
            if item is _END:
                calls.stop()
            else:
                self._begin(self._run(calls.begin(item)))
        finally:
            self.taking = None
            self._changed.set()

    async def _run(self, call: Call[ItemT]) -> None:
        try:
            call.result = await self._result(call.item)
        except asyncio.CancelledError as exc:
            if self._closing:
                raise
            # Nobody has cancelled the gather, so the function waited for something that somebody has.
            error = UnexpectedClientError("the function waited for something that was cancelled")
            error.__cause__ = exc
            call.result = Err(error)
        except BaseException as exc:
            call.interrupt = exc
            raise
        finally:
            self.over.append(call)
            self._changed.set()

    async def _result(self, item: ItemT) -> Any:
        await self._pause.wait_async()
        try:
            with Item(self._pause.ended).running():
                given = await call_hook_async(self._function, "the function", self._core, item)
        except OpenRouterError as error:
            return Err(error.with_traceback(None))
        result = checked_result(given)
        self._pause.note(result.failure() if isinstance(result, Err) else None)
        return result
