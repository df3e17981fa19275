"""`chat_stream_tools`: what a run tells while it goes on, and what happens when its reader leaves. What holds for every
run is tested in all forms by `test_chat_run_tools.py` and `test_tool_limits.py`.
"""

from __future__ import annotations

import asyncio
import gc
import threading
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, warm_up
from openrouter_core.funcs.chat_stream_tools import chat_stream_tools, chat_stream_tools_async
from openrouter_core.models import ChatResponse, errors
from openrouter_core.testing import LocalServer, Reply, Stall, chunks, completion
from openrouter_core.testing import error as error_body
from openrouter_core.tools import (
    CallBegun,
    CallResult,
    ReasoningDelta,
    RequestedCall,
    RunFinished,
    StepUsage,
    TextDelta,
    ToolRun,
    ToolStream,
)
from tests.funcs.tool_runs import (
    REQUEST,
    call,
    calling,
    core_of,
    each_way,
    fail,
    find_later,
    get_weather,
    run_streamed,
    run_streamed_async,
    sent,
    told,
)

streamed = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])


def results_of(
    server: LocalServer, request: Any = REQUEST, *, asynchronous: bool, **how: Any
) -> list[Any]:
    """All that a run yields, its `Ok` unwrapped."""
    how.setdefault("tools", [get_weather, fail])
    run = run_streamed_async if asynchronous else run_streamed
    seen: list[Any] = []
    how["see"] = seen.append
    run(server, request, **how)
    return [each.unwrap() if isinstance(each, Ok) else each for each in seen]


def streaming(*calls: Any, text: str | None = None, **message: Any) -> Reply:
    """A streamed answer that calls tools."""
    return Reply.events(chunks(text, message={"tool_calls": list(calls), **message}))


# --- what it tells ---------------------------------------------------------------------------------------------------


@streamed
def test_what_happens_is_told_in_its_order(server: LocalServer, asynchronous: bool) -> None:
    server.enqueue(
        streaming(call("get_weather", {"city": "Oslo"}), text="I look.", reasoning="Hm."),
        Reply.events(chunks("It is clear.")),
    )
    *events, last = results_of(server, asynchronous=asynchronous)
    asked = RequestedCall("get_weather", {"city": "Oslo"}, "call_1", 1)
    kinds = [type(each) for each in events]
    usage, total = [each for each in events if isinstance(each, StepUsage)]
    assert [each for each in events if not isinstance(each, StepUsage)] == [
        ReasoningDelta("Hm.", 1),
        TextDelta("I", 1),
        TextDelta(" look.", 1),
        CallBegun(asked),
        CallResult(asked, '{"city":"Oslo","sky":["clear"]}', failed=False),
        TextDelta("It", 2),
        TextDelta(" is", 2),
        TextDelta(" clear.", 2),
    ]
    assert kinds.index(StepUsage) == 3
    assert kinds[-1] is StepUsage
    assert (usage.step, usage.usage.total_tokens, usage.total.total_tokens) == (1, 22, 22)
    assert (total.step, total.usage.total_tokens, total.total.total_tokens) == (2, 22, 44)
    assert isinstance(last, RunFinished)
    assert (last.run.text, last.run.steps, len(last.run.messages)) == ("It is clear.", 2, 4)
    assert [each["stream"] for each in sent(server)] == [True, True]


REASONING = {
    "OpenRouter's name": ({"delta": {"reasoning": "Hm."}}, "Hm."),
    "vLLM's": ({"delta": {"reasoning_content": "Hm."}}, "Hm."),
    "in a message": ({"message": {"reasoning": "Hm."}}, "Hm."),
    "in a message beside a delta": ({"delta": {}, "message": {"reasoning": "Hm."}}, ""),
    "in what is no message": ({"message": "Hm."}, ""),
    "null": ({"delta": {"reasoning": None}}, ""),
    "of another type": ({"delta": {"reasoning": 5}}, ""),
    "empty": ({"delta": {"reasoning": ""}}, ""),
    "no delta": ({"delta": None}, ""),
}


