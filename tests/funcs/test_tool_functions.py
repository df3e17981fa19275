"""The functions of a run of `chat_run_tools`: what they raise and return, and where they run."""

from __future__ import annotations

import asyncio
import contextvars
import functools
import threading
from collections.abc import Callable

import pytest

from openrouter_core import Err, Ok
from openrouter_core.funcs.chat_run_tools import chat_run_tools_async
from openrouter_core.models import (
    UserMessage,
    errors,
)
from openrouter_core.testing import LocalServer, Reply, completion
from tests.funcs.tool_runs import (
    KEY,
    REQUEST,
    Place,
    Run,
    both,
    call,
    calling,
    core_of,
    count,
    each_way,
    find_later,
    get_weather,
    named,
    run,
    run_async,
    told,
)

# --- what functions do -----------------------------------------------------------------------------------------------


class Odd(Exception):
    def __str__(self) -> str:
        raise ValueError


def raise_odd() -> None:
    raise Odd


def stop_iteration() -> None:
    raise StopIteration(3)


def recurse() -> object:
    return recurse()


def holds_itself() -> object:
    items: list[object] = []
    items.append(items)
    return items


def say_key() -> None:
    raise ValueError(f"the key {KEY} is refused")


def say_much() -> None:
    raise ValueError("x" * 5000)


FAILING: dict[str, tuple[Callable[[], object], str]] = {
    "a message of its own": (lambda: 1 / 0, "Error: ZeroDivisionError: division by zero"),
    "an exception without a text": (raise_odd, "Error: Odd"),
    "an end of iteration": (stop_iteration, "Error: StopIteration: 3"),
    "no end": (recurse, "Error: RecursionError: maximum recursion depth exceeded"),
    "a key": (say_key, "Error: ValueError: the key *** is refused"),
    "much": (say_much, "Error: ValueError: " + "x" * 200),
    "bytes": (lambda: b"", "Error: the result cannot be written as JSON"),
    "an object": (object, "Error: the result cannot be written as JSON"),
    "no number": (lambda: [float("nan")], "Error: the result cannot be written as JSON"),
    "itself": (holds_itself, "Error: the result cannot be written as JSON"),
}


@both
@each_way
@pytest.mark.parametrize(("function", "answer"), FAILING.values(), ids=FAILING.keys())
def test_a_failing_function_is_a_message(
    run: Run,
    server: LocalServer,
    parallel: bool,
    function: Callable[[], object],
    answer: str,
) -> None:
    server.enqueue(calling(call("tool")), Reply.json(completion("Sorry.")))
    assert run(server, tools=[named(function)], parallel=parallel).unwrap().text == "Sorry."
    (message,) = told(server)
    assert message.startswith(answer)
    assert len(message) < 1100
    assert "Traceback" not in message


