"""Chunks put together to a response: the rules as tables, as a property over legal cuts, and on recorded streams."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openrouter_core import wire
from openrouter_core._accumulate.chat import ChatAccumulator
from openrouter_core._protocol.events import EventReader
from openrouter_core._protocol.formats.chat import ChatEvents
from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk
from openrouter_core.models.http_meta import HttpMeta
from openrouter_core.result import Ok

Json: TypeAlias = dict[str, Any]


def accumulated(chunks: Iterable[object]) -> Json:
    response = ChatAccumulator()
    for chunk in chunks:
        response.add(chunk)
    return response.result()


def chunk(delta: object, **choice: Any) -> Json:
    return {"choices": [{"index": 0, "delta": delta, **choice}]}


def message(*deltas: object) -> Json:
    """The message of one choice; a chunk before all deltas makes clear that they were streamed."""
    made: Json = accumulated([{"choices": []}, *map(chunk, deltas)])["choices"][0].get(
        "message", {}
    )
    return made


def details(*fragments: object) -> list[Any]:
    made: list[Any] = message(*({"reasoning_details": [f]} for f in fragments)).get(
        "reasoning_details", []
    )
    return made


def calls(*fragments: object) -> list[Json]:
    made: list[Json] = message(*({"tool_calls": [f]} for f in fragments)).get("tool_calls", [])
    return made


def call(index: int, ident: str | None, name: str, arguments: str | None) -> Json:
    made: Json = {"index": index, "type": "function", "function": {"name": name}}
    if ident is not None:
        made["id"] = ident
    if arguments is not None:
        made["function"]["arguments"] = arguments
    return made


def fragment(
    index: int | None = None, ident: Any = ..., name: Any = ..., arguments: Any = ...
) -> Json:
    made: Json = {} if index is None else {"index": index}
    if ident is not ...:
        made["id"] = ident
    function = {k: v for k, v in (("name", name), ("arguments", arguments)) if v is not ...}
    return {**made, "function": function}


# --- the chunk's own keys ------------------------------------------------------------------------------------------


def test_no_chunks_are_an_answer_without_choices() -> None:
    assert ChatAccumulator().empty
    assert accumulated([]) == {"choices": []}


@pytest.mark.parametrize(
    ("key", "values", "wanted"),
    [
        ("id", ["", None, "gen-1", "gen-2"], "gen-1"),
        ("created", [None, 5, 6], 5),
        ("model", ["m", "n"], "m"),
        ("provider", [None, "P", None], "P"),
        ("system_fingerprint", ["a", "b", None], "b"),
        ("service_tier", [None, "default"], "default"),
        ("service_tier", [None, None], None),
        ("openrouter_metadata", [{"a": 1}, None], {"a": 1}),
        ("usage", [None, {"cost": 1, "total_tokens": 3}, {"cost": 2}, None], {"cost": 2}),
        ("citations", [["a"], None], ["a"]),
        ("object", ["chat.completion.chunk", None], "chat.completion"),
    ],
)
def test_a_key_of_the_chunk(key: str, values: list[Any], wanted: object) -> None:
    assert accumulated({key: value} for value in values)[key] == wanted


def test_what_is_missing_stays_missing() -> None:
    assert accumulated([{"choices": [{"delta": {"content": "a"}}]}, {}]) == {
        "object": "chat.completion",
        "choices": [{"message": {"content": "a"}}],
    }


def test_choices_that_are_no_list_are_kept_as_other_misfits_are() -> None:
    made = accumulated([{"choices": "?"}])
    assert made["choices"] == "?"
    assert wire.structure(made, ChatResponse).extra == {"choices": "?"}
    assert accumulated([{"choices": "?"}, chunk({"content": "a"}), {"choices": None}])[
        "choices"
    ] == [{"index": 0, "message": {"content": "a"}}]


def test_choices_are_in_the_order_of_their_index() -> None:
    made = accumulated(
        [
            {"choices": [{"index": 2, "delta": {"content": "c"}}]},
            {
                "choices": [
                    {"index": 0, "delta": {"content": "a"}},
                    {"index": 2, "delta": {"content": "C"}},
                ]
            },
        ]
    )
    assert [(c["index"], c["message"]["content"]) for c in made["choices"]] == [(0, "a"), (2, "cC")]


@pytest.mark.parametrize("index", [None, "0", True, 1.5, [], {}])
def test_a_missing_or_strange_index_is_zero(index: object) -> None:
    made = accumulated(
        [chunk({"content": "a"}), {"choices": [{"index": index, "delta": {"content": "b"}}]}]
    )
    assert made["choices"] == [{"index": 0, "message": {"content": "ab"}}]


def test_several_choices_of_a_chunk_that_lack_an_index_are_several_answers() -> None:
    made = accumulated([{"choices": [{"delta": {"content": "a"}}, {"delta": {"content": "b"}}]}])
    assert [choice["message"]["content"] for choice in made["choices"]] == ["a", "b"]


@pytest.mark.parametrize("key", ["finish_reason", "native_finish_reason", "error", "stop_reason"])
def test_of_a_choices_keys_the_last_that_is_not_null_counts(key: str) -> None:
    made = accumulated(
        [
            chunk({}, **{key: None}),
            chunk({}, **{key: "a"}),
            chunk({}, **{key: "b"}),
            chunk({}, **{key: None}),
        ]
    )
    assert made["choices"][0][key] == "b"


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ([None, None], None),
        (
            [{"content": [1], "refusal": None}, None, {"content": [2, 3], "refusal": None}],
            {"content": [1, 2, 3], "refusal": None},
        ),
        (
            [{"content": [], "refusal": [1]}, {"content": None, "refusal": [2]}],
            {"content": [], "refusal": [1, 2]},
        ),
        ([-0.5, None, -0.25], -0.25),
        ([{"tokens": None}, {"tokens": ["a"]}, {"tokens": ["b"]}], {"tokens": ["b"]}),
        ([1, {"content": [1]}, "x"], {"content": [1]}),
    ],
)
def test_logprobs(values: list[Any], wanted: object) -> None:
    assert (
        accumulated(chunk({}, logprobs=value) for value in values)["choices"][0]["logprobs"]
        == wanted
    )


def test_a_message_that_came_whole_is_taken_where_there_is_no_delta() -> None:
    whole = {"role": "assistant", "content": "Hi"}
    assert (
        accumulated([{"choices": [{"index": 0, "message": whole}]}])["choices"][0]["message"]
        == whole
    )
    beside = accumulated(
        [chunk({"content": "H"}, message=whole), chunk({"content": "i"}, message=whole)]
    )
    assert beside["choices"][0]["message"] == {"content": "Hi"}


# --- texts and lists -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["content", "refusal", "reasoning", "reasoning_content"])
@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (["a", "", None, "b"], "ab"),
        (["", ""], ""),
        (["", None], ""),
        ([None, None], None),
        (
            [[{"type": "text", "text": "a"}], [{"type": "x"}]],
            [{"type": "text", "text": "a"}, {"type": "x"}],
        ),
        (
            ["a", "b", [{"type": "x"}], "c"],
            [{"type": "text", "text": "ab"}, {"type": "x"}, {"type": "text", "text": "c"}],
        ),
        ([5], 5),
        ([{"a": 1}, 5, "b"], "b"),
        (["a\ud83d", "", "\ude00"], "a😀"),
        (["\ud83d", "a"], "\ud83da"),
    ],
)
def test_a_text(key: str, values: list[Any], wanted: object) -> None:
    assert message(*({key: value} for value in values))[key] == wanted


@pytest.mark.parametrize(
    ("key", "values", "wanted"),
    [
        ("role", ["assistant", "assistant", ""], "assistant"),
        ("role", [None, "assistant"], "assistant"),
        ("annotations", [[1], None, [], [2, 3]], [1, 2, 3]),
        ("annotations", [{"a": 1}], {"a": 1}),
        ("unheard_of", ["a", "b", None], "b"),
        (
            "audio",
            [
                {"id": "x", "transcript": "He"},
                {"data": "AA"},
                {"data": "BB", "transcript": "y", "expires_at": 1},
                {"expires_at": 2, "id": None, "format": "wav"},
            ],
            {"id": "x", "data": "AABB", "transcript": "Hey", "expires_at": 2, "format": "wav"},
        ),
        ("audio", [{"id": "x"}, {"id": "y"}, None, "?"], {"id": "y"}),
    ],
)
def test_a_part_of_the_message(key: str, values: list[Any], wanted: object) -> None:
    assert message(*({key: value} for value in values))[key] == wanted


@pytest.mark.parametrize("key", ["tool_calls", "reasoning_details", "images", "annotations"])
def test_a_list_that_was_always_empty_is_absent_as_in_the_answer_that_is_not_streamed(
    key: str,
) -> None:
    assert message({key: []}, {key: []}) == {}
    assert accumulated([chunk({key: []})])["choices"][0]["message"] == {
        key: []
    }  # one that came whole is as it is


def image(url: str, index: int | None = 0, **more: Any) -> Json:
    return {
        "type": "image_url",
        "image_url": {"url": url},
        **more,
        **({} if index is None else {"index": index}),
    }


@pytest.mark.parametrize(
    ("images", "kept"),
    [
        ([image("a"), image("b", 1)], [0, 1]),
        ([image("a"), image("a")], [0]),
        ([image("a"), image("b")], [0, 1]),
        ([image("a"), image("a", 1)], [0, 1]),
        ([image("a", None), image("a", None)], [0, 1]),
        ([image("a"), image("a", detail="high")], [0, 1]),
        ([5, {"image_url": 3}], [0, 1]),
    ],
)
def test_an_image_is_dropped_only_if_it_is_sent_again_under_its_index(
    images: list[Any], kept: list[int]
) -> None:
    assert message(*({"images": [one]} for one in images))["images"] == [images[at] for at in kept]


# --- reasoning details ---------------------------------------------------------------------------------------------

CLAUDE = {"type": "reasoning.text", "format": "anthropic-claude-v1", "index": 0}
ENCRYPTED = {"type": "reasoning.encrypted", "format": "openai-responses-v1", "index": 0}
SUMMARY = {"type": "reasoning.summary", "format": "openai-responses-v1", "index": 0}


@pytest.mark.parametrize(
    ("fragments", "wanted"),
    [
        # as recorded of anthropic/claude-sonnet-4.5: empty first values, the signature last and alone
        (
            [
                {**CLAUDE, "text": "", "signature": ""},
                {**CLAUDE, "text": "Let"},
                {**CLAUDE, "text": " me"},
                {**CLAUDE, "signature": "S"},
            ],
            [{**CLAUDE, "text": "Let me", "signature": "S"}],
        ),
        # as recorded of openai/gpt-5.2
        (
            [
                {**SUMMARY, "summary": "a"},
                {**SUMMARY, "summary": "b"},
                {**ENCRYPTED, "data": "D", "id": "rs_1", "index": 1},
            ],
            [{**SUMMARY, "summary": "ab"}, {**ENCRYPTED, "data": "D", "id": "rs_1", "index": 1}],
        ),
        # as recorded of google/gemini-3-pro: one index for two items
        (
            [{**CLAUDE, "text": "a"}, {**ENCRYPTED, "data": "D", "id": "tool_add"}],
            [{**CLAUDE, "text": "a"}, {**ENCRYPTED, "data": "D", "id": "tool_add"}],
        ),
        # two ids are two items, also with one index, also interleaved
        (
            [
                {**ENCRYPTED, "data": "A", "id": "1"},
                {**ENCRYPTED, "data": "B", "id": "2"},
                {**ENCRYPTED, "data": "a", "id": "1"},
                {**ENCRYPTED, "data": "b", "id": None},
            ],
            [{**ENCRYPTED, "data": "Aab", "id": "1"}, {**ENCRYPTED, "data": "B", "id": "2"}],
        ),
        (
            [{**ENCRYPTED, "data": "A", "id": "1"}, {**ENCRYPTED, "data": "a"}],
            [{**ENCRYPTED, "data": "Aa", "id": "1"}],
        ),
        (
            [{**ENCRYPTED, "data": "A"}, {**ENCRYPTED, "data": "B", "id": "1"}],
            [{**ENCRYPTED, "data": "A"}, {**ENCRYPTED, "data": "B", "id": "1"}],
        ),
        # an id that comes late
        (
            [{**SUMMARY, "summary": "a"}, {**SUMMARY, "id": "1"}],
            [{**SUMMARY, "summary": "a", "id": "1"}],
        ),
        # another index is another item, and interleaving is no matter
        (
            [{**CLAUDE, "text": "a"}, {**CLAUDE, "text": "b", "index": 1}, {**CLAUDE, "text": "A"}],
            [{**CLAUDE, "text": "aA"}, {**CLAUDE, "text": "b", "index": 1}],
        ),
        # without an index: the last of its type
        (
            [
                {"type": "reasoning.text", "text": "a"},
                {**SUMMARY, "summary": "s"},
                {"type": "reasoning.text", "text": "b"},
            ],
            [{"type": "reasoning.text", "text": "ab"}, {**SUMMARY, "summary": "s"}],
        ),
        (
            [{**CLAUDE, "text": "a", "index": 3}, {"type": "reasoning.text", "signature": "S"}],
            [{**CLAUDE, "text": "a", "index": 3, "signature": "S"}],
        ),
        (
            [{**CLAUDE, "text": "a"}, {"signature": "S", "index": 0}],
            [{**CLAUDE, "text": "a", "signature": "S"}],
        ),
        # a signature tells what has no type: only text has one
        ([{"signature": "S"}], [{"signature": "S"}]),
        (
            [{"signature": "S", "index": 0}, {**CLAUDE, "text": "b"}, {**CLAUDE, "signature": "T"}],
            [{**CLAUDE, "text": "b", "signature": "T"}],
        ),
        (
            [{**CLAUDE, "text": "a"}, {**SUMMARY, "summary": "s"}, {"signature": "S"}],
            [{**CLAUDE, "text": "a", "signature": "S"}, {**SUMMARY, "summary": "s"}],
        ),
        # half a character
        (
            [{**CLAUDE, "text": "\ud83d"}, {**CLAUDE, "text": "\ude00"}],
            [{**CLAUDE, "text": "😀"}],
        ),
        # null erases nothing, and stays where nothing else came
        (
            [
                {**CLAUDE, "text": "a", "signature": "S"},
                {**CLAUDE, "text": "b", "signature": None, "format": None},
                {**CLAUDE, "text": None},
            ],
            [{**CLAUDE, "text": "ab", "signature": "S"}],
        ),
        (
            [{**CLAUDE, "format": None, "text": "a"}, {**CLAUDE, "format": None, "text": "b"}],
            [{**CLAUDE, "format": None, "text": "ab"}],
        ),
        # nor does an empty string
        (
            [
                {**CLAUDE, "text": "a", "signature": "S"},
                {**CLAUDE, "text": "", "signature": "", "format": ""},
            ],
            [{**CLAUDE, "text": "a", "signature": "S"}],
        ),
        # a signature ends a thought: the next text is the next thought's, even under the same index
        (
            [
                {**CLAUDE, "text": "a"},
                {**CLAUDE, "signature": "S"},
                {**CLAUDE, "text": "b"},
                {**CLAUDE, "text": "c"},
                {**CLAUDE, "signature": "T"},
            ],
            [{**CLAUDE, "text": "a", "signature": "S"}, {**CLAUDE, "text": "bc", "signature": "T"}],
        ),
        # a server's tool
        (
            [
                {
                    "type": "reasoning.server_tool_call",
                    "index": 0,
                    "tool_call_id": "1",
                    "arguments": "{",
                },
                {"type": "reasoning.server_tool_call", "index": 0, "arguments": "}"},
                {
                    "type": "reasoning.server_tool_call",
                    "index": 0,
                    "tool_call_id": "1",
                    "result": "r",
                },
                {
                    "type": "reasoning.server_tool_call",
                    "index": 0,
                    "tool_call_id": "2",
                    "result": "q",
                },
            ],
            [
                {
                    "type": "reasoning.server_tool_call",
                    "index": 0,
                    "tool_call_id": "1",
                    "arguments": "{}",
                    "result": "r",
                },
                {
                    "type": "reasoning.server_tool_call",
                    "index": 0,
                    "tool_call_id": "2",
                    "result": "q",
                },
            ],
        ),
        # unknown types
        (
            [{"type": "new", "x": 1}, {"type": "new", "x": 1}],
            [{"type": "new", "x": 1}, {"type": "new", "x": 1}],
        ),
        (
            [
                {"type": "new", "index": 0, "text": "a", "label": "l", "x": 1},
                {"type": "new", "index": 0, "text": "b", "label": "m"},
                {"type": "new", "index": 0, "id": "1", "text": "c"},
            ],
            [
                {"type": "new", "index": 0, "text": "ab", "label": "m", "x": 1},
                {"type": "new", "index": 0, "id": "1", "text": "c"},
            ],
        ),
        (
            [{}, 5, None, [], {"type": [1], "index": 0}],
            [{}, 5, None, [], {"type": [1], "index": 0}],
        ),
    ],
)
def test_reasoning_details(fragments: list[Any], wanted: list[Any]) -> None:
    assert details(*fragments) == wanted


def test_reasoning_details_that_came_whole_are_not_merged() -> None:
    items = [{**CLAUDE, "text": "a"}, {**CLAUDE, "text": "b"}, {**ENCRYPTED, "data": "D"}]
    assert (
        message({"content": ""}, {"reasoning_details": items}, {"reasoning_details": []})[
            "reasoning_details"
        ]
        == items
    )


# --- tool calls ----------------------------------------------------------------------------------------------------

WEATHER = call(0, "a", "get_weather", '{"x":1}')
ARGUMENTS = ['{"x"', ":1}"]


@pytest.mark.parametrize(
    "fragments",
    [
        [fragment(0, "a", "get_weather", ""), *(fragment(0, arguments=a) for a in ARGUMENTS)],
        [
            fragment(0, "a", "get_weather"),
            *(fragment(0, "", "", a) | {"type": ""} for a in ARGUMENTS),
        ],
        [fragment(0, "a", "get_weather", None), *(fragment(0, None, None, a) for a in ARGUMENTS)],
        [
            fragment(0, "a", "get_weather", ""),
            *(fragment(0, "a", "get_weather", a) for a in ARGUMENTS),
        ],
        [
            fragment(0, "a", "get_weather", ARGUMENTS[0]),
            fragment(0, " ", " ", ARGUMENTS[1]),
            fragment(0),
        ],
        [fragment(1, "a", "get_weather", ""), *(fragment(1, arguments=a) for a in ARGUMENTS)],
        [fragment(None, "a", "get_weather"), *(fragment(None, arguments=a) for a in ARGUMENTS)],
        [fragment(None, "a", "get_weather"), *(fragment(0, arguments=a) for a in ARGUMENTS)],
        [fragment(0, "a", "get_weather"), *(fragment(None, "a", arguments=a) for a in ARGUMENTS)],
        [
            fragment(0, name="get_weather"),
            fragment(0, "a"),
            *(fragment(0, arguments=a) for a in ARGUMENTS),
        ],
        [fragment(0, "a", "get_weather", '{"x":1}'), {"index": 0, "function": None}, {"index": 0}],
        [
            fragment(0, "a", "get_weather", '{"x":1}'),
            fragment(0, arguments='{"x":1}'),
        ],  # sent again, whole
        [
            fragment(0, "a", "get_weather"),
            *(fragment(0, arguments=a) for a in ARGUMENTS),
            fragment(0, "a", ..., '{"x":1}'),
        ],
        [
            fragment(0, "a", "get_weather"),
            fragment(0, "a", "get_weather"),
            fragment(0, "a", ..., '{"x":1}'),
        ],
        [fragment(0, "a", "get_"), fragment(0, name="weather"), fragment(0, arguments='{"x":1}')],
    ],
)
def test_one_call(fragments: list[Json]) -> None:
    assert calls(*fragments) == [WEATHER]


@pytest.mark.parametrize(
    ("fragments", "wanted"),
    [
        # as recorded of openai/gpt-5: numbered from 1; not streamed from 0
        (
            [
                fragment(1, "a", "f", ""),
                fragment(1, arguments="{}"),
                fragment(2, "b", "g", ""),
                fragment(2, arguments="{}"),
            ],
            [call(0, "a", "f", "{}"), call(1, "b", "g", "{}")],
        ),
        # as recorded of google/gemini-2.5-flash-lite: each has index 0
        (
            [fragment(0, "a", "f", "{}"), fragment(0, "b", "f", "{}"), fragment(0, "c", "g", "{}")],
            [call(0, "a", "f", "{}"), call(1, "b", "f", "{}"), call(2, "c", "g", "{}")],
        ),
        # one index, two ids, interleaved; a fragment without an id goes on with the last
        (
            [
                fragment(0, "a", "f", "{"),
                fragment(0, "b", "g", "["),
                fragment(0, "a", arguments="}"),
                fragment(0, "b", arguments="1"),
                fragment(0, "", arguments="]"),
            ],
            [call(0, "a", "f", "{}"), call(1, "b", "g", "[1]")],
        ),
        # two indexes, interleaved, the second first
        (
            [
                fragment(1, "b", "g"),
                fragment(0, "a", "f"),
                fragment(1, arguments="[]"),
                fragment(0, arguments="{}"),
            ],
            [call(0, "a", "f", "{}"), call(1, "b", "g", "[]")],
        ),
        # one id under two indexes is two calls
        (
            [
                fragment(0, "x", "f", "{"),
                fragment(1, "x", "g", "["),
                fragment(0, "x", ..., "}"),
                fragment(1, "x", ..., "]"),
            ],
            [call(0, "x", "f", "{}"), call(1, "x", "g", "[]")],
        ),
        # no index
        (
            [fragment(None, "a", "f", "{}"), fragment(None, "b", "g")],
            [call(0, "a", "f", "{}"), call(1, "b", "g", None)],
        ),
        # no ids: another name, or the same one with other complete arguments, begins another call
        (
            [fragment(0, None, "f", "{}"), fragment(0, None, "g", "{}")],
            [{**call(0, None, "f", "{}"), "id": None}, {**call(1, None, "g", "{}"), "id": None}],
        ),
        (
            [
                fragment(0, name="f", arguments='{"x":1}'),
                fragment(0, name="f", arguments='{"x":2}'),
            ],
            [call(0, None, "f", '{"x":1}'), call(1, None, "f", '{"x":2}')],
        ),
        (
            [fragment(0, name="f", arguments='{"x":1'), fragment(0, name="f", arguments="}")],
            [call(0, None, "f", '{"x":1}')],
        ),
        # arguments that are cut off, or none
        ([fragment(0, "a", "f", '{"x'), fragment(0, arguments="")], [call(0, "a", "f", '{"x')]),
        ([fragment(0, "a", "f", ""), fragment(0, arguments="")], [call(0, "a", "f", "")]),
        ([fragment(0, "a", "f")], [call(0, "a", "f", None)]),
        # values of another kind are kept
        (
            [fragment(0, "a", "f", {"x": 1})],
            [{**call(0, "a", "f", None), "function": {"name": "f", "arguments": {"x": 1}}}],
        ),
        (
            [{"id": 5, "type": "custom", "custom": 1}],
            [{"index": 0, "id": 5, "type": "custom", "custom": 1}],
        ),
        ([{"index": "0", "function": "f"}], [{"index": 0, "type": "function", "function": "f"}]),
        ([5, None, []], []),
    ],
)
def test_tool_calls(fragments: list[Any], wanted: list[Json]) -> None:
    assert calls(*fragments) == wanted


# --- any legal cut -------------------------------------------------------------------------------------------------

TEXT = st.text(max_size=12)
WORD = st.text("abcdefgh_", min_size=1, max_size=8)
ARGUMENT_TEXT = st.dictionaries(WORD, st.integers() | TEXT | st.booleans(), max_size=3).map(
    json.dumps
)


def cut(draw: st.DrawFn, text: str) -> list[str]:
    """A text in pieces, some of them empty."""
    at = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    return [text[a:b] for a, b in zip([0, *at], [*at, len(text)], strict=True)]


@st.composite
def reasoning_items(draw: st.DrawFn) -> list[Json]:
    items: list[Json] = []
    for index in range(draw(st.integers(0, 3))):
        form = {
            "format": draw(st.sampled_from([None, "unknown", "anthropic-claude-v1"])),
            "index": index,
        }
        for kind in draw(
            st.lists(st.sampled_from(["text", "summary", "encrypted"]), unique=True, max_size=3)
        ):
            if kind == "encrypted":
                ids = draw(st.lists(WORD, unique=True, min_size=1, max_size=2))
                items += [
                    {"type": "reasoning.encrypted", "data": draw(TEXT), "id": i, **form}
                    for i in ids
                ]
                continue
            item = {"type": f"reasoning.{kind}", kind: draw(TEXT), **form}
            if kind == "text" and draw(st.booleans()):
                item["signature"] = draw(WORD)
            items.append(item)
    return items


@st.composite
def messages(draw: st.DrawFn) -> Json:
    made: Json = {"role": "assistant"}
    for key in ("content", "reasoning", "refusal"):
        if draw(st.booleans()):
            made[key] = draw(TEXT)
    if items := draw(reasoning_items()):
        made["reasoning_details"] = items
    ids = draw(st.lists(WORD, unique=True, max_size=3))
    if ids:
        made["tool_calls"] = [
            call(i, ident, draw(WORD), draw(ARGUMENT_TEXT)) for i, ident in enumerate(ids)
        ]
    if draw(st.booleans()):
        made["images"] = [
            image(url, i) for i, url in enumerate(draw(st.lists(WORD, min_size=1, max_size=2)))
        ]
    if draw(st.booleans()):
        made["annotations"] = draw(
            st.lists(st.just({"type": "url_citation"}), min_size=1, max_size=3)
        )
    if draw(st.booleans()):
        made["audio"] = {
            "id": draw(WORD),
            "data": draw(WORD),
            "transcript": draw(TEXT),
            "expires_at": 1,
        }
    return made


@st.composite
def answers(draw: st.DrawFn) -> Json:
    made: Json = {
        "id": "gen-1",
        "object": "chat.completion",
        "created": 1,
        "model": draw(WORD),
        "provider": draw(WORD),
        "choices": [
            {
                "index": index,
                "message": draw(messages()),
                "finish_reason": draw(st.sampled_from(["stop", "length", "tool_calls"])),
                "native_finish_reason": draw(WORD),
            }
            for index in range(draw(st.integers(1, 3)))
        ],
        "usage": {
            "prompt_tokens": 1,
            "completion_tokens": 2,
            "cost": draw(st.sampled_from([0, 1.5e-7])),
        },
    }
    if draw(st.booleans()):
        made["service_tier"] = "default"
    if draw(st.booleans()):
        made["choices"][0]["logprobs"] = {
            "content": [{"token": t, "logprob": 0} for t in draw(TEXT)],
            "refusal": None,
        }
    return made


def detail_fragments(draw: st.DrawFn, item: Json) -> list[Json]:
    text = next(key for key in ("text", "summary", "data") if key in item)
    head = {key: value for key, value in item.items() if key not in (text, "signature")}
    fragments = [{**head, text: piece} for piece in cut(draw, item[text])]
    if "signature" in item:
        if draw(st.booleans()):
            fragments.append({**head, "signature": item["signature"]})
        else:
            fragments[-1]["signature"] = item["signature"]
    return fragments


def call_fragments(draw: st.DrawFn, item: Json, index: int) -> list[Json]:
    later: Json = draw(st.sampled_from([{}, {"id": None}, {"id": ""}, {"id": item["id"]}]))
    name: Json = draw(
        st.sampled_from([{}, {"name": ""}, {"name": None}, {"name": item["function"]["name"]}])
    )
    pieces = cut(draw, item["function"]["arguments"])
    first: Json = {**item, "index": index, "function": {"name": item["function"]["name"]}}
    if draw(st.booleans()):
        first["function"]["arguments"] = pieces.pop(0)
    else:
        first["function"] |= draw(st.sampled_from([{}, {"arguments": None}, {"arguments": ""}]))
    return [
        first,
        *({"index": index, **later, "function": {**name, "arguments": piece}} for piece in pieces),
    ]


def interleaved(draw: st.DrawFn, sequences: Sequence[Sequence[Any]]) -> list[Any]:
    """The sequences woven into one, each in its own order."""
    order = draw(st.permutations([number for number, items in enumerate(sequences) for _ in items]))
    turns = [iter(items) for items in sequences]
    return [next(turns[number]) for number in order]


def message_deltas(draw: st.DrawFn, whole: Json) -> list[Json]:
    made: list[list[Json]] = []
    for key in ("reasoning", "content", "refusal"):
        if key in whole:
            made.append([{key: piece} for piece in cut(draw, whole[key])])
    fragments = [detail_fragments(draw, item) for item in whole.get("reasoning_details", ())]
    made.append([{"reasoning_details": [f]} for items in fragments for f in items])
    collide = draw(st.booleans())
    start = draw(st.integers(0, 2))
    pieces = [
        call_fragments(draw, item, start if collide else start + at)
        for at, item in enumerate(whole.get("tool_calls", ()))
    ]
    ordered = [f for items in pieces for f in items]
    made.append([{"tool_calls": [f]} for f in (ordered if collide else interleaved(draw, pieces))])
    for key in ("images", "annotations"):
        made.append([{key: [item]} for item in whole.get(key, ())])
    if audio := whole.get("audio"):
        made.append(
            [{"audio": {"id": audio["id"], "data": piece}} for piece in cut(draw, audio["data"])]
        )
        made.append([{"audio": {"transcript": piece}} for piece in cut(draw, audio["transcript"])])
        made.append([{"audio": {"expires_at": 1}}])
    made.append(
        draw(
            st.lists(
                st.sampled_from([{}, {"content": None}, {"reasoning_details": []}]), max_size=2
            )
        )
    )
    role: Json = draw(st.sampled_from([{}, {"role": "assistant"}, {"role": None}]))
    return [{"role": "assistant"}, *({**role, **delta} for delta in interleaved(draw, made))]


def choice_parts(draw: st.DrawFn, choice: Json) -> list[Json]:
    tokens = (choice.get("logprobs") or {}).get("content", ())
    parts = [
        {"index": choice["index"], "delta": delta}
        for delta in message_deltas(draw, choice["message"])
    ]
    if choice.get("logprobs"):
        parts[-1]["logprobs"] = choice["logprobs"] | {"content": []}
        parts += [
            {**parts[0], "logprobs": choice["logprobs"] | {"content": [token]}} for token in tokens
        ]
    reasons = {key: choice[key] for key in ("finish_reason", "native_finish_reason")}
    if draw(st.booleans()):
        parts.append({"index": choice["index"], "delta": {}})
    parts[draw(st.integers(0, len(parts) - 1))] |= reasons  # content may follow it
    return parts


@st.composite
def cut_answers(draw: st.DrawFn) -> tuple[Json, list[Json]]:
    """An answer, and a stream that says the same."""
    answer = draw(answers())
    head = {key: answer[key] for key in ("id", "created", "model", "provider")} | {
        "object": "chat.completion.chunk"
    }
    parts = interleaved(draw, [choice_parts(draw, choice) for choice in answer["choices"]])
    chunks: list[Json] = [{**head, "choices": [part]} for part in parts]
    if draw(st.booleans()):
        chunks.insert(0, {**head, "choices": []})
    if draw(st.booleans()):
        chunks.append({**head, "choices": []})
    chunks[-1] |= {key: answer[key] for key in ("usage", "service_tier") if key in answer}
    return answer, chunks


@settings(max_examples=400, deadline=None)
@given(cut_answers())
def test_an_answer_cut_into_a_stream_in_any_legal_way_is_that_answer(
    both: tuple[Json, list[Json]],
) -> None:
    answer, chunks = both
    wanted = wire.structure(answer, ChatResponse)
    assert wire.structure(accumulated(chunks), ChatResponse) == wanted
    models = [wire.structure(chunk, ChatStreamingResponseChunk) for chunk in chunks]
    assert wire.structure(accumulated(models), ChatResponse) == wanted


@settings(max_examples=100, deadline=None)
@given(answers())
def test_a_whole_answer_in_place_of_a_stream_is_that_answer(answer: Json) -> None:
    only = ChatEvents().as_chunk(answer)
    assert wire.structure(accumulated([only]), ChatResponse) == wire.structure(answer, ChatResponse)


# --- anything at all -----------------------------------------------------------------------------------------------

NAMES = (
    "id object created model provider usage choices index delta message finish_reason logprobs content refusal role "
    "reasoning reasoning_details tool_calls images audio annotations function name arguments type text summary data "
    "signature format url image_url transcript error extra http_meta"
)
KEYS = st.sampled_from(NAMES.split())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-1, 2)
    | st.floats()
    | st.sampled_from(["", "a", "{}", "reasoning.text"])
    | TEXT
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


def near(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=3) | ANYTHING


def fields(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({}, optional=dict(values)) | ANYTHING


DELTA = fields(
    role=ANYTHING,
    content=ANYTHING,
    tool_calls=near(
        fields(
            index=SCALARS,
            id=SCALARS,
            type=SCALARS,
            function=fields(name=ANYTHING, arguments=ANYTHING),
        ),
    ),
    reasoning_details=near(
        fields(
            type=SCALARS,
            index=SCALARS,
            id=SCALARS,
            text=ANYTHING,
            data=ANYTHING,
            signature=ANYTHING,
        ),
    ),
    images=near(fields(index=SCALARS, image_url=fields(url=SCALARS))),
    audio=fields(data=ANYTHING, transcript=ANYTHING),
    annotations=ANYTHING,
)
CHUNK = fields(
    choices=near(fields(index=SCALARS, delta=DELTA, logprobs=ANYTHING, message=DELTA)),
    usage=ANYTHING,
)


@settings(max_examples=500, deadline=None)
@given(st.lists(CHUNK, max_size=5))
def test_any_json_becomes_something_that_structures(chunks: list[Any]) -> None:
    wire.structure(accumulated(chunks), ChatResponse)
    models = [
        wire.structure(chunk, ChatStreamingResponseChunk)
        for chunk in chunks
        if isinstance(chunk, dict)
    ]
    wire.unstructure(wire.structure(accumulated(models), ChatResponse))


def test_a_chunk_nested_as_deep_as_the_parser_takes_is_no_problem() -> None:
    deep: Any = 1
    for _ in range(5000):
        deep = [deep]
    for key in (
        "content",
        "reasoning_details",
        "tool_calls",
        "images",
        "annotations",
        "audio",
        "x",
    ):
        twice = [chunk({key: deep}), chunk({key: deep})]
        wire.structure(accumulated(twice), ChatResponse)
    same = [chunk({"images": [image("a", x=deep)]}) for _ in range(2)]
    wire.structure(accumulated(same), ChatResponse)


MANY = 20_000


def thought(**values: str) -> Json:
    return {"reasoning_details": [{**CLAUDE, **values}]}


HOSTILE = {
    "content": [{"content": "word "}],
    "parts and text": [{"content": [{"type": "x"}]}, {"content": "a"}],
    "arguments": [{"tool_calls": [fragment(0, "a", "f", "word ")]}],
    "arguments that look complete": [{"tool_calls": [fragment(0, name="f", arguments="{}x")]}],
    "calls": [{"tool_calls": [fragment(0, name="f", arguments='{"x":1}'), fragment(0, name="g", arguments="{}")]}],
    "names": [{"tool_calls": [fragment(0, name="word_")]}, {"tool_calls": [fragment(0, name="other")]}],
    "thoughts": [thought(text="word ")],
    "empty thoughts": [thought(text=""), thought(signature="")],
    "signed thoughts": [thought(text="a"), thought(signature="S")],
    "images": [{"images": [image("a", detail="a")]}, {"images": [image("a", detail="b")]}],
}  # fmt: skip


@pytest.mark.parametrize("deltas", HOSTILE.values(), ids=HOSTILE)
def test_the_work_is_linear(deltas: list[Json]) -> None:
    """Not a benchmark: quadratic work would take minutes here, and linear work takes a fraction of a second."""
    begun = time.process_time()
    accumulated(chunk(deltas[at % len(deltas)]) for at in range(MANY))
    assert time.process_time() - begun < 5


# --- recorded streams ----------------------------------------------------------------------------------------------


def reconstructed(events: list[Json]) -> Json:
    """Text, tool calls and usage of a recorded stream, put together in the plainest way that fits all of them."""
    texts: dict[str, list[str]] = {"content": [], "reasoning": []}
    found: list[tuple[int, str, str, list[str]]] = []
    thoughts: dict[tuple[str, int, str | None], list[str]] = {}
    usage = None
    for event in events:
        usage = event.get("usage") or usage
        for choice in event["choices"]:
            delta = choice["delta"]
            for key, pieces in texts.items():
                pieces += [delta[key]] if delta.get(key) else []
            for item in delta.get("tool_calls") or ():
                if item.get("id") and not any(
                    item["index"] == i and item["id"] == ident for i, ident, _, _ in found
                ):
                    found.append((item["index"], item["id"], item["function"]["name"], []))
                next(c for c in reversed(found) if c[0] == item["index"])[3].append(
                    item["function"].get("arguments") or ""
                )
            for item in delta.get("reasoning_details") or ():
                text = item.get("text") or item.get("summary") or item.get("data") or ""
                thoughts.setdefault((item["type"], item["index"], item.get("id")), []).append(text)
    return {
        **{key: "".join(pieces) for key, pieces in texts.items()},
        "calls": [
            (at, ident, name, "".join(pieces)) for at, (_, ident, name, pieces) in enumerate(found)
        ],
        "thoughts": [(*key, "".join(pieces)) for key, pieces in thoughts.items()],
        "usage": usage,
    }


def read(body: bytes) -> list[Any]:
    reader = EventReader(ChatEvents(), HttpMeta(status=200), max_event_bytes=1 << 26, now=0.0)
    return [*reader.feed(body), *reader.end()]


def test_every_recorded_stream_is_what_a_plain_reconstruction_says(recordings: list[Json]) -> None:
    streams = 0
    for exchange in recordings:
        if (
            not exchange["stream"]
            or exchange["path"] != "/chat/completions"
            or exchange["status"] != 200
        ):
            continue
        results = read(exchange["body"].encode("utf-8", "surrogatepass"))
        chunks = [result.unwrap() for result in results if isinstance(result, Ok)]
        raw = [
            json.loads(line[5:])
            for line in exchange["body"].splitlines()
            if line.startswith("data: {")
        ]
        wanted = reconstructed(raw[: len(chunks)])
        made = wire.structure(accumulated(chunks), ChatResponse)
        if not made.choices:
            assert not chunks, exchange["id"]
            continue
        [choice] = made.choices
        message = choice.message
        assert (message.content or "") == wanted["content"], exchange["id"]
        assert (message.reasoning or "") == wanted["reasoning"], exchange["id"]
        assert [
            (
                c.index,
                c.id,
                c.function and c.function.name,
                (c.function and c.function.arguments) or "",
            )
            for c in message.tool_calls or ()
        ] == wanted["calls"], exchange["id"]
        thoughts = [wire.unstructure(item) for item in message.reasoning_details or ()]
        assert [
            (
                t["type"],
                t["index"],
                t.get("id"),
                t.get("text") or t.get("summary") or t.get("data") or "",
            )
            for t in thoughts
        ] == wanted["thoughts"], exchange["id"]
        assert wire.unstructure(made.usage) == wanted["usage"], exchange["id"]
        streams += 1
    assert streams > 200


def test_streamed_reasoning_details_have_the_form_of_those_that_are_not_streamed(
    recordings: list[Json],
) -> None:
    """The sets of keys that an item of a model's family has, streamed and put together, are among those that whole
    ones have.
    """
    whole: set[tuple[Any, ...]] = set()
    merged: set[tuple[Any, ...]] = set()
    for exchange in recordings:
        if exchange["path"] != "/chat/completions" or exchange["status"] != 200:
            continue
        body = exchange["body"].encode("utf-8", "surrogatepass")
        response = accumulated(r.unwrap() for r in read(body) if isinstance(r, Ok))
        for choice in response["choices"]:
            for item in choice["message"].get("reasoning_details") or ():
                item = wire.unstructure(item)
                form = (item["type"], item["format"], item["index"] > 0, *sorted(item))
                (merged if exchange["stream"] else whole).add(form)
    assert merged
    assert merged <= whole


# --- what a hostile server costs -----------------------------------------------------------------------------------


class Compared(int):
    """A number that counts how often it is compared, which is what colliding keys of a dict cost."""

    compared = 0
    __hash__ = int.__hash__

    def __eq__(self, other: object) -> bool:
        Compared.compared += 1
        return int.__eq__(self, other)


@pytest.mark.parametrize(
    "delta",
    [
        lambda index: {
            "tool_calls": [{**fragment(None, name="f", arguments="{}"), "index": index}]
        },
        lambda index: {"reasoning_details": [{**CLAUDE, "text": "a", "index": index}]},
        lambda index: {"reasoning_details": [{"type": "new", "text": "a", "index": index}]},
        lambda index: {"images": [image("a", index)]},
    ],
    ids=["tool calls", "thoughts", "unknown thoughts", "images"],
)
@pytest.mark.parametrize("in_choices", [True, False])
def test_numbers_that_no_list_has_are_no_keys(delta: Any, in_choices: bool) -> None:
    """Python's hash of an integer is the integer modulo 2**61 - 1: all of these have one hash."""
    indexes = [Compared(number * (2**61 - 1)) for number in range(1, 300)]
    Compared.compared = 0
    if in_choices:
        accumulated([{"choices": [{"index": index, "delta": delta(0)} for index in indexes]}] * 2)
    else:
        accumulated(chunk(delta(index)) for index in indexes)
    assert Compared.compared == 0
