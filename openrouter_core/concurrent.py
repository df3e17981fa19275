"""Many calls at once: `gather`, and `gather_async` for async code."""

from __future__ import annotations

import copy
import threading
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    Awaitable,
    Callable,
    Generator,
    Iterable,
)
from typing import TYPE_CHECKING, TypeVar

from openrouter_core._gather.calls import Calls, length_of, require_functions, require_items
from openrouter_core._gather.pause import SharedPause, with_pause
from openrouter_core._gather.threads import Threads, gathered
from openrouter_core.core import OpenRouterCore, require_core, with_clock
from openrouter_core.models.errors import AnyError
from openrouter_core.result import Err, Ok

if TYPE_CHECKING:
    from openrouter_core._protocol.sink import Progress
    from openrouter_core.budget import Budget

_ItemT = TypeVar("_ItemT")
_T = TypeVar("_T")
_E = TypeVar("_E")


def gather(
    core: OpenRouterCore,
    function: Callable[[OpenRouterCore, _ItemT], Ok[_T] | Err[_E]],
    items: Iterable[_ItemT],
    *,
    in_flight: int = 8,
    ordered: bool = True,
    budget: Budget | None = None,
    progress: Progress | bool = False,
) -> Generator[tuple[_ItemT, Ok[_T] | Err[_E | AnyError]], None, None]:
    """Call a function for each of many items, several at once in threads, and yield each item with its result.

    When the API answers 429 and says how long to wait, all calls wait until then, not only the one that was refused;
    but not longer than ``backoff.max_elapsed_time`` of the core's `RetryConfig`. Then they continue one after the
    other, so that not all of them are refused again.

    Arguments:
        core: configuration. The gather has connections of its own, and closes them at its end.
        function: called as ``function(core, item)``: `chat_send` where the items are requests, or a function of yours
            that makes one or more calls with the core that it is given. It must read a stream to its end itself. If
            it raises, the result is an `Err`.
        items: an iterable, which is read in the caller's thread as items are needed: at most `in_flight` items ahead
            of the results, or four times as many with `ordered`. To stop, and still get the results of the calls in
            flight, let the items end.
        in_flight: how many calls run at a time.
        ordered: whether the results come in the order of the items; otherwise each comes as soon as it is there.
        budget: how much all of it may cost, in place of the core's budget. Where calls in flight have reserved what is
            left of it, the next call waits for their ends. Where it does not fit then, its result is
            ``Err(BudgetExceededError)``, and nothing is sent. A call's time limits begin when it is sent. Without an
            estimate the first call is sent alone, since nobody knows yet what one costs; where the server refuses it,
            so is the next.
        progress: called with the number of finished calls and, where the items have a length, the number of items;
            True shows a progress bar on a terminal if tqdm is installed.

    Yields:
        ``(item, result)``: the result is what the function returned, `Ok` or `Err`.

    While no result is taken, no further call begins. Leaving the loop, or closing the generator, ends the calls in
    flight. An exception that the items raise is raised after the results of the calls that have begun.

    Raises:
        TypeError: `core` is not an `OpenRouterCore`, `function` or `progress` is not a function, or `items` is not
            an iterable or is a single mapping or string.
        ValueError: `in_flight` is not a positive integer.

    >>> from openrouter_core.funcs.chat_send import chat_send
    >>> from openrouter_core.testing import LocalServer
    >>> requests = ({"messages": [{"role": "user", "content": f"{n} + {n}?"}]} for n in range(100))
    >>> with LocalServer() as server, OpenRouterCore(server_url=server.url) as core:
    ...     texts = [result.unwrap().text for request, result in gather(core, chat_send, requests)]
    >>> len(texts)
    100
    """
    require_core(core)
    require_functions(function, progress)
    require_items(items, asynchronous=False)
    calls: Calls[_ItemT] = Calls(in_flight, ordered)
    pause = SharedPause(core, threading.Event(), in_flight)
    twin = with_clock(copy.copy(core), core.clock)  # a copy has the clock of the system
    own = with_pause(twin, pause, pause.before_request, budget)
    threads: Threads[_ItemT] = Threads(function, own, pause)
    return gathered(threads, iter(items), calls, progress, length_of(items))


def gather_async(
    core: OpenRouterCore,
    function: Callable[[OpenRouterCore, _ItemT], Awaitable[Ok[_T] | Err[_E]]],
    items: Iterable[_ItemT] | AsyncIterable[_ItemT],
    *,
    in_flight: int = 8,
    ordered: bool = True,
    budget: Budget | None = None,
    progress: Progress | bool = False,
) -> AsyncGenerator[tuple[_ItemT, Ok[_T] | Err[_E | AnyError]], None]:
    """Like `gather`, for an async function: each call is a task, and the core's own connections are used.

    The items may also come from an async iterable. Leaving the loop cancels the calls in flight. Where your program
    must wait until they have ended, write ``async with contextlib.aclosing(gather_async(...)) as results``.
    """
    from openrouter_core._gather.tasks import gathered_async  # it imports asyncio

    require_core(core)
    require_functions(function, progress)
    require_items(items, asynchronous=True)
    calls: Calls[_ItemT] = Calls(in_flight, ordered)
    pause = SharedPause(core, threading.Event(), in_flight)
    own = with_pause(core, pause, pause.before_request_async, budget)
    return gathered_async(function, own, pause, items, calls, progress)
