"""`responses_run_tools` and `responses_stream_tools` over real sockets: what the Responses API has of its own. The loop
is that of `chat_run_tools`, whose tests ask for the rest.
"""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
import threading
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, models, wire
from openrouter_core.funcs.responses_run_tools import (
    responses_run_tools,
    responses_run_tools_async,
)
from openrouter_core.funcs.responses_stream_tools import (
    responses_stream_tools,
    responses_stream_tools_async,
)
from openrouter_core.models import errors
from openrouter_core.testing import (
    LocalServer,
    Reply,
    response,
    response_events,
    response_events_of,
)
from openrouter_core.testing import error as error_body
from openrouter_core.tools import (
    CallBegun,
    CallResult,
    Pause,
    ReasoningDelta,
    RequestedCall,
    ResponsesToolRun,
    RunFinished,
    StepUsage,
    TextDelta,
    Tool,
)
from tests.funcs.tool_runs import core_of, each_way, fail, find, get_weather, sent

Result: TypeAlias = "Ok[ResponsesToolRun] | Err[Any]"
Run: TypeAlias = Callable[..., Result]
REQUEST: dict[str, Any] = {"model": "a/b", "input": "How is the weather in Oslo?"}
QUESTION = {"type": "message", "role": "user", "content": REQUEST["input"]}
THOUGHT = {
    "type": "reasoning",
    "id": "rs_1",
    "status": "completed",
    "summary": [{"type": "summary_text", "text": "Oslo, so"}],
    "content": None,
    "encrypted_content": "gAAAA==",
    "format": "openai-responses-v1",
}
CHOICE = {"type": "function", "name": "get_weather"}


def call(
    name: Any, arguments: Any = "{}", call_id: Any = "call_1", **fields: Any
) -> dict[str, Any]:
    if isinstance(arguments, dict):
        arguments = json.dumps(arguments)
    about = {"id": f"fc_{call_id}", "status": "completed", **fields}
    return {
        "type": "function_call",
        "call_id": call_id,
        "name": name,
        "arguments": arguments,
        **about,
    }


def output(call_id: str, text: str) -> dict[str, Any]:
    return {"type": "function_call_output", "call_id": call_id, "output": text}


def run(server: LocalServer, request: Any = REQUEST, **how: Any) -> Result:
    how.setdefault("tools", [get_weather, find, fail])
    with core_of(server) as core:
        return responses_run_tools(core, request, **how)


def run_async(server: LocalServer, request: Any = REQUEST, **how: Any) -> Result:
    how.setdefault("tools", [get_weather, find, fail])

    async def main() -> Result:
        async with core_of(server) as core:
            return await responses_run_tools_async(core, request, **how)

    return asyncio.run(main())


def read(server: LocalServer, asynchronous: bool, request: Any = REQUEST, **how: Any) -> list[Any]:
    """All that a streamed run yields, its `Ok` unwrapped."""
    how.setdefault("tools", [get_weather, find, fail])

    async def main() -> list[Any]:
        async with core_of(server) as core:
            return [each async for each in responses_stream_tools_async(core, request, **how)]

    if asynchronous:
        results = asyncio.run(main())
    else:
        with core_of(server) as core:
            results = list(responses_stream_tools(core, request, **how))
    return [each.unwrap() if isinstance(each, Ok) else each for each in results]


def result_of(events: list[Any]) -> Result:
    last = events[-1]
    return Ok(last.run) if isinstance(last, RunFinished) else last


def run_streamed(server: LocalServer, request: Any = REQUEST, **how: Any) -> Result:
    return result_of(read(server, False, request, **how))


def run_streamed_async(server: LocalServer, request: Any = REQUEST, **how: Any) -> Result:
    return result_of(read(server, True, request, **how))


every_form = pytest.mark.parametrize(
    "run",
    [run, run_async, run_streamed, run_streamed_async],
    ids=["sync", "async", "streamed", "streamed async"],
)
streamed = pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])


def respond(server: LocalServer, run: Run | bool, *responses: dict[str, Any]) -> None:
    """Answer with these responses, whole or as streams of their events."""
    in_events = run not in (globals()["run"], run_async)
    for body in responses:
        reply = Reply.events(response_events_of(body)) if in_events else Reply.json(body)
        server.enqueue(reply)


