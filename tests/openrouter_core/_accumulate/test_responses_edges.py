"""A Responses stream put together, at the edges: every kind of text, in deltas or at its end; parts, places, ids."""

from __future__ import annotations

from typing import Any

import pytest

from openrouter_core._accumulate.responses import ResponsesAccumulator

Json = dict[str, Any]
LAST = {"type": "response.completed", "response": {"status": "completed", "output": []}}


def event(kind: str, **values: Any) -> Json:
    return {"type": f"response.{kind}", **values}


def output(*events: Json, last: Json = LAST) -> list[Json]:
    accumulator = ResponsesAccumulator()
    for each in (*events, last):
        accumulator.add(each)
    made: list[Json] = accumulator.result()["output"]
    return made


# What stands between "response." and ".delta"; the item's type, its list of parts and the part's type, the key.
TEXTS = [
    ("output_text", "message", "content", "output_text", "text"),
    ("refusal", "message", "content", "refusal", "refusal"),
    ("reasoning_text", "reasoning", "content", "reasoning_text", "text"),
    ("reasoning_summary_text", "reasoning", "summary", "summary_text", "text"),
    ("function_call_arguments", "function_call", "", "", "arguments"),
    ("custom_tool_call_input", "custom_tool_call", "", "", "input"),
    ("code_interpreter_call_code", "code_interpreter_call", "", "", "code"),
    ("mcp_call_arguments", "mcp_call", "", "", "arguments"),
]


@pytest.mark.parametrize(("name", "item", "parts", "part", "key"), TEXTS)
def test_every_kind_of_text(name: str, item: str, parts: str, part: str, key: str) -> None:
    def wanted(text: str) -> list[Json]:
        held = {key: text}
        return [
            {"type": item, parts: [{"type": part, **held}]} if parts else {"type": item, **held}
        ]

    deltas = [event(f"{name}.delta", delta=text) for text in ("Par", "", "is")]
    done = event(f"{name}.done", **{key: "Rome"})
    assert output(*deltas) == wanted("Paris")
    assert output(done) == wanted("Rome")
    assert output(*deltas, done) == wanted("Rome")
    assert output(*deltas, event(f"{name}.done")) == wanted("Paris")
    assert output(*deltas, event(f"{name}.done", **{key: 7})) == wanted("Paris")
    assert output(done, event(f"{name}.delta", delta="!")) == wanted("Rome!")


@pytest.mark.parametrize(
    ("events", "diff"),
    [
        (["delta:a", "delta:b"], "ab"),
        (["delta:a", "delta:", "done:c"], "c"),
        (["done:c"], "c"),
        (["delta:a", "done:"], "a"),
        (["done:c", "delta:d"], "cd"),
    ],
    ids=" ".join,
)
def test_a_patch_stands_in_its_operation(events: list[str], diff: str) -> None:
    came = []
    for each in events:
        what, _, text = each.partition(":")
        key = "diff" if what == "done" else "delta"
        came.append(event(f"apply_patch_call_operation_diff.{what}", output_index=0, **{key: text}))
    patch = {"type": "apply_patch_call", "operation": {"diff": diff}}
    assert output(*came) == [patch]
    added = {"type": "apply_patch_call", "operation": {"path": "a", "diff": ""}}
    begun = event("output_item.added", output_index=0, item=added)
    assert output(begun, *came) == [{**patch, "operation": {"path": "a", "diff": diff}}]
    whole = {"type": "apply_patch_call", "operation": {"path": "a", "diff": "whole"}}
    assert output(*came, event("output_item.done", output_index=0, item=whole)) == [whole]


def test_parts_are_in_their_places() -> None:
    events = [
        event("output_text.delta", content_index=1, delta="b"),
        event("refusal.delta", content_index=0, delta="a"),
        event("output_text.annotation.added", content_index=1, annotation={"url": "u"}),
    ]
    assert output(*events) == [
        {
            "type": "message",
            "content": [
                {"type": "refusal", "refusal": "a"},
                {"type": "output_text", "text": "b", "annotations": [{"url": "u"}]},
            ],
        }
    ]
    events = [
        event("reasoning_summary_text.delta", summary_index=1, content_index=0, delta="b"),
        event("reasoning_summary_text.delta", summary_index=0, content_index=1, delta="a"),
    ]
    parts = [{"type": "summary_text", "text": text} for text in "ab"]
    assert output(*events) == [{"type": "reasoning", "summary": parts}]


@pytest.mark.parametrize(
    ("kind", "item", "parts"),
    [("content_part", "message", "content"), ("reasoning_summary_part", "reasoning", "summary")],
)
@pytest.mark.parametrize("what", ["added", "done"])
def test_a_part_that_comes_whole(kind: str, item: str, parts: str, what: str) -> None:
    part = {"type": "p", "text": "Paris"}
    assert output(event(f"{kind}.{what}", part=part)) == [{"type": item, parts: [part]}]
    assert output(event(f"{kind}.{what}", part="p")) == []


def test_annotations_that_came_with_the_part_are_kept() -> None:
    part = {"type": "output_text", "text": "x", "annotations": [{"url": "whole"}]}
    events = [
        event("output_text.annotation.added", annotation={"url": "u"}),
        event("content_part.done", part=part),
    ]
    assert output(*events) == [{"type": "message", "content": [part]}]


