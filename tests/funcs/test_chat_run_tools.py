"""`chat_run_tools` over real sockets: what is sent, what is run, what the model is told, and when it ends."""

from __future__ import annotations

import asyncio
import contextvars
import copy
import functools
import json
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias

import attrs
import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig, Timeout, wire
from openrouter_core._tools import tasks as tool_calls_async
from openrouter_core._tools.run import ToolRun
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_run_tools import chat_run_tools, chat_run_tools_async
from openrouter_core.models import (
    ChatGenerationParams,
    ChatMessage,
    ChatResponse,
    ChatUsage,
    FunctionTool,
    ToolMessage,
    UserMessage,
    errors,
)
from openrouter_core.testing import LocalServer, Reply, completion
from openrouter_core.testing import error as error_body

Result: TypeAlias = "Ok[ToolRun] | Err[Any]"
QUESTION = {"role": "user", "content": "How is the weather in Oslo?"}
JSON = {"Content-Type": "application/json"}
KEY = "sk-or-v1-0123456789abcdef"
REQUEST: dict[str, Any] = {"model": "a/b", "messages": [QUESTION]}


@attrs.define
class Place:
    """Where."""

    city: str
    country: str | None = None


def get_weather(city: str, days: int = 1) -> dict[str, object]:
    """The weather in a city."""
    return {"city": city, "sky": ["clear"] * days}


def find(place: Place, unit: Literal["c", "f"] = "c") -> Place:
    return attrs.evolve(place, country=unit)


async def find_later(place: Place) -> Place:
    await asyncio.sleep(0)
    return attrs.evolve(place, country="NO")


def fail(reason: str) -> str:
    raise LookupError(reason)


def core_of(server: LocalServer, clock: Clock | None = None) -> OpenRouterCore:
    core = OpenRouterCore(server_url=server.url, api_key=KEY)
    return core if clock is None else with_clock(core, clock)


def run(
    server: LocalServer, request: Any = REQUEST, *, clock: Clock | None = None, **how: Any
) -> Result:
    how.setdefault("tools", [get_weather, find, fail])
    with core_of(server, clock) as core:
        return chat_run_tools(core, request, **how)


def run_async(
    server: LocalServer, request: Any = REQUEST, *, clock: Clock | None = None, **how: Any
) -> Result:
    how.setdefault("tools", [get_weather, find, fail])

    async def main() -> Result:
        async with core_of(server, clock) as core:
            return await chat_run_tools_async(core, request, **how)

    return asyncio.run(main())


Run: TypeAlias = Callable[..., Result]
both = pytest.mark.parametrize("run", [run, run_async], ids=["sync", "async"])
each_way = pytest.mark.parametrize("parallel", [False, True], ids=["in order", "parallel"])


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


def call(name: object, arguments: object = "{}", id: object = "call_1") -> dict[str, Any]:
    if isinstance(arguments, dict):
        arguments = json.dumps(arguments)
    return {"id": id, "type": "function", "function": {"name": name, "arguments": arguments}}


def calling(*calls: Any, **message: Any) -> Reply:
    """An answer that calls tools."""
    body = completion(
        None, finish_reason="tool_calls", message={"tool_calls": list(calls), **message}
    )
    return Reply.json(body)


def sent(server: LocalServer) -> list[dict[str, Any]]:
    return [request.json for request in server.requests]


def told(server: LocalServer) -> list[str]:
    """The tools' messages in the last request."""
    return [each["content"] for each in sent(server)[-1]["messages"] if each["role"] == "tool"]


# --- a run ---------------------------------------------------------------------------------------------------------


@both
def test_the_model_calls_a_function_and_gets_its_result(run: Run, server: LocalServer) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion("Clear.")))
    done = run(server).unwrap()
    assert (done.text, done.steps) == ("Clear.", 2)
    assert done.response.id == completion()["id"]
    first, second = sent(server)
    assert first["messages"] == [QUESTION]
    assert second["messages"] == [
        QUESTION,
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [call("get_weather", {"city": "Oslo"})],
        },
        {"role": "tool", "content": '{"city":"Oslo","sky":["clear"]}', "tool_call_id": "call_1"},
    ]
    assert first["tools"] == second["tools"]
    assert first["tools"][0] == {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "The weather in a city.",
            "parameters": {
                "type": "object",
                "properties": {
                    "city": {"type": "string"},
                    "days": {"type": "integer", "default": 1},
                },
                "required": ["city"],
                "additionalProperties": False,
            },
        },
    }


