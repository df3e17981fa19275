"""Which items of a gather are taken, which calls run, and whose result is next: shared by threads and tasks."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterable, Callable, Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import attrs

from openrouter_core._check import shown
from openrouter_core._io import debug
from openrouter_core._io.notify import call_hook
from openrouter_core.models.errors import OpenRouterError, UnexpectedClientError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._protocol.sink import Progress

ItemT = TypeVar("ItemT")

AHEAD: Final = 4
"""In order, at most so many times `in_flight` items are begun whose results were not yielded yet: a slow call holds
back those behind it, and they must not fill the memory meanwhile.
"""


@attrs.define(slots=True, eq=False)
class Call(Generic[ItemT]):
    """An item, and the result of its call; None while it runs. An `interrupt` is for the caller's thread."""

    item: ItemT
    result: Any = None
    interrupt: BaseException | None = None


class Calls(Generic[ItemT]):
    """Which calls run, and whose result is yielded next.

    Fields:
        open: whether there may be further items.
        problem: the exception that the items raised.
        over: how many calls are over.
    """

    def __init__(self, in_flight: int, ordered: bool) -> None:
        if isinstance(in_flight, bool) or not isinstance(in_flight, int) or in_flight < 1:
            raise ValueError(f"in_flight: expected a positive integer; got {shown(in_flight)}")
        self.open = True
        self.problem: BaseException | None = None
        self.over = 0
        self._in_flight = in_flight
        self._most = in_flight * AHEAD if ordered else in_flight
        self._ordered = ordered
        self._running = self._held = 0
        self._next: deque[Call[ItemT]] = deque()
        """In order: all begun calls, in the order of their start. Otherwise the calls that are over, in the order of
        their end.
        """

    @property
    def room(self) -> bool:
        """Whether another item may be taken."""
        return self.open and self._running < self._in_flight and self._held < self._most

    @property
    def finished(self) -> bool:
        """Whether all results have been yielded."""
        return not self.open and not self._held

    def begin(self, item: ItemT) -> Call[ItemT]:
        """An item was taken."""
        call = Call(item)
        self._running += 1
        self._held += 1
        if self._ordered:
            self._next.append(call)
        return call

    def end(self, call: Call[ItemT]) -> None:
        """A call is over."""
        if call.interrupt is not None:
            raise call.interrupt
        self._running -= 1
        self.over += 1
        if not self._ordered:
            self._next.append(call)

    def give(self) -> Call[ItemT] | None:
        """The call whose result is next, if it exists."""
        if not self._next or self._next[0].result is None:
            return None
        self._held -= 1
        return self._next.popleft()

    def stop(self, problem: BaseException | None = None) -> None:
        """There are no further items."""
        self.open, self.problem = False, problem


def checked_result(given: object) -> Any:
    if isinstance(given, Ok | Err):
        return given
    kind = type(given).__name__
    why = f"function: expected one that returns Ok or Err; it returned a value of type {kind}"
    return Err(UnexpectedClientError(why))


def require_functions(function: object, progress: object) -> None:
    """Raise TypeError for what cannot be called: otherwise every item would report it."""
    if not callable(function):
        raise TypeError(f"function: expected a function; got {shown(function)}")
    if not (progress is None or isinstance(progress, bool) or callable(progress)):
        raise TypeError(f"progress: expected a function, True or False; got {shown(progress)}")


def require_items(items: object, *, asynchronous: bool) -> None:
    """Raise TypeError for what is not several items: a single request is a mapping, and would yield its keys."""
    if isinstance(items, Mapping | str | bytes):
        got = f"one {type(items).__name__}; put it into a list"
    elif isinstance(items, Iterable) or (asynchronous and isinstance(items, AsyncIterable)):
        return
    elif isinstance(items, AsyncIterable):
        got = "an async iterable; use gather_async"
    else:
        got = shown(items)
    raise TypeError(f"items: expected an iterable of items; got {got}")


def length_of(items: object) -> int | None:
    """How many items there are, if they say so: some classes have a ``__len__`` that raises."""
    try:
        return len(items) if isinstance(items, Sized) else None
    except Exception:
        return None


@contextmanager
def watched(progress: Progress | bool, total: int | None) -> Iterator[Callable[[int], None]]:
    """A function that reports how many calls are over. Neither its exceptions nor a closed terminal end a gather."""
    bar = _bar(total) if progress is True else None

    def watch(over: int) -> None:
        if bar is not None:
            _tell(bar.update, over - bar.n)
        elif callable(progress):
            _tell(progress, over, total)

    try:
        yield watch
    finally:
        if bar is not None:
            _tell(bar.close)


def _bar(total: int | None) -> Any:
    """A tqdm bar; None if tqdm is not installed, or cannot draw."""
    try:
        tqdm = import_module("tqdm").tqdm
        return tqdm(total=total, disable=None)  # None: no bar if stderr is not a terminal
    except ImportError:
        return None
    except Exception as exc:
        debug.log_hook("progress", exc)
        return None


def _tell(function: Callable[..., object], *said: object) -> None:
    try:
        call_hook(function, "the progress function", *said)
    except OpenRouterError as error:
        debug.log_hook("progress", error.__cause__ or error)