def calling(*calls: Any, before: tuple[Any, ...] = (), **fields: Any) -> dict[str, Any]:
    return response(None, output=[*before, *calls], **fields)


# --- what is sent ------------------------------------------------------------------------------------------------


@every_form
def test_a_function_is_called_and_its_result_sent(run: Run, server: LocalServer) -> None:
    asked = call("get_weather", {"city": "Oslo", "days": 2})
    respond(server, run, calling(asked), response("Clear."))
    done = run(server).unwrap()
    first, second = sent(server)
    assert first["input"] == [QUESTION]
    assert second["input"] == [
        QUESTION,
        asked,
        output("call_1", '{"city":"Oslo","sky":["clear","clear"]}'),
    ]
    assert (done.text, done.steps, done.pending) == ("Clear.", 2, [])
    assert done.response.output_text == "Clear."
    assert wire.unstructure(done.input[:3]) == second["input"]
    message = done.input[3]
    assert isinstance(message, models.OutputMessageItem)
    assert message.text == "Clear."


@every_form
def test_tools_are_described_as_this_api_wants_it(run: Run, server: LocalServer) -> None:
    search = {"type": "openrouter:web_search"}
    respond(server, run, response("Hi"))
    ready = Tool("now", "The time.", {"type": "object"}, len)
    run(server, {**REQUEST, "tools": [search]}, tools=[get_weather, ready]).unwrap()
    (body,) = sent(server)
    weather = body["tools"][1]
    assert body["tools"][0] == search
    assert (weather["type"], weather["name"]) == ("function", "get_weather")
    assert weather["description"] == "The weather in a city."
    assert weather["parameters"]["required"] == ["city"]
    assert body["tools"][2] == {
        "type": "function",
        "name": "now",
        "description": "The time.",
        "parameters": {"type": "object"},
    }


@every_form
def test_thoughts_and_messages_go_back_as_they_came_and_in_their_order(
    run: Run, server: LocalServer
) -> None:
    said = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "status": "completed",
        "content": [{"type": "output_text", "text": "I look.", "annotations": [], "logprobs": []}],
        "phase": "commentary",
    }
    asked = [call("get_weather", {"city": "Oslo"}), call("get_weather", {"city": "Rome"}, "call_2")]
    before = (THOUGHT, said)
    respond(server, run, calling(*asked, before=before), response("Clear."))
    run(server).unwrap()
    items = sent(server)[-1]["input"]
    assert items[1:5] == [THOUGHT, said, *asked]
    assert [each["call_id"] for each in items[5:]] == ["call_1", "call_2"]


ASKED_CHOICES = {
    # what is asked for: what is sent with the first request, and with the second
    "required": ("required", None),
    "one function": (CHOICE, None),
    "auto": ("auto", "auto"),
    "nothing": (None, None),
    "some tools": (
        {"type": "allowed_tools", "mode": "required", "tools": [CHOICE]},
        {"type": "allowed_tools", "mode": "auto", "tools": [CHOICE]},
    ),
}


@pytest.mark.parametrize(("choice", "later"), ASKED_CHOICES.values(), ids=ASKED_CHOICES)
def test_a_choice_that_makes_the_model_call_holds_once(
    server: LocalServer, choice: Any, later: Any
) -> None:
    respond(server, run, calling(call("get_weather", {"city": "Oslo"})), response("Clear."))
    request = REQUEST if choice is None else {**REQUEST, "tool_choice": choice}
    run(server, request).unwrap()
    assert [body.get("tool_choice") for body in sent(server)] == [choice, later]


def test_what_a_choice_of_a_model_allows_holds_for_all_requests(server: LocalServer) -> None:
    respond(server, run, calling(call("get_weather", {"city": "Oslo"})), response("Clear."))
    choice = models.AllowedToolsChoice([CHOICE], "required")
    request = models.ResponsesRequest("Hi", model="a/b", tool_choice=choice)
    run(server, request).unwrap()
    modes = [body["tool_choice"] for body in sent(server)]
    assert modes == [
        {"type": "allowed_tools", "tools": [CHOICE], "mode": mode} for mode in ("required", "auto")
    ]


