"""Chunks put together, at the edges: content in parts, images, log probabilities, audio, what is of no known form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from openrouter_core._accumulate.chat import ChatAccumulator

Json = dict[str, Any]
IMAGE = {"type": "image_url", "image_url": {"url": "u"}}


def accumulated(chunks: Iterable[object]) -> Json:
    accumulator = ChatAccumulator()
    for chunk in chunks:
        accumulator.add(chunk)
    return accumulator.result()


def choices(*given: Json) -> list[Json]:
    made: list[Json] = accumulated([{"choices": []}, *({"choices": [each]} for each in given)])[
        "choices"
    ]
    return made


def message(*deltas: object) -> Json:
    made: Json = choices(*({"index": 0, "delta": delta} for delta in deltas))[0].get("message", {})
    return made


def text(value: str) -> Json:
    return {"type": "text", "text": value}


CONTENTS: dict[str, tuple[list[Any], Any]] = {
    "texts": (["Par", "is"], "Paris"),
    "null": ([None], None),
    "null, then a text": ([None, "a"], "a"),
    "an empty text": ([""], ""),
    "a number": ([7], 7),
    "numbers": ([7, 8], 8),
    "a number and a text": ([7, "a"], "a"),
    "a list": ([[text("a")]], [text("a")]),
    "a list alone, whatever is empty": (["", [text("a")], []], [text("a")]),
    "a part alone": ([text("a")], text("a")),
    "a part without a type": ([{"text": "a"}], {"text": "a"}),
    "a text, then a part without a type": (["a", {"text": "b"}], [text("a"), {"text": "b"}]),
    "an empty list": ([[]], []),
    "a text, then its list": (["Par", [text("is")]], [text("Paris")]),
    "a list, then a text": ([[text("Par")], "is"], [text("Paris")]),
    "a part, then a text": ([text("Par"), "is"], [text("Paris")]),
    "an image between": (["a", [IMAGE], "b"], [text("a"), IMAGE, text("b")]),
    "an image, then text": ([[IMAGE], "a", "b"], [IMAGE, text("ab")]),
    "two parts of one delta": (["a", [text("b"), text("c")]], [text("ab"), text("c")]),
    "three parts of one delta": (
        [[text("a"), text("b")], [text("c"), IMAGE], "d"],
        [text("a"), text("bc"), IMAGE, text("d")],
    ),
    "a part with more than text": (
        ["a", [{**text("b"), "x": 1}]],
        [text("a"), {**text("b"), "x": 1}],
    ),
    "a part of another type": (["a", [{"type": "t", "text": "b"}]], [text("a"), {"type": "t", "text": "b"}]),
    "texts in a list": (["a", ["b"]], [text("ab")]),
    "a part whose text is none": (["a", [{"type": "text", "text": 7}]], [text("a"), {"type": "text", "text": 7}]),
}  # fmt: skip


@pytest.mark.parametrize(("values", "wanted"), CONTENTS.values(), ids=CONTENTS)
@pytest.mark.parametrize("key", ["content", "refusal", "reasoning", "reasoning_content"])
def test_a_text_in_whatever_form(key: str, values: list[Any], wanted: Any) -> None:
    assert message(*({key: value} for value in values)) == {key: wanted}


def test_the_first_id_and_the_last_of_all_else() -> None:
    chunks: list[Json] = [
        {"id": "", "model": None, "usage": None, "choices": None},
        {"id": "1", "created": 1, "model": "m", "provider": "p", "usage": 1, "x": 1},
        {"id": "2", "created": 2, "model": "n", "provider": "q", "usage": 2, "x": None},
    ]
    assert accumulated(chunks) == {
        "id": "1",
        "created": 1,
        "model": "m",
        "provider": "p",
        "usage": 2,
        "x": 1,
        "choices": [],
        "object": "chat.completion",
    }


def test_what_is_no_chunk_is_none() -> None:
    accumulator = ChatAccumulator()
    nothing: list[object] = [None, "x", [], 7]
    for value in nothing:
        accumulator.add(value)
    assert accumulator.empty
    assert accumulator.result() == {"choices": []}
    accumulator.add({})
    assert not accumulator.empty
    assert accumulator.result() == {"object": "chat.completion", "choices": []}


def test_choices_are_in_the_order_of_their_numbers() -> None:
    made = choices(
        {"index": 1, "delta": {"content": "b"}},
        {"index": 0, "delta": {"content": "a"}},
        {"index": 1, "delta": {"content": "c"}, "finish_reason": "stop"},
    )
    assert [(each["index"], each["message"]["content"]) for each in made] == [(0, "a"), (1, "bc")]
    assert [each.get("finish_reason") for each in made] == [None, "stop"]


CHOICES: dict[str, tuple[list[Json], Json]] = {
    "a message for a delta": ([{"index": 0, "message": {"content": "a"}}], {"index": 0, "message": {"content": "a"}}),
    "a delta before the message": (
        [{"index": 0, "delta": {"content": "a"}, "message": {"content": "all"}}],
        {"index": 0, "message": {"content": "a"}},
    ),
    "a delta that is none": ([{"index": 0, "delta": "a"}], {"index": 0, "delta": "a"}),
    "a null delta": ([{"index": 0, "delta": None}], {"index": 0}),
    "an index that is none": ([{"index": "x"}, {"index": 0}, {"index": None}], {"index": 0}),
    "a finish reason that is taken back": (
        [{"index": 0, "finish_reason": "stop"}, {"index": 0, "finish_reason": None}],
        {"index": 0, "finish_reason": "stop"},
    ),
    "log probabilities": (
        [
            {"index": 0, "logprobs": None},
            {"index": 0, "logprobs": {"content": [1], "refusal": None, "x": 1}},
            {"index": 0, "logprobs": {"content": [2], "refusal": [3], "x": 2}},
        ],
        {"index": 0, "logprobs": {"content": [1, 2], "refusal": [3], "x": 2}},
    ),
    "log probabilities of another form": (
        [{"index": 0, "logprobs": 1}, {"index": 0, "logprobs": 2}],
        {"index": 0, "logprobs": 2},
    ),
    "no log probabilities": ([{"index": 0, "logprobs": None}], {"index": 0, "logprobs": None}),
}  # fmt: skip


@pytest.mark.parametrize(("given", "wanted"), CHOICES.values(), ids=CHOICES)
def test_a_choice(given: list[Json], wanted: Json) -> None:
    assert choices(*given) == [wanted]


def image(url: str = "u", index: Any = 0, **more: Any) -> Json:
    return {"type": "image_url", "image_url": {"url": url}, "index": index, **more}


IMAGES: dict[str, tuple[list[list[Any]], list[Any]]] = {
    "two": ([[image("a", 0)], [image("b", 1)]], [image("a", 0), image("b", 1)]),
    "sent again": ([[image("a")], [image("a")]], [image("a")]),
    "sent again, otherwise": (
        [[image("a")], [image("a", x=1)]],
        [image("a"), image("a", x=1)],
    ),
    "twice in one delta": ([[image("a"), image("a")]], [image("a"), image("a")]),
    "the same under another index": (
        [[image("a", 0)], [image("a", 1)]],
        [image("a", 0), image("a", 1)],
    ),
    "another under the same index": (
        [[image("a", 0)], [image("b", 0)]],
        [image("a", 0), image("b", 0)],
    ),
    "without an index": ([[image("a", None)], [image("a", None)]], [image("a", None)] * 2),
    "sent again after another": (
        [[image("a", 0)], [image("b", 1)], [image("a", 0)]],
        [image("a", 0), image("b", 1)],
    ),
    "what is none": ([["x"], ["x"], [{"image_url": "u", "index": 0}]], ["x", "x", {"image_url": "u", "index": 0}]),
}  # fmt: skip


@pytest.mark.parametrize(("deltas", "wanted"), IMAGES.values(), ids=IMAGES)
def test_images(deltas: list[list[Any]], wanted: list[Any]) -> None:
    assert message(*({"images": each} for each in deltas)) == {"images": wanted}


PARTS: dict[str, tuple[list[Json], Json]] = {
    "annotations": ([{"annotations": [1]}, {"annotations": [2, 3]}], {"annotations": [1, 2, 3]}),
    "annotations that are none": ([{"annotations": 1}], {"annotations": 1}),
    "audio": (
        [
            {"audio": {"id": "a", "data": "YWJj", "transcript": "Par"}},
            {"audio": {"data": "ZGVm", "transcript": "is", "expires_at": 1}},
        ],
        {"audio": {"id": "a", "data": "YWJjZGVm", "transcript": "Paris", "expires_at": 1}},
    ),
    "audio that is none": ([{"audio": "x"}], {"audio": "x"}),
    "calls": (
        [{"tool_calls": [None, {"index": 0, "id": "c", "function": {"name": "f"}}]}],
        {"tool_calls": [{"index": 0, "id": "c", "function": {"name": "f"}, "type": "function"}]},
    ),
    "the first role": ([{"role": "a"}, {"role": "b"}], {"role": "a"}),
    "a list of an unknown name": ([{"x": [1]}, {"x": [2]}], {"x": [2]}),
    "an empty list of an unknown name": ([{"x": []}], {}),
    "an empty list": ([{"reasoning_details": []}], {}),
    "details": (
        [{"reasoning_details": [{"type": "reasoning.text", "text": t}]} for t in ("a", "b")],
        {"reasoning_details": [{"type": "reasoning.text", "text": "ab"}]},
    ),
}


@pytest.mark.parametrize(("deltas", "wanted"), PARTS.values(), ids=PARTS)
def test_the_parts_of_a_message(deltas: list[Json], wanted: Json) -> None:
    assert message(*deltas) == wanted


def test_a_response_that_came_whole_keeps_its_empty_lists() -> None:
    whole = accumulated([{"choices": [{"index": 0, "message": {"x": [], "content": "a"}}]}])
    assert whole["choices"] == [{"index": 0, "message": {"x": [], "content": "a"}}]


OLDER: dict[str, tuple[list[Any], Any]] = {
    "in pieces": (
        [{"name": "f", "arguments": ""}, {"arguments": '{"x"'}, {"arguments": ":1}"}],
        {"name": "f", "arguments": '{"x":1}'},
    ),
    "a name in pieces": (
        [{"name": "get_"}, {"name": "weather"}, {"arguments": "{}"}],
        {"name": "get_weather", "arguments": "{}"},
    ),
    "a name on each": (
        [{"name": "f", "arguments": "{"}, {"name": "f", "arguments": "}"}, None, {}],
        {"name": "f", "arguments": "{}"},
    ),
    "half a character": (
        [{"name": "f", "arguments": '{"x":"\ud83d'}, {"arguments": '\ude00"}'}],
        {"name": "f", "arguments": '{"x":"😀"}'},
    ),
    "whole": ([None, {"name": "f", "arguments": "{}"}, None], {"name": "f", "arguments": "{}"}),
    "none": ([None, None], None),
    "no object": (["x"], "x"),
}


@pytest.mark.parametrize(("said", "wanted"), OLDER.values(), ids=OLDER)
def test_the_older_form_of_a_tool_call(said: list[Any], wanted: Any) -> None:
    accumulator = ChatAccumulator()
    for each in said:
        accumulator.add({"choices": [{"index": 0, "delta": {"function_call": each}}]})
    [choice] = accumulator.result()["choices"]
    assert choice["message"] == {"function_call": wanted}
