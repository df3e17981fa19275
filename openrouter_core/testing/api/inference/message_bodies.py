"""Bodies and events of the Messages API, as plain dicts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from openrouter_core.testing.payloads import GENERATION_ID, dumps

MODEL = "anthropic/claude-sonnet-4.5"
_USD_PER_INPUT_TOKEN, _USD_PER_OUTPUT_TOKEN = 3e-6, 15e-6
_DELTAS = {
    "text": ("text", "text_delta"),
    "thinking": ("thinking", "thinking_delta"),
}
"""By a block's type the key of its text, and the type of the deltas that it comes in."""


# Bodies.


def message(
    text: str | None = "Hello!",
    /,
    *,
    model: str = MODEL,
    generation_id: str = GENERATION_ID,
    stop_reason: str | None = "end_turn",
    content: Sequence[Mapping[str, Any]] = (),
    usage_counts: tuple[int, int] = (14, 8),
    **fields: Any,
) -> dict[str, Any]:
    """A whole answer of the Messages API.

    Args:
        text: of a block at the end of the content; None leaves the block out.
        model: echoed.
        generation_id: the answer's `id`.
        stop_reason: why it ends, such as "max_tokens" or "tool_use".
        content: blocks before the text, such as thoughts and calls.
        usage_counts: tokens of input and output.
        **fields: more keys, such as `stop_sequence` or `container`.

    >>> call = {"type": "tool_use", "id": "toolu_1", "name": "add", "input": {"a": 1}}
    >>> answer = message(None, content=[call], stop_reason="tool_use")
    >>> [block["name"] for block in answer["content"]], answer["role"]
    (['add'], 'assistant')
    """
    text_blocks = () if text is None else ({"type": "text", "text": text, "citations": None},)
    return {
        "id": generation_id,
        "type": "message",
        "role": "assistant",
        "model": model,
        "provider": "Anthropic",
        "content": [*content, *text_blocks],
        "stop_reason": stop_reason,
        "stop_sequence": None,
        "stop_details": None,
        "container": None,
        "usage": _usage(*usage_counts),
        **fields,
    }


def _usage(input_tokens: int, output_tokens: int) -> dict[str, Any]:
    costs = input_tokens * _USD_PER_INPUT_TOKEN, output_tokens * _USD_PER_OUTPUT_TOKEN
    return {
        "input_tokens": input_tokens,
        "output_tokens": output_tokens,
        "cache_creation_input_tokens": 0,
        "cache_read_input_tokens": 0,
        "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
        "output_tokens_details": {"thinking_tokens": 0},
        "server_tool_use": {"web_search_requests": 0, "web_fetch_requests": 0},
        "inference_geo": None,
        "service_tier": "standard",
        "speed": "standard",
        "cost": round(sum(costs), 10),
        "is_byok": False,
        "cost_details": {
            "upstream_inference_cost": None,
            "upstream_inference_prompt_cost": round(costs[0], 10),
            "upstream_inference_completions_cost": round(costs[1], 10),
        },
    }


# Events.


def message_events_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The events that a whole answer would have been as a stream: text and thoughts word by word, the arguments of a
    call in two pieces, other blocks whole.
    """
    usage = answer.get("usage") or {}
    begun = {**answer, "content": [], "stop_reason": None, "stop_sequence": None}
    if usage:
        begun["usage"] = {**usage, "output_tokens": 1}
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": begun},
        {"type": "ping"},
    ]
    for index, block in enumerate(answer.get("content") or ()):
        empty, deltas = _block_events(block)
        events.append({"type": "content_block_start", "index": index, "content_block": empty})
        events.extend(
            {"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas
        )
        events.append({"type": "content_block_stop", "index": index})
    names = ("stop_reason", "stop_sequence", "stop_details", "container")
    last = {name: answer.get(name) for name in names}
    events.append({"type": "message_delta", "delta": last, "usage": usage})
    events.append({"type": "message_stop"})
    return events


def _block_events(block: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a block begins with, and the deltas that follow."""
    kind = block.get("type")
    if kind in _DELTAS:
        key, delta = _DELTAS[str(kind)]
        pieces = re.findall(r"\s*\S+|\s+$", block.get(key) or "")
        deltas = [{"type": delta, key: piece} for piece in pieces]
        empty = {**block, key: ""}
        if block.get("signature"):
            deltas.append({"type": "signature_delta", "signature": block["signature"]})
            empty["signature"] = ""
        if block.get("citations"):
            deltas += [{"type": "citations_delta", "citation": each} for each in block["citations"]]
            empty["citations"] = []
        return empty, deltas
    if kind in ("tool_use", "server_tool_use") and block.get("input"):
        written = dumps(block["input"]).decode()
        half = len(written) // 2
        pieces = ["", written[:half], written[half:]]  # the API's first piece is empty
        return (
            {**block, "input": {}},
            [{"type": "input_json_delta", "partial_json": piece} for piece in pieces],
        )
    return dict(block), []


def message_events(text: str | None = "Hello!", /, **how: Any) -> list[dict[str, Any]]:
    """The events of a streamed answer; the arguments are those of `message`.

    >>> events = message_events("Hi you", stop_reason="max_tokens")
    >>> [event["delta"]["text"] for event in events if event["type"] == "content_block_delta"]
    ['Hi', ' you']
    """
    return message_events_of(message(text, **how))


def named_event(event: Mapping[str, Any]) -> bytes:
    r"""An event with its type in the `event:` line, which Anthropic's own clients look at.

    >>> named_event({"type": "ping"})
    b'event: ping\ndata: {"type":"ping"}\n\n'
    """
    return b"event: %s\ndata: %s\n\n" % (str(event["type"]).encode(), dumps(event))