def test_the_request_is_not_changed(server: LocalServer) -> None:
    request = {"model": "a/b", "input": [QUESTION], "tools": [{"type": "openrouter:datetime"}]}
    before = copy.deepcopy(request)
    respond(server, run, calling(call("get_weather", {"city": "Oslo"})), response("Clear."))
    run(server, request).unwrap()
    assert request == before


@pytest.mark.parametrize(
    "given", [{}, {"input": None}, {"input": []}], ids=["none", "null", "empty"]
)
def test_a_request_without_input_is_sent(server: LocalServer, given: dict[str, Any]) -> None:
    respond(server, run, response("Hi"))
    assert run(server, {"model": "a/b", **given}).unwrap().text == "Hi"
    assert sent(server)[0]["input"] == []


# --- what a call is ----------------------------------------------------------------------------------------------

TOLD = {
    # the call: how what the model is told begins
    "an unknown tool": (call("nobody", {}), "Error: there is no tool named 'nobody' (tools: get_"),
    "a tool of another group": (
        call("get_weather", {"city": "Oslo"}, namespace="crm"),
        "Error: there is no tool named 'crm.get_weather' (tools: get_",
    ),
    "no name": (call(None, {}), "Error: there is no tool named None"),
    "a name that is none": (call(["get_weather"], {}), "Error: there is no tool named None"),
    "an exception": (call("fail", {"reason": "no luck"}), "Error: LookupError: no luck"),
    "no JSON": (call("get_weather", '{"city": "Os'), "Error: the arguments of get_weather are no"),
    "another type": (
        call("get_weather", {"city": 1}),
        "Error: the arguments of get_weather do not",
    ),
    "an object": (call("get_weather") | {"arguments": {"city": "Oslo"}}, '{"city":"Oslo"'),
}


@every_form
@pytest.mark.parametrize(("asked", "text"), TOLD.values(), ids=TOLD)
def test_what_is_wrong_with_a_call_is_told_to_the_model(
    run: Run, server: LocalServer, asked: dict[str, Any], text: str
) -> None:
    respond(server, run, calling(asked), response("Sorry."))
    assert run(server).unwrap().text == "Sorry."
    result = sent(server)[-1]["input"][-1]
    assert result["call_id"] == "call_1"
    assert result["output"].startswith(text)


MENDED = {
    # what came of a call: what goes back
    "cut off": ({"arguments": '{"city": "Os'}, {"arguments": "{}"}),
    "no object": ({"arguments": "[1]"}, {"arguments": "{}"}),
    "the object itself": ({"arguments": {"city": "Oslo"}}, {"arguments": '{"city":"Oslo"}'}),
    "no id": ({"call_id": None}, {"call_id": "call_1_0"}),
    "a blank id": ({"call_id": " "}, {"call_id": "call_1_0"}),
    "an id that is none": ({"call_id": ["a"]}, {"call_id": "call_1_0"}),
    "no name": ({"name": ""}, {"name": "unknown"}),
    "more fields": ({"namespace": "a", "new": None}, {"namespace": "a", "new": None}),
}


@every_form
@pytest.mark.parametrize(("came", "back"), MENDED.values(), ids=MENDED)
def test_calls_that_would_make_the_next_request_fail_are_mended(
    run: Run, server: LocalServer, came: dict[str, Any], back: dict[str, Any]
) -> None:
    asked = call("get_weather", {"city": "Oslo"}, "call_9")
    respond(server, run, calling({**asked, **came}), response("Clear."))
    done = run(server).unwrap()
    _, item, result = sent(server)[-1]["input"]
    assert item == {**asked, **back}
    assert result["call_id"] == item["call_id"]
    assert done.steps == 2


@every_form
def test_an_id_that_an_earlier_call_has_is_made_anew(run: Run, server: LocalServer) -> None:
    again = call("get_weather", {"city": "Oslo"}, "call_0")
    respond(server, run, calling(again), calling(again, again), response("Clear."))
    run(server).unwrap()
    items = sent(server)[-1]["input"]
    ids = [each["call_id"] for each in items if each["type"] == "function_call"]
    assert ids == ["call_0", "call_2_0", "call_2_1"]
    assert [each["call_id"] for each in items if each["type"] == "function_call_output"] == ids


