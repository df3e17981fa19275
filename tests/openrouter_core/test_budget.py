"""`Budget`: a limit in US dollars across calls, threads and tasks."""

from __future__ import annotations

import asyncio
import copy
import gc
import os
import pickle
import random
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig
from openrouter_core.budget import Budget
from openrouter_core.funcs.chat_parse import chat_parse
from openrouter_core.funcs.chat_run_tools import chat_run_tools
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.embeddings_generate import embeddings_generate
from openrouter_core.funcs.models_list import models_list
from openrouter_core.funcs.request import request as any_request
from openrouter_core.funcs.tts_create_speech import tts_create_speech
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, chunks, completion
from openrouter_core.testing import error as error_body
from tests.funcs.conftest import Run

CHAT = {"model": "a/b", "messages": [{"role": "user", "content": "Hello"}]}
COST = 0.25


def answer(cost: float | None = COST, text: str = "Hi") -> Reply:
    usage = {"prompt_tokens": 1, "completion_tokens": 1, **({} if cost is None else {"cost": cost})}
    return Reply.json({**completion(text), "usage": usage})


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def run(request: pytest.FixtureRequest) -> Run:
    return Run(request.param)


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


def core_with(server: LocalServer, budget: Budget | None) -> OpenRouterCore:
    once = RetryConfig("none")
    return OpenRouterCore("k", server_url=server.url, budget=budget, retry_config=once)


# ---------------------------------------------------------------- one call after the other


def test_calls_are_sent_until_the_budget_is_spent(run: Run, server: LocalServer) -> None:
    budget = Budget(max_cost=1)
    server.enqueue(*[answer() for _ in range(9)])
    core = core_with(server, budget)
    results = [run(chat_send, core, CHAT) for _ in range(6)]
    assert [isinstance(result, Ok) for result in results] == [True] * 4 + [False] * 2
    error = results[-1].failure()
    assert type(error) is errors.BudgetExceededError
    assert (error.retryable, error.body_sent) == (False, None)
    assert str(error) == (
        "the budget has too little left for a call that may cost 0.25 US dollars: of max_cost=1.0 US dollars 1.0 are "
        "spent, and 0.0 are reserved for calls in flight"
    )
    assert (budget.spent, budget.reserved, len(server.requests)) == (1.0, 0.0, 4)


@pytest.mark.parametrize(
    ("spent", "estimate", "sent"),
    [
        (0.0, 1, True),
        (0.0, 1.01, False),
        (0.5, 0.5, True),
        (0.5, 0.5000001, False),
        (1, 1e-6, False),
    ],
)
def test_an_estimate_must_fit(
    server: LocalServer, spent: float, estimate: float, sent: bool
) -> None:
    budget = Budget(max_cost=1, estimate=estimate)
    if spent:
        budget.charge(spent)
    result = chat_send(core_with(server, budget), CHAT)
    assert isinstance(result, Ok) == sent
    assert len(server.requests) == sent


def test_tenths_add_up(server: LocalServer) -> None:
    budget = Budget(max_cost=0.3)  # 0.1 + 0.1 + 0.1 > 0.3 in floating point
    server.enqueue(*[answer(0.1) for _ in range(4)])
    core = core_with(server, budget)
    results = [chat_send(core, CHAT) for _ in range(4)]
    assert [isinstance(result, Ok) for result in results] == [True, True, True, False]
    assert budget.spent == 0.3


def test_the_largest_cost_so_far_is_what_the_next_call_may_cost(server: LocalServer) -> None:
    budget = Budget(max_cost=1)
    server.enqueue(answer(0.6), answer(0.1))
    core = core_with(server, budget)
    assert isinstance(chat_send(core, CHAT), Ok)
    assert isinstance(chat_send(core, CHAT).failure(), errors.BudgetExceededError)
    cheap = RequestOptions(budget=budget.estimating(0.1))
    assert isinstance(chat_send(core, CHAT, options=cheap), Ok)
    assert budget.spent == 0.7


def test_the_calls_own_budget_stands_in_place_of_the_cores(run: Run, server: LocalServer) -> None:
    both = [Budget(max_cost=1), Budget(max_cost=1)]
    server.enqueue(answer(), answer())
    core = core_with(server, both[0])
    run(chat_send, core, CHAT, options=RequestOptions(budget=both[1])).unwrap()
    run(chat_send, core.with_options(budget=None), CHAT).unwrap()
    assert [budget.spent for budget in both] == [0, COST]


