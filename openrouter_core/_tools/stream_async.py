"""`AsyncToolStream`: `openrouter_core._tools.stream` for async code; the decisions of both are in `_tools.run`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Self, TypeAlias

from openrouter_core._tools.asked import AskedAsync
from openrouter_core._tools.stream import Reading, Result, run_of
from openrouter_core._tools.tasks import cancel, decide_call_async, run_calls_async
from openrouter_core.models.errors import AnyError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    from openrouter_core._tools.events import ToolEvent
    from openrouter_core._tools.run import ToolLoop
    from openrouter_core.options import RequestOptions

    _E_co = TypeVar("_E_co", covariant=True, default=ToolEvent)
else:  # Python has defaults since 3.13 only
    from typing import TypeVar

    _E_co = TypeVar("_E_co", covariant=True)

_P = ParamSpec("_P")
_T = TypeVar("_T")
AskAsync: TypeAlias = "Callable[[dict[str, Any], RequestOptions | None], Awaitable[AskedAsync]]"


class AsyncToolStream(Generic[_E_co]):
    """As `ToolStream`, for ``async for`` and ``async with``. Leaving it cancels the tools that run.

    A read that is cancelled loses what it had read, and cancels the tools that run: the next result is then
    ``Err(RequestAbortedError)``.
    """

    def __init__(self, begun: Ok[ToolLoop] | Err[Any], ask: AskAsync) -> None:
        self._reading = _Reading(begun)
        self._results = tell_async(self._reading, ask)

    def __aiter__(self) -> AsyncIterator[Ok[_E_co] | Err[AnyError]]:
        return self

    async def __anext__(self) -> Ok[_E_co] | Err[AnyError]:
        if not self._reading.closed:
            try:
                result = await anext(self._results, None)
            except _ClosedError:
                result = None
            result = self._reading.give(result)
            if result is not None:
                return result
        raise StopAsyncIteration

    async def aclose(self) -> None:
        """End the run; an iteration then ends at once. May be called twice, and from another task: a read in progress
        there ends in ``Err(RequestAbortedError)``, and the tools that it waits for are cancelled.
        """
        reading = self._reading
        reading.closed = True
        if reading.doing is not None:
            await cancel([reading.doing])
        if reading.asked is not None:
            await reading.asked.aclose()
        try:
            await self._results.aclose()
        except RuntimeError:  # another task is inside
            pass

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


class _ClosedError(Exception):
    """Another task has closed the run."""


class _Reading(Reading[AskedAsync]):
    """A run while it is read.

    Fields:
        doing: what is waited for other than a response's chunks: tools, the program's decision, the start of a
            response.
    """

    doing: asyncio.Task[Any] | None = None

    async def wait_for(
        self, function: Callable[_P, Awaitable[_T]], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Wait for something that `aclose` can cancel, from whichever task it is called."""
        got: list[_T] = []  # not the task's result: a time limit set in a task would keep it alive

        async def do() -> None:
            got.append(await function(*args, **kwargs))

        task = self.doing = asyncio.ensure_future(do())
        try:
            await asyncio.wait({task})
        except BaseException:
            await cancel([task])
            raise
        finally:
            self.doing = None
        if self.closed:
            raise _ClosedError
        task.result()
        return got.pop()


async def tell_async(reading: _Reading, ask: AskAsync) -> AsyncGenerator[Ok[Any] | Err[Any], None]:
    """Do what the loop decides, and pass on its events."""
    if isinstance(reading.begun, Err):
        yield reading.begun
        return
    loop = reading.begun.unwrap()
    while True:
        for planned in loop.batches():
            if loop.before_call is not None:
                planned = [
                    await reading.wait_for(
                        decide_call_async, loop.before_call, call, loop.time_left()
                    )
                    for call in planned
                ]
            batch = loop.admit(planned)
            for event in loop.begin_calls(batch):
                yield event
            results = run_calls_async(batch, loop.time_left())
            try:
                while (done := await reading.wait_for(anext, results, None)) is not None:
                    yield loop.add_result(batch, *done)
            finally:
                await _leave(results)
        if (last := loop.result()) is not None:
            yield last
            return
        reading.asked = await reading.wait_for(ask, loop.request(), loop.options())
        async for chunk in reading.asked:
            for event in loop.add_chunk(chunk):
                yield event
        for event in loop.add_response(reading.asked.result()):
            yield event


async def _leave(results: AsyncGenerator[object, None]) -> None:
    """Cancel the tools that run, if that was not done yet."""
    try:
        await results.aclose()
    except RuntimeError:  # they are already cancelled, and one of them is slow to end
        pass


async def read_to_end_async(stream: AsyncToolStream[Any]) -> Ok[Any] | Err[AnyError]:
    """The result of a run."""
    last: Result | None = None
    async for result in stream:
        last = result
    return run_of(last)