@both
def test_a_forced_call_of_the_stand_in_is_run(run: Run, server: LocalServer) -> None:
    done = run(server, {**REQUEST, "tool_choice": "required"}).unwrap()
    assert told(server) == ['{"city":"","sky":["clear"]}']
    assert done.steps == 2


@both
def test_a_model_that_calls_nothing_answers_in_one_step(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.json(completion("Hello.")))
    done = run(server).unwrap()
    assert (done.text, done.steps, len(done.messages)) == ("Hello.", 1, 2)


@both
@each_way
def test_all_calls_of_a_step_are_answered_in_order(
    run: Run, server: LocalServer, parallel: bool
) -> None:
    calls = [call("find", {"place": {"city": str(n)}}, f"call_{n}") for n in range(40)]
    server.enqueue(calling(*calls), Reply.json(completion("Done.")))
    run(server, parallel=parallel).unwrap()
    answers = sent(server)[1]["messages"][2:]
    assert [each["tool_call_id"] for each in answers] == [f"call_{n}" for n in range(40)]
    assert [json.loads(each["content"])["city"] for each in answers] == [str(n) for n in range(40)]


@both
def test_the_usage_of_all_steps_is_summed(run: Run, server: LocalServer) -> None:
    body = completion(None, message={"tool_calls": [call("get_weather", {"city": "Oslo"})]})
    for usage in (
        {"prompt_tokens": 1, "cost": 0.25, "is_byok": False, "cost_details": None, "newer": 2},
        {"prompt_tokens": 2, "cost": 1, "cost_details": {"upstream_inference_cost": 0.5}},
        None,
        {"prompt_tokens": None, "prompt_tokens_details": {"cached_tokens": 3}, "newer": 3},
    ):
        server.enqueue(Reply.json({**body, "usage": usage}))
    last = {"prompt_tokens": 4, "cost_details": {"upstream_inference_cost": 1}, "is_byok": True}
    server.enqueue(Reply.json({**completion("Done."), "usage": last}))
    assert run(server).unwrap().usage == wire.structure(
        {
            "prompt_tokens": 7,
            "cost": 1.25,
            "is_byok": True,
            "newer": 5,
            "cost_details": {"upstream_inference_cost": 1.5},
            "prompt_tokens_details": {"cached_tokens": 3},
        },
        ChatUsage,
    )


@both
@pytest.mark.parametrize(
    "cost", ["NaN", "-1e999", "1" + "0" * 400, "1" + "0" * 5000, '"1"', "[]", '{"a":1}']
)
def test_a_cost_that_is_no_amount_breaks_nothing(run: Run, server: LocalServer, cost: str) -> None:
    body = completion(None, message={"tool_calls": [call("get_weather", {"city": "Oslo"})]})
    text = json.dumps({**body, "usage": {"cost": "COST", "prompt_tokens": 1}})
    server.enqueue(*[Reply(200, JSON, text.replace('"COST"', cost))] * 3)
    error = run(server, max_steps=3, max_cost=1).failure()
    assert isinstance(error, errors.ToolBudgetError)
    assert error.partial.usage.prompt_tokens == error.partial.steps
    assert str(error)


@both
def test_a_cost_that_cannot_be_added_up_ends_a_run_with_a_limit(
    run: Run, server: LocalServer
) -> None:
    body = completion(None, message={"tool_calls": [call("get_weather", {"city": "Oslo"})]})
    server.enqueue(Reply.json({**body, "usage": {"cost": float("nan")}}))
    error = run(server, max_cost=1).failure()
    assert isinstance(error, errors.MaxCostExceededError)
    assert len(server.requests) == 1


# --- what goes back ------------------------------------------------------------------------------------------------


