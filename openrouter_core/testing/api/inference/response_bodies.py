"""Bodies and events of the Responses API, as plain dicts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from openrouter_core.testing.payloads import CREATED, GENERATION_ID, MODEL

_ENDS = {"incomplete": "response.incomplete", "failed": "response.failed"}
_USD_PER_INPUT_TOKEN, _USD_PER_OUTPUT_TOKEN = 15e-8, 60e-8


# Bodies.


def response(
    text: str | None = "Hello!",
    /,
    *,
    model: str = MODEL,
    generation_id: str = GENERATION_ID,
    status: str = "completed",
    output: Sequence[Mapping[str, Any]] = (),
    error: Mapping[str, Any] | None = None,
    usage_counts: tuple[int, int] | None = (14, 8),
    **fields: Any,
) -> dict[str, Any]:
    """A whole answer of the Responses API.

    Args:
        text: of a message at the end of the output; None leaves the message out.
        model: echoed.
        generation_id: the answer's `id`.
        status: "incomplete" says of itself that the token limit was reached; "failed" belongs with
            `error`.
        output: items before the message, such as thoughts and calls.
        error: an error body (see `openrouter_core.testing.error`) whose error object is put into
            the answer.
        usage_counts: tokens of input and output; None leaves the usage out.
        **fields: more keys, such as `error_type`, `tools`, or `text`, which is the answer's form.

    >>> from openrouter_core.testing import error
    >>> failed = response(None, status="failed", error=error("server_error", "It broke"))
    >>> failed["error"], failed["output"]
    ({'message': 'It broke', 'code': 'server_error'}, [])
    """
    items = [*output, *(() if text is None else (message_item(text, status=status),))]
    answer: dict[str, Any] = {
        "id": generation_id,
        "object": "response",
        "created_at": CREATED,
        "model": model,
        "status": status,
        "completed_at": CREATED + 1,
        "output": items,
        "error": None if error is None else error["error"],
        "incomplete_details": {"reason": "max_output_tokens"} if status == "incomplete" else None,
        "tools": [],
        "tool_choice": "auto",
        "parallel_tool_calls": True,
        "max_output_tokens": None,
        "temperature": 1,
        "top_p": 1,
        "presence_penalty": 0,
        "frequency_penalty": 0,
        "top_logprobs": 0,
        "max_tool_calls": None,
        "metadata": {},
        "background": False,
        "previous_response_id": None,
        "service_tier": "auto",
        "truncation": "disabled",
        "store": False,
        "instructions": None,
        "text": {"format": {"type": "text"}},
        "reasoning": None,
        "safety_identifier": None,
        "prompt_cache_key": None,
        **fields,
    }
    if usage_counts is not None:
        answer["usage"] = _usage(*usage_counts)
    return answer


def message_item(text: str, *, status: str = "completed") -> dict[str, Any]:
    """A message of an answer."""
    part = {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
    return {
        "id": "msg_localserver",
        "type": "message",
        "role": "assistant",
        "status": "completed" if status == "completed" else "incomplete",
        "content": [part],
    }


def _usage(input_tokens: int, output_tokens: int) -> dict[str, Any]:
    costs = input_tokens * _USD_PER_INPUT_TOKEN, output_tokens * _USD_PER_OUTPUT_TOKEN
    return {
        "input_tokens": input_tokens,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": output_tokens,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": input_tokens + output_tokens,
        "cost": round(sum(costs), 10),
        "is_byok": False,
        "cost_details": {
            "upstream_inference_cost": None,
            "upstream_inference_input_cost": round(costs[0], 10),
            "upstream_inference_output_cost": round(costs[1], 10),
        },
    }


# Events.


def response_events_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The events that a whole answer would have been as a stream: messages word by word, the
    arguments of calls at once, other items whole; the last event says how the answer ended.
    """
    begun = {**answer, "status": "in_progress", "output": [], "completed_at": None, "error": None}
    begun |= {"incomplete_details": None}
    begun.pop("usage", None)
    events: list[dict[str, Any]] = [
        {"type": "response.created", "response": begun},
        {"type": "response.in_progress", "response": begun},
    ]
    for place, item in enumerate(answer.get("output") or ()):
        where = {"output_index": place}
        about = {**where, "item_id": item.get("id")}
        empty = {**item, "status": "in_progress", **_emptied(item)}
        events.append({"type": "response.output_item.added", **where, "item": empty})
        events.extend({**event, **about} for event in _events_in(item))
        events.append({"type": "response.output_item.done", **where, "item": item})
    last = _ENDS.get(str(answer.get("status")), "response.completed")
    events.append({"type": last, "response": answer})
    return [{**event, "sequence_number": number} for number, event in enumerate(events)]


def _emptied(item: Mapping[str, Any]) -> dict[str, Any]:
    if item.get("type") == "message":
        return {"content": []}
    return {"arguments": ""} if item.get("type") == "function_call" else {}


def _events_in(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    if item.get("type") == "function_call":
        written = item.get("arguments", "")
        done = {"name": item.get("name"), "arguments": written}
        return [
            {"type": "response.function_call_arguments.delta", "delta": written},
            {"type": "response.function_call_arguments.done", **done},
        ]
    events: list[dict[str, Any]] = []
    content = item.get("content") if item.get("type") == "message" else None
    for place, part in enumerate(content or ()):
        if part.get("type") != "output_text":
            continue
        where: dict[str, Any] = {"content_index": place}
        events.append(
            {"type": "response.content_part.added", **where, "part": {**part, "text": ""}}
        )
        events.extend(
            {"type": "response.output_text.delta", **where, "delta": piece, "logprobs": []}
            for piece in re.findall(r"\s*\S+|\s+$", part["text"])
        )
        whole = {"text": part["text"], "logprobs": []}
        events.append({"type": "response.output_text.done", **where, **whole})
        events.append({"type": "response.content_part.done", **where, "part": part})
    return events


def response_events(text: str | None = "Hello!", /, **how: Any) -> list[dict[str, Any]]:
    """The events of a streamed answer; the arguments are those of `response`.

    >>> events = response_events("Hi you", status="incomplete")
    >>> [event["delta"] for event in events if "delta" in event], events[-1]["type"]
    (['Hi', ' you'], 'response.incomplete')
    """
    return response_events_of(response(text, **how))