# ---------------------------------------------------------------- what counts

ESTIMATE = 0.5


@pytest.mark.parametrize(
    ("reply", "spent"),
    [
        (answer(0.25), 0.25),
        (answer(0), 0.0),
        (answer(None), ESTIMATE),
        (Reply.json({**completion("Hi"), "usage": None}), ESTIMATE),
        (Reply.error(400), 0.0),
        (Reply.error(429), 0.0),
        (Reply.error(503), 0.0),
        (Reply.error(504), ESTIMATE),
        (Reply.error(524), ESTIMATE),
        (Reply.json(error_body(502, "No")), 0.0),
        (Reply(200, {}, "no JSON"), ESTIMATE),
        (answer(0.25).cut(20), ESTIMATE),
        (answer(-1), 0.0),
        (
            Reply(
                200,
                {"Content-Type": "application/json"},
                '{"choices": [], "usage": {"cost": 1e999}}',
            ),
            1e12,
        ),
    ],
)
def test_what_a_call_counts(run: Run, server: LocalServer, reply: Reply, spent: float) -> None:
    budget = Budget(max_cost=1, estimate=ESTIMATE)
    server.enqueue(reply)
    run(chat_send, core_with(server, budget), CHAT)
    assert (budget.spent, budget.reserved) == (spent, 0)


@pytest.mark.parametrize("request_", [{"messages": []}, {**CHAT, "temperature": "hot"}, "Hello"])
def test_what_was_never_sent_counts_nothing(run: Run, server: LocalServer, request_: Any) -> None:
    budget = Budget(max_cost=1, estimate=ESTIMATE)
    run(chat_send, core_with(server, budget), request_).failure()
    nobody = OpenRouterCore("k", server_url="http://127.0.0.1:9", retry_config=RetryConfig("none"))
    run(chat_send, nobody, CHAT, options=RequestOptions(budget=budget)).failure()
    assert (budget.spent, budget.reserved) == (0, 0)


STREAM = chunks("Hi you there", usage_counts=(1, 1))


async def read(stream: Any, count: int | None) -> None:
    while count is None or count > 0:
        try:
            await anext(stream) if hasattr(stream, "__anext__") else next(stream)
        except (StopIteration, StopAsyncIteration):
            return
        count = None if count is None else count - 1


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(
    ("reply", "count", "close", "known"),
    [
        (Reply.events(STREAM), None, True, True),
        (Reply.events(STREAM).stall(420, of="body"), 1, True, False),
        (Reply.events(STREAM).stall(420, of="body"), 1, False, False),
        (Reply.events(STREAM).stall(420, of="body"), 0, False, False),
        (Reply.events(STREAM[:2], done=False), None, True, False),
        (Reply.events(STREAM, done=False), None, True, True),
    ],
)
def test_a_stream_whose_cost_never_came_counts_what_was_reserved(
    server: LocalServer,
    asynchronous: bool,
    reply: Reply,
    count: int | None,
    close: bool,
    known: bool,
) -> None:
    budget = Budget(max_cost=1, estimate=ESTIMATE)
    server.enqueue(reply)
    core = core_with(server, budget)

    async def main() -> None:
        if asynchronous:
            stream: Any = (await chat_send_async(core, CHAT, stream=True)).unwrap()
        else:
            stream = chat_send(core, CHAT, stream=True).unwrap()
        assert (budget.spent, budget.reserved) == (0, ESTIMATE)
        await read(stream, count)
        if close:
            await stream.aclose() if asynchronous else stream.close()
        del stream
        gc.collect()
        await core.aclose()

    asyncio.run(main())
    assert budget.reserved == 0
    assert (budget.spent == ESTIMATE) != known
    assert budget.spent > 0


def test_a_cancelled_call_counts_what_was_reserved(server: LocalServer) -> None:
    budget = Budget(max_cost=1, estimate=ESTIMATE)
    server.enqueue(answer().delayed(30))

    async def main() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await chat_send_async(core_with(server, budget), CHAT)

    asyncio.run(main())
    assert (budget.spent, budget.reserved) == (ESTIMATE, 0)


