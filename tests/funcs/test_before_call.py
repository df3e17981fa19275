"""`before_call`: calls that a program changes, refuses or waits with, and runs that go on from where they stopped."""

from __future__ import annotations

import asyncio
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from openrouter_core import Err, OpenRouterCore, wire
from openrouter_core.funcs.chat_run_tools import chat_run_tools
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, completion
from openrouter_core.tools import CallBegun, Pause, RequestedCall, ToolRun
from tests.funcs.tool_runs import (
    QUESTION,
    REQUEST,
    Run,
    call,
    calling,
    each_way,
    every_form,
    find,
    run,
    run_async,
    run_streamed,
    run_streamed_async,
    sent,
    told,
)

in_async_code = pytest.mark.parametrize(
    "run", [run_async, run_streamed_async], ids=["async", "streamed async"]
)


@every_form
def test_it_sees_each_call_before_it_is_made(run: Run, server: LocalServer) -> None:
    seen: list[RequestedCall] = []
    made: list[int] = []

    def tool(number: int) -> int:
        made.append(number)
        return len(seen)

    server.enqueue(
        calling(call("tool", {"number": 1}, "a"), call("tool", {"number": 2}, "b")),
        calling(call("tool", {"number": 3}, "c")),
        Reply.json(completion()),
    )
    run(server, tools=[tool], before_call=seen.append).unwrap()
    assert seen == [
        RequestedCall("tool", {"number": 1}, "a", 1),
        RequestedCall("tool", {"number": 2}, "b", 1),
        RequestedCall("tool", {"number": 3}, "c", 2),
    ]
    assert made == [1, 2, 3]
    assert told(server) == ["1", "2", "3"]


@every_form
def test_of_what_cannot_be_run_it_is_not_asked(run: Run, server: LocalServer) -> None:
    seen: list[RequestedCall] = []
    calls = [call("get", id="1"), call("get_weather", "{", "2"), call("get_weather", "[]", "3")]
    server.enqueue(calling(*calls), Reply.json(completion()))
    run(server, before_call=seen.append).unwrap()
    assert seen == []
    assert len(told(server)) == 3


CHANGES: dict[str, tuple[object, str]] = {
    "nothing": (None, '{"city":"Oslo","sky":["clear"]}'),
    "arguments": ({"city": "Bergen", "days": 2}, '{"city":"Bergen","sky":["clear","clear"]}'),
    "an Err of a text": (Err("nobody may ask that"), "Error: nobody may ask that"),
    "an Err of an exception": (Err(PermissionError("no")), "Error: PermissionError: no"),
    "an Err of data": (Err({"limit": 2}), 'Error: {"limit":2}'),
    "arguments that do not fit": (
        {"city": 5},
        "Error: the arguments that before_call gave to get_weather do not fit: city: expected a string; got 5",
    ),
    "no arguments": (
        {},
        "Error: the arguments that before_call gave to get_weather do not fit: city: expected a string; got nothing",
    ),
}


@every_form
@pytest.mark.parametrize(("decision", "result"), CHANGES.values(), ids=CHANGES.keys())
def test_what_it_gives_decides_the_call(
    run: Run, server: LocalServer, decision: Any, result: str
) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion("Done.")))
    assert run(server, before_call=lambda call: decision).unwrap().text == "Done."
    assert told(server) == [result]
    (said,) = sent(server)[1]["messages"][1]["tool_calls"]
    assert said["function"]["arguments"] == '{"city": "Oslo"}'  # what the model wrote stays


@every_form
def test_changed_arguments_become_what_the_annotations_say(run: Run, server: LocalServer) -> None:
    server.enqueue(calling(call("find", {"place": {"city": "Oslo"}})), Reply.json(completion()))
    run(server, tools=[find], before_call=lambda call: {"place": {"city": "Rome"}, "unit": "f"})
    assert told(server) == ['{"city":"Rome","country":"f"}']


def test_a_stream_tells_the_arguments_that_are_used(server: LocalServer) -> None:
    seen: list[Any] = []
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion()))
    run_streamed(server, before_call=lambda call: {"city": "Rome"}, see=seen.append)
    begun = [each.unwrap().call for each in seen if isinstance(each.unwrap(), CallBegun)]
    assert begun == [RequestedCall("get_weather", {"city": "Rome"}, "call_1", 1)]


