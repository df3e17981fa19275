"""The calls of a model in a run of `chat_run_tools`: what they may look like, and which of them are run."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest

from openrouter_core import wire
from openrouter_core.testing import LocalServer, Reply, completion
from tests.funcs.tool_runs import Run, both, call, calling, count, sent, told


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


# --- what goes back of them ----------------------------------------------------------------------------------------


GOES_BACK: dict[str, tuple[Any, str]] = {
    "cut off in a string": ('{"city": "Os', "{}"),
    "cut off after a comma": ('{"city": "Oslo",', "{}"),
    "cut off between objects": ('{"city": {"name": "Oslo"}', "{}"),
    "two objects": ('{"city": "Oslo"}{"city": "Bergen"}', "{}"),
    "prose": ("Oslo", "{}"),
    "in a fence": ('```json\n{"city": "Oslo"}\n```', "{}"),
    "single quotes": ("{'city': 'Oslo'}", "{}"),
    "empty": ("", "{}"),
    "white space": (" \n", "{}"),
    "null": (None, "{}"),
    "null as text": ("null", "{}"),
    "a list": ('["Oslo"]', "{}"),
    "a string": ('"Oslo"', "{}"),
    "an object's text, twice": ('"{\\"city\\": \\"Oslo\\"}"', "{}"),
    "a number": ("5", "{}"),
    "true": ("true", "{}"),
    "no number": ('{"city": "Oslo", "days": NaN}', "{}"),
    "too deep": ("[" * 100_000, "{}"),
    "an object too deep": ('{"city":' * 100_000, "{}"),
    "a list, not as text": (["Oslo"], "{}"),
    "a number, not as text": (5, "{}"),
    "an object, not as text": ({"city": "Oslo", "days": 2}, '{"city":"Oslo","days":2}'),
    "an empty object, not as text": ({}, "{}"),
    "a line break that JSON has not": ('{"city": "Os\nlo"}', '{"city":"Os\\nlo"}'),
    "a byte order mark": ('\ufeff{"city": "Oslo"}', '{"city":"Oslo"}'),
    "right": ('{"city": "Oslo"}', '{"city": "Oslo"}'),
    "right, with all that JSON allows": (
        ' { "city" :"\\u00d8\\ud83d", "days": 1e0,"city":"Oslo", "n": ' + "1" * 5000 + "} \n",
        ' { "city" :"\\u00d8\\ud83d", "days": 1e0,"city":"Oslo", "n": ' + "1" * 5000 + "} \n",
    ),
    "right, and does not fit": ('{"town": 5}', '{"town": 5}'),
}


def refused(server: LocalServer) -> list[object]:
    """The calls in what was sent that a strict provider answers with 400."""
    chat = [each for body in sent(server) for each in body["messages"]]
    return [
        each for message in chat for each in message.get("tool_calls", ()) if not _is_taken(each)
    ]


def _is_taken(said: dict[str, Any]) -> bool:
    try:
        arguments = json.loads(said["function"]["arguments"], parse_int=str)
        return bool(said["function"]["name"] and said["type"] and isinstance(arguments, dict))
    except (KeyError, TypeError, ValueError):
        return False


@both
@pytest.mark.parametrize(("arguments", "back"), GOES_BACK.values(), ids=GOES_BACK.keys())
def test_a_strict_provider_takes_the_next_request(
    run: Run, server: LocalServer, arguments: Any, back: str
) -> None:
    said = {**call("x"), "function": {"name": "get_weather", "arguments": arguments}}
    reasoning = [{"type": "reasoning.encrypted", "data": "abc", "id": None}]
    server.enqueue(calling(said, reasoning_details=reasoning), Reply.json(completion()))
    done = run(server).unwrap()
    message = sent(server)[1]["messages"][1]
    assert message["tool_calls"] == [call("get_weather", back)]
    assert message["reasoning_details"] == reasoning
    assert len(told(server)) == 1
    server.enqueue(Reply.json(completion("Cold.")))
    again = {"messages": [*done.messages, {"role": "user", "content": "And tomorrow?"}]}
    assert run(server, again).unwrap().text == "Cold."
    assert not refused(server)


ODD: dict[str, tuple[dict[str, Any], str]] = {
    "no function": ({"id": "1", "type": "function"}, "unknown"),
    "no name": (call(None), "unknown"),
    "a blank name": (call(" ", "x"), "unknown"),
    "a name that is none": (call(5), "unknown"),
    "a function that is none": ({"id": "1", "type": "function", "function": "f"}, "unknown"),
    "no type": ({"id": "1", "function": {"name": "get", "arguments": "{}"}}, "get"),
    "a blank type": ({**call("get"), "type": ""}, "get"),
}


@both
@pytest.mark.parametrize(("said", "name"), ODD.values(), ids=ODD.keys())
def test_a_call_without_a_name_can_be_sent_back_too(
    run: Run, server: LocalServer, said: dict[str, Any], name: str
) -> None:
    server.enqueue(calling({**said, "newer": 1}), Reply.json(completion()))
    run(server).unwrap()
    (back,) = sent(server)[1]["messages"][1]["tool_calls"]
    assert back["function"] == {"name": name, "arguments": "{}"}
    assert back["newer"] == 1
    assert told(server)[0].startswith("Error: there is no tool named ")
    assert not refused(server)


@both
def test_a_call_of_another_type_goes_back_as_it_came(run: Run, server: LocalServer) -> None:
    said = {"id": "call_1", "type": "custom", "custom": {"name": "sql", "input": "select 1"}}
    server.enqueue(calling(said), Reply.json(completion()))
    done = run(server).unwrap()
    assert wire.unstructure(done.messages[1])["tool_calls"] == [said]


@both
def test_the_response_keeps_what_the_model_wrote(run: Run, server: LocalServer) -> None:
    said = call("get_weather", '{"city": "Os')
    server.enqueue(calling(said))
    error = run(server, max_steps=1).failure()
    (kept,) = wire.unstructure(error.partial.response)["choices"][0]["message"]["tool_calls"]
    assert kept == said
    (back,) = wire.unstructure(error.partial.messages[1])["tool_calls"]
    assert back == call("get_weather", "{}")


@both
@pytest.mark.parametrize("calls", [[None], "x", {}, [5, None]])
def test_what_is_no_call_does_not_go_back(run: Run, server: LocalServer, calls: object) -> None:
    server.enqueue(Reply.json(completion("Hm.", message={"tool_calls": calls})))
    done = run(server).unwrap()
    assert "tool_calls" not in wire.unstructure(done.messages[-1])
    assert wire.unstructure(done.response)["choices"][0]["message"]["tool_calls"] == calls
