"""Many calls at once: so many and no more, in order or as they come, one wait for all, an end that leaves nothing."""

from __future__ import annotations

import asyncio
import inspect
import itertools
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import aclosing, closing
from contextvars import ContextVar, copy_context
from types import ModuleType
from typing import Any

import httpx
import pytest

from openrouter_core import (
    BackoffStrategy,
    Err,
    Hooks,
    Ok,
    OpenRouterCore,
    RequestOptions,
    RetryConfig,
    and_then,
)
from openrouter_core._gather.calls import AHEAD
from openrouter_core._gather.pause import SharedPause
from openrouter_core._room import ITEM, Item, seconds_to_look
from openrouter_core.budget import Budget
from openrouter_core.clock import Clock
from openrouter_core.concurrent import gather, gather_async
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_collect import chat_collect
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.generations_get_generation import (
    generations_get_generation,
    generations_get_generation_async,
)
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Pause, RecordedRequest, Reply, Step, completion

LIMIT = 20  # seconds, for a test that hangs


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(answer=lambda request: question(request).upper()) as server:
        yield server


@pytest.fixture
def core(server: LocalServer) -> Iterator[OpenRouterCore]:
    with OpenRouterCore(server_url=server.url) as core:
        yield core


class Gathering:
    """Gathers in threads or in tasks, so that every test is written once and run twice."""

    def __init__(self, asynchronous: bool) -> None:
        self.asynchronous = asynchronous
        self.chat: Any = chat_send_async if asynchronous else chat_send

    def function(self, body: Callable[[OpenRouterCore, Any], Any]) -> Any:
        """A function that does not wait for anything, as one that can be gathered."""

        async def call(core: OpenRouterCore, item: Any) -> Any:
            return body(core, item)

        return call if self.asynchronous else body

    def __call__(
        self,
        core: OpenRouterCore,
        function: Any,
        items: Any,
        *,
        take: int | None = None,
        **options: Any,
    ) -> list[Any]:
        """The results, all of them or the first."""
        if self.asynchronous:
            return asyncio.run(self._collect(core, function, items, take, options))
        found: list[Any] = []
        results: Any = gather(core, function, items, **options)
        with closing(results):
            for pair in results:
                found.append(pair)
                if len(found) == take:
                    break
        return found

    async def _collect(
        self, core: OpenRouterCore, function: Any, items: Any, take: int | None, options: Any
    ) -> list[Any]:
        found: list[Any] = []
        results: Any = gather_async(core, function, items, **options)
        async with aclosing(results):
            async for pair in results:
                found.append(pair)
                if len(found) == take:
                    break
        await core.aclose()
        return found


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def gathering(request: pytest.FixtureRequest) -> Gathering:
    return Gathering(request.param)


def question(request: RecordedRequest) -> str:
    content = request.json["messages"][-1]["content"]
    assert isinstance(content, str)
    return content


def asking(text: object) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": f"p{text}"}]}


def texts(pairs: Iterable[tuple[Any, Any]]) -> list[str]:
    return [result.unwrap().text for _, result in pairs]


class Held:
    """Answers a request when `opened` says so, and counts how many wait at a time."""

    def __init__(self, server: LocalServer, opened: Callable[[str], bool]) -> None:
        self.waiting = self.most = 0
        self.opened = opened
        server.always(self.answer)

    def answer(self, request: RecordedRequest) -> Iterator[Step]:
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        return self.hold(question(request))

    def hold(self, text: str) -> Iterator[Step]:
        until = time.monotonic() + LIMIT
        while not self.opened(text) and time.monotonic() < until:
            yield Pause(0.002)
        self.waiting -= 1
        yield from Reply.json(completion(text.upper())).script


# How many, and which.


@pytest.mark.parametrize("ordered", [True, False])
@pytest.mark.parametrize("in_flight", [1, 5])
def test_so_many_are_in_flight_and_no_more(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore, ordered: bool, in_flight: int
) -> None:
    held = Held(server, lambda text: held.most >= in_flight)
    pairs = gathering(
        core, gathering.chat, map(asking, range(30)), in_flight=in_flight, ordered=ordered
    )
    assert held.most == in_flight
    assert sorted(texts(pairs)) == sorted(f"P{n}" for n in range(30))
    assert all(
        result.unwrap().text == item["messages"][0]["content"].upper() for item, result in pairs
    )


@pytest.mark.parametrize(
    ("ordered", "expected"), [(True, ["P0", "P1", "P2"]), (False, ["P1", "P2", "P0"])]
)
def test_results_come_in_order_or_as_they_come(
    gathering: Gathering,
    server: LocalServer,
    core: OpenRouterCore,
    ordered: bool,
    expected: list[str],
) -> None:
    over = 0

    def watch(now: int, total: int | None) -> None:
        nonlocal over
        over = now

    # The second is answered first, and each of the others when the one before is over.
    Held(server, lambda text: over >= {"p1": 0, "p2": 1, "p0": 2}[text])
    items = [asking(number) for number in range(3)]
    pairs = gathering(core, gathering.chat, items, ordered=ordered, progress=watch)
    assert texts(pairs) == expected