@both
def test_a_failing_functions_author_finds_the_traceback_in_the_log(
    run: Run, server: LocalServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.enqueue(calling(call("fail", {"reason": "no such city"})), Reply.json(completion()))
    with caplog.at_level("DEBUG", logger="openrouter_core"):
        run(server).unwrap()
    (record,) = [each for each in caplog.records if each.exc_info]
    assert record.getMessage() == "a tool raised LookupError"
    assert "in fail" in caplog.text


RESULTS = [
    ("text", "text"),
    ("", ""),
    (None, "null"),
    (True, "true"),
    (1.5, "1.5"),
    ({"a": (1, None)}, '{"a":[1,null]}'),
    (Place("Oslo"), '{"city":"Oslo","country":null}'),
    ([Place("Oslo", "NO")], '[{"city":"Oslo","country":"NO"}]'),
    (UserMessage("Hi"), '{"role":"user","content":"Hi"}'),
    ("\ud800", "\ud800"),
]


@both
@pytest.mark.parametrize(("value", "text"), RESULTS, ids=lambda value: repr(value))
def test_a_result_is_text_or_json(run: Run, server: LocalServer, value: object, text: str) -> None:
    server.enqueue(calling(call("tool")), Reply.json(completion()))
    run(server, tools=[named(lambda: value)]).unwrap()
    assert told(server) == [text]


@both
@each_way
@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_an_interruption_passes(
    run: Run, server: LocalServer, parallel: bool, kind: type[BaseException]
) -> None:
    def tool() -> None:
        raise kind

    server.enqueue(calling(call("tool"), call("tool", id="call_2")))
    with pytest.raises(kind):
        run(server, tools=[tool], parallel=parallel)
    assert len(server.requests) == 1


VARIABLE: contextvars.ContextVar[str] = contextvars.ContextVar("VARIABLE", default="unset")


@both
@each_way
def test_a_function_sees_the_callers_context(run: Run, server: LocalServer, parallel: bool) -> None:
    def tool() -> str:
        return VARIABLE.get()

    server.enqueue(calling(call("tool")), Reply.json(completion()))
    contextvars.copy_context().run(
        lambda: (VARIABLE.set("the caller's"), run(server, tools=[tool], parallel=parallel))
    )
    assert told(server) == ["the caller's"]


def test_in_sync_code_functions_run_in_the_callers_thread_unless_in_parallel(
    server: LocalServer,
) -> None:
    def tool() -> bool:
        return threading.current_thread() is threading.main_thread()

    for parallel, here in ((False, "true"), (True, "false")):
        server.enqueue(calling(call("tool")), Reply.json(completion()))
        run(server, tools=[tool], parallel=parallel).unwrap()
        assert told(server) == [here]


@both
def test_parallel_calls_run_at_the_same_time(run: Run, server: LocalServer) -> None:
    meet = threading.Barrier(16, timeout=20)

    def tool() -> str:
        meet.wait()
        return "met"

    calls = [call("tool", id=f"call_{n}") for n in range(32)]
    server.enqueue(calling(*calls), Reply.json(completion()))
    run(server, tools=[tool], parallel=True).unwrap()
    assert told(server) == ["met"] * 32


@both
def test_where_no_thread_can_be_started_the_model_is_told(
    run: Run, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = threading.Thread.start

    def refuse(thread: threading.Thread) -> None:
        if thread.name == "openrouter_core tool":
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse)
    server.enqueue(calling(call("count")), Reply.json(completion()))
    run(server, tools=[count], parallel=True).unwrap()
    assert told(server) == ["Error: RuntimeError: can't start new thread"]


@both
def test_without_parallel_calls_run_one_after_the_other(run: Run, server: LocalServer) -> None:
    running: list[int] = []
    most: list[int] = []

    def tool() -> None:
        running.append(1)
        most.append(len(running))
        running.pop()

    server.enqueue(calling(*[call("tool", id=f"{n}") for n in range(8)]), Reply.json(completion()))
    run(server, tools=[tool]).unwrap()
    assert most == [1] * 8


# --- async functions -------------------------------------------------------------------------------------------------


@each_way
def test_async_and_sync_functions_answer_alike(server: LocalServer, parallel: bool) -> None:
    loop_thread = threading.get_ident()
    seen: list[bool] = []

    async def on_the_loop() -> str:
        seen.append(threading.get_ident() == loop_thread)
        return "async"

    def in_a_thread() -> str:
        seen.append(threading.get_ident() == loop_thread)
        return "sync"

    def wrapped() -> object:
        return on_the_loop()

    async def fails() -> None:
        raise ValueError("no")

    names = ("on_the_loop", "in_a_thread", "wrapped", "fails")
    server.enqueue(calling(*[call(name, id=name) for name in names]), Reply.json(completion()))
    tools = [on_the_loop, in_a_thread, wrapped, fails]
    run_async(server, tools=tools, parallel=parallel).unwrap()
    assert told(server) == ["async", "sync", "async", "Error: ValueError: no"]
    assert sorted(seen) == [False, True, True]


def test_async_functions_run_at_the_same_time_when_asked(server: LocalServer) -> None:
    met: list[int] = []

    async def tool() -> int:
        met.append(1)
        async with asyncio.timeout(10):
            while len(met) < 3:
                await asyncio.sleep(0)
        return len(met)

    server.enqueue(calling(*[call("tool", id=f"{n}") for n in range(3)]), Reply.json(completion()))
    run_async(server, tools=[tool], parallel=True).unwrap()
    assert told(server) == ["3"] * 3


def test_so_many_run_at_the_same_time_and_no_more(server: LocalServer) -> None:
    ended: list[None] = []

    async def tool() -> int:
        before = len(ended)
        await asyncio.sleep(0)
        ended.append(None)
        return before

    calls = [call("tool", id=f"{n}") for n in range(20)]
    server.enqueue(calling(*calls), Reply.json(completion()))
    run_async(server, tools=[tool], parallel=True).unwrap()
    assert told(server) == ["0"] * 16 + ["16"] * 4


def test_in_sync_code_an_async_function_is_an_err_before_anything_is_sent(
    server: LocalServer,
) -> None:
    error = run(server, tools=[get_weather, find_later]).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert str(error) == "tools[1]: find_later is async: use chat_run_tools_async"
    assert not server.requests


def test_in_sync_code_a_function_that_turns_out_async_is_a_message(server: LocalServer) -> None:
    def tool() -> object:
        return find_later(Place("Oslo"))

    server.enqueue(calling(call("tool")), Reply.json(completion()))
    run(server, tools=[tool]).unwrap()
    assert told(server) == ["Error: the function is async, and this is a sync call"]


@each_way
def test_a_cancellation_passes_and_cancels_what_runs(server: LocalServer, parallel: bool) -> None:
    ended: list[str] = []

    async def main() -> None:
        started = asyncio.Event()

        async def tool() -> None:
            started.set()
            try:
                await asyncio.Event().wait()
            finally:
                await asyncio.sleep(0)
                ended.append("cleaned up")

        async with core_of(server) as core:
            running = asyncio.ensure_future(
                chat_run_tools_async(core, REQUEST, tools=[tool], parallel=parallel)
            )
            await started.wait()
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
        assert ended == ["cleaned up"]
        assert asyncio.all_tasks() == {asyncio.current_task()}

    server.enqueue(calling(call("tool")))
    asyncio.run(main())


@each_way
def test_a_function_that_waited_for_what_was_cancelled_has_failed_and_the_run_goes_on(
    server: LocalServer, parallel: bool
) -> None:
    async def tool() -> None:
        waiting = asyncio.ensure_future(asyncio.Event().wait())
        waiting.cancel()
        await waiting

    server.enqueue(calling(call("tool")), Reply.json(completion("Sorry.")))
    assert run_async(server, tools=[tool], parallel=parallel).unwrap().text == "Sorry."
    assert told(server) == ["Error: CancelledError"]


def test_a_cancellation_leaves_a_thread_to_itself(server: LocalServer) -> None:
    go_on, done = threading.Event(), threading.Event()

    async def main() -> None:
        started = asyncio.Event()
        loop = asyncio.get_running_loop()

        def tool() -> None:
            loop.call_soon_threadsafe(started.set)
            go_on.wait(20)
            done.set()

        async with core_of(server) as core:
            running = asyncio.ensure_future(chat_run_tools_async(core, REQUEST, tools=[tool]))
            await started.wait()
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running

    server.enqueue(calling(call("tool")))
    asyncio.run(main())
    go_on.set()
    assert done.wait(20)


# --- what is no plain function -------------------------------------------------------------------------------------


class Look:
    """Look for a thing."""

    def __call__(self, place: Place, most: int = 1) -> Ok[Place] | Err[LookupError]:
        return Ok(place) if most else Err(LookupError("most is 0"))


class LookLater:
    """Look for a thing."""

    async def __call__(self, place: Place, most: int = 1) -> Ok[Place] | Err[LookupError]:
        return Look()(place, most)


CALLABLES: dict[str, tuple[Callable[..., object], str]] = {
    "an object": (Look(), "Look"),
    "a partial": (functools.partial(Look().__call__, most=1), "Look"),
    "an async object": (LookLater(), "LookLater"),
    "a partial of an async object": (functools.partial(LookLater()), "LookLater"),
}


@both
@pytest.mark.parametrize(("function", "name"), CALLABLES.values(), ids=CALLABLES.keys())
def test_partials_and_objects_are_run(
    run: Run, server: LocalServer, function: Callable[..., object], name: str
) -> None:
    asynchronous = run is run_async
    server.enqueue(calling(call(name, {"place": {"city": "Oslo"}})), Reply.json(completion()))
    result = run(server, tools=[function])
    if "Later" in name and not asynchronous:
        assert str(result.failure()) == f"tools[0]: {name} is async: use chat_run_tools_async"
    else:
        assert told(server) == ['{"city":"Oslo","country":null}']


@both
def test_an_err_of_a_function_is_a_failure_that_the_model_reads(
    run: Run, server: LocalServer
) -> None:
    given = {"place": {"city": "Oslo"}, "most": 0}
    server.enqueue(calling(call("Look", given)), Reply.json(completion("Sorry.")))
    assert run(server, tools=[Look()]).unwrap().text == "Sorry."
    assert told(server) == ["Error: LookupError: most is 0"]