@both
def test_the_models_message_goes_back_as_it_came(run: Run, server: LocalServer) -> None:
    message = {
        "reasoning": "so",
        "reasoning_details": [
            {"type": "reasoning.encrypted", "data": "abc", "id": None, "format": None, "index": 0},
            {"type": "reasoning.new", "x": {"y": [None, 1.0]}},
        ],
        "annotations": [{"type": "file", "file": {"hash": "h", "name": None, "content": []}}],
        "newer": {"a": None},
    }
    calls = [{**call("get_weather", {"city": "Oslo"}), "index": 0, "newer": None}]
    server.enqueue(calling(*calls, **message), Reply.json(completion("Clear.")))
    done = run(server).unwrap()
    assert sent(server)[1]["messages"][1] == {
        "role": "assistant",
        "content": None,
        "tool_calls": calls,
        **message,
    }
    assert isinstance(done.messages[1], ChatMessage)


@both
def test_a_run_goes_on_from_its_messages(run: Run, server: LocalServer) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion("Clear.")))
    done = run(server).unwrap()
    for messages in (done.messages, copy.deepcopy(done).messages):
        server.enqueue(Reply.json(completion("As before.")))
        again = {"messages": [*messages, {"role": "user", "content": "And tomorrow?"}]}
        assert run(server, again).unwrap().text == "As before."
        assert sent(server)[-1]["messages"][:3] == sent(server)[1]["messages"]


@both
def test_the_request_stays_as_it_is(run: Run, server: LocalServer) -> None:
    mapping = {**REQUEST, "tools": [{"type": "openrouter:datetime"}], "tool_choice": "required"}
    model = ChatGenerationParams(messages=[UserMessage("Hi")], tools=[{"type": "openrouter:bash"}])
    functions = [get_weather]
    before = copy.deepcopy((mapping, model, functions))
    for request in (mapping, model):
        server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion()))
        run(server, request, tools=functions).unwrap()
    assert (mapping, model, functions) == before


@both
def test_the_requests_own_tools_are_kept(run: Run, server: LocalServer) -> None:
    own = [{"type": "openrouter:web_search"}, FunctionTool({"name": "other"})]
    run(server, {**REQUEST, "tools": own}, tools=[get_weather]).unwrap()
    kinds = [each.get("function", each).get("name") for each in sent(server)[0]["tools"]]
    assert kinds == [None, "other", "get_weather"]


@both
def test_a_tool_of_the_request_may_be_anything(run: Run, server: LocalServer) -> None:
    odd = [{"function": 5}, {"function": {"name": [1]}}, {"type": "openrouter:new", "function": []}]
    run(server, {**REQUEST, "tools": odd}).unwrap()
    assert sent(server)[0]["tools"][:3] == odd


@both
@pytest.mark.parametrize("own", [{}, {"tools": None}, {"tools": []}])
def test_without_functions_no_tools_are_added(
    run: Run, server: LocalServer, own: dict[str, Any]
) -> None:
    run(server, {**REQUEST, **own}, tools=[]).unwrap()
    assert sent(server)[0].get("tools", "absent") == own.get("tools", "absent")


NAMED = {"type": "function", "function": {"name": "get_weather"}}


@both
@pytest.mark.parametrize(
    ("choice", "second"), [("required", None), (NAMED, None), ("auto", "auto"), ("none", "none")]
)
def test_a_choice_that_forces_a_call_holds_for_the_first_step(
    run: Run, server: LocalServer, choice: object, second: object
) -> None:
    server.enqueue(*[calling(call("get_weather", {"city": "Oslo"}))] * 2)
    run(server, {**REQUEST, "tool_choice": choice}).unwrap()
    assert [each.get("tool_choice") for each in sent(server)] == [choice, second, second]


# --- what calls may look like --------------------------------------------------------------------------------------


def count() -> int:
    return 7


