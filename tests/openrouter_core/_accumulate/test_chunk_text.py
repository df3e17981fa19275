"""The texts of a stream's chunks, joined, are the text of the response that they add up to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrouter_core import wire
from openrouter_core._accumulate.chat import ChatAccumulator
from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk
from openrouter_core.models.model import join_text

Json = dict[str, Any]


def text(said: object) -> Json:
    return {"type": "text", "text": said}


def both(chunks: list[Json]) -> tuple[str, str]:
    """The chunks' texts, and the whole response's: made of the models, which must be that of the JSON."""
    models = [wire.structure(chunk, ChatStreamingResponseChunk) for chunk in chunks]
    whole = []
    for events in (models, chunks):
        accumulator = ChatAccumulator()
        for event in events:
            accumulator.add(event)
        whole.append(wire.structure(accumulator.result(), ChatResponse))
    assert whole[0].text == whole[1].text
    return join_text([model.text for model in models]), whole[0].text


def choice(content: object, **more: Any) -> Json:
    return {"index": 0, "delta": {"content": content}, **more}


STREAMS: dict[str, tuple[list[list[Json]], str]] = {
    "strings": ([[choice("Par")], [choice("")], [choice(None)], [choice("is")]], "Paris"),
    "parts": ([[choice([text("Par")])], [choice([text("is")])]], "Paris"),
    "a part alone": ([[choice(text("Par"))], [choice(text("is"))]], "Paris"),
    "parts without a type": ([[choice([{"text": "Par"}])], [choice([{"text": "is"}])]], "Paris"),
    "strings among parts": ([[choice(["Par", text("is")])]], "Paris"),
    "parts, then strings": ([[choice([text("Par")])], [choice("is")]], "Paris"),
    "strings, then parts": ([[choice("Par")], [choice([text("is")])]], "Paris"),
    "several parts at once": ([[choice([text("P"), text("ar")])], [choice([text("is")])]], "Paris"),
    "the Responses API's parts": ([[choice([{"type": "output_text", "text": "Hi"}])]], "Hi"),
    "thoughts add nothing": (
        [
            [choice([{"type": "thinking", "thinking": [text("Hm")]}])],
            [choice([{"type": "reasoning", "text": "Hm"}, text("Paris")])],
        ],
        "Paris",
    ),
    "parts that are none": ([[choice([5, None, [], text(None), text("Hi")])]], "Hi"),
    "content of another kind": ([[choice(5)], [choice({"a": "b"})], [choice(True)]], ""),
    "a message in place of the delta": ([[{"index": 0, "message": {"content": "Hi"}}]], "Hi"),
    "a message beside null": ([[{"index": 0, "delta": None, "message": {"content": "Hi"}}]], "Hi"),
    "a message in parts": ([[{"index": 0, "message": {"content": [text("Hi")]}}]], "Hi"),
    "a message beside a delta repeats": ([[choice("Hi", message={"content": "Hi"})]], "Hi"),
    "a message beside an empty delta": (
        [[choice("Hi")], [{"index": 0, "delta": {}, "message": {"content": "Hi"}}]],
        "Hi",
    ),
    "a message beside a delta of another kind": (
        [[{"index": 0, "delta": 5, "message": {"content": "Hi"}}]],
        "Hi",
    ),
    "no index": ([[{"delta": {"content": "Par"}}], [choice("is", index=None)]], "Paris"),
    "an index of another kind": ([[choice("Par", index="0")], [choice("is", index=0.0)]], "Paris"),
    "an index beyond 53 bits": ([[choice("Par")], [choice("is", index=2**61 - 1)]], "Paris"),
    "an index below 0": ([[choice("Par")], [choice("is", index=-1)]], "Paris"),
    "several choices": (
        [[choice("b", index=1), choice("a")], [choice("B", index=1)], [choice("A")]],
        "aA",
    ),
    "several choices without an index": (
        [[{"delta": {"content": "a"}}, {"delta": {"content": "b"}}]] * 2,
        "aa",
    ),
    "one index for two choices of a chunk": ([[choice("a"), choice("A")]], "aA"),
    "an index and none in a chunk": ([[choice("a"), {"delta": {"content": "A"}}]], "aA"),
    "half characters": ([[choice("\ud83d")], [choice("\ude00!")]], "😀!"),
    "half characters in parts": ([[choice([text("\ud83d")])], [choice([text("\ude00!")])]], "😀!"),
    "half characters of text and part": ([[choice("\ud83d")], [choice([text("\ude00")])]], "😀"),
    "no choices": ([[], []], ""),
}


@pytest.mark.parametrize(("stream", "wanted"), STREAMS.values(), ids=STREAMS.keys())
def test_what_a_stream_says(stream: list[list[Json]], wanted: str) -> None:
    assert both([{"choices": choices} for choices in stream]) == (wanted, wanted)


def test_text_that_goes_on_is_one_part_of_the_content() -> None:
    accumulator = ChatAccumulator()
    image = {"type": "image_url", "image_url": {"url": "x"}}
    for content in (
        "",
        [text("Par")],
        [text("is")],
        "!",
        [image, text("\ud83d")],
        [text("\ude00")],
    ):
        accumulator.add({"choices": [choice(content)]})
    assert accumulator.result()["choices"][0]["message"]["content"] == [
        text("Paris!"),
        image,
        text("😀"),
    ]


PART = st.builds(text, st.text(max_size=3)) | st.sampled_from(
    [
        {"type": "thinking", "thinking": "Hm"},
        {"text": "a"},
        {"type": "x", "text": "b"},
        "c",
        5,
        None,
    ]
)
CONTENT = st.text(max_size=3) | st.none() | st.lists(PART, max_size=3) | PART
DELTA = st.fixed_dictionaries({}, optional={"content": CONTENT}) | st.none()
CHOICE = st.fixed_dictionaries(
    {},
    optional={
        "index": st.sampled_from([0, 0, 0, 1, 2, None, 1.0, "1", -1, True, 2**61 - 1]),
        "delta": DELTA,
        "message": DELTA,
    },
)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.lists(CHOICE, max_size=3), max_size=6))
def test_whatever_form_the_text_has(stream: list[list[Json]]) -> None:
    """A stream whose first choice says nothing at all is left out: its `text` is that of another choice."""
    chunks = [{"choices": [choice("")]}, *({"choices": choices} for choices in stream)]
    joined, whole = both(chunks)
    assert joined == whole
