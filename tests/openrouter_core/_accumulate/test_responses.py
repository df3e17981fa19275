"""A Responses stream put together: the last event's response, or what was streamed where that is empty."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrouter_core import wire
from openrouter_core._accumulate.responses import ResponsesAccumulator
from openrouter_core.models import OpenResponsesResult, ResponsesStreamEvent
from openrouter_core.testing import response, response_events
from openrouter_core.wire import unstructure

Json = dict[str, Any]

ADDED: dict[str, Json] = {
    "message": {"type": "message", "id": "m", "role": "assistant", "status": "in_progress", "content": []},
    "call": {"type": "function_call", "id": "c", "call_id": "x", "name": "f", "arguments": "", "status": "in_progress"},
}  # fmt: skip


def structured(event: Json) -> Any:
    return wire.structure(event, ResponsesStreamEvent)  # type: ignore[arg-type]  # a union of models


def put_together(events: Iterable[object]) -> Json:
    """What the events amount to: as JSON, and as models, which must be the same."""
    accumulators = ResponsesAccumulator(), ResponsesAccumulator()
    for event in events:
        accumulators[0].add(event)
        accumulators[1].add(structured(event) if isinstance(event, dict) else event)
    of_json, of_models = (
        wire.structure(accumulator.result(), OpenResponsesResult) for accumulator in accumulators
    )
    assert of_json == of_models
    made: Json = unstructure(of_json)
    return made


def output(*events: Json, last: Json | None = None, **more: Any) -> list[Json]:
    end = {"type": "response.completed", "response": {"status": "completed", "output": [], **more}}
    made: list[Json] = put_together([*events, last or end])["output"]
    return made


def event(kind: str, index: int | None = 0, **values: Any) -> Json:
    return {
        "type": f"response.{kind}",
        **({} if index is None else {"output_index": index}),
        **values,
    }


def added(item: Json, index: int | None = 0) -> Json:
    return event("output_item.added", index, item=item)


def said(text: str, **more: Any) -> Json:
    return {**ADDED["message"], "status": "completed", "content": [part(text, **more)]}


def part(text: str, **more: Any) -> Json:
    return {"type": "output_text", "text": text, **more}


def called(arguments: str) -> Json:
    return {**ADDED["call"], "status": "completed", "arguments": arguments}


DELTAS = [
    event("output_text.delta", item_id="m", content_index=0, delta=d) for d in ("Par", "", "is")
]
ARGUMENTS = [event("function_call_arguments.delta", item_id="c", delta=d) for d in ('{"x"', ":1}")]

STREAMS: dict[str, tuple[list[Json], list[Json]]] = {
    "nothing": ([], []),
    "an item that is done": ([event("output_item.done", item=said("Paris"))], [said("Paris")]),
    "text": ([added(ADDED["message"]), *DELTAS], [said("Paris")]),
    "text, and all of it": (
        [added(ADDED["message"]), *DELTAS, event("output_text.done", item_id="m", text="Paris")],
        [said("Paris")],
    ),
    "all of the text alone": (
        [added(ADDED["message"]), event("output_text.done", item_id="m", text="Paris")],
        [said("Paris")],
    ),
    "text, and an empty end of it": (
        [added(ADDED["message"]), *DELTAS, event("output_text.done", item_id="m", text="")],
        [said("Paris")],
    ),
    "text, and its part": (
        [
            added(ADDED["message"]),
            event("content_part.added", item_id="m", content_index=0, part=part("")),
            *DELTAS,
            event(
                "content_part.done",
                item_id="m",
                content_index=0,
                part=part("Paris", annotations=[]),
            ),
        ],
        [said("Paris", annotations=[])],
    ),
    "text, and an item that is done but empty": (
        [
            added(ADDED["message"]),
            *DELTAS,
            event("output_item.done", item={**ADDED["message"], "status": "completed"}),
        ],
        [said("Paris")],
    ),
    "text that no item was announced for": (
        DELTAS,
        [{"type": "message", "id": "m", "content": [part("Paris")]}],
    ),
    "text without any place": (
        [{"type": "response.output_text.delta", "delta": d} for d in ("Par", "is")],
        [{"type": "message", "content": [part("Paris")]}],
    ),
    "items without a place, told apart by their ids": (
        [
            added(ADDED["message"], None),
            added(ADDED["call"], None),
            *(
                {k: v for k, v in each.items() if k != "output_index"}
                for each in (*DELTAS, *ARGUMENTS)
            ),
        ],
        [said("Paris"), called('{"x":1}')],
    ),
    "two parts": (
        [
            added(ADDED["message"]),
            event("output_text.delta", item_id="m", content_index=1, delta="b"),
            event("output_text.delta", item_id="m", content_index=0, delta="a"),
            event("output_text.delta", item_id="m", content_index=1, delta="B"),
        ],
        [{**said(""), "content": [part("a"), part("bB")]}],
    ),
    "a refusal": (
        [
            added(ADDED["message"]),
            event("refusal.delta", item_id="m", delta="I "),
            event("refusal.delta", item_id="m", delta="won't"),
        ],
        [{**said(""), "content": [{"type": "refusal", "refusal": "I won't"}]}],
    ),
    "a citation": (
        [
            added(ADDED["message"]),
            *DELTAS,
            event(
                "output_text.annotation.added",
                item_id="m",
                annotation={"type": "url_citation", "url": "u"},
            ),
        ],
        [said("Paris", annotations=[{"type": "url_citation", "url": "u"}])],
    ),
    "a call": ([added(ADDED["call"]), *ARGUMENTS], [called('{"x":1}')]),
    "a call, and all of its arguments": (
        [
            added(ADDED["call"]),
            ARGUMENTS[0],
            event("function_call_arguments.done", item_id="c", arguments='{"x":1}'),
        ],
        [called('{"x":1}')],
    ),
    "a call that was not announced": (
        [event("function_call_arguments.done", item_id="c", name="f", arguments="{}")],
        [{"type": "function_call", "id": "c", "name": "f", "arguments": "{}"}],
    ),
    "thoughts": (
        [
            added({"type": "reasoning", "id": "r", "summary": []}),
            event(
                "reasoning_summary_part.added",
                summary_index=0,
                part={"type": "summary_text", "text": ""},
            ),
            event("reasoning_summary_text.delta", summary_index=0, delta="Sh"),
            event("reasoning_summary_text.delta", summary_index=0, delta="ort"),
            event("reasoning_text.delta", content_index=0, delta="Lo"),
            event("reasoning_text.delta", content_index=0, delta="ng"),
        ],
        [
            {
                "type": "reasoning",
                "id": "r",
                "summary": [{"type": "summary_text", "text": "Short"}],
                "content": [{"type": "reasoning_text", "text": "Long"}],
            }
        ],
    ),
    "a custom tool's input": (
        [
            added({"type": "custom_tool_call", "id": "c", "name": "f", "input": ""}),
            event("custom_tool_call_input.delta", delta="a"),
            event("custom_tool_call_input.delta", delta="b"),
        ],
        [{"type": "custom_tool_call", "id": "c", "name": "f", "input": "ab"}],
    ),
    "code": (
        [
            added({"type": "code_interpreter_call", "id": "c", "code": None}),
            event("code_interpreter_call_code.delta", delta="1+"),
            event("code_interpreter_call_code.delta", delta="1"),
        ],
        [{"type": "code_interpreter_call", "id": "c", "code": "1+1"}],
    ),
    "a patch": (
        [
            added(
                {
                    "type": "apply_patch_call",
                    "id": "p",
                    "operation": {"type": "create_file", "diff": ""},
                }
            ),
            event("apply_patch_call_operation_diff.delta", delta="+a"),
            event("apply_patch_call_operation_diff.delta", delta="+b"),
            event("apply_patch_call_operation_diff.done", diff="+a+b"),
        ],
        [
            {
                "type": "apply_patch_call",
                "id": "p",
                "operation": {"type": "create_file", "diff": "+a+b"},
            }
        ],
    ),
    "half a character": (
        [
            added(ADDED["message"]),
            event("output_text.delta", item_id="m", delta="\ud83d"),
            event("output_text.delta", item_id="m", delta="\ude00"),
        ],
        [said("😀")],
    ),
    "items in the order of their places": (
        [added(ADDED["call"], 1), added(ADDED["message"], 0)],
        [{**said(""), "content": []}, called("")],
    ),
    "an item of a type that nobody knows": (
        [event("output_item.done", item={"type": "new:thing", "x": [None]})],
        [{"type": "new:thing", "x": [None]}],
    ),
    "events of no meaning": (
        [
            {"type": "ping"},
            {"type": None},
            {},
            event("output_item.done", item=None),
            event("content_part.done", part=None),
            event("output_text.delta", delta=None),
            event("new.delta", delta="x"),
            event("output_item.done", item=said("Paris")),
        ],
        [said("Paris")],
    ),
}


@pytest.mark.parametrize(("events", "wanted"), STREAMS.values(), ids=STREAMS.keys())
@pytest.mark.parametrize(
    "empty", [{"output": []}, {"output": None}, {}], ids=["[]", "null", "missing"]
)
def test_what_was_streamed_is_the_output_of_a_response_that_has_none(
    events: list[Json], wanted: list[Json], empty: Json
) -> None:
    last = {"type": "response.completed", "response": {"status": "completed", **empty}}
    assert (output(*events, last=last) or []) == wanted


@pytest.mark.parametrize("status", ["completed", "incomplete"])
def test_the_last_events_response_counts_where_it_has_an_output(status: str) -> None:
    events = response_events("Hello", status=status)
    whole = response("Paris", status=status)
    events[-1]["response"] = whole
    assert put_together(events) == whole


CALL = [added(ADDED["call"]), *ARGUMENTS]
TEXT = [added(ADDED["message"]), *DELTAS]
THOUGHT = [
    added({"type": "reasoning", "id": "r", "summary": []}),
    event("reasoning_summary_text.delta", summary_index=0, delta="Short"),
]
SHORT = {"type": "reasoning", "id": "r", "summary": [{"type": "summary_text", "text": "Short"}]}
LACKING: dict[str, tuple[list[Json], list[Json], list[Json]]] = {
    "an empty content": (TEXT, [{**said(""), "content": []}], [said("Paris")]),
    "no content": (TEXT, [{"type": "message", "id": "m"}], [said("Paris")]),
    "a content that is null": (TEXT, [{**said(""), "content": None}], [said("Paris")]),
    "an empty text": (TEXT, [said("")], [said("Paris")]),
    "another id": (TEXT, [{**said(""), "id": "z", "content": []}], [{**said("Paris"), "id": "z"}]),
    "another text": (TEXT, [said("Rome")], [said("Rome")]),
    "empty arguments": (CALL, [called("")], [called('{"x":1}')]),
    "no arguments": (
        CALL, [{"type": "function_call", "id": "c", "status": "completed"}], [called('{"x":1}')]
    ),
    "an empty summary": (THOUGHT, [{**SHORT, "summary": []}], [SHORT]),
    "no summary": (THOUGHT, [{"type": "reasoning", "id": "r"}], [SHORT]),
    "one of two": (
        [*TEXT, added(ADDED["call"], 1), *({**each, "output_index": 1} for each in ARGUMENTS)],
        [{**said(""), "content": []}, called("{}")],
        [said("Paris"), called("{}")],
    ),
    "another order": (
        [*TEXT, added(ADDED["call"], 1), *({**each, "output_index": 1} for each in ARGUMENTS)],
        [called(""), {**said(""), "content": []}],
        [called('{"x":1}'), said("Paris")],
    ),
    "another type": (TEXT, [SHORT], [SHORT]),
    "an item that was done": (
        [event("output_item.done", item=said("Paris"))],
        [{"type": "message", "id": "m", "content": []}],
        [said("Paris")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("events", "last", "wanted"), LACKING.values(), ids=LACKING.keys())
def test_what_was_streamed_is_what_an_item_of_the_last_response_lacks(
    events: list[Json], last: list[Json], wanted: list[Json]
) -> None:
    end = {"type": "response.completed", "response": {"status": "completed", "output": last}}
    assert output(*events, last=end) == wanted


def test_the_rest_of_the_last_events_response_stays() -> None:
    events = response_events("Paris it is")
    whole = events[-1]["response"]
    made = put_together([*events[:-1], {**events[-1], "response": {**whole, "output": []}}])
    assert wire.structure(made, OpenResponsesResult).output_text == "Paris it is"
    assert {**made, "output": []} == {**whole, "output": []}


def test_an_item_of_an_incomplete_response_is_incomplete() -> None:
    last = {"type": "response.incomplete", "response": {"status": "incomplete", "output": []}}
    assert [item["status"] for item in output(added(ADDED["message"]), last=last)] == ["incomplete"]


def test_a_response_without_its_end_is_what_there_is() -> None:
    events = response_events("Paris it is")
    made = put_together([*events[:2], added(ADDED["message"]), *DELTAS])
    assert made["status"] == "in_progress"
    assert made["output"] == [{**ADDED["message"], "content": [part("Paris")]}]
    assert ResponsesAccumulator().empty
    assert put_together([]) == {"output": []}


def test_recorded_streams_whose_last_output_is_taken_away_say_the_same(
    recordings: list[Json],
) -> None:
    compared = 0
    for exchange in recordings:
        if exchange["path"] != "/responses" or not exchange["stream"] or exchange["status"] != 200:
            continue
        lines = exchange["body"].splitlines()
        events = [json.loads(line[5:]) for line in lines if line.startswith("data: {")]
        whole = wire.structure(put_together(events), OpenResponsesResult)
        for each in events:
            if "response" in each:
                each["response"]["output"] = []
        made = wire.structure(put_together(events), OpenResponsesResult)
        if not whole.output:
            continue
        assert made.output_text == whole.output_text, exchange["id"]
        assert [type(item) for item in made.output] == [type(item) for item in whole.output]
        arguments = [
            [getattr(item, "arguments", None) for item in each.output] for each in (made, whole)
        ]
        assert arguments[0] == arguments[1], exchange["id"]
        compared += 1
    assert compared > 15


TOLD = (
    "output_text refusal function_call_arguments output_item content_part reasoning_summary_text "
    "reasoning_summary_part apply_patch_call_operation_diff output_text.annotation"
)
KINDS = st.sampled_from(
    [
        *(
            f"response.{name}.{what}"
            for name in TOLD.split()
            for what in ("added", "delta", "done")
        ),
        *("response.completed", "response.created", "x", ""),
    ]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-1, 2)
    | st.sampled_from(["", "a", "message", 2**61 - 1, 1.5])
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "id",
                    "status",
                    "content",
                    "text",
                    "operation",
                    "diff",
                    "output",
                    "summary",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=10,
)
FIELDS = "output_index content_index summary_index item_id delta text item part response arguments annotation diff name"
EVENT = st.fixed_dictionaries({"type": KINDS}, optional=dict.fromkeys(FIELDS.split(), ANYTHING))


@settings(max_examples=400, deadline=None)
@given(st.lists(EVENT, max_size=6))
def test_any_events_become_something_that_structures(events: list[Any]) -> None:
    accumulator, of_models = ResponsesAccumulator(), ResponsesAccumulator()
    for each in events:
        accumulator.add(each)
        of_models.add(structured(each))
    wire.structure(accumulator.result(), OpenResponsesResult)
    unstructure(wire.structure(of_models.result(), OpenResponsesResult))