@both
@pytest.mark.parametrize("arguments", ["", " ", "null", None, "{}", {}])
def test_a_function_without_parameters_is_called_without_arguments(
    run: Run, server: LocalServer, arguments: Any
) -> None:
    said = {"id": "call_1", "type": "function", "function": {"name": "count"}}
    if arguments is not None:
        said["function"] = {"name": "count", "arguments": arguments}
    server.enqueue(calling(said), calling(call("count", None)), Reply.json(completion()))
    run(server, tools=[count]).unwrap()
    assert told(server) == ["7", "7"]


@both
def test_arguments_may_come_as_an_object_and_not_as_its_text(run: Run, server: LocalServer) -> None:
    said = call("get_weather")
    said["function"]["arguments"] = {"city": "Oslo"}
    server.enqueue(calling(said), Reply.json(completion()))
    run(server).unwrap()
    assert told(server) == ['{"city":"Oslo","sky":["clear"]}']


WRONG = {
    "no name": (call(None), "Error: there is no tool named None (tools: get_weather, find, fail)"),
    "an unknown name": (call("get"), "Error: there is no tool named 'get' (tools: get_weather,"),
    "no function": ({"id": "call_1", "type": "function"}, "Error: there is no tool named None"),
    "cut off": (
        call("get_weather", '{"city": "Os'),
        "Error: the arguments of get_weather are no JSON:",
    ),
    "too deep": (
        call("get_weather", "[" * 100_000),
        "Error: the arguments of get_weather are no JSON:",
    ),
    "a list": (
        call("get_weather", "[1]"),
        "Error: the arguments of get_weather do not fit: the value: expected an object; got a list of 1",
    ),
    "text in text": (
        call("get_weather", '"{}"'),
        "Error: the arguments of get_weather do not fit: the value: expected an object; got '{}'",
    ),
    "missing": (
        call("get_weather"),
        "Error: the arguments of get_weather do not fit: city: expected a string; got nothing",
    ),
    "of another type": (
        call("get_weather", {"city": 5}),
        "Error: the arguments of get_weather do not fit: city: expected a string; got 5",
    ),
    "not coerced": (
        call("get_weather", {"city": "Oslo", "days": "2"}),
        "Error: the arguments of get_weather do not fit: days: expected an integer; got '2'",
    ),
    "unknown": (
        call("get_weather", {"city": "Oslo", "unit": "c"}),
        "Error: the arguments of get_weather do not fit: unit: expected no such key; got 'c'",
    ),
    "below": (
        call("find", {"place": {"city": "Oslo", "country": 1}}),
        "Error: the arguments of find do not fit: place.country: expected",
    ),
    "another choice": (
        call("find", {"place": {"city": "Oslo"}, "unit": "k"}),
        "Error: the arguments of find do not fit: unit: expected 'c' or 'f'; got 'k'",
    ),
}


@both
@pytest.mark.parametrize(("said", "answer"), WRONG.values(), ids=WRONG.keys())
def test_a_call_that_cannot_be_run_is_told_so(
    run: Run, server: LocalServer, said: dict[str, Any], answer: str
) -> None:
    server.enqueue(calling(said), Reply.json(completion("Sorry.")))
    assert run(server).unwrap().text == "Sorry."
    (message,) = told(server)
    assert message.startswith(answer)


@both
def test_arguments_become_what_the_annotations_say(run: Run, server: LocalServer) -> None:
    server.enqueue(
        calling(call("find", {"place": {"city": "Oslo"}, "unit": "f"})),
        calling(call("find", {"place": {"city": "Oslo", "country": None}, "unit": None})),
        Reply.json(completion()),
    )
    run(server).unwrap()
    assert told(server) == ['{"city":"Oslo","country":"f"}', '{"city":"Oslo","country":"c"}']


IDS = {
    "missing": [None, None],
    "blank": ["", "  "],
    "repeated": ["call_1", "call_1"],
    "a number": [7, 7],
    "as one that is made": ["call_1_1", "call_1_1"],
}