def test_other_operations(run: Run, server: LocalServer) -> None:
    budget = Budget(max_cost=1, estimate=ESTIMATE)
    core = core_with(server, budget)
    run(models_list, core).unwrap()
    assert budget.spent == 0
    run(embeddings_generate, core, {"model": "a/b", "input": "Hi"}).unwrap()
    assert 0 < budget.spent < 0.1
    run(tts_create_speech, core, {"model": "a/b", "input": "Hi", "voice": "x"}).unwrap()
    assert ESTIMATE < budget.spent < ESTIMATE + 0.1, "its response names no cost"
    refused = run(tts_create_speech, core, {"model": "a/b", "input": "Hi", "voice": "x"}).failure()
    assert type(refused) is errors.BudgetExceededError
    run(models_list, core).unwrap()  # free, and so not refused
    before = budget.spent
    server.enqueue(answer())
    run(any_request, core, "POST", "/chat/completions", json=CHAT).unwrap()
    assert budget.spent == pytest.approx(before + COST)


def test_a_tool_run_stops_at_the_budget_with_what_it_has(run: Run, server: LocalServer) -> None:
    def weather(city: str) -> str:
        """The weather."""
        return "sunny"

    call = {
        "id": "c",
        "type": "function",
        "function": {"name": "weather", "arguments": '{"city": "Rome"}'},
    }
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    asking = completion(None, message=message, finish_reason="tool_calls")
    for _ in range(9):
        server.enqueue(Reply.json({**asking, "usage": {"cost": COST}}))
    core = core_with(server, Budget(max_cost=0.6))
    error = run(chat_run_tools, core, CHAT, tools=[weather]).failure()
    assert type(error) is errors.BudgetExceededError
    assert (error.partial.steps, error.partial.usage.cost) == (2, 0.5)


def test_chat_parse_counts_too(run: Run, server: LocalServer) -> None:
    budget = Budget(max_cost=0.3)
    server.enqueue(answer(text='{"value": 5}'), answer())
    core = core_with(server, None)
    options = RequestOptions(budget=budget)
    assert isinstance(run(chat_parse, core, CHAT, int, options=options), Ok)
    refused = run(chat_parse, core, CHAT, int, options=options).failure()
    assert type(refused) is errors.BudgetExceededError
    assert budget.spent == COST


# ---------------------------------------------------------------- many at once


def in_threads(core: OpenRouterCore, count: int, at_once: int) -> list[Any]:
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(lambda _: chat_send(core, CHAT), range(count)))


def in_tasks(core: OpenRouterCore, count: int, at_once: int) -> list[Any]:
    async def main() -> list[Any]:
        limit = asyncio.Semaphore(at_once)

        async def one() -> Any:
            async with limit:
                return await chat_send_async(core, CHAT)

        async with core:
            return await asyncio.gather(*[one() for _ in range(count)])

    return asyncio.run(main())


@pytest.mark.parametrize("many", [in_threads, in_tasks])
@pytest.mark.parametrize(
    ("max_cost", "estimate", "costs", "at_once"),
    [
        (2.0, 0.3, [0.25], 8),  # estimates that hold: never over
        (2.0, 0.5, [0.1, 0.25, 0.5], 8),
        (2.0, None, [0.25], 8),  # the first ones know nothing
        (1.0, 0.1, [0.25], 8),  # estimates that are too low
    ],
)
def test_many_at_once_are_over_by_no_more_than_what_is_in_flight(
    server: LocalServer,
    many: Callable[..., list[Any]],
    max_cost: float,
    estimate: float | None,
    costs: list[float],
    at_once: int,
) -> None:
    budget = Budget(max_cost=max_cost, estimate=estimate)
    server.enqueue(*[answer(costs[index % len(costs)]) for index in range(60)])
    results = many(core_with(server, budget), 60, at_once)
    failed = [result.failure() for result in results if isinstance(result, Err)]
    assert {type(error) for error in failed} == {errors.BudgetExceededError}
    spent = sum(result.unwrap().usage.cost for result in results if isinstance(result, Ok))
    assert budget.spent == pytest.approx(spent)
    assert budget.reserved == 0
    unforeseen = max(costs) - (estimate or 0)
    assert spent <= max_cost + max(unforeseen, 0) * at_once + 1e-9
    assert len(results) - len(failed) >= int(max_cost / max(*costs, estimate or 0))