@streamed
@pytest.mark.parametrize(("choice", "thoughts"), REASONING.values(), ids=REASONING.keys())
def test_thoughts_are_told_by_either_name(
    server: LocalServer, asynchronous: bool, choice: dict[str, Any], thoughts: str
) -> None:
    server.enqueue(Reply.events([{"choices": [{"index": 0, **choice}]}, *chunks("Hi.")]))
    *events, finished = results_of(server, asynchronous=asynchronous)
    assert "".join(each.text for each in events if isinstance(each, ReasoningDelta)) == thoughts
    message = finished.run.messages[-1]
    assert thoughts == (message.reasoning or message.extra.get("reasoning_content") or "")


@streamed
def test_of_several_choices_the_first_is_told(server: LocalServer, asynchronous: bool) -> None:
    server.enqueue(
        Reply.events(
            [
                {"choices": [{"index": 1, "delta": {"content": "no", "reasoning": "no"}}]},
                {"choices": [{"index": 1, "delta": {"content": "no"}}, {"index": 0, "delta": {}}]},
                *chunks("yes"),
            ]
        )
    )
    events = results_of(server, asynchronous=asynchronous)
    assert [each.text for each in events[:-2]] == ["yes"]
    assert events[-1].run.text == "yes"


@streamed
def test_a_server_that_does_not_stream_is_told_in_one_piece(
    server: LocalServer, asynchronous: bool
) -> None:
    server.enqueue(Reply.json(completion("It is clear.")))
    text, usage, finished = results_of(server, asynchronous=asynchronous)
    assert text == TextDelta("It is clear.", 1)
    assert isinstance(usage, StepUsage)
    assert finished.run.text == "It is clear."


@streamed
def test_a_call_in_fragments_is_run_once_and_whole(server: LocalServer, asynchronous: bool) -> None:
    pieces = [
        {"index": 0, "id": "call_1", "type": "function", "function": {"name": "get_weather"}},
        {"index": 0, "function": {"arguments": '{"city"'}},
        {"index": 0, "function": {"arguments": ': "Oslo"}'}},
    ]
    events = [{"choices": [{"index": 0, "delta": {"tool_calls": [each]}}]} for each in pieces]
    server.enqueue(Reply.events([*events, *chunks("", finish_reason="tool_calls")]))
    server.enqueue(Reply.events(chunks("Clear.")))
    begun = [
        each.call
        for each in results_of(server, asynchronous=asynchronous)
        if isinstance(each, CallBegun)
    ]
    assert begun == [RequestedCall("get_weather", {"city": "Oslo"}, "call_1", 1)]
    assert told(server) == ['{"city":"Oslo","sky":["clear"]}']


NOT_RUN = {
    "unknown": (call("get", {"a": 1}), "there is no tool named 'get'"),
    "no JSON": (call("get_weather", "{"), "the arguments of get_weather are no JSON"),
    "unfit": (call("get_weather", {"city": 5}), "the arguments of get_weather do not fit"),
}


@streamed
@pytest.mark.parametrize(("said", "why"), NOT_RUN.values(), ids=NOT_RUN.keys())
def test_a_call_that_cannot_be_run_has_a_result_only(
    server: LocalServer, asynchronous: bool, said: dict[str, Any], why: str
) -> None:
    server.enqueue(streaming(said), Reply.events(chunks("Sorry.")))
    events = results_of(server, asynchronous=asynchronous)
    assert not any(isinstance(each, CallBegun) for each in events)
    (result,) = [each for each in events if isinstance(each, CallResult)]
    assert (result.failed, result.call.id) == (True, "call_1")
    assert result.text.startswith(f"Error: {why}")