@both
@pytest.mark.parametrize("ids", IDS.values(), ids=IDS.keys())
def test_each_call_is_answered_under_an_id_of_its_own(
    run: Run, server: LocalServer, ids: list[Any]
) -> None:
    calls = [call("get_weather", {"city": str(i)}, each) for i, each in enumerate(ids)]
    server.enqueue(calling(*calls, reasoning="so", newer=[None]), Reply.json(completion()))
    run(server).unwrap()
    message, *answers = sent(server)[1]["messages"][1:]
    made = [each["id"] for each in message["tool_calls"]]
    assert all(made)
    assert len(set(made)) == 2
    assert [each["tool_call_id"] for each in answers] == made
    assert [
        {**each, "id": id} for each, id in zip(message["tool_calls"], ids, strict=True)
    ] == calls
    assert (message["reasoning"], message["newer"]) == ("so", [None])


@both
@pytest.mark.parametrize("reason", ["stop", "tool_calls", "length", None, "end_turn"])
def test_calls_are_run_whatever_the_finish_reason(
    run: Run, server: LocalServer, reason: str | None
) -> None:
    message = {"tool_calls": [call("get_weather", {"city": "Oslo"})]}
    server.enqueue(Reply.json(completion("I look.", finish_reason=reason, message=message)))
    assert run(server).unwrap().steps == 2
    assert len(told(server)) == 1


@both
@pytest.mark.parametrize("calls", [None, [], {}, "x", [None]])
def test_an_answer_without_calls_ends_the_run_whatever_its_finish_reason(
    run: Run, server: LocalServer, calls: object
) -> None:
    message = {"tool_calls": calls}
    server.enqueue(Reply.json(completion("Hm.", finish_reason="tool_calls", message=message)))
    assert run(server).unwrap().text == "Hm."


@both
@pytest.mark.parametrize("body", [{"id": "gen-1"}, {"choices": []}, {"choices": [{}]}])
def test_an_empty_answer_ends_the_run(run: Run, server: LocalServer, body: dict[str, Any]) -> None:
    server.enqueue(Reply.json(body))
    done = run(server).unwrap()
    assert (done.text, done.steps) == ("", 1)


@attrs.define
class Node:
    below: Node | None = None


@both
def test_arguments_nested_too_deeply_are_told_so(run: Run, server: LocalServer) -> None:
    def walk(node: Node) -> None:
        raise AssertionError("it is not called")

    arguments = '{"below":' * 400 + "null" + "}" * 400
    server.enqueue(calling(call("walk", '{"node":' + arguments + "}")), Reply.json(completion()))
    run(server, tools=[walk]).unwrap()
    assert told(server) == ["Error: the arguments of walk are nested too deeply"]


# --- what functions do ---------------------------------------------------------------------------------------------


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


def named(function: Callable[..., object]) -> Callable[[], object]:
    def tool() -> object:
        return function()

    return tool


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


# --- async functions -----------------------------------------------------------------------------------------------


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


# --- limits --------------------------------------------------------------------------------------------------------


def keep_calling(server: LocalServer, steps: int = 20) -> None:
    server.enqueue(*[calling(call("get_weather", {"city": "Oslo"}))] * steps)


@both
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


@both
def test_an_answer_in_the_last_step_is_an_answer(run: Run, server: LocalServer) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion("Clear.")))
    assert run(server, max_steps=2, max_cost=1e-9 + 6.9e-6).unwrap().text == "Clear."


@both
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


@both
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