@every_form
def test_a_call_of_no_function_is_left_in_the_last_response(run: Run, server: LocalServer) -> None:
    asked = {"type": "custom_tool_call", "call_id": "call_1", "name": "sql", "input": "SELECT 1"}
    respond(server, run, calling(asked))
    done = run(server).unwrap()
    (item,) = done.response.output
    assert isinstance(item, models.OutputCustomToolCallItem)
    assert (done.steps, done.pending, item.name) == (1, [], "sql")


@every_form
@each_way
def test_results_stand_in_the_order_of_the_calls(
    run: Run, server: LocalServer, parallel: bool
) -> None:
    calls = [call("get_weather", {"city": str(n)}, f"call_{n}") for n in range(40)]
    respond(server, run, calling(*calls, call("nobody", {}, "call_40")), response("Clear."))
    run(server, parallel=parallel).unwrap()
    results = sent(server)[-1]["input"][-41:]
    assert [each["call_id"] for each in results] == [f"call_{n}" for n in range(41)]
    assert results[7]["output"] == '{"city":"7","sky":["clear"]}'


# --- what it comes to --------------------------------------------------------------------------------------------


@every_form
def test_usage_is_of_all_responses_together(run: Run, server: LocalServer) -> None:
    asked = call("get_weather", {"city": "Oslo"})
    respond(
        server,
        run,
        calling(asked, usage_counts=(10, 5)),
        calling({**asked, "call_id": "call_2"}, usage_counts=None),
        response("Clear.", usage_counts=(20, 7)),
    )
    usage = run(server).unwrap().usage
    assert isinstance(usage, models.ResponsesUsage)
    assert (usage.input_tokens, usage.output_tokens, usage.total_tokens) == (30, 12, 42)
    assert usage.cost == pytest.approx(30 * 15e-8 + 12 * 60e-8)


LIMITS = {
    # the limit: the error, how many requests were sent
    "steps": ({"max_steps": 2}, errors.MaxStepsExceededError, 2),
    "cost": ({"max_cost": 1e-9}, errors.MaxCostExceededError, 1),
}


@every_form
@pytest.mark.parametrize(("limit", "error", "requests"), LIMITS.values(), ids=LIMITS)
def test_a_limit_ends_it_with_the_run_so_far(
    run: Run,
    server: LocalServer,
    limit: dict[str, Any],
    error: type[errors.ToolBudgetError],
    requests: int,
) -> None:
    respond(server, run, *[calling(call("get_weather", {"city": "Oslo"}))] * 3)
    found = run(server, **limit).failure()
    assert type(found) is error
    assert isinstance(found.partial, ResponsesToolRun)
    assert len(found.partial.input) == 1 + 2 * requests
    assert len(server.requests) == found.partial.steps == requests


@every_form
def test_no_more_calls_are_run_than_allowed(run: Run, server: LocalServer) -> None:
    calls = [call("get_weather", {"city": str(n)}, f"call_{n}") for n in range(3)]
    respond(server, run, calling(*calls), response("Clear."))
    run(server, max_calls=1).unwrap()
    texts = [each["output"] for each in sent(server)[-1]["input"][-3:]]
    assert texts[0].startswith('{"city":"0"')
    assert [text.startswith("Error: not run: ") for text in texts] == [False, True, True]


@every_form
def test_a_run_that_is_stopped_goes_on_from_its_input(run: Run, server: LocalServer) -> None:
    ran: list[str] = []
    approved: set[str] = set()

    def delete(name: str) -> str:
        ran.append(name)
        return f"{name} is gone"

    def ask(asked: RequestedCall) -> Any:
        if asked.arguments["name"] == "c":
            return {"name": "d"}
        return None if asked.id in approved or asked.id == "call_1" else Pause("may it?")

    calls = [call("delete", {"name": name}, f"call_{n}") for n, name in enumerate("abc", 1)]
    respond(server, run, calling(THOUGHT, *calls))
    stopped = run(server, tools=[delete], before_call=ask).failure()
    assert isinstance(stopped, errors.ToolRunPausedError)
    assert ran == ["a"]
    assert [each.id for each in stopped.partial.pending] == ["call_2", "call_3"]

    partial = pickle.loads(pickle.dumps(stopped.partial))
    approved.update(each.id for each in partial.pending)
    kept = wire.to_json(partial.input)
    respond(server, run, response("Done."))
    again = {"model": "a/b", "input": json.loads(kept)}
    done = run(server, again, tools=[delete], before_call=ask).unwrap()
    assert (done.text, done.steps, ran) == ("Done.", 1, ["a", "b", "d"])
    assert sent(server)[-1]["input"] == [
        QUESTION,
        THOUGHT,
        *calls,
        *(output(f"call_{n}", f"{name} is gone") for n, name in enumerate("abd", 1)),
    ]