def test_reservations_add_up_whatever_threads_do() -> None:
    budget = Budget(max_cost=10, estimate=0.1)
    over: list[float] = []

    def spend(seed: int) -> int:
        chance, done = random.Random(seed), 0
        for _ in range(300):
            try:
                reservation = budget.reserve()
            except errors.BudgetExceededError:
                continue
            over.append(budget.spent + budget.reserved)
            reservation.settle(chance.choice([0.0, 0.01, 0.1]))
            reservation.settle(5)  # the second time it does nothing
            done += 1
        return done

    with ThreadPoolExecutor(8) as pool:
        done = sum(pool.map(spend, range(8)))
    assert done > 0
    assert max(over) <= 10
    assert budget.reserved == 0
    assert budget.spent <= 10


def test_settling_takes_no_lock() -> None:
    """As the garbage collector may do it, in the thread that is inside."""
    budget = Budget(max_cost=1, estimate=0.5)
    reservation = budget.reserve()
    with budget._account._lock:
        done = threading.Thread(target=reservation.settle, args=(0.25,), daemon=True)
        done.start()
        done.join(10)
        assert not done.is_alive()
    assert (budget.spent, budget.reserved) == (0.25, 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork")
def test_a_forked_process_counts_on_its_own() -> None:
    budget = Budget(max_cost=1)
    budget._account._lock.acquire()  # as another thread may, while this one forks
    child = os.fork()
    if child == 0:
        budget.charge(0.5)
        os._exit(0 if budget.spent == 0.5 else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    budget._account._lock.release()
    assert budget.spent == 0


# ---------------------------------------------------------------- the value itself


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), True, "1", None, 1e13])
def test_an_amount_that_is_a_mistake_is_a_value_error(value: Any) -> None:
    with pytest.raises(ValueError, match="max_cost: expected a positive number of US dollars"):
        Budget(value)
    budget = Budget(1)
    with pytest.raises(ValueError, match="estimate"):
        budget.estimating(value)
    if value is not None:
        with pytest.raises(ValueError, match="estimate"):
            Budget(1, estimate=value)


def test_charge_takes_what_a_server_may_call_a_cost() -> None:
    budget = Budget(1)
    budget.charge(0)
    budget.charge(1e-9)
    assert budget.spent == 1e-9
    budget.charge(float("inf"))
    assert budget.spent > 1e11


@pytest.mark.parametrize(
    ("cost", "spent"), [(1e-13, 0), (5e-324, 0), (1e12, 1e12), (1e13, 1e12), (10**400, 1e12)]
)
def test_a_cost_too_small_or_large_to_count_loses_no_response(
    run: Run, server: LocalServer, cost: float, spent: float
) -> None:
    budget = Budget(1)
    server.enqueue(Reply.json({"usage": {"cost": cost}}))
    result = run(any_request, core_with(server, budget), "POST", "/own", json={})
    assert isinstance(result, Ok)
    assert budget.spent == spent
    budget.charge(cost)
    assert budget.spent == 2 * spent


@pytest.mark.parametrize(("cost", "spent"), [(-1, 0), (float("nan"), 1e12), (10**400, 1e12)])
def test_a_reservation_gives_nothing_back_that_was_not_reserved(cost: float, spent: float) -> None:
    budget = Budget(1, estimate=0.5)
    budget.reserve().settle(cost)
    assert (budget.spent, budget.reserved) == (spent, 0)


@pytest.mark.parametrize("cost", [-1, float("nan"), "1", None, False, True])
def test_what_is_no_cost_is_a_value_error(cost: Any) -> None:
    with pytest.raises(ValueError, match="cost: expected"):
        Budget(1).charge(cost)


@pytest.mark.parametrize("value", [1.5, "1", object()])
def test_what_is_no_budget_is_a_type_error(value: Any) -> None:
    for make in (OpenRouterCore, RequestOptions, OpenRouterCore().with_options):
        with pytest.raises(TypeError, match="budget: expected Budget"):
            make(budget=value)


def test_copies_share_it_and_pickles_do_not_travel() -> None:
    budget = Budget(1, estimate=0.25)
    core = OpenRouterCore(budget=budget)
    for made in (copy.copy(budget), copy.deepcopy(budget), copy.copy(core).budget):
        assert made is budget
    assert copy.deepcopy(core).budget is budget
    for value in (budget, core, RequestOptions(budget=budget)):
        with pytest.raises(TypeError, match="pickled"):
            pickle.dumps(value)
    budget.estimating(0.1).charge(0.5)
    assert repr(budget) == "Budget(max_cost=1, spent=0.5, reserved=0)"
