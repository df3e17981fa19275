"""`ToolStream`: a run with tools as an iterator of its events. `chat_run_tools` is one that requests whole responses,
and is read to its end.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeAlias

from openrouter_core._tools.asked import Asked
from openrouter_core._tools.decisions import decide_call
from openrouter_core._tools.events import RunFinished
from openrouter_core._tools.threads import run_calls
from openrouter_core.models.errors import AnyError, RequestAbortedError
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

_A = TypeVar("_A")
Result: TypeAlias = "Ok[Any] | Err[AnyError]"
Ask: TypeAlias = "Callable[[dict[str, Any], RequestOptions | None], Asked]"


class Reading(Generic[_A]):
    """The state of a run that is read, which `close` has to end. The generator holds this and not the stream, which
    holds the generator: without that circle, all of it is freed as soon as it is dropped.

    Fields:
        begun: the run, or the reason that there is none.
        closed: whether its user closed it.
        asked: the last request.
    """

    def __init__(self, begun: Ok[ToolLoop] | Err[Any]) -> None:
        self.begun = begun
        self.closed = False
        self.asked: _A | None = None
        self._over = False  # whether the last result was yielded

    def give(self, result: Result | None) -> Result | None:
        """The next result to yield; if there is none, the final error, if the end was never read."""
        if result is None and not self._over:
            done = "closed" if self.closed else "cancelled or interrupted while it was read"
            error = RequestAbortedError(f"the run was {done}")
            if isinstance(self.begun, Ok):
                error.partial = self.begun.unwrap().so_far()
            result = Err(error)
        if result is not None:
            self._over = isinstance(result, Err) or isinstance(result.unwrap(), RunFinished)
        return result


class ToolStream(Generic[_E_co]):
    """Yields ``Ok(event)`` for what happens in a run with tools, then at most one `Err`, whose `partial` is the run so
    far; iterating it never raises. Without an `Err` the last event is `RunFinished`.

    While a response comes it owns a connection. Leave the ``with`` block, call `close`, or drop the last reference:
    this closes the connection, which ends the generation and its billing on providers that support it.

    Only one thread may iterate it at a time.
    """

    def __init__(self, begun: Ok[ToolLoop] | Err[Any], ask: Ask, *, parallel: bool) -> None:
        self._reading: Reading[Asked] = Reading(begun)
        self._results = tell(self._reading, ask, parallel)

    def __iter__(self) -> Iterator[Ok[_E_co] | Err[AnyError]]:
        return self

    def __next__(self) -> Ok[_E_co] | Err[AnyError]:
        if not self._reading.closed:
            result = self._reading.give(next(self._results, None))
            if result is not None:
                return result
        raise StopIteration

    def close(self) -> None:
        """End the run; an iteration then ends at once. May be called twice, and from another thread: a response that is
        read there ends in ``Err(RequestAbortedError)``, and a tool that runs there is the last.
        """
        self._reading.closed = True
        if self._reading.asked is not None:
            self._reading.asked.close()
        try:
            self._results.close()
        except ValueError:  # another thread is inside
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def tell(
    reading: Reading[Asked], ask: Ask, parallel: bool
) -> Generator[Ok[Any] | Err[Any], None, None]:
    """Do what the loop decides, and pass on its events.

    Nothing is closed here at the end: the garbage collector may end a generator anywhere, even while the same thread
    holds the pool's lock, which closing a response needs. A response without references ends anyway.
    """
    if isinstance(reading.begun, Err):
        yield reading.begun
        return
    loop = reading.begun.unwrap()
    while True:
        for planned in loop.batches():
            batch = loop.admit(
                [decide_call(loop.before_call, call, loop.time_left()) for call in planned]
            )
            yield from loop.begin_calls(batch)
            for place, outcome in run_calls(batch, loop.time_left(), parallel=parallel):
                yield loop.add_result(batch, place, outcome)
        if (last := loop.result()) is not None:
            yield last
            return
        reading.asked = ask(loop.request(), loop.options())
        if reading.closed:  # closed by another thread, when there was nothing to end yet
            reading.asked.close()
        for chunk in reading.asked:
            yield from loop.add_chunk(chunk)
        yield from loop.add_response(reading.asked.result())


def read_to_end(stream: ToolStream[Any]) -> Ok[Any] | Err[AnyError]:
    """The result of a run."""
    (last,) = deque(stream, maxlen=1)
    return run_of(last)


def run_of(last: Result | None) -> Ok[Any] | Err[AnyError]:
    """The result of a run, from its last event."""
    match last:
        case Ok(RunFinished(run)):
            return Ok(run)
        case Err():
            return last
    raise AssertionError("a run ends in one of these")