@streamed
@each_way
def test_calls_that_run_at_the_same_time_begin_together(
    server: LocalServer, asynchronous: bool, parallel: bool
) -> None:
    calls = [call("get_weather", {"city": str(n)}, f"call_{n}") for n in range(3)]
    server.enqueue(streaming(*calls), Reply.events(chunks("Clear.")))
    events = results_of(server, asynchronous=asynchronous, parallel=parallel)
    kinds = [type(each) for each in events if isinstance(each, CallBegun | CallResult)]
    together = [CallBegun] * 3 + [CallResult] * 3
    assert kinds == (together if parallel else [CallBegun, CallResult] * 3)


@streamed
def test_a_result_is_told_as_soon_as_it_is_there_and_stands_in_the_order_of_the_calls(
    server: LocalServer, asynchronous: bool
) -> None:
    seen = threading.Event()

    def wait() -> bool:
        return seen.wait(20)  # until the result of the second call is told

    def see(result: Any) -> None:
        match result:
            case Ok(CallResult(RequestedCall(id="call_2"))):
                seen.set()

    server.enqueue(streaming(call("wait"), call("get_weather", {"city": "Oslo"}, "call_2")))
    server.enqueue(Reply.events(chunks("Clear.")))
    run = run_streamed_async if asynchronous else run_streamed
    run(server, tools=[wait, get_weather], parallel=True, see=see).unwrap()
    assert told(server) == ["true", '{"city":"Oslo","sky":["clear"]}']


@streamed
def test_what_is_no_call_of_a_tool_is_told_before_the_tools_are_done(
    server: LocalServer, asynchronous: bool
) -> None:
    server.enqueue(streaming(call("get_weather", {"city": "Oslo"}), call("nobody", {}, "call_2")))
    server.enqueue(Reply.events(chunks("Clear.")))
    events = results_of(server, asynchronous=asynchronous, parallel=True)
    assert [each.call.id for each in events if isinstance(each, CallResult)] == ["call_2", "call_1"]
    assert [text.startswith("Error: ") for text in told(server)] == [False, True]


@streamed
def test_a_failing_tool_is_a_result_that_has_failed(
    server: LocalServer, asynchronous: bool
) -> None:
    server.enqueue(streaming(call("fail", {"reason": "no"})), Reply.events(chunks("Sorry.")))
    events = results_of(server, asynchronous=asynchronous)
    (result,) = [each for each in events if isinstance(each, CallResult)]
    assert (result.failed, result.text) == (True, "Error: LookupError: no")


@streamed
def test_recorded_streams_are_told_as_they_are_collected(
    recordings: list[dict[str, Any]], server: LocalServer, asynchronous: bool
) -> None:
    told_whole = 0
    for exchange in recordings:
        calls = '"finish_reason":"tool_calls"' in str(exchange.get("body")).replace(" ", "")
        if not (exchange.get("stream") and calls and exchange["path"].endswith("/completions")):
            continue
        server.reset()
        server.enqueue(Reply.recorded(exchange), Reply.events(chunks("Done.")))
        *events, last = results_of(server, asynchronous=asynchronous, tools=[])
        if isinstance(last, Err):  # a provider's error in the middle
            assert isinstance(last.failure(), errors.APIError)
            continue
        _, first, *results, answer = last.run.messages
        texts = "".join(each.text for each in events if isinstance(each, TextDelta))
        assert texts == (first.content or "") + answer.content
        thoughts = "".join(each.text for each in events if isinstance(each, ReasoningDelta))
        assert thoughts == (first.reasoning or "")
        made = [each.call.id for each in events if isinstance(each, CallResult)]
        assert made == [each.id for each in first.tool_calls]
        assert made == [each.tool_call_id for each in results]
        told_whole += 1
    assert told_whole > 50


# --- how it ends -----------------------------------------------------------------------------------------------------


