"""`chat_run_tools` over real sockets: what is sent, what goes back, and what a run that failed has."""

from __future__ import annotations

import copy
import json
import pickle
import threading
from typing import Any

import pytest

from openrouter_core import RequestOptions, RetryConfig, wire
from openrouter_core._tools.chat import ToolRun
from openrouter_core.funcs.chat_run_tools import chat_run_tools
from openrouter_core.models import (
    ChatGenerationParams,
    ChatMessage,
    ChatResponse,
    ChatUsage,
    FunctionTool,
    UserMessage,
    errors,
)
from openrouter_core.testing import LocalServer, Reply, completion
from openrouter_core.testing import error as error_body
from tests.funcs.tool_runs import (
    JSON,
    KEY,
    NAMED,
    QUESTION,
    REQUEST,
    Run,
    both,
    call,
    calling,
    core_of,
    each_way,
    every_form,
    get_weather,
    keep_calling,
    sent,
    told,
)

# --- a run -----------------------------------------------------------------------------------------------------------


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


@every_form
def test_a_forced_call_of_the_stand_in_is_run(run: Run, server: LocalServer) -> None:
    done = run(server, {**REQUEST, "tool_choice": "required"}).unwrap()
    assert told(server) == ['{"city":"","sky":["clear"]}']
    assert done.steps == 2


@every_form
def test_a_model_that_calls_nothing_answers_in_one_step(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.json(completion("Hello.")))
    done = run(server).unwrap()
    assert (done.text, done.steps, len(done.messages)) == ("Hello.", 1, 2)


@every_form
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


@every_form
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


@every_form
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


@every_form
def test_a_cost_that_cannot_be_added_up_ends_a_run_with_a_limit(
    run: Run, server: LocalServer
) -> None:
    body = completion(None, message={"tool_calls": [call("get_weather", {"city": "Oslo"})]})
    server.enqueue(Reply.json({**body, "usage": {"cost": float("nan")}}))
    error = run(server, max_cost=1).failure()
    assert isinstance(error, errors.MaxCostExceededError)
    assert len(server.requests) == 1


# --- what goes back --------------------------------------------------------------------------------------------------


@every_form
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


@every_form
def test_a_run_goes_on_from_its_messages(run: Run, server: LocalServer) -> None:
    server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion("Clear.")))
    done = run(server).unwrap()
    for messages in (done.messages, copy.deepcopy(done).messages):
        server.enqueue(Reply.json(completion("As before.")))
        again = {"messages": [*messages, {"role": "user", "content": "And tomorrow?"}]}
        assert run(server, again).unwrap().text == "As before."
        assert sent(server)[-1]["messages"][:3] == sent(server)[1]["messages"]


@every_form
def test_the_request_stays_as_it_is(run: Run, server: LocalServer) -> None:
    mapping = {**REQUEST, "tools": [{"type": "openrouter:datetime"}], "tool_choice": "required"}
    model = ChatGenerationParams(messages=[UserMessage("Hi")], tools=[{"type": "openrouter:bash"}])
    functions = [get_weather]
    before = copy.deepcopy((mapping, model, functions))
    for request in (mapping, model):
        server.enqueue(calling(call("get_weather", {"city": "Oslo"})), Reply.json(completion()))
        run(server, request, tools=functions).unwrap()
    assert (mapping, model, functions) == before


@every_form
def test_the_requests_own_tools_are_kept(run: Run, server: LocalServer) -> None:
    own = [{"type": "openrouter:web_search"}, FunctionTool({"name": "other"})]
    run(server, {**REQUEST, "tools": own}, tools=[get_weather]).unwrap()
    kinds = [each.get("function", each).get("name") for each in sent(server)[0]["tools"]]
    assert kinds == [None, "other", "get_weather"]


@every_form
def test_a_tool_of_the_request_may_be_anything(run: Run, server: LocalServer) -> None:
    odd = [{"function": 5}, {"function": {"name": [1]}}, {"type": "openrouter:new", "function": []}]
    server.enqueue(Reply.json(completion()))
    run(server, {**REQUEST, "tools": odd}).unwrap()
    assert sent(server)[0]["tools"][:3] == odd


@every_form
@pytest.mark.parametrize("own", [{}, {"tools": None}, {"tools": []}])
def test_without_functions_no_tools_are_added(
    run: Run, server: LocalServer, own: dict[str, Any]
) -> None:
    run(server, {**REQUEST, **own}, tools=[]).unwrap()
    assert sent(server)[0].get("tools", "absent") == own.get("tools", "absent")


@every_form
@pytest.mark.parametrize(
    ("choice", "second"), [("required", None), (NAMED, None), ("auto", "auto"), ("none", "none")]
)
def test_a_choice_that_forces_a_call_holds_for_the_first_step(
    run: Run, server: LocalServer, choice: object, second: object
) -> None:
    server.enqueue(*[calling(call("get_weather", {"city": "Oslo"}))] * 2)
    run(server, {**REQUEST, "tool_choice": choice}).unwrap()
    assert [each.get("tool_choice") for each in sent(server)] == [choice, second, second]


# --- errors ----------------------------------------------------------------------------------------------------------


@every_form
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


@every_form
def test_an_error_in_the_first_step_has_the_run_so_far(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.error(402, "No credits"))
    error = run(server).failure()
    assert isinstance(error, errors.PaymentRequiredResponseError)
    assert error.partial == ToolRun(
        response=ChatResponse(), messages=[QUESTION], usage=ChatUsage(), steps=0
    )


@every_form
def test_an_answer_that_broke_off_is_in_the_run_so_far(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    broken = completion("Cle", finish_reason="error", error=error_body(502, "Provider died"))
    server.enqueue(Reply.json(broken))
    error = run(server, options=RequestOptions(retries=RetryConfig(strategy="none"))).failure()
    assert isinstance(error, errors.BadGatewayResponseError)
    assert (error.partial.text, error.partial.steps) == ("Cle", 1)
    assert error.partial.usage.total_tokens == 44
    assert len(error.partial.messages) == 3


@every_form
def test_an_error_with_its_run_can_be_pickled_and_copied(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    error = run(server, max_steps=1).failure()
    for made in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(made) is type(error)
        assert made.partial == error.partial
        assert str(made) == str(error)
    assert KEY not in repr(error.partial) + repr(error)


@every_form
def test_more_time_than_any_clock_has_is_no_limit(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    assert run(server, max_seconds=1e299, parallel=True).unwrap().steps == 2


@every_form
def test_steps_are_retried_as_any_request(run: Run, server: LocalServer) -> None:
    server.enqueue(Reply.error(503, "Busy", headers={"Retry-After": "0.01"}))
    server.enqueue(Reply.json(completion("Hello.")))
    assert run(server, max_seconds=30).unwrap().steps == 1
    assert len(server.requests) == 2


@every_form
def test_the_options_go_with_every_request(run: Run, server: LocalServer) -> None:
    keep_calling(server, 1)
    options = RequestOptions(
        headers={"Authorization": "Bearer other", "X-Session": "s"}, extra_body={"newer": 1}
    )
    run(server, options=options, max_seconds=30).unwrap()
    assert [each.headers["Authorization"] for each in server.requests] == ["Bearer other"] * 2
    assert [each.headers["X-Session"] for each in server.requests] == ["s"] * 2
    assert [each["newer"] for each in sent(server)] == [1, 1]


# --- threads ---------------------------------------------------------------------------------------------------------


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