CONTINUED = {
    # a conversation after its question: the ids of the calls that are made first
    "a call": ([call("count", {})], ["call_1"]),
    "one of two has its result": (
        [call("count", {}), call("count", {}, "call_2"), output("call_2", "7")],
        ["call_1"],
    ),
    "results in between": (
        [call("count", {}), output("call_1", "7"), THOUGHT, call("count", {}, "call_2")],
        ["call_2"],
    ),
    "one id for two calls, of which the first has its result": (
        [call("count", {}), output("call_1", "7"), call("count", {}, id="fc_2")],
        ["call_0_0"],
    ),
    "the user has written since": ([call("count", {}), QUESTION], []),
    "no id": ([call("count", {}, None)], ["call_0_0"]),
    "a model": ([models.FunctionCallItem("call_1", "count", "{}")], ["call_1"]),
    "nothing": ([], []),
}


@every_form
@pytest.mark.parametrize(("items", "ids"), CONTINUED.values(), ids=CONTINUED)
def test_calls_without_a_result_are_made_first(
    run: Run, server: LocalServer, items: list[Any], ids: list[str]
) -> None:
    def count() -> int:
        return 7

    respond(server, run, response("Seven."))
    done = run(server, {"model": "a/b", "input": [QUESTION, *items]}, tools=[count]).unwrap()
    (body,) = sent(server)
    made = body["input"][1 + len(items) :]
    assert made == [output(id, "7") for id in ids]
    assert done.pending == []


@every_form
def test_an_error_of_a_request_has_the_run_so_far(run: Run, server: LocalServer) -> None:
    respond(server, run, calling(call("get_weather", {"city": "Oslo"})))
    server.enqueue(Reply.error(402, "no credit"))
    error = run(server).failure()
    assert isinstance(error, errors.PaymentRequiredResponseError)
    assert (error.partial.steps, len(error.partial.input)) == (1, 3)
    respond(server, run, response("Clear."))
    assert run(server, {"input": error.partial.input}).unwrap().text == "Clear."


REFUSED: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    # the request; the other arguments; how the error begins
    "a function that the request declares": (
        {**REQUEST, "tools": [{"type": "function", "name": "find", "parameters": {}}]},
        {},
        "request.tools[0]: ",
    ),
    "input in the options": (REQUEST, {"input": []}, "options.extra_body.input: "),
    "tools in the options": (REQUEST, {"tools": []}, "options.extra_body.tools: "),
    "a wrong request": ({"input": 1}, {}, "input: "),
}