@streamed
def test_an_answer_that_breaks_off_is_the_last_result(
    server: LocalServer, asynchronous: bool
) -> None:
    server.enqueue(streaming(call("get_weather", {"city": "Oslo"})))
    server.enqueue(Reply.events(chunks("It is", finish_reason=None, usage_counts=None), done=False))
    *events, last = results_of(server, asynchronous=asynchronous)
    error = last.failure()
    assert isinstance(error, errors.StreamIncompleteError)
    assert events[-1] == TextDelta(" is", 2)
    run = error.partial
    assert isinstance(run, ToolRun)
    assert (run.text, run.steps, len(run.messages)) == ("It is", 1, 3)
    assert run.pending == []


@streamed
def test_an_error_in_the_middle_keeps_its_class(server: LocalServer, asynchronous: bool) -> None:
    broken = completion("It", finish_reason="error", error=error_body(502, "Provider died"))
    server.enqueue(Reply.events([*chunks("Cle")[:-2], broken], done=False))
    *_, last = results_of(server, asynchronous=asynchronous)
    assert isinstance(last.failure(), errors.BadGatewayResponseError)
    assert isinstance(last.failure().partial, ToolRun)


@streamed
@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"max_steps": 0}, "max_steps: expected a positive integer; got 0"),
        ({"tools": [5]}, "tools[0]: expected a function; got 5"),
        ({"request": {"messages": []}}, "messages: expected a list with at least one item"),
        ({"before_call": 5}, "before_call: expected a function; got 5"),
    ],
)
def test_what_is_wrong_is_the_only_result_and_nothing_is_sent(
    server: LocalServer, asynchronous: bool, how: dict[str, Any], message: str
) -> None:
    (only,) = results_of(server, asynchronous=asynchronous, **how)
    assert str(only.failure()).startswith(message)
    assert not server.requests


def test_an_async_function_in_sync_code_names_the_twin(server: LocalServer) -> None:
    async def before_call(call: RequestedCall) -> None: ...

    for how in ({"tools": [find_later]}, {"tools": [], "before_call": before_call}):
        (only,) = results_of(server, asynchronous=False, **how)
        assert isinstance(only.failure(), errors.InvalidRequestError)
        assert str(only.failure()).endswith("is async: use chat_stream_tools_async")


def test_after_its_end_it_yields_nothing(server: LocalServer) -> None:
    with core_of(server) as core:
        stream = chat_stream_tools(core, REQUEST, tools=[])
        assert list(stream)
        assert list(stream) == []
        stream.close()
        stream.close()


# --- leaving it ------------------------------------------------------------------------------------------------------


def endless(text: str = "It") -> Reply:
    """The beginning of an answer, and then silence."""
    written = chunks(text, finish_reason=None, usage_counts=None)
    return Reply.events(written, done=False).stall(at=-1)


def leave_block(core: OpenRouterCore) -> None:
    with chat_stream_tools(core, REQUEST, tools=[]) as stream:
        next(stream)


def leave_close(core: OpenRouterCore) -> None:
    stream = chat_stream_tools(core, REQUEST, tools=[])
    next(stream)
    stream.close()
    assert list(stream) == []


def leave_drop(core: OpenRouterCore) -> None:
    for _ in chat_stream_tools(core, REQUEST, tools=[]):
        break


def leave_raise(core: OpenRouterCore) -> None:
    with (
        pytest.raises(ZeroDivisionError),
        chat_stream_tools(core, REQUEST, tools=[]) as stream,
    ):
        print(next(stream), 1 / 0)


@pytest.mark.parametrize("leave", [leave_block, leave_close, leave_drop, leave_raise])
def test_leaving_it_ends_the_request(server: LocalServer, leave: Any) -> None:
    server.enqueue(endless())
    gc.disable()  # what is dropped goes at once, and not when the collector comes
    try:
        with core_of(server) as core:
            leave(core)
            assert server.requests[0].wait_for_disconnect()
    finally:
        gc.enable()


async def leave_block_async(core: OpenRouterCore) -> None:
    async with chat_stream_tools_async(core, REQUEST, tools=[]) as stream:
        await anext(stream)