def delta(text: str, **values: Any) -> Json:
    return event("function_call_arguments.delta", delta=text, **values)


def added(**values: Any) -> Json:
    item = {"type": "function_call", **values.pop("item", {})}
    return event("output_item.added", item=item, **values)


PLACES: dict[str, tuple[list[Json], list[tuple[str | None, str]]]] = {
    "by place": (
        [
            added(output_index=0, item={"id": "a"}),
            added(output_index=1, item={"id": "b"}),
            delta("1", output_index=0),
            delta("2", output_index=1),
        ],
        [("a", "1"), ("b", "2")],
    ),
    "by place, in another order": (
        [delta("2", output_index=1, item_id="b"), delta("1", output_index=0, item_id="a")],
        [("a", "1"), ("b", "2")],
    ),
    "by id": (
        [
            added(item={"id": "a"}),
            added(item={"id": "b"}),
            delta("1", item_id="a"),
            delta("2", item_id="b"),
        ],
        [("a", "1"), ("b", "2")],
    ),
    "by id, where the place is not known": (
        [added(item={"id": "a"}), delta("1", output_index=3, item_id="a")],
        [("a", "1")],
    ),
    "the place before the id": (
        [added(output_index=0, item={"id": "a"}), delta("1", output_index=0, item_id="b")],
        [("a", "1")],
    ),
    "neither is the last": (
        [added(item={}), added(item={}), delta("1"), delta("2")],
        [(None, ""), (None, "12")],
    ),
    "an unknown id is another": ([delta("1", item_id="a"), delta("2")], [("a", "12")]),
    "another id is another": (
        [delta("1", item_id="a"), delta("2", item_id="b"), delta("3", item_id="a")],
        [("a", "13"), ("b", "2")],
    ),
    "an unknown place is another": (
        [delta("1", output_index=4), delta("2", output_index=2), delta("3", output_index=4)],
        [(None, "2"), (None, "13")],
    ),
    "without a place after the one before": (
        [
            delta("1", output_index=4, item_id="a"),
            delta("2", item_id="b"),
            delta("3", output_index=2),
        ],
        [(None, "3"), ("a", "1"), ("b", "2")],
    ),
    "a blank id is none": ([delta("1", item_id="a"), delta("2", item_id=" ")], [("a", "12")]),
    "an item under a known place": (
        [
            delta("1", output_index=0),
            event("output_item.done", output_index=0, item={"id": "a", "type": "function_call"}),
            delta("2", item_id="a"),
        ],
        [("a", "12")],
    ),
    "an item under a known id": (
        [
            delta("1", item_id="a"),
            event("output_item.done", item={"id": "a", "type": "function_call"}),
        ],
        [("a", "1")],
    ),
    "what is no item": (
        [event("output_item.added", output_index=0, item="x"), delta("1", output_index=0)],
        [(None, "1")],
    ),
}


@pytest.mark.parametrize(("events", "wanted"), PLACES.values(), ids=PLACES)
def test_which_item_an_event_is_about(
    events: list[Json], wanted: list[tuple[str | None, str]]
) -> None:
    made = output(*events)
    assert [(item.get("id"), item.get("arguments", "")) for item in made] == wanted
    assert {item["type"] for item in made} == {"function_call"}


def test_the_last_item_of_another_kind_is_another() -> None:
    made = output(delta("1"), event("output_text.delta", delta="a"), delta("2"))
    assert [item["type"] for item in made] == ["function_call", "message", "function_call"]


def test_a_name_may_come_with_the_arguments() -> None:
    assert output(delta("1", name="f"), delta("2", name="g")) == [
        {"type": "function_call", "name": "f", "arguments": "12"}
    ]
    assert output(delta("1", name=" ")) == [{"type": "function_call", "arguments": "1"}]


@pytest.mark.parametrize(
    ("status", "of_response", "wanted"),
    [
        ("in_progress", "completed", "completed"),
        ("in_progress", "incomplete", "incomplete"),
        ("in_progress", "failed", "in_progress"),
        ("in_progress", None, "in_progress"),
        ("incomplete", "completed", "incomplete"),
    ],
)
def test_an_item_is_not_in_progress_after_the_end(
    status: str, of_response: str | None, wanted: str
) -> None:
    last = {"type": "response.completed", "response": {"status": of_response}}
    [item] = output(added(item={"status": status}), last=last)
    assert item["status"] == wanted


def test_the_last_response_counts_where_it_has_an_output() -> None:
    whole = {"type": "response.completed", "response": {"output": [{"type": "message"}]}}
    assert output(delta("1"), last=whole) == [{"type": "message"}]
    assert output(delta("1"), last={"type": "response.completed", "response": "x"}) == [
        {"type": "function_call", "arguments": "1"}
    ]


@pytest.mark.parametrize("each", [None, "x", [], 7])
def test_what_is_no_event_is_none(each: object) -> None:
    accumulator = ResponsesAccumulator()
    accumulator.add(each)
    assert accumulator.empty
    assert accumulator.result() == {"output": []}
    accumulator.add({})
    accumulator.add({"type": 7})
    assert not accumulator.empty
    assert accumulator.result() == {"output": []}