@every_form
@pytest.mark.parametrize(("request_", "extra", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_wrong_is_told_before_anything_is_sent(
    run: Run, server: LocalServer, request_: Any, extra: dict[str, Any], message: str
) -> None:
    from openrouter_core import RequestOptions

    error = run(server, request_, options=RequestOptions(extra_body=extra)).failure()
    assert isinstance(error, errors.SDKValidationError)
    assert str(error).startswith(message)
    assert error.partial is None
    assert server.requests == []


# --- streams -----------------------------------------------------------------------------------------------------


@streamed
def test_all_that_happens_is_told(server: LocalServer, asynchronous: bool) -> None:
    thinking: list[dict[str, Any]] = [
        {
            "type": "response.reasoning_text.delta",
            "item_id": "rs_1",
            "output_index": 0,
            "delta": "So",
        },
        {"type": "response.reasoning_summary_text.delta", "item_id": "rs_1", "delta": ", Oslo"},
        {
            "type": "response.reasoning_text.delta",
            "item_id": "rs_1",
            "output_index": 0,
            "delta": "",
        },
    ]
    events = response_events_of(calling(call("get_weather", {"city": "Oslo"})))
    server.enqueue(Reply.events([*events[:2], *thinking, *events[2:]]))
    server.enqueue(Reply.events(response_events("It is clear.")))
    told = read(server, asynchronous)
    asked = RequestedCall("get_weather", {"city": "Oslo"}, "call_1", 1)
    assert told[:2] == [ReasoningDelta("So", 1), ReasoningDelta(", Oslo", 1)]
    assert told[3:5] == [
        CallBegun(asked),
        CallResult(asked, '{"city":"Oslo","sky":["clear"]}', False),
    ]
    assert told[5:8] == [TextDelta(text, 2) for text in ("It", " is", " clear.")]
    first, second = told[2], told[8]
    assert isinstance(first, StepUsage)
    assert isinstance(second, StepUsage)
    assert (first.usage.total_tokens, second.total.total_tokens, second.step) == (22, 44, 2)
    assert isinstance(told[9], RunFinished)
    assert told[9].run.text == "It is clear."


@streamed
def test_a_response_that_came_whole_is_told_too(server: LocalServer, asynchronous: bool) -> None:
    server.enqueue(Reply.json(response("Clear.")))
    text, usage, last = read(server, asynchronous)
    assert text == TextDelta("Clear.", 1)
    assert isinstance(usage, StepUsage)
    assert isinstance(last, RunFinished)


@streamed
def test_a_stream_that_breaks_off_has_what_had_arrived(
    server: LocalServer, asynchronous: bool
) -> None:
    respond(server, True, calling(call("get_weather", {"city": "Oslo"})))
    begun = response_events("It is clear today.")[:-5]
    server.enqueue(Reply.events(begun))
    *_, last = read(server, asynchronous)
    error = last.failure()
    assert isinstance(error, errors.StreamIncompleteError)
    assert error.partial.text == "It is clear"
    assert (error.partial.steps, len(error.partial.input)) == (1, 3)


@streamed
def test_an_error_in_the_stream_ends_it(server: LocalServer, asynchronous: bool) -> None:
    failed = response(None, status="failed", error=error_body("server_error", "It broke"))
    respond(server, True, failed)
    (last,) = read(server, asynchronous)
    assert "It broke" in str(last.failure())
    assert last.failure().partial.steps == 0


def test_leaving_the_stream_ends_the_run(server: LocalServer) -> None:
    respond(server, True, calling(call("get_weather", {"city": "Oslo"})))
    with core_of(server) as core:
        stream = responses_stream_tools(core, REQUEST, tools=[get_weather])
        with stream:
            for result in stream:
                if isinstance(result.unwrap(), CallBegun):
                    break
        assert list(stream) == []
    assert len(server.requests) == 1


def test_leaving_an_async_stream_cancels_the_tools(server: LocalServer) -> None:
    respond(server, True, calling(call("wait", {})))
    ended: list[str] = []

    async def main() -> None:
        begun = asyncio.Event()

        async def wait() -> None:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                ended.append("wait")

        async with core_of(server) as core:
            async with responses_stream_tools_async(core, REQUEST, tools=[wait]) as stream:
                reader = asyncio.ensure_future(_read_all(stream))
                await begun.wait()
            (*_, last) = await reader
            assert isinstance(last.failure(), errors.RequestAbortedError)
            assert [each.name for each in last.failure().partial.pending] == ["wait"]

    asyncio.run(main())
    assert ended == ["wait"]


async def _read_all(stream: Any) -> list[Any]:
    return [each async for each in stream]


def test_a_function_that_is_async_needs_the_async_form(server: LocalServer) -> None:
    async def later() -> None: ...

    for form, twin in (
        (run, "responses_run_tools_async"),
        (run_streamed, "responses_stream_tools_async"),
    ):
        error = form(server, tools=[later]).failure()
        assert isinstance(error, errors.InvalidRequestError)
        assert str(error).endswith(f"use {twin}")


def test_another_thread_may_use_the_same_core(server: LocalServer) -> None:
    respond(server, run, *[response("Hi")] * 4)
    texts: list[str] = []
    with OpenRouterCore(server_url=server.url, api_key="k") as core:

        def one() -> None:
            texts.append(responses_run_tools(core, REQUEST, tools=[get_weather]).unwrap().text)

        threads = [threading.Thread(target=one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert texts == ["Hi"] * 4