async def leave_close_async(core: OpenRouterCore) -> None:
    stream = chat_stream_tools_async(core, REQUEST, tools=[])
    await anext(stream)
    await stream.aclose()
    assert [each async for each in stream] == []


async def leave_drop_async(core: OpenRouterCore) -> None:
    async for _ in chat_stream_tools_async(core, REQUEST, tools=[]):
        break


async def leave_cancelled(core: OpenRouterCore) -> None:
    async def read() -> None:
        async for _ in chat_stream_tools_async(core, REQUEST, tools=[]):
            begun.set()

    begun = asyncio.Event()
    reading = asyncio.ensure_future(read())
    await begun.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


async def leave_from_another_task(core: OpenRouterCore) -> None:
    stream = chat_stream_tools_async(core, REQUEST, tools=[])
    await anext(stream)
    reading = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0)
    await stream.aclose()
    error = (await reading).failure()
    assert isinstance(error, errors.RequestAbortedError)
    assert error.partial.text == "It"


@pytest.mark.parametrize(
    "leave",
    [
        leave_block_async,
        leave_close_async,
        leave_drop_async,
        leave_cancelled,
        leave_from_another_task,
    ],
)
def test_leaving_it_ends_the_request_async(server: LocalServer, leave: Any) -> None:
    async def main() -> None:
        async with core_of(server) as core:
            await leave(core)
            await asyncio.sleep(0)
            await asyncio.to_thread(server.requests[0].wait_for_disconnect)
            assert server.requests[0].disconnected_at is not None

    server.enqueue(endless())
    asyncio.run(main())


def test_another_thread_may_close_it(server: LocalServer) -> None:
    server.enqueue(endless())
    with core_of(server) as core:
        stream = chat_stream_tools(core, REQUEST, tools=[])
        assert next(stream).unwrap() == TextDelta("It", 1)
        timer = threading.Timer(0.1, stream.close)
        timer.start()
        error = next(stream).failure()
        timer.join()
        assert isinstance(error, errors.RequestAbortedError)
        assert isinstance(error.partial.response, ChatResponse)
        assert list(stream) == []


def test_closed_while_a_tool_runs_no_further_request_is_sent(server: LocalServer) -> None:
    streams: list[ToolStream] = []

    def close() -> str:
        streams[0].close()
        return "closed"

    server.enqueue(streaming(call("close")))
    with core_of(server) as core:
        streams.append(chat_stream_tools(core, REQUEST, tools=[close]))
        *_, result = [each.unwrap() for each in streams[0]]
        assert isinstance(result, CallResult)
        assert list(streams[0]) == []
    assert len(server.requests) == 1


def tool_that_hangs(ended: list[str]) -> Any:
    async def hang() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            ended.append("cleaned up")

    return hang


async def cancel_reader(reading: asyncio.Task[Any], stream: Any) -> None:
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    error = (await anext(stream)).failure()
    assert isinstance(error, errors.RequestAbortedError)
    assert str(error) == "the run was cancelled or interrupted while it was read"
    assert [each.name for each in error.partial.pending] == ["hang"]
    assert [each async for each in stream] == []


async def close_beside_reader(reading: asyncio.Task[Any], stream: Any) -> None:
    await stream.aclose()
    error = (await reading).failure()
    assert isinstance(error, errors.RequestAbortedError)
    assert str(error) == "the run was closed"
    assert [each async for each in stream] == []


@pytest.mark.parametrize("leave", [cancel_reader, close_beside_reader])
def test_leaving_it_cancels_the_tools(server: LocalServer, leave: Any) -> None:
    ended: list[str] = []

    async def main() -> None:
        async with core_of(server) as core:
            stream = chat_stream_tools_async(core, REQUEST, tools=[tool_that_hangs(ended)])
            async for result in stream:
                if isinstance(result.unwrap(), CallBegun):
                    break
            reading = asyncio.ensure_future(anext(stream))
            await asyncio.sleep(0.02)
            await leave(reading, stream)
            assert ended == ["cleaned up"]
            assert asyncio.all_tasks() == {asyncio.current_task()}

    server.enqueue(streaming(call("hang")))
    asyncio.run(main())


