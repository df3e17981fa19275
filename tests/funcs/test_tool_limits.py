"""When a run of `chat_run_tools` ends: its limits of requests, time, money and calls."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from openrouter_core import RequestOptions, Timeout, wire
from openrouter_core._tools import tasks
from openrouter_core._tools.chat import ToolRun
from openrouter_core._tools.limits import dollars
from openrouter_core.clock import Clock
from openrouter_core.funcs.chat_run_tools import chat_run_tools_async
from openrouter_core.models import (
    ChatUsage,
    ToolMessage,
    errors,
)
from openrouter_core.testing import LocalServer, Reply, completion
from tests.funcs.tool_runs import (
    REQUEST,
    Result,
    Run,
    call,
    calling,
    core_of,
    every_form,
    get_weather,
    keep_calling,
    run_async,
    told,
)


@every_form
@pytest.mark.parametrize("steps", [1, 3])
def test_the_limit_of_steps_is_an_err_with_the_whole_chat(
    run: Run, server: LocalServer, steps: int
) -> None:
    keep_calling(server)
    error = run(server, max_steps=steps).failure()
    assert isinstance(error, errors.MaxStepsExceededError)
    assert str(error) == f"the model still calls tools after max_steps={steps} requests"
    assert len(server.requests) == steps
    run_so_far = error.partial
    assert isinstance(run_so_far, ToolRun)
    assert run_so_far.steps == steps
    assert len(run_so_far.messages) == 1 + 2 * steps
    assert isinstance(run_so_far.messages[-1], ToolMessage)
    assert run_so_far.usage.total_tokens == 22 * steps


@every_form
def test_an_answer_in_the_last_step_is_an_answer(run: Run, server: LocalServer) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion("Clear.")))
    assert run(server, max_steps=2, max_cost=1e-9 + 6.9e-6).unwrap().text == "Clear."


@every_form
def test_the_limit_of_cost_is_an_err_once_it_is_spent(run: Run, server: LocalServer) -> None:
    body = completion(None, message={"tool_calls": [call("get_weather", {"city": "Oslo"})]})
    server.enqueue(*[Reply.json({**body, "usage": {"cost": 0.25}})] * 9)
    error = run(server, max_cost=0.5).failure()
    assert isinstance(error, errors.MaxCostExceededError)
    assert str(error) == (
        "0.5 US dollars are spent of max_cost=0.5, and the model still calls tools"
    )
    assert len(server.requests) == error.partial.steps == 2
    assert error.partial.usage.cost == 0.5
    assert isinstance(error.partial.messages[-1], ToolMessage)


class Ticking:
    """A clock on which nothing takes time but what a test says."""

    def __init__(self) -> None:
        self.time = 1000.0

    def clock(self) -> Clock:
        return Clock(now=lambda: self.time)


@every_form
def test_when_the_time_is_up_no_further_call_is_run_or_sent(run: Run, server: LocalServer) -> None:
    ticking = Ticking()

    def slow() -> str:
        ticking.time += 6
        return "done"

    server.enqueue(calling(*[call("slow", id=f"{n}") for n in range(3)]))
    error = run(server, tools=[slow], max_seconds=10, clock=ticking.clock()).failure()
    assert isinstance(error, errors.MaxSecondsExceededError)
    assert str(error) == "the run was not done within max_seconds=10"
    assert (error.phase, error.body_sent) == ("total", False)
    assert [each.content for each in error.partial.messages[2:]] == [
        "done",
        "done",
        "Error: not run: the time for this run was up",
    ]
    assert len(server.requests) == 1


@every_form
def test_a_request_may_take_what_is_left_of_the_time(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    server.enqueue(Reply.json(completion()).stall(at=10, of="body"))
    error = run(server, max_seconds=0.3).failure()
    assert isinstance(error, errors.MaxSecondsExceededError)
    assert error.body_sent
    assert isinstance(error.__cause__, errors.RequestTimeoutError)
    assert (error.partial.steps, len(error.partial.messages)) == (1, 3)


@every_form
def test_a_shorter_limit_of_a_request_is_its_own_error(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.json(completion()).stall(at=10, of="body"))
    options = RequestOptions(timeout=Timeout(total=0.2))
    error = run(server, max_seconds=60, options=options).failure()
    assert isinstance(error, errors.RequestTimeoutError)
    assert isinstance(error.partial, ToolRun)


@every_form
def test_a_function_that_never_returns_is_left_at_the_end_of_the_time(
    run: Run, server: LocalServer
) -> None:
    release, ended = threading.Event(), threading.Event()
    released: list[bool] = []

    def hang() -> None:
        assert threading.current_thread().daemon  # else the interpreter's end would wait for it
        released.append(release.wait(20))
        ended.set()

    server.enqueue(calling(call("hang"), call("get_weather", {"city": "Oslo"}, "call_2")))
    error = run(server, tools=[hang, get_weather], max_seconds=0.3, parallel=True).failure()
    release.set()
    assert ended.wait(20)
    assert released == [True]
    assert len(server.requests) == 1
    assert isinstance(error, errors.MaxSecondsExceededError)
    assert [each.content for each in error.partial.messages[2:]] == [
        "Error: not finished when the time for this run was up",
        '{"city":"Oslo","sky":["clear"]}',
    ]


def test_an_async_function_is_cancelled_at_the_end_of_the_time(server: LocalServer) -> None:
    ended: list[str] = []

    async def hang() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            for _ in range(100):  # the run waits for that
                await asyncio.sleep(0)
            ended.append("cleaned up")

    server.enqueue(calling(call("hang"), call("hang", id="call_2")))
    error = run_async(server, tools=[hang], max_seconds=0.3).failure()
    assert isinstance(error, errors.MaxSecondsExceededError)
    assert ended == ["cleaned up"]
    assert [each.content for each in error.partial.messages[2:]] == [
        "Error: not finished when the time for this run was up",
        "Error: not run: the time for this run was up",
    ]


def test_an_async_function_that_refuses_to_end_holds_up_nothing(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "GRACE", 0.05)
    stop = asyncio.Event()

    async def refuse() -> None:
        while not stop.is_set():
            try:
                await stop.wait()
            except asyncio.CancelledError:
                pass

    async def main() -> Result:
        async with core_of(server) as core:
            result = await chat_run_tools_async(core, REQUEST, tools=[refuse], max_seconds=0.2)
        stop.set()
        return result

    server.enqueue(calling(call("refuse")))
    assert isinstance(asyncio.run(main()).failure(), errors.MaxSecondsExceededError)


# --- money ---------------------------------------------------------------------------------------------------------


UPSTREAM = {"upstream_inference_cost": 0.3}
PARTS = {"upstream_inference_prompt_cost": 0.1, "upstream_inference_completions_cost": 0.2}
SPENT: dict[str, tuple[dict[str, Any], int]] = {
    "OpenRouter's price alone": ({"cost": 0.3}, 4),
    "the provider's own bill": ({"cost": 0, "is_byok": True, "cost_details": UPSTREAM}, 4),
    "both": ({"cost": 0.3, "is_byok": True, "cost_details": UPSTREAM}, 2),
    "no fee named": ({"is_byok": True, "cost_details": UPSTREAM}, 4),
    "the bill in parts": (
        {"cost": 0, "is_byok": True, "cost_details": {"upstream_inference_cost": None, **PARTS}},
        4,
    ),
    "not twice: the sum beside its parts": (
        {"cost": 0, "is_byok": True, "cost_details": {**UPSTREAM, **PARTS}},
        4,
    ),
    "not twice: no key of one's own": (
        {"cost": 0.3, "is_byok": False, "cost_details": UPSTREAM},
        4,
    ),
    "not twice: nobody says whose key": ({"cost": 0.3, "cost_details": UPSTREAM}, 4),
    "not twice: no bool": ({"cost": 0.3, "is_byok": "yes", "cost_details": UPSTREAM}, 4),
    "no details": ({"cost": 0.3, "is_byok": True, "cost_details": None}, 4),
    "free": ({"cost": 0, "is_byok": False}, 5),
    "no usage": ({}, 5),
    "nothing comes back": ({"cost": -1, "is_byok": True, "cost_details": UPSTREAM}, 4),
    "no number": (
        {"cost": 0, "is_byok": True, "cost_details": {"upstream_inference_cost": float("nan")}},
        1,
    ),
}


@every_form
@pytest.mark.parametrize(("usage", "steps"), SPENT.values(), ids=SPENT.keys())
def test_what_counts_against_the_limit_of_cost(
    run: Run, server: LocalServer, usage: dict[str, Any], steps: int
) -> None:
    body = completion(None, message={"tool_calls": [call("get_weather", {"city": "Oslo"})]})
    server.enqueue(*[Reply.json({**body, "usage": usage})] * 5)
    error = run(server, max_cost=1, max_steps=5).failure()
    assert len(server.requests) == error.partial.steps == steps
    assert isinstance(error, errors.MaxCostExceededError) == (steps < 5)


@every_form
def test_each_response_says_whose_key_was_used(run: Run, server: LocalServer) -> None:
    body = completion(None, message={"tool_calls": [call("get_weather", {"city": "Oslo"})]})
    own = {"cost": 0.1, "is_byok": True, "cost_details": {"upstream_inference_cost": 0.5}}
    other = {"cost": 0.2, "is_byok": False, "cost_details": {"upstream_inference_cost": 0.2}}
    server.enqueue(*[Reply.json({**body, "usage": each}) for each in (other, own, other, other)])
    error = run(server, max_cost=1).failure()
    assert str(error).startswith("1.0 US dollars are spent of max_cost=1,")
    assert error.partial.steps == 3


def test_recorded_costs_are_counted_once(recordings: list[dict[str, Any]]) -> None:
    seen: dict[object, float] = {}
    for usage in _usages(recordings):
        made = wire.structure(usage, ChatUsage)
        cost, details = usage.get("cost") or 0, usage.get("cost_details") or {}
        upstream = details.get("upstream_inference_cost") or 0
        own = usage.get("is_byok") is True
        assert dollars(made) == pytest.approx(cost + upstream if own else cost)
        seen[own] = dollars(made)
    assert seen.keys() == {True, False}


def _usages(value: object) -> Iterator[dict[str, Any]]:
    """The usages of recorded bodies, which are JSON or events."""
    if isinstance(value, dict):
        if "is_byok" in value and "prompt_tokens" in value:
            yield value
        for each in value.values():
            yield from _usages(each)
    elif isinstance(value, list):
        for each in value:
            yield from _usages(each)
    elif isinstance(value, str) and "is_byok" in value:
        for line in value.splitlines():
            try:
                yield from _usages(json.loads(line.removeprefix("data:")))
            except ValueError:
                continue


# --- calls ---------------------------------------------------------------------------------------------------------


@every_form
@pytest.mark.parametrize("parallel", [False, True], ids=["in order", "parallel"])
@pytest.mark.parametrize(
    ("asked", "most", "ran"), [(5, 3, 3), (3, 3, 3), (40, 17, 17), (1000, None, 128)]
)
def test_of_one_response_so_many_calls_run(
    run: Run, server: LocalServer, asked: int, most: int | None, ran: int, parallel: bool
) -> None:
    deleted: list[int] = []

    def delete(id: int) -> str:
        deleted.append(id)
        return "ok"

    calls = [call("delete", {"id": n}, f"call_{n}") for n in range(asked)]
    server.enqueue(calling(*calls), Reply.json(completion()))
    limit = {} if most is None else {"max_calls": most}
    done = run(server, tools=[delete], parallel=parallel, **limit).unwrap()
    assert sorted(deleted) == list(range(ran))
    results: list[Any] = done.messages[2:-1]
    assert [each.tool_call_id for each in results] == [each["id"] for each in calls]
    assert [each.content for each in results[:ran]] == ["ok"] * ran
    assert {each.content for each in results[ran:]} <= {
        f"Error: not run: of the calls of one message the first {ran} are run; call again what is still needed"
    }
    assert len(told(server)) == asked


@every_form
def test_the_limit_of_calls_holds_for_each_response_anew(run: Run, server: LocalServer) -> None:
    two = [call("get_weather", {"city": "Oslo"}, f"call_{n}") for n in range(2)]
    server.enqueue(calling(*two), calling(*two), Reply.json(completion()))
    run(server, max_calls=1).unwrap()
    assert [each.startswith("Error: not run") for each in told(server)] == [False, True] * 2