@both
def test_a_request_may_take_what_is_left_of_the_time(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    server.enqueue(Reply.json(completion()).stall(at=10, of="body"))
    error = run(server, max_seconds=0.3).failure()
    assert isinstance(error, errors.MaxSecondsExceededError)
    assert error.body_sent
    assert isinstance(error.__cause__, errors.RequestTimeoutError)
    assert (error.partial.steps, len(error.partial.messages)) == (1, 3)


@both
def test_a_shorter_limit_of_a_request_is_its_own_error(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.json(completion()).stall(at=10, of="body"))
    options = RequestOptions(timeout=Timeout(total=0.2))
    error = run(server, max_seconds=60, options=options).failure()
    assert isinstance(error, errors.RequestTimeoutError)
    assert isinstance(error.partial, ToolRun)


@both
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
    monkeypatch.setattr(tool_calls_async, "GRACE", 0.05)
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


# --- errors --------------------------------------------------------------------------------------------------------


@both
def test_an_error_keeps_its_class_and_has_the_run_so_far(run: Run, server: LocalServer) -> None:
    keep_calling(server, 2)
    server.enqueue(Reply.error(429, "Slow down", headers={"Retry-After": "99"}))
    error = run(server).failure()
    assert isinstance(error, errors.TooManyRequestsResponseError)
    assert (error.message, error.retry_after) == ("Slow down", 99)
    assert error.http_meta is not None
    so_far = error.partial
    assert (so_far.steps, len(so_far.messages), so_far.usage.total_tokens) == (2, 5, 44)
    assert so_far.messages[3] is so_far.response.choices[0].message
    server.enqueue(Reply.json(completion("Clear.")))
    assert run(server, {**REQUEST, "messages": so_far.messages}).unwrap().text == "Clear."


@both
def test_an_error_in_the_first_step_has_the_run_so_far(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.error(402, "No credits"))
    error = run(server).failure()
    assert isinstance(error, errors.PaymentRequiredResponseError)
    assert error.partial == ToolRun(
        response=ChatResponse(), messages=[QUESTION], usage=ChatUsage(), steps=0
    )


@both
def test_an_answer_that_broke_off_is_in_the_run_so_far(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    broken = completion("Cle", finish_reason="error", error=error_body(502, "Provider died"))
    server.enqueue(Reply.json(broken))
    error = run(server, options=RequestOptions(retries=RetryConfig(strategy="none"))).failure()
    assert isinstance(error, errors.BadGatewayResponseError)
    assert (error.partial.text, error.partial.steps) == ("Cle", 1)
    assert error.partial.usage.total_tokens == 44
    assert len(error.partial.messages) == 3


@both
def test_an_error_with_its_run_can_be_pickled_and_copied(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    error = run(server, max_steps=1).failure()
    for made in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(made) is type(error)
        assert made.partial == error.partial
        assert str(made) == str(error)
    assert KEY not in repr(error.partial) + repr(error)


@both
def test_more_time_than_any_clock_has_is_no_limit(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    assert run(server, max_seconds=1e299, parallel=True).unwrap().steps == 2


@both
def test_steps_are_retried_as_any_request(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.error(503, "Busy", headers={"Retry-After": "0.01"}))
    server.enqueue(Reply.json(completion("Hello.")))
    assert run(server, max_seconds=30).unwrap().steps == 1
    assert len(server.requests) == 2


@both
def test_the_options_go_with_every_request(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    options = RequestOptions(
        headers={"Authorization": "Bearer other", "X-Session": "s"}, extra_body={"newer": 1}
    )
    run(server, options=options, max_seconds=30).unwrap()
    assert [each.headers["Authorization"] for each in server.requests] == ["Bearer other"] * 2
    assert [each.headers["X-Session"] for each in server.requests] == ["s"] * 2
    assert [each["newer"] for each in sent(server)] == [1, 1]


# --- what is refused before anything is sent -----------------------------------------------------------------------


def without_annotation(city) -> None:  # type: ignore[no-untyped-def]  # that is the point
    pass


def with_rest(*cities: str) -> None:
    pass


def with_keywords(**cities: str) -> None:
    pass


def by_position(city: str, /) -> None:
    pass


def of_an_object(city: object) -> None:
    pass


def of_nothing_known(city: "Nowhere") -> None:  # type: ignore[name-defined]  # noqa: F821, UP037
    pass


def größe(city: str) -> None:
    pass


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no messages": ({"request": {"messages": []}}, "messages: expected a list with at least one"),
    "no request": ({"request": 5}, "the value: expected an object; got 5"),
    "a lambda": (
        {"tools": [get_weather, lambda: 1]},
        "tools[1]: a tool's name has 1 to 64 letters",
    ),
    "a name beyond ASCII": ({"tools": [größe]}, "tools[0]: a tool's name has 1 to 64 letters"),
    "no function": ({"tools": [5]}, "tools[0]: expected a function; got 5"),
    "a class": ({"tools": [Place]}, "tools[0]: expected a function; got a value of type type"),
    "a partial": (
        {"tools": [functools.partial(get_weather, days=2)]},
        "tools[0]: expected a function; got a value of type partial",
    ),
    "no list": ({"tools": get_weather}, "tools: expected a list of functions; got a value of type"),
    "a name": ({"tools": "abc"}, "tools: expected a list of functions; got 'abc'"),
    "two of a name": (
        {"tools": [get_weather, find, get_weather]},
        "tools[2]: there are two functions named get_weather",
    ),
    "a name of the request's": (
        {"request": {**REQUEST, "tools": [NAMED]}},
        "request.tools[0]: expected a name that no function in tools has; got 'get_weather'",
    ),
    "a parameter without annotation": (
        {"tools": [without_annotation]},
        "tools[0]: without_annotation: the parameter city has no annotation",
    ),
    "many by position": (
        {"tools": [with_rest]},
        "tools[0]: with_rest: *cities: 'str' cannot be given by name",
    ),
    "many by name": ({"tools": [with_keywords]}, "tools[0]: with_keywords: **cities: 'str' cannot"),
    "one by position": ({"tools": [by_position]}, "tools[0]: by_position: city: 'str' cannot be"),
    "any object": ({"tools": [of_an_object]}, "tools[0]: of_an_object: city: object: "),
    "an annotation of nothing": (
        {"tools": [of_nothing_known]},
        "tools[0]: the annotations of of_nothing_known cannot be evaluated: name 'Nowhere' is not",
    ),
    "no steps": ({"max_steps": 0}, "max_steps: expected a positive integer; got 0"),
    "half a step": ({"max_steps": 1.5}, "max_steps: expected a positive integer; got 1.5"),
    "no time": ({"max_seconds": 0}, "max_seconds: expected a positive number or None; got 0"),
    "endless time": ({"max_seconds": float("inf")}, "max_seconds: expected a positive number or"),
    "time beyond all numbers": (
        {"max_seconds": 10**400},
        "max_seconds: expected a positive number or None; got ",
    ),
    "no money": ({"max_cost": -1}, "max_cost: expected a positive number or None; got -1"),
    "money as text": ({"max_cost": "1"}, "max_cost: expected a positive number or None; got '1'"),
    "messages of the options": (
        {"options": RequestOptions(extra_body={"messages": []})},
        "options.extra_body.messages: it would take the place of what each step sends",
    ),
}


@both
@pytest.mark.parametrize(("how", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_wrong_is_an_err_before_anything_is_sent(
    run: Run, server: LocalServer, how: dict[str, Any], message: str
) -> None:
    error = run(server, **how).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert str(error).startswith(message)
    assert error.partial is None
    assert error.__traceback__ is None
    assert not server.requests


@both
def test_without_msgspec_the_err_says_what_to_install(
    run: Run, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "msgspec", None)
    error = run(server).failure()
    assert isinstance(error, errors.InvalidRequestError)
    assert "openrouter-core[schema]" in str(error)
    assert run(server, tools=[]).unwrap().text


@both
def test_a_stream_cannot_be_asked_for(run: Run, server: LocalServer) -> None:
    error = run(server, {**REQUEST, "stream": True}).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert not server.requests


# --- threads -------------------------------------------------------------------------------------------------------


def test_several_runs_share_a_core(server: LocalServer) -> None:
    def answer(request: Any) -> dict[str, Any]:
        if request.json["messages"][-1]["role"] == "tool":
            return completion(request.json["messages"][-1]["content"])
        city = request.json["messages"][0]["content"]
        return completion(None, message={"tool_calls": [call("get_weather", {"city": city})]})

    texts: dict[int, str] = {}
    with LocalServer(answer=answer) as server, core_of(server) as core:

        def work(number: int) -> None:
            request = {"messages": [{"role": "user", "content": f"city {number}"}]}
            done = chat_run_tools(core, request, tools=[get_weather], parallel=True)
            texts[number] = done.unwrap().text

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert all(json.loads(text)["city"] == f"city {number}" for number, text in texts.items())
    assert len(texts) == 8