def raise_lookup(call: RequestedCall) -> None:
    raise LookupError("no list of what is allowed")


UNDECIDED: dict[str, tuple[Callable[[RequestedCall], Any], str]] = {
    "an exception": (raise_lookup, "before_call raised LookupError"),
    "True": (lambda call: True, "before_call: expected None, a mapping of arguments, an Err"),
    "False": (lambda call: False, "before_call: expected None, a mapping of arguments, an Err"),
    "text": (lambda call: "no", "before_call: expected None, a mapping of arguments, an Err"),
    "a reason that is no text": (
        lambda call: Pause(5),  # type: ignore[arg-type]  # that is the point
        "before_call: expected None, a mapping of arguments, an Err",
    ),
    "the class": (lambda call: Pause, "before_call: expected None, a mapping of arguments, an Err"),
    "an error": (
        lambda call: errors.InvalidRequestError("x"),
        "before_call: expected None, a mapping of arguments, an Err",
    ),
}


@every_form
@each_way
@pytest.mark.parametrize(("before_call", "message"), UNDECIDED.values(), ids=UNDECIDED.keys())
def test_a_call_that_is_not_decided_is_not_made(
    run: Run, server: LocalServer, parallel: bool, before_call: Any, message: str
) -> None:
    made: list[int] = []

    def tool() -> None:
        made.append(1)

    server.enqueue(calling(call("tool")))
    error = run(server, tools=[tool], before_call=before_call, parallel=parallel).failure()
    assert isinstance(error, errors.UnexpectedClientError)
    assert str(error).startswith(message)
    assert isinstance(error.__cause__, LookupError) == (before_call is raise_lookup)
    assert made == []
    assert [each.name for each in error.partial.pending] == ["tool"]


@every_form
@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_an_interruption_of_it_passes(
    run: Run, server: LocalServer, kind: type[BaseException]
) -> None:
    def before_call(call: RequestedCall) -> None:
        raise kind

    server.enqueue(calling(call("get_weather", {"city": "Oslo"})))
    with pytest.raises(kind):
        run(server, before_call=before_call)


# --- in async code ---------------------------------------------------------------------------------------------------


@in_async_code
def test_it_may_be_async(run: Run, server: LocalServer) -> None:
    async def before_call(call: RequestedCall) -> dict[str, Any]:
        await asyncio.sleep(0)
        return {"city": "Rome"}

    server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion()))
    run(server, before_call=before_call).unwrap()
    assert told(server) == ['{"city":"Rome","sky":["clear"]}']


@in_async_code
def test_what_it_waits_for_ends_with_the_time_and_the_call_is_not_made(
    run: Run, server: LocalServer
) -> None:
    async def before_call(call: RequestedCall) -> None:
        await asyncio.Event().wait()

    server.enqueue(calling(call("get_weather", {"city": "Oslo"})))
    error = run(server, before_call=before_call, max_seconds=0.3).failure()
    assert isinstance(error, errors.MaxSecondsExceededError)
    assert error.partial.messages[-1].content == "Error: not run: the time for this run was up"


@in_async_code
def test_a_time_limit_of_its_own_is_an_exception(run: Run, server: LocalServer) -> None:
    async def before_call(call: RequestedCall) -> None:
        raise TimeoutError

    server.enqueue(calling(call("get_weather", {"city": "Oslo"})))
    error = run(server, before_call=before_call, max_seconds=30).failure()
    assert str(error) == "before_call raised TimeoutError"


@in_async_code
def test_a_decision_that_waits_for_something_cancelled_is_none(
    run: Run, server: LocalServer
) -> None:
    async def before_call(call: RequestedCall) -> None:
        other = asyncio.ensure_future(asyncio.sleep(20))
        other.cancel()
        await other

    server.enqueue(calling(call("get_weather", {"city": "Oslo"})))
    error = run(server, before_call=before_call).failure()
    assert isinstance(error, errors.UnexpectedClientError)
    assert isinstance(error.__cause__, asyncio.CancelledError)
    assert isinstance(error.partial, ToolRun)
    assert [each.name for each in error.partial.pending] == ["get_weather"]


