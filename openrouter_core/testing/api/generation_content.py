"""GET /generation/content: the input and the output, read from a request and its reply."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

_WRITTEN = {
    "content": "completion",
    "text": "completion",
    "reasoning": "reasoning",
    "thinking": "reasoning",
}
"""The keys of a piece of text in each format, and its kind."""


def content(asked: Mapping[str, Any], bodies: list[dict[str, Any]]) -> dict[str, Any]:
    """The body's `data`.

    Args:
        asked: the request's body.
        bodies: the reply's body, or those of its events.
    """
    pieces: dict[str, list[str]] = {"completion": [], "reasoning": []}
    for part in (part for body in bodies for part in _parts(body)):
        for name, kind in _WRITTEN.items():
            if isinstance(part.get(name), str):
                pieces[kind].append(part[name])
    output = {kind: "".join(found) or None for kind, found in pieces.items()}
    return {"input": _input(asked), "output": output, "error": _error(bodies)}


def _input(asked: Mapping[str, Any]) -> dict[str, Any]:
    for name in ("messages", "input", "prompt", "query"):
        value = asked.get(name)
        if isinstance(value, list):
            return {"messages": value}
        if isinstance(value, str):
            return {"prompt": value}
    return {"prompt": json.dumps(asked) if asked else ""}


def _parts(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every object that may hold a piece of text.

    - ``{"choices": [{"message": {"content": "Hi"}}]}``, ``{"choices": [{"delta": {"content": "H"}}]}``: a chat
    - ``{"content": [{"type": "text", "text": "Hi"}]}``, ``{"delta": {"type": "text_delta", "text": "H"}}``: messages
    - ``{"output": [{"content": [{"text": "Hi"}]}]}``, ``{"response": {"output": [...]}}``: a response, which its last
      event has whole
    """
    for choice in _mappings(body.get("choices"))[:1]:
        yield from _mappings([choice.get("message"), choice.get("delta"), choice])
    yield from _mappings(body.get("content"))
    yield from _mappings([body.get("delta")])
    for whole in _mappings([body, body.get("response")]):
        for item in _mappings(whole.get("output")):
            if item.get("type") == "message":
                yield from _mappings(item.get("content"))
            elif item.get("type") == "reasoning":
                summaries = item.get("summary") or item.get("content")
                yield from ({"reasoning": part.get("text")} for part in _mappings(summaries))


def _error(bodies: list[dict[str, Any]]) -> dict[str, Any] | None:
    for body in bodies:
        for error in _mappings([body.get("error")]):
            code = error.get("code")
            metadata = error.get("metadata")
            known = metadata if isinstance(metadata, Mapping) else {}
            return {
                "status": code if isinstance(code, int) else None,
                "message": error.get("message"),
                "provider_name": known.get("provider_name"),
                "raw": known.get("raw"),
                "previous_errors": [],
            }
    return None


def _mappings(values: Any) -> list[Mapping[str, Any]]:
    return (
        [each for each in values if isinstance(each, Mapping)] if isinstance(values, list) else []
    )