@pytest.mark.parametrize("close", [True, False], ids=["closed", "cancelled"])
def test_leaving_it_between_results_cancels_the_tools_that_still_run(
    server: LocalServer, close: bool
) -> None:
    ended: list[str] = []

    async def main() -> None:
        async with core_of(server) as core:
            tools = [tool_that_hangs(ended), get_weather]
            stream = chat_stream_tools_async(core, REQUEST, tools=tools, parallel=True)
            async for result in stream:
                if isinstance(result.unwrap(), CallResult):
                    break
            if close:
                await stream.aclose()
                assert [each async for each in stream] == []
            else:
                reading = asyncio.ensure_future(anext(stream))
                await asyncio.sleep(0.02)
                await cancel_reader(reading, stream)
            assert ended == ["cleaned up"]
            assert asyncio.all_tasks() == {asyncio.current_task()}

    server.enqueue(streaming(call("hang"), call("get_weather", {"city": "Oslo"}, "call_2")))
    asyncio.run(main())


def test_closing_it_ends_a_request_that_has_no_response_yet(server: LocalServer) -> None:
    async def main() -> None:
        async with core_of(server) as core:
            stream = chat_stream_tools_async(core, REQUEST, tools=[])
            reading = asyncio.ensure_future(anext(stream))
            await asyncio.to_thread(server.wait_for_requests, 1)
            await stream.aclose()
            assert isinstance((await reading).failure(), errors.RequestAbortedError)
            await asyncio.to_thread(server.requests[0].wait_for_disconnect)
            assert server.requests[0].disconnected_at is not None

    server.enqueue([Stall()])
    asyncio.run(main())


def test_an_interruption_passes_and_the_next_result_says_so(server: LocalServer) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    server.enqueue(streaming(call("interrupt")))
    with core_of(server) as core:
        stream = chat_stream_tools(core, REQUEST, tools=[interrupt])
        with pytest.raises(KeyboardInterrupt):
            list(stream)
        (last,) = stream
        error = last.failure()
        assert isinstance(error, errors.RequestAbortedError)
        assert [each.name for each in error.partial.pending] == ["interrupt"]


def test_a_result_that_was_told_is_not_pending_after_an_interruption(server: LocalServer) -> None:
    seen = threading.Event()

    def interrupt() -> None:
        seen.wait(20)
        raise KeyboardInterrupt

    server.enqueue(streaming(call("interrupt"), call("get_weather", {"city": "Oslo"}, "call_2")))
    with core_of(server) as core:
        stream = chat_stream_tools(core, REQUEST, tools=[interrupt, get_weather], parallel=True)
        for result in stream:
            if isinstance(result.unwrap(), CallResult):
                break
        seen.set()
        with pytest.raises(KeyboardInterrupt):
            list(stream)
        (last,) = stream
    assert [each.id for each in last.failure().partial.pending] == ["call_1"]


# --- beside it -------------------------------------------------------------------------------------------------------


def test_its_async_form_is_prepared_as_async_code(server: LocalServer) -> None:
    with core_of(server) as core:
        assert isinstance(warm_up(core, chat_stream_tools, chat_stream_tools_async), Ok)


@streamed
def test_it_goes_on_from_the_messages_of_a_run(server: LocalServer, asynchronous: bool) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion("Clear.")))
    *_, finished = results_of(server, asynchronous=asynchronous)
    again = {"messages": [*finished.run.messages, {"role": "user", "content": "And tomorrow?"}]}
    server.enqueue(Reply.events(chunks("Rain.")))
    *_, finished = results_of(server, again, asynchronous=asynchronous)
    assert finished.run.text == "Rain."
    assert not isinstance(finished, Err)