@pytest.mark.parametrize("run", [run, run_streamed], ids=["sync", "streamed"])
def test_one_that_turns_out_async_in_sync_code_decides_nothing(
    run: Run, server: LocalServer
) -> None:
    async def decide(call: RequestedCall) -> None: ...

    server.enqueue(calling(call("get_weather", {"city": "Oslo"})))
    error = run(server, before_call=lambda call: decide(call)).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert [each.name for each in error.partial.pending] == ["get_weather"]


# --- a run that stops and goes on ------------------------------------------------------------------------------------


class Approval:
    """Lets through what a person has approved."""

    def __init__(self, *approved: str) -> None:
        self.approved = set(approved)
        self.asked: list[str] = []

    def __call__(self, call: RequestedCall) -> Pause | None:
        self.asked.append(call.id)
        return None if call.id in self.approved else Pause(f"{call.name} must be approved")


def as_it_is(run: ToolRun) -> list[Any]:
    return run.messages


def as_json(run: ToolRun) -> list[Any]:
    loaded: list[Any] = json.loads(wire.to_json(run.messages))
    return loaded


def pickled(run: ToolRun) -> list[Any]:
    loaded: ToolRun = pickle.loads(pickle.dumps(run))
    return loaded.messages


kept = pytest.mark.parametrize("keep", [as_it_is, as_json, pickled])


@every_form
@kept
@each_way
def test_a_run_stops_for_approval_and_goes_on_later(
    run: Run, server: LocalServer, keep: Callable[[ToolRun], list[Any]], parallel: bool
) -> None:
    calls = [call("get_weather", {"city": name}, name) for name in ("a", "b", "c")]
    server.enqueue(
        calling(*calls, reasoning_details=[{"type": "reasoning.encrypted", "data": "x"}])
    )
    approval = Approval("a")
    how: dict[str, Any] = {"before_call": approval, "parallel": parallel}
    error = run(server, **how).failure()
    assert isinstance(error, errors.ToolRunPausedError)
    assert str(error) == "get_weather must be approved"
    # One after the other the first was made; those that would run at once are all decided before.
    left = ["a", "b", "c"] if parallel else ["b", "c"]
    assert [each.id for each in error.partial.pending] == left
    assert error.partial.pending[-1] == RequestedCall("get_weather", {"city": "c"}, "c", 1)
    assert (error.partial.steps, error.partial.usage.total_tokens) == (1, 22)

    approval.approved.update(left)
    approval.asked.clear()
    server.enqueue(Reply.json(completion("Clear.")))
    done = run(server, {**REQUEST, "messages": keep(error.partial)}, **how).unwrap()
    assert (done.text, done.steps, approval.asked) == ("Clear.", 1, left)
    question, message, *results = sent(server)[1]["messages"]
    assert question == QUESTION
    assert message["tool_calls"] == sent_calls(calls, run)
    assert message["reasoning_details"] == [{"type": "reasoning.encrypted", "data": "x"}]
    assert [each["tool_call_id"] for each in results] == ["a", "b", "c"]
    assert [json.loads(each["content"])["city"] for each in results] == ["a", "b", "c"]


def sent_calls(calls: list[dict[str, Any]], run: Run) -> list[dict[str, Any]]:
    streamed = run in (run_streamed, run_streamed_async)
    return [{**each, "index": n} if streamed else each for n, each in enumerate(calls)]


@every_form
def test_a_person_may_refuse_what_a_run_stopped_for(run: Run, server: LocalServer) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})))
    stopped = run(server, before_call=lambda call: Pause()).failure()
    assert str(stopped) == "the run is paused"
    server.enqueue(Reply.json(completion("Then not.")))
    again = {"messages": stopped.partial.messages}
    done = run(server, again, before_call=lambda call: Err("the user said no")).unwrap()
    assert done.text == "Then not."
    assert told(server) == ["Error: the user said no"]


@every_form
def test_what_stops_again_loses_nothing(run: Run, server: LocalServer) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})))
    messages: list[Any] = [QUESTION]
    for _ in range(3):
        error = run(server, {"messages": messages}, before_call=lambda call: Pause()).failure()
        messages = as_json(error.partial)
        assert [each.name for each in error.partial.pending] == ["get_weather"]
    assert len(server.requests) == 1
    assert len(messages) == 2


