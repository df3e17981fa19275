"""`MessagesAccumulator`: the message that its events amount to, and what servers do otherwise."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest

from openrouter_core import wire
from openrouter_core._accumulate.messages import MessagesAccumulator
from openrouter_core._convert.converter import structure_hook
from openrouter_core.models import MessagesResult, MessagesStreamEvent, ToolUseBlock
from openrouter_core.testing import message, message_events_of

CITATION = {"type": "page_location", "cited_text": "x", "document_index": 0, "start_page_number": 1}
BLOCKS: dict[str, dict[str, Any]] = {
    "thinking": {"type": "thinking", "thinking": "Let me see. Hm.", "signature": "c2ln"},
    "redacted thinking": {"type": "redacted_thinking", "data": "ZGF0YQ=="},
    "text": {"type": "text", "text": "It is Paris. \n", "citations": None},
    "text with citations": {"type": "text", "text": "It is.", "citations": [CITATION, CITATION]},
    "empty text": {"type": "text", "text": ""},
    "call": {
        "type": "tool_use",
        "id": "toolu_1",
        "name": "add",
        "input": {"a": [1, 2.5, None], "b": {"c": "d 😀"}},
        "caller": {"type": "direct"},
    },
    "call without arguments": {"type": "tool_use", "id": "toolu_2", "name": "now", "input": {}},
    "server's call": {"type": "server_tool_use", "id": "s", "name": "web", "input": {"q": "x"}},
    "server's result": {
        "type": "web_search_tool_result",
        "tool_use_id": "s",
        "content": [{"type": "web_search_result", "url": "https://x.test", "title": None}],
    },
    "server's failure": {
        "type": "web_fetch_tool_result",
        "tool_use_id": "s",
        "content": {"type": "web_fetch_tool_result_error", "error_code": "url_too_long"},
    },
    "a block of tomorrow": {"type": "scent", "of": ["roses", None]},
}


def accumulated(*events: Any, models: bool = False) -> dict[str, Any]:
    response = MessagesAccumulator()
    structure = structure_hook(MessagesStreamEvent)
    for event in events:
        response.add(structure(event) if models else event)
    return response.result()


def start(index: Any = 0, **block: Any) -> dict[str, Any]:
    return {"type": "content_block_start", "index": index, "content_block": block}


def delta(index: Any = 0, **fields: Any) -> dict[str, Any]:
    return {"type": "content_block_delta", "index": index, "delta": fields}


@pytest.mark.parametrize("models", [False, True])
@pytest.mark.parametrize("name", [*BLOCKS, "all"])
def test_it_is_the_message_that_was_cut_into_events(name: str, models: bool) -> None:
    content = list(BLOCKS.values()) if name == "all" else [BLOCKS[name]]
    whole = message(None, content=content, stop_reason="tool_use", stop_sequence="###")
    events = message_events_of(whole)
    before = copy.deepcopy(events)
    made = accumulated(*events, models=models)
    assert wire.unstructure(wire.structure(made, MessagesResult)) == whole
    assert events == before


def test_an_empty_stream_is_an_empty_message() -> None:
    response = MessagesAccumulator()
    assert response.empty
    assert response.result() == {"content": []}
    response.add({"type": "ping"})
    assert not response.empty


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (['{"a"', ": 1}"], {"a": 1}),
        (["", '{"a": 1}'], {"a": 1}),
        (["{}"], {}),
        ([""], {}),
        ([], {}),
        (['{"a": "x'], '{"a": "x'),
        (["[1]"], "[1]"),
        (['{"a": 1} {"b": 2}'], '{"a": 1} {"b": 2}'),
        (["null"], "null"),
    ],
)
def test_arguments_are_the_object_that_their_pieces_are(pieces: list[str], expected: Any) -> None:
    events = [delta(type="input_json_delta", partial_json=piece) for piece in pieces]
    made = accumulated(start(type="tool_use", id="t", name="n", input={}), *events)
    assert made["content"] == [{"type": "tool_use", "id": "t", "name": "n", "input": expected}]
    [block] = wire.structure(made, MessagesResult).content
    assert isinstance(block, ToolUseBlock)
    assert block.input == expected


def test_arguments_that_came_at_the_start_stay() -> None:
    made = accumulated(start(type="tool_use", id="t", name="n", input={"a": 1}))
    assert made["content"][0]["input"] == {"a": 1}


@pytest.mark.parametrize(
    ("events", "content"),
    [
        ([delta(type="text_delta", text="Hi")], [{"type": "text", "text": "Hi"}]),
        (
            [delta(None, type="text_delta", text="H"), delta(None, type="text_delta", text="i")],
            [{"type": "text", "text": "Hi"}],
        ),
        (
            [delta(1, type="text_delta", text="b"), delta(0, type="thinking_delta", thinking="a")],
            [{"type": "thinking", "thinking": "a"}, {"type": "text", "text": "b"}],
        ),
        (
            [delta(0, type="input_json_delta", partial_json='{"a": 1}')],
            [{"type": "tool_use", "input": {"a": 1}}],
        ),
        (
            [delta(0, type="compaction_delta", content="What was said")],
            [{"type": "compaction", "content": "What was said"}],
        ),
        (
            [delta(0, type="citations_delta", citation=CITATION)],
            [{"type": "text", "citations": [CITATION]}],
        ),
    ],
)
def test_a_delta_whose_block_did_not_begin_has_one(
    events: list[dict[str, Any]], content: list[Any]
) -> None:
    assert accumulated(*events)["content"] == content


def test_two_blocks_at_one_index_are_two() -> None:
    made = accumulated(
        start(0, type="text", text=""),
        delta(0, type="text_delta", text="a"),
        start(0, type="text", text=""),
        delta(0, type="text_delta", text="b"),
    )
    assert [block["text"] for block in made["content"]] == ["a", "b"]


def test_blocks_may_be_interleaved_and_come_in_any_order() -> None:
    made = accumulated(
        start(1, type="text", text=""),
        start(0, type="text", text=""),
        delta(1, type="text_delta", text="c"),
        delta(0, type="text_delta", text="a"),
        delta(1, type="text_delta", text="d"),
        delta(0, type="text_delta", text="b"),
    )
    assert [block["text"] for block in made["content"]] == ["ab", "cd"]


def test_halves_of_a_character_are_joined() -> None:
    made = accumulated(
        delta(type="text_delta", text="\ud83d"), delta(type="text_delta", text="\ude00")
    )
    assert made["content"][0]["text"] == "😀"


def test_null_counts_at_the_end_take_nothing_back() -> None:
    made = accumulated(
        {"type": "message_start", "message": {"usage": {"input_tokens": 9, "output_tokens": 1}}},
        {
            "type": "message_delta",
            "delta": {"stop_reason": "end_turn"},
            "usage": {"input_tokens": None, "output_tokens": 5, "cost": 0.1},
        },
        {"type": "message_delta", "delta": {"stop_reason": None}},
        {"type": "message_stop", "openrouter_metadata": {"attempt": 1}},
    )
    assert made == {
        "usage": {"input_tokens": 9, "output_tokens": 5, "cost": 0.1},
        "stop_reason": "end_turn",
        "openrouter_metadata": {"attempt": 1},
        "content": [],
    }


@pytest.mark.parametrize(
    "event",
    [
        None,
        7,
        {"type": 7},
        {"type": "message_start"},
        {"type": "message_start", "message": 7},
        {"type": "content_block_start"},
        {"type": "content_block_start", "index": 0, "content_block": "x"},
        {"type": "content_block_delta", "index": 0},
        delta("x", type="scent_delta", scent="rose"),
        delta(0, type=["text_delta"], text="x"),
        {"type": "message_delta", "delta": 7, "usage": None},
        {"type": "content_block_stop", "index": 5},
        {"type": "error", "error": {}},
    ],
)
def test_what_means_nothing_changes_nothing(event: Any) -> None:
    events = message_events_of(message("Hi"))
    assert accumulated(*events, event)["content"] == accumulated(*events)["content"] or (
        event == {"type": "message_start"}
    )


_VALUES: tuple[Any, ...] = (
    None,
    True,
    1,
    1.5,
    2**60,
    "",
    "x",
    "\ud83d",
    "{",
    [],
    {},
    [{}],
    {"a": 1},
)
_NAMES = ("type", "index", "delta", "content_block", "message", "usage", "content", "error")
_PARTS = ("text", "partial_json", "thinking", "signature", "citation", "input", "stop_reason")
_TYPES = ("message_start", "content_block_start", "content_block_delta", "message_delta")
_DELTAS = (
    "text_delta",
    "input_json_delta",
    "thinking_delta",
    "citations_delta",
    "compaction_delta",
)


def anything(chance: random.Random, depth: int = 0) -> Any:
    if depth < 3 and chance.random() < 0.5:
        names = chance.choices((*_NAMES, *_PARTS), k=chance.randint(0, 4))
        made = {name: anything(chance, depth + 1) for name in names}
        return {**made, "type": chance.choice(_DELTAS)} if chance.random() < 0.5 else made
    return chance.choice(_VALUES)


@pytest.mark.parametrize("seed", range(20))
def test_any_events_become_something_that_structures(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        events = [
            {**dict.fromkeys(_NAMES, anything(chance)), "type": chance.choice(_TYPES)}
            | {name: anything(chance) for name in chance.choices(_NAMES[1:], k=4)}
            for _ in range(chance.randint(1, 6))
        ]
        made = accumulated(*events)
        assert wire.unstructure(wire.structure(made, MessagesResult)) == made