@pytest.mark.parametrize(("ordered", "most"), [(True, 3 * AHEAD), (False, 3)])
def test_items_are_taken_as_they_are_needed(
    gathering: Gathering, core: OpenRouterCore, ordered: bool, most: int
) -> None:
    taken: list[int] = []

    def items() -> Iterator[Any]:
        for number in range(10**6):
            taken.append(number)
            yield asking(number)

    pairs = gathering(core, gathering.chat, items(), in_flight=3, ordered=ordered, take=5)
    assert len(pairs) == 5
    assert 5 <= len(taken) <= 4 + most


def test_one_slow_call_does_not_have_all_others_wait_in_memory(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    taken: list[int] = []

    def items() -> Iterator[Any]:
        for number in range(100):
            taken.append(number)
            yield asking(number)

    full = 2 * AHEAD
    Held(server, lambda text: text != "p0" or (len(taken) == full and len(server.requests) == full))
    pairs = gathering(core, gathering.chat, items(), in_flight=2, take=1)
    assert texts(pairs) == ["P0"]
    assert len(taken) == full


def test_no_items_are_no_results(gathering: Gathering, core: OpenRouterCore) -> None:
    assert gathering(core, gathering.chat, []) == []


def test_a_function_may_take_a_path_and_make_several_calls(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    def cost(core: OpenRouterCore, text: str) -> Any:
        sent = chat_send(core, asking(text))
        return generations_get_generation(core, {"id": sent.unwrap().id or ""})

    async def cost_async(core: OpenRouterCore, text: str) -> Any:
        sent = await chat_send_async(core, asking(text))
        return await generations_get_generation_async(core, {"id": sent.unwrap().id or ""})

    pairs = gathering(core, cost_async if gathering.asynchronous else cost, ["a", "b", "c"])
    assert [item for item, _ in pairs] == ["a", "b", "c"]
    assert all(result.unwrap().data.total_cost > 0 for _, result in pairs)
    assert len(server.requests) == 6


def test_items_may_come_asynchronously(core: OpenRouterCore) -> None:
    async def main() -> list[str]:
        queue: asyncio.Queue[str | None] = asyncio.Queue()

        async def items() -> AsyncIterator[Any]:
            while (text := await queue.get()) is not None:
                yield asking(text)

        found = []
        queue.put_nowait("0")
        async with aclosing(gather_async(core, chat_send_async, items())) as results:
            async for _, result in results:  # each result is here before the next item is
                found.append(result.unwrap().text)
                queue.put_nowait(str(len(found)) if len(found) < 3 else None)
        await core.aclose()
        return found

    assert asyncio.run(main()) == ["P0", "P1", "P2"]


def test_a_call_sees_the_callers_context(gathering: Gathering, core: OpenRouterCore) -> None:
    user: ContextVar[str] = ContextVar("user", default="nobody")
    user.set("ida")
    function = gathering.function(lambda core, item: Ok(user.get()))
    assert [result.unwrap() for _, result in gathering(core, function, range(20))] == ["ida"] * 20


# One wait for all.


class SharedTime:
    """A clock that goes on when `expected` calls sleep: then all of them have slept. Later it goes on by itself."""

    def __init__(self, server: LocalServer, expected: int) -> None:
        self.server = server
        self.expected = expected
        self.time = 0.0
        self.waits: list[float] = []
        self.sent: list[int] = []
        self.changed = threading.Condition()
        self.clock = Clock(
            now=lambda: self.time,
            random=lambda: 1.0,
            sleep=self.sleep,
            sleep_async=self.sleep_async,
        )

    def sleep(self, seconds: float, aborted: threading.Event) -> None:
        until = self.begin(seconds)
        with self.changed:
            assert self.changed.wait_for(lambda: self.time >= until, LIMIT)

    async def sleep_async(self, seconds: float) -> None:
        until = self.begin(seconds)
        async with asyncio.timeout(LIMIT):
            while self.time < until:
                await asyncio.sleep(0.002)

    def begin(self, seconds: float) -> float:
        with self.changed:
            until = self.time + seconds
            self.waits.append(seconds)
            if len(self.waits) == self.expected:
                self.sent.append(len(self.server.requests))
            if len(self.waits) >= self.expected:
                self.time = max(self.time, until)
                self.changed.notify_all()
        return until


@pytest.mark.parametrize(
    "headers",
    [{"Retry-After": "30"}, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "30"}],
    ids=["retry-after", "reset"],
)
@pytest.mark.parametrize("retries", [0, 2])
def test_one_429_is_one_wait_for_all(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore, headers: Any, retries: int
) -> None:
    # One is told to wait; the others are answered once somebody sleeps, and whatever would be sent next sleeps too:
    # the retry, or without retries the next item's call.
    shared = SharedTime(server, 3)
    with_clock(core, shared.clock)
    limited = iter([True])

    def answer(request: RecordedRequest) -> Any:
        if next(limited, False):
            reply = Reply.error(429, "Slow down", headers=headers)
            return when(lambda: len(server.requests) == 3, reply)
        reply = Reply.json(completion(question(request).upper()))
        return when(lambda: bool(shared.waits), reply)

    def when(ready: Callable[[], bool], reply: Reply) -> Iterator[Step]:
        until = time.monotonic() + LIMIT
        while not ready() and time.monotonic() < until:
            yield Pause(0.002)
        yield from reply.script

    server.always(answer)
    core = core.with_options(retry_config=RetryConfig(max_retries=retries))
    pairs = gathering(core, gathering.chat, [asking(n) for n in range(12)], in_flight=3)
    assert shared.sent == [3]
    assert shared.waits[:3] == [30.0] * 3
    assert sum(shared.waits[3:]) < 1  # one after the other, and not all at once
    failed = [result.failure() for _, result in pairs if isinstance(result, Err)]
    assert [type(error) for error in failed] == [errors.TooManyRequestsResponseError][retries:1]
    assert len(server.requests) == 12 + min(retries, 1)


def too_many(seconds: float | None) -> errors.TooManyRequestsResponseError:
    return errors.TooManyRequestsResponseError("Slow down", status_code=429, retry_after=seconds)


@pytest.mark.parametrize(
    ("noted", "waited"),
    [
        ([too_many(30)], 30),
        ([too_many(30), too_many(20)], 30),
        ([too_many(20), too_many(30)], 30),
        ([too_many(3600)], 60),  # no longer than the retry policy waits
        ([too_many(None)], 0),  # nobody said how long: that call backs off by itself
        ([errors.ServiceUnavailableResponseError("Busy", status_code=503, retry_after=30)], 0),
        ([errors.APIError("Slow down", status_code=200, code=429, retry_after=5)], 5),
        ([errors.APIConnectionError("gone")], 0),
        ([None, "no error"], 0),
    ],
)
def test_what_all_calls_wait_for(core: OpenRouterCore, noted: list[Any], waited: float) -> None:
    slept = 0.0

    def sleep(seconds: float, _: threading.Event) -> None:
        nonlocal slept
        slept += seconds

    core = with_clock(core, Clock(now=lambda: slept, sleep=sleep))
    pause = SharedPause(core, threading.Event(), 4)
    for error in noted:
        pause.note(error)
    pause.wait()
    assert slept == waited


def test_the_retry_policy_says_how_long_all_wait_at_most(core: OpenRouterCore) -> None:
    policy = RetryConfig(backoff=BackoffStrategy(max_elapsed_time=900))
    patient = with_clock(core.with_options(retry_config=policy), Clock(now=lambda: 0.0))
    pause = SharedPause(patient, threading.Event(), 4)
    pause.note(too_many(600))
    assert pause._until == 600


@pytest.mark.parametrize(
    ("wait", "in_flight", "sent"),
    [
        (
            30,
            4,
            [30.0, 30.1, 30.2, 30.3, 30.3, 30.3],
        ),  # as many as are in flight, and the others as they come
        (1, 20, [1 + number / 20 for number in range(6)]),
        (30, 1, [30.0, 30.0, 30.0]),
    ],
)
def test_after_a_pause_they_go_on_one_after_the_other(
    core: OpenRouterCore, wait: float, in_flight: int, sent: list[float]
) -> None:
    now = 0.0

    def sleep(seconds: float, _: threading.Event) -> None:
        nonlocal now
        now += seconds

    core = with_clock(core, Clock(now=lambda: now, sleep=sleep))
    pause = SharedPause(core, threading.Event(), in_flight)
    prepared: Any = None
    pause.before_request(prepared)
    assert now == 0.0  # without a pause nobody waits
    pause.note(too_many(wait))
    seen = []
    for _ in sent:
        pause.before_request(prepared)
        seen.append(now)
    assert seen == pytest.approx(sent)


def test_a_pause_that_begins_while_others_wait_holds_them_too(core: OpenRouterCore) -> None:
    now = 0.0

    def sleep(seconds: float, _: threading.Event) -> None:
        nonlocal now
        now += seconds
        if now == 30:
            pause.note(too_many(20))

    core = with_clock(core, Clock(now=lambda: now, sleep=sleep))
    pause = SharedPause(core, threading.Event(), 4)
    pause.note(too_many(30))
    prepared: Any = None
    pause.before_request(prepared)
    assert now == 50


def test_few_are_refused_where_a_server_lets_few_through(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    passed: list[float] = []

    def answer(request: RecordedRequest) -> Reply:
        now = time.monotonic()
        if sum(now - each < 0.4 for each in passed) >= 5:
            return Reply.error(429, "Slow down", headers={"retry-after-ms": "400"})
        passed.append(now)
        return Reply.json(completion(question(request).upper()))

    server.always(answer)
    patient = core.with_options(retry_config=RetryConfig(max_retries=20))
    pairs = gathering(patient, gathering.chat, map(asking, range(40)), in_flight=40)
    assert texts(pairs) == [f"P{number}" for number in range(40)]
    # All that went out at once are told, then few of those that go on. If each found out each time there would be 180.
    assert len(server.requests) < 160


def test_the_users_hooks_are_called_too(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    seen: list[str] = []
    hooks = Hooks(
        before_request=lambda request: seen.append("request"),
        on_retry=lambda event: seen.append("retry"),
    )
    server.enqueue(Reply.error(503, "Busy", headers={"retry-after-ms": "1"}))
    gathering(core.with_options(hooks=hooks), gathering.chat, [asking(0)])
    assert seen == ["request", "retry", "request"]


# Errors are results.


def test_a_function_that_raises_gives_an_err(gathering: Gathering, core: OpenRouterCore) -> None:
    def fail(core: OpenRouterCore, item: int) -> Any:
        return Ok(1 // item)

    (_, first), (_, second) = gathering(core, gathering.function(fail), [0, 1])
    assert isinstance(first.failure(), errors.UnexpectedClientError)
    assert isinstance(first.failure().__cause__, ZeroDivisionError)
    assert second == Ok(1)


def test_a_function_that_returns_no_result_gives_an_err(
    gathering: Gathering, core: OpenRouterCore
) -> None:
    [(_, result)] = gathering(core, gathering.function(lambda core, item: None), [1])
    assert "it returned a value of type NoneType" in str(result.failure())


def test_an_async_function_in_threads_is_told_of(core: OpenRouterCore) -> None:
    function: Any = chat_send_async
    pairs: Any = gather(core, function, [asking(0)])
    [(_, result)] = pairs
    assert isinstance(result.failure(), errors.InvalidRequestError)


def test_a_call_that_waits_for_something_cancelled_is_an_err(core: OpenRouterCore) -> None:
    async def function(core: OpenRouterCore, item: int) -> Any:
        other = asyncio.ensure_future(asyncio.sleep(LIMIT))
        other.cancel()
        await other

    async def main() -> list[Any]:
        pairs: Any = gather_async(core, function, [1, 2])
        return [pair async for pair in pairs]

    assert [str(r.failure()) for _, r in asyncio.run(main())] == [
        "the function waited for something that was cancelled"
    ] * 2


@pytest.mark.parametrize("ordered", [True, False])
def test_what_the_items_raise_comes_after_what_was_begun(
    gathering: Gathering, core: OpenRouterCore, ordered: bool
) -> None:
    def items() -> Iterator[Any]:
        yield asking(0)
        yield asking(1)
        raise LookupError("the file is broken")

    found: list[str] = []
    with pytest.raises(LookupError, match="the file is broken"):  # noqa: PT012  # two ways to go through
        if gathering.asynchronous:

            async def main() -> None:
                async for _, result in gather_async(
                    core, chat_send_async, items(), ordered=ordered
                ):
                    found.append(result.unwrap().text)

            asyncio.run(main())
        for _, result in gather(core, chat_send, items(), ordered=ordered):
            found.append(result.unwrap().text)
    assert sorted(found) == ["P0", "P1"]


def test_a_budget_is_for_all_of_them(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(Reply.json(completion("Yes.") | {"usage": {"cost": 1}}))
    budget = Budget(max_cost=3)
    pairs = gathering(core, gathering.chat, map(asking, range(9)), in_flight=1, budget=budget)
    assert [isinstance(result, Ok) for _, result in pairs] == [True] * 3 + [False] * 6
    refused = [result.failure() for _, result in pairs[3:]]
    assert {type(error) for error in refused} == {errors.BudgetExceededError}
    assert len(server.requests) == 3
    assert budget.spent == 3


@pytest.mark.parametrize(
    ("estimate", "cost", "answered"),
    [
        (0.1, 0.0001, 40),  # five fit at a time, and cost next to nothing
        (0.1, 0.05, 9),  # of the last 0.05 nobody knows that it is enough
        (0.5, 0.1, 1),
        (None, 0.05, 10),  # the first tells what one costs
        (None, 0.0, 40),
        (None, 0.3, 1),
    ],
)
def test_a_call_waits_for_room_that_others_hold(
    gathering: Gathering,
    server: LocalServer,
    core: OpenRouterCore,
    estimate: float | None,
    cost: float,
    answered: int,
) -> None:
    server.always(Reply.json(completion("Yes.") | {"usage": {"cost": cost}}).delayed(0.01))
    budget = Budget(max_cost=0.5, estimate=estimate)
    pairs = gathering(core, gathering.chat, map(asking, range(40)), in_flight=20, budget=budget)
    assert sum(isinstance(result, Ok) for _, result in pairs) == answered == len(server.requests)
    refused = {type(result.failure()) for _, result in pairs if isinstance(result, Err)}
    assert refused <= {errors.BudgetExceededError}
    assert budget.spent == pytest.approx(answered * cost)
    assert budget.reserved == 0


def test_a_call_that_is_refused_does_not_tell_what_one_costs(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    server.enqueue(Reply.error(400, "no"), Reply.error(400, "no"))
    server.always(Reply.json(completion("Yes.") | {"usage": {"cost": 0.3}}).delayed(0.01))
    budget = Budget(max_cost=0.5)
    pairs = gathering(core, gathering.chat, map(asking, range(20)), in_flight=10, budget=budget)
    assert (sum(isinstance(result, Ok) for _, result in pairs), len(server.requests)) == (1, 3)
    assert budget.spent == 0.3


def test_the_budget_of_the_core_is_waited_for_too(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    budget = Budget(max_cost=0.5, estimate=0.4)
    own = core.with_options(budget=budget)
    pairs = gathering(own, gathering.chat, map(asking, range(10)))
    assert all(isinstance(result, Ok) for _, result in pairs)


def test_a_second_call_of_an_item_waits_for_room(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    def twice(core: OpenRouterCore, item: Any) -> Any:
        return and_then(chat_send(core, item), lambda _: chat_send(core, item))

    async def twice_async(core: OpenRouterCore, item: Any) -> Any:
        first = await chat_send_async(core, item)
        return first if isinstance(first, Err) else await chat_send_async(core, item)

    budget = Budget(max_cost=0.5, estimate=0.1)
    function = twice_async if gathering.asynchronous else twice
    pairs = gathering(core, function, map(asking, range(20)), in_flight=20, budget=budget)
    assert all(isinstance(result, Ok) for _, result in pairs)
    assert len(server.requests) == 40


def test_calls_that_wait_for_one_another_are_told_that_there_is_no_room(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    """Each holds a stream open, and with it all that there is, and asks for more."""

    def both(core: OpenRouterCore, item: Any) -> Any:
        opened = chat_send(core, item, stream=True)
        if isinstance(opened, Err):
            return opened
        with opened.unwrap():
            return chat_send(core, item)

    async def both_async(core: OpenRouterCore, item: Any) -> Any:
        opened = await chat_send_async(core, item, stream=True)
        if isinstance(opened, Err):
            return opened
        async with opened.unwrap():
            return await chat_send_async(core, item)

    budget = Budget(max_cost=0.5, estimate=0.25)
    function = both_async if gathering.asynchronous else both
    pairs = gathering(core, function, map(asking, range(2)), in_flight=2, budget=budget)
    failed = [result.failure() for _, result in pairs if isinstance(result, Err)]
    assert failed
    assert {type(error) for error in failed} == {errors.BudgetExceededError}


@pytest.mark.parametrize(("estimate", "kind"), [(None, Ok), (0.4, Err)])
def test_a_stream_outside_of_the_gather_is_not_waited_for(
    gathering: Gathering, core: OpenRouterCore, estimate: float | None, kind: type
) -> None:
    """Whoever reads it may wait for the gather."""
    own = core.with_options(budget=Budget(max_cost=0.5, estimate=estimate))
    with chat_send(own, asking(0), stream=True).unwrap():
        pairs = gathering(own, gathering.chat, [asking(1), asking(2)])
    assert [type(result) for _, result in pairs] == [kind] * 2


def test_streams_that_the_function_returns_are_not_waited_for(core: OpenRouterCore) -> None:
    async def main() -> list[Any]:
        async def begin(core: OpenRouterCore, item: int) -> Any:
            return await chat_send_async(core, asking(item), stream=True)

        budget = Budget(max_cost=0.5, estimate=0.25)
        results: Any = gather_async(core, begin, range(3), budget=budget)
        pairs = [pair async for pair in results]
        await core.aclose()
        return pairs

    assert [type(result) for _, result in asyncio.run(main())] == [Ok, Ok, Err]


def test_a_gather_in_a_gather_does_not_wait_for_the_outer_one(
    gathering: Gathering, core: OpenRouterCore
) -> None:
    def inner(core: OpenRouterCore, item: Any) -> Any:
        with chat_send(core, item, stream=True).unwrap():
            return next(gather(core, chat_send, [item]))[1]

    async def inner_async(core: OpenRouterCore, item: Any) -> Any:
        async with (await chat_send_async(core, item, stream=True)).unwrap():
            return (await anext(gather_async(core, chat_send_async, [item])))[1]

    budget = Budget(max_cost=0.5, estimate=0.3)
    function = inner_async if gathering.asynchronous else inner
    ((_, result),) = gathering(core, function, [asking(1)], budget=budget)
    assert isinstance(result.failure(), errors.BudgetExceededError)


def test_two_gathers_with_one_budget_do_not_wait_for_each_other(core: OpenRouterCore) -> None:
    both_hold = threading.Barrier(2, timeout=LIMIT)
    budget = Budget(max_cost=0.5, estimate=0.25)
    results: list[Any] = []

    def function(core: OpenRouterCore, item: Any) -> Any:
        with chat_send(core, item, stream=True).unwrap():
            both_hold.wait()
            return chat_send(core, item)

    def run() -> None:
        pairs: Any = gather(core, function, [asking(1)], budget=budget)
        results.extend(result for _, result in pairs)

    threads = [threading.Thread(target=run, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert len(results) == 2
    assert any(isinstance(result, Err) for result in results)


def test_a_budget_in_the_options_of_a_call_is_waited_for_too(
    gathering: Gathering, core: OpenRouterCore
) -> None:
    budget = Budget(max_cost=0.5)

    def function(core: OpenRouterCore, item: Any) -> Any:
        return gathering.chat(core, item, options=RequestOptions(budget=budget.estimating(0.3)))

    pairs = gathering(core, function, map(asking, range(8)))
    assert all(isinstance(result, Ok) for _, result in pairs)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork")
def test_a_forked_process_does_not_wait_for_its_parents_calls() -> None:
    budget = Budget(max_cost=0.5, estimate=0.3)
    with Item(threading.Event()).running():
        held = budget.reserve()
        child = os.fork()
        if child == 0:
            ITEM.set(Item(threading.Event()))
            try:
                budget.reserve()
            except errors.BudgetExceededError:
                os._exit(0)
            os._exit(1)
        held.settle(0)
    ITEM.set(None)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_what_a_gather_has_left_behind_is_not_waited_for() -> None:
    budget, left = Budget(max_cost=0.5, estimate=0.3), threading.Event()
    other = Item(threading.Event())

    def reserve() -> Any:
        ITEM.set(other)
        return budget.reserve()

    with Item(left).running():
        held = budget.reserve()
        assert not copy_context().run(reserve).granted
        left.set()
        with pytest.raises(errors.BudgetExceededError):
            copy_context().run(reserve)
        held.settle(0)
    ITEM.set(None)


def test_many_that_wait_look_less_often() -> None:
    item = Item(threading.Event())
    before = seconds_to_look()
    for _ in range(160):
        item.begin_wait()
    assert seconds_to_look() == pytest.approx(10 * before)
    for _ in range(160):
        item.end_wait()
    assert seconds_to_look() == before


def test_a_gather_is_left_while_calls_wait_for_room(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    server.always(Reply.json(completion("Yes.")).delayed(0.05))
    budget = Budget(max_cost=0.5, estimate=0.4)
    pairs = gathering(
        core, gathering.chat, map(asking, range(20)), take=1, in_flight=20, budget=budget
    )
    assert isinstance(pairs[0][1], Ok)
    assert budget.reserved == 0
    assert len(server.requests) < 20


def test_two_gathers_share_a_core_in_two_threads(server: LocalServer, core: OpenRouterCore) -> None:
    held = Held(server, lambda text: held.most >= 6)
    found: dict[str, list[str]] = {}

    def work(name: str) -> None:
        items = [asking(f"{name}{number}") for number in range(20)]
        found[name] = texts(gather(core, chat_send, items, in_flight=3))

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert found == {name: [f"P{name.upper()}{n}" for n in range(20)] for name in "ab"}
    assert held.most == 6


# The end.


def test_leaving_ends_what_is_in_flight(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    before = threading.active_count()
    Held(server, lambda text: text == "p0" and len(server.requests) >= 4)
    pairs = gathering(core, gathering.chat, map(asking, range(100)), in_flight=4, take=1)
    assert texts(pairs) == ["P0"]
    unanswered = [request for request in server.requests if question(request) != "p0"]
    assert len(unanswered) >= 3
    assert all(request.wait_for_disconnect(LIMIT) for request in unanswered)
    server.wait_for_open_connections(0)
    assert threading.active_count() <= before + 1  # a thread may be about to end


def test_leaving_sends_nothing_more(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    def twice(core: OpenRouterCore, number: int) -> Any:
        sent = chat_send(core, asking(number))
        return sent if isinstance(sent, Ok) else chat_send(core, asking("again"))

    async def twice_async(core: OpenRouterCore, number: int) -> Any:
        sent = await chat_send_async(core, asking(number))
        return sent if isinstance(sent, Ok) else await chat_send_async(core, asking("again"))

    Held(server, lambda text: text == "p0" and len(server.requests) >= 3)
    function = twice_async if gathering.asynchronous else twice
    pairs = gathering(core, function, range(9), in_flight=3, take=1)
    assert texts(pairs) == ["P0"]
    unanswered = [request for request in server.requests if question(request) != "p0"]
    assert len(unanswered) >= 2
    assert all(request.wait_for_disconnect(LIMIT) for request in unanswered)
    assert "pagain" not in [question(request) for request in server.requests]


def test_cancelling_the_caller_cancels_the_calls(server: LocalServer, core: OpenRouterCore) -> None:
    Held(server, lambda text: False)

    async def main() -> None:
        async def collect() -> list[Any]:
            return [
                pair async for pair in gather_async(core, chat_send_async, map(asking, range(9)))
            ]

        task = asyncio.create_task(collect())
        await asyncio.to_thread(server.wait_for_requests, 8, LIMIT)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert len(asyncio.all_tasks()) == 1
        await core.aclose()

    asyncio.run(main())
    assert all(request.wait_for_disconnect(LIMIT) for request in server.requests)


def test_a_function_that_goes_on_is_left_behind(core: OpenRouterCore) -> None:
    left = threading.Event()

    def function(core: OpenRouterCore, item: int) -> Ok[int]:
        if item:
            left.wait(LIMIT)
        return Ok(item)

    with closing(gather(core, function, [0, 1], in_flight=2)) as results:
        assert next(results) == (0, Ok(0))
    left.set()


def test_what_is_no_exception_passes(gathering: Gathering, core: OpenRouterCore) -> None:
    def leave(core: OpenRouterCore, item: int) -> Any:
        sys.exit(7)

    with pytest.raises(SystemExit, match="7"):
        gathering(core, gathering.function(leave), [1])


def test_an_injected_client_is_used_and_left_open(server: LocalServer) -> None:
    with httpx.Client() as client:
        core = OpenRouterCore(server_url=server.url, http_client=client)
        assert texts(gather(core, chat_send, map(asking, range(5)))) == [f"P{n}" for n in range(5)]
        assert not client.is_closed


# What one sees.


def test_progress_is_told_of_each_call(gathering: Gathering, core: OpenRouterCore) -> None:
    seen: list[tuple[int, int | None]] = []
    items = [asking(n) for n in range(5)]
    gathering(core, gathering.chat, items, progress=lambda *said: seen.append(said))
    assert seen == [(n, 5) for n in range(1, 6)]
    seen.clear()
    gathering(core, gathering.chat, iter(items), progress=lambda *said: seen.append(said))
    assert seen == [(n, None) for n in range(1, 6)]


def test_a_progress_function_that_raises_is_logged(
    gathering: Gathering, core: OpenRouterCore, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(over: int, total: int | None) -> None:
        raise LookupError("no bar")

    pairs = gathering(core, gathering.chat, [asking(0)], progress=fail)
    assert texts(pairs) == ["P0"]
    assert "a hook (progress) raised LookupError" in caplog.text


def test_a_bar_is_drawn_where_tqdm_is_installed(
    gathering: Gathering, core: OpenRouterCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    tqdm = pytest.importorskip("tqdm")
    bars: list[Any] = []

    class Bar(tqdm.tqdm):  # type: ignore[misc,name-defined]  # it has no types
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            bars.append(self)
            self.shown: list[float | None] = []

        def update(self, n: float | None = 1) -> Any:
            self.shown.append(n)

    monkeypatch.setattr(tqdm, "tqdm", Bar)
    gathering(core, gathering.chat, [asking(n) for n in range(4)], progress=True)
    [bar] = bars
    assert bar.total == 4
    assert len(bar.shown) == 4


def test_without_tqdm_no_bar_is_drawn(
    gathering: Gathering, core: OpenRouterCore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    assert texts(gathering(core, gathering.chat, [asking(0)], progress=True)) == ["P0"]


class Gone:
    """A bar on a terminal that is gone."""

    n = 0

    def __init__(self, **options: Any) -> None:
        pass

    def update(self, n: float) -> None:
        raise ValueError("I/O operation on closed file")

    def close(self) -> None:
        raise BrokenPipeError


class NoBar:
    def __init__(self, **options: Any) -> None:
        raise AttributeError("'NoneType' object has no attribute 'write'")


@pytest.mark.parametrize("bar", [Gone, NoBar])
def test_a_bar_that_cannot_be_drawn_ends_no_gather(
    gathering: Gathering, core: OpenRouterCore, monkeypatch: pytest.MonkeyPatch, bar: Any
) -> None:
    module = ModuleType("tqdm")
    vars(module)["tqdm"] = bar
    monkeypatch.setitem(sys.modules, "tqdm", module)
    items = [asking(0), asking(1)]
    assert texts(gathering(core, gathering.chat, items, progress=True)) == ["P0", "P1"]


class Unmeasured(list[Any]):
    """As the data sets of several libraries are that are read from a stream."""

    def __len__(self) -> int:
        raise TypeError("it has no length")


def test_items_whose_length_raises_have_none(gathering: Gathering, core: OpenRouterCore) -> None:
    told: list[Any] = []
    items = Unmeasured([asking(0)])
    progress = lambda *said: told.append(said)  # noqa: E731  # it is one
    assert texts(gathering(core, gathering.chat, items, progress=progress)) == ["P0"]
    assert told == [(1, None)]


def test_a_clock_that_does_not_wait_ends_the_pause(
    gathering: Gathering, server: LocalServer, core: OpenRouterCore
) -> None:
    slept: list[float] = []

    async def sleep_async(seconds: float) -> None:
        slept.append(seconds)

    clock = Clock(sleep=lambda seconds, aborted: slept.append(seconds), sleep_async=sleep_async)
    server.enqueue(Reply.error(429, "Slow down", headers={"Retry-After": "20"}))
    items = [asking(n) for n in range(5)]
    started = time.monotonic()
    pairs = gathering(with_clock(core, clock), gathering.chat, items, in_flight=1)
    assert texts(pairs) == ["P0", "P1", "P2", "P3", "P4"]
    assert slept
    assert time.monotonic() - started < 15


def test_calls_begin_before_all_items_that_may_be_in_flight_are_taken(
    gathering: Gathering, core: OpenRouterCore
) -> None:
    function = gathering.function(lambda core, item: Ok(item))
    endless = itertools.count()
    options = {"in_flight": 10**9, "ordered": False}
    assert len(gathering(core, function, endless, take=50, **options)) == 50


def test_items_that_wait_for_something_cancelled_say_so(core: OpenRouterCore) -> None:
    async def items() -> AsyncIterator[Any]:
        yield asking(0)
        other = asyncio.ensure_future(asyncio.sleep(LIMIT))
        other.cancel()
        await other

    async def main() -> list[str]:
        found: list[str] = []
        with pytest.raises(asyncio.CancelledError):  # noqa: PT012  # it is a loop
            async for _, result in gather_async(core, chat_send_async, items()):
                found.append(result.unwrap().text)  # until it raises
        await core.aclose()
        return found

    assert asyncio.run(main()) == ["P0"]


@pytest.mark.parametrize("function", [gather, gather_async])
@pytest.mark.parametrize(
    ("called", "options", "message"),
    [
        (None, {}, "function: expected a function; got None"),
        ([], {}, "function: expected a function; got"),
        (chat_send, {"progress": 5}, "progress: expected a function, True or False; got 5"),
        (chat_send, {"progress": "yes"}, "progress: expected a function, True or False; got"),
    ],
)
def test_what_is_no_function_is_told_of_at_once(
    core: OpenRouterCore, function: Any, called: Any, options: Any, message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        function(core, called, [], **options)


@pytest.mark.parametrize("function", [gather, gather_async])
@pytest.mark.parametrize("in_flight", [0, -1, 2.0, True, None])
def test_a_wrong_number_is_told_of_at_once(
    core: OpenRouterCore, function: Any, in_flight: Any
) -> None:
    with pytest.raises(ValueError, match="in_flight: expected a positive integer"):
        function(core, chat_send, [], in_flight=in_flight)


@pytest.mark.parametrize(
    ("function", "items", "got"),
    [
        (gather, asking(0), "one dict; put it into a list"),
        (gather, "a text", "one str; put it into a list"),
        (gather, b"bytes", "one bytes; put it into a list"),
        (gather, 5, "5"),
        (gather, None, "None"),
        (gather_async, asking(0), "one dict; put it into a list"),
        (gather_async, 5, "5"),
    ],
)
def test_what_is_not_several_items_is_told_of_at_once(
    core: OpenRouterCore, function: Any, items: Any, got: str
) -> None:
    with pytest.raises(
        TypeError, match=f"^items: expected an iterable of items; got {re.escape(got)}$"
    ):
        function(core, chat_send, items)


async def later(count: int) -> AsyncIterator[Any]:
    for number in range(count):
        yield asking(number)


def test_items_that_come_asynchronously_are_for_async_code(core: OpenRouterCore) -> None:
    items: Any = later(3)
    with pytest.raises(TypeError, match="got an async iterable; use gather_async"):
        gather(core, chat_send, items)


@pytest.mark.parametrize("function", [gather, gather_async])
def test_what_is_no_core_is_told_of_at_once(function: Any) -> None:
    with pytest.raises(TypeError, match="expected an OpenRouterCore"):
        function(chat_send, chat_send, [])


def test_both_forms_take_the_same() -> None:
    assert list(inspect.signature(gather).parameters) == list(
        inspect.signature(gather_async).parameters
    )


def test_threads_do_without_asyncio() -> None:
    program = """if True:
        import sys
        from openrouter_core import Ok, OpenRouterCore
        from openrouter_core.concurrent import gather
        core = OpenRouterCore(api_key="a-key")
        assert len(list(gather(core, lambda core, item: Ok(item), range(100)))) == 100
        assert not {"asyncio", "httpx", "cattrs"} & set(sys.modules)
    """
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_gather_that_was_never_begun_leaves_nothing(core: OpenRouterCore) -> None:
    before = threading.active_count()
    gather(core, chat_send, [asking(0)])
    gather_async(core, chat_send_async, [asking(0)])
    assert threading.active_count() == before


def test_a_gather_that_nobody_holds_ends_by_itself(
    server: LocalServer, core: OpenRouterCore
) -> None:
    Held(server, lambda text: text == "p0" and len(server.requests) >= 3)
    results = gather(core, chat_send, map(asking, range(9)), in_flight=3)
    assert texts([next(results)]) == ["P0"]
    del results
    server.wait_for_open_connections(0)


def test_a_stream_is_read_by_the_function(server: LocalServer, core: OpenRouterCore) -> None:
    def collect(core: OpenRouterCore, request: Any) -> Any:
        return and_then(chat_send(core, request, stream=True), chat_collect)

    pairs: Any = gather(core, collect, [asking(n) for n in range(6)], in_flight=3)
    assert texts(pairs) == [f"P{n}" for n in range(6)]