@every_form
def test_a_paused_run_is_an_error_that_pickles(run: Run, server: LocalServer) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})))
    error = run(server, before_call=lambda call: Pause("later")).failure()
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (errors.ToolRunPausedError, "later")
    assert again.partial == error.partial
    assert again.partial.pending == error.partial.pending


def assistant(*calls: Any, **more: Any) -> dict[str, Any]:
    return {"role": "assistant", "content": None, "tool_calls": list(calls), **more}


def result(id: str) -> dict[str, Any]:
    return {"role": "tool", "tool_call_id": id, "content": "known"}


A, B = call("get_weather", {"city": "a"}, "a"), call("get_weather", {"city": "b"}, "b")
BEGINNINGS: dict[str, tuple[list[Any], list[str]]] = {
    "no calls": ([QUESTION], []),
    "an answer": ([QUESTION, {"role": "assistant", "content": "Hm."}], []),
    "all": ([QUESTION, assistant(A, B)], ["a", "b"]),
    "the second": ([QUESTION, assistant(A, B), result("a")], ["b"]),
    "the first": ([QUESTION, assistant(A, B), result("b")], ["a"]),
    "none of two": ([QUESTION, assistant(A, B), result("b"), result("a")], []),
    "the last message's": (
        [QUESTION, assistant(A), result("a"), assistant(B)],
        ["b"],
    ),
    "not those that somebody wrote after": ([QUESTION, assistant(A), QUESTION], []),
    "not those before another answer": (
        [QUESTION, assistant(A), {"role": "assistant", "content": "Hm."}],
        [],
    ),
    "an empty list": ([QUESTION, assistant()], []),
    "a result of nothing": ([QUESTION, result("a")], []),
}


@every_form
@pytest.mark.parametrize(("messages", "made"), BEGINNINGS.values(), ids=BEGINNINGS.keys())
def test_calls_without_a_result_at_the_end_are_made_first(
    run: Run, server: LocalServer, messages: list[Any], made: list[str]
) -> None:
    server.enqueue(Reply.json(completion("Done.")))
    seen: list[RequestedCall] = []
    run(server, {"messages": messages}, before_call=seen.append).unwrap()
    assert [(each.id, each.step) for each in seen] == [(id, 0) for id in made]
    body = sent(server)[0]["messages"]
    assert body[: len(messages)] == messages
    assert [each["tool_call_id"] for each in body[len(messages) :]] == made


@every_form
def test_calls_that_no_run_has_seen_are_mended_too(run: Run, server: LocalServer) -> None:
    broken = call("get_weather", '{"city": "Os', "b")  # as chat_send's response has it
    server.enqueue(Reply.json(completion("Done.")))
    done = run(server, {"messages": [QUESTION, assistant(A, broken)]}).unwrap()
    _, message, ours, theirs = sent(server)[0]["messages"]
    assert [each["function"]["arguments"] for each in message["tool_calls"]] == [
        '{"city": "a"}',
        "{}",
    ]
    assert ours["content"] == '{"city":"a","sky":["clear"]}'
    assert theirs["content"].startswith("Error: the arguments of get_weather are no JSON")
    assert done.pending == []


@every_form
def test_limits_hold_for_calls_that_are_made_first(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.json(completion("Done.")))
    messages = [QUESTION, assistant(*[{**A, "id": f"call_{n}"} for n in range(5)])]
    run(server, {"messages": messages}, max_calls=2).unwrap()
    assert [each.startswith("Error: not run") for each in told(server)] == [False] * 2 + [True] * 3


@every_form
def test_an_error_after_calls_that_were_made_first_has_them(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.error(402, "No credits"))
    error = run(server, {"messages": [QUESTION, assistant(A)]}).failure()
    assert isinstance(error, errors.PaymentRequiredResponseError)
    assert len(error.partial.messages) == 3
    assert error.partial.pending == []


def test_a_function_that_is_no_function_is_an_err(server: LocalServer) -> None:
    with OpenRouterCore(server_url=server.url, api_key="k") as core:
        before_call: Any = {"city": "Rome"}
        error = chat_run_tools(core, REQUEST, tools=[], before_call=before_call).failure()
    assert str(error) == "before_call: expected a function; got an object"
    assert not server.requests
