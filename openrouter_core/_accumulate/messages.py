"""From the events of a stream of the Messages API to the whole response: `MessagesAccumulator`."""

from __future__ import annotations

from typing import Any, Final

from openrouter_core._accumulate.pieces import Pieces
from openrouter_core._accumulate.values import json_object, keep_last, parsed_object
from openrouter_core._convert.values import whole_number
from openrouter_core.models.model import JsonObject

_TEXTS: Final = frozenset({"text", "thinking", "signature", "partial_json"})
_BLOCKS: Final = {
    "text_delta": "text",
    "citations_delta": "text",
    "thinking_delta": "thinking",
    "signature_delta": "thinking",
    "input_json_delta": "tool_use",
    "compaction_delta": "compaction",
}
"""The type of block that a delta belongs to. A delta of another type is ignored."""


class MessagesAccumulator:
    """Puts events together, one after the other, into the JSON object of a `MessagesResult`.

    >>> response = MessagesAccumulator()
    >>> response.add({"type": "message_start", "message": {"id": "gen-1", "content": []}})
    >>> response.add({"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}})
    >>> response.add({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Par"}})
    >>> response.add({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "is"}})
    >>> response.add({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 2}})
    >>> response.result()["content"], response.result()["stop_reason"]
    ([{'type': 'text', 'text': 'Paris'}], 'end_turn')
    """

    def __init__(self) -> None:
        self._begun = False
        self._message: dict[str, Any] = {}
        self._blocks: list[_Block] = []
        self._by_index: dict[int, _Block] = {}

    @property
    def empty(self) -> bool:
        """Whether no event has come."""
        return not self._begun

    def add(self, event: object) -> None:
        """Take the next event: JSON, or a model, whose parts then stay models."""
        values = json_object(event)
        if values is None:
            return
        self._begun = True
        match values.get("type"):
            case "message_start":
                self._start(json_object(values.get("message")) or {})
            case "content_block_start":
                block = json_object(values.get("content_block"))
                if block is not None:
                    self._new(whole_number(values.get("index")), block)
            case "content_block_delta":
                self._add_delta(values)
            case "message_delta":
                self._update(json_object(values.get("delta")) or {})
                self._update(values)
            case "message_stop":
                self._update(values)

    def result(self) -> dict[str, Any]:
        """The response so far."""
        ordered = sorted(self._blocks, key=lambda block: block.place)
        return {**self._message, "content": [block.result() for block in ordered]}

    def _start(self, message: JsonObject) -> None:
        blocks = message.get("content")
        for place, block in enumerate(blocks if isinstance(blocks, list) else ()):
            self._new(place, json_object(block) or {})
        self._message = {key: value for key, value in message.items() if key != "content"}

    def _update(self, values: JsonObject) -> None:
        """Take what an event says about the message as a whole. Its usage counts from the start of the message; but the
        prompt's tokens, known at the start, may be missing or null at the end.

        message_start   {"usage": {"input_tokens": 9, "output_tokens": 1}}
        message_delta   {"usage": {"input_tokens": null, "output_tokens": 2}}
        """
        for key, value in values.items():
            if key == "usage":
                usage = dict(json_object(self._message.get("usage")) or {})
                for name, count in (json_object(value) or {}).items():
                    keep_last(usage, name, count)
                self._message["usage"] = usage
            elif key not in ("type", "delta"):
                keep_last(self._message, key, value)

    def _new(self, index: int | None, values: JsonObject) -> _Block:
        last = self._blocks[-1].place if self._blocks else 0
        block = _Block(last if index is None else index, values)
        self._blocks.append(block)
        self._by_index[block.place] = block
        return block

    def _add_delta(self, values: JsonObject) -> None:
        """Take a delta of a block: the block at its index; without an index the last one."""
        delta = json_object(values.get("delta")) or {}
        kind = delta.get("type")
        if not isinstance(kind, str) or kind not in _BLOCKS:
            return
        index = whole_number(values.get("index"))
        if index is not None:
            block = self._by_index.get(index)
        else:
            block = self._blocks[-1] if self._blocks else None
        block = block or self._new(index, {"type": _BLOCKS[kind]})
        block.add({key: value for key, value in delta.items() if key != "type"})


class _Block(Pieces):
    """A block of the content.

    Fields:
        place: its position in the content.
        citations: citations that arrived one by one.
    """

    def __init__(self, place: int, values: JsonObject) -> None:
        super().__init__(_TEXTS)
        self.place = place
        self.citations: list[Any] = []
        self.add(values)

    def add(self, fragment: JsonObject) -> None:
        if "citation" in fragment:
            self.citations.append(fragment["citation"])
        else:
            super().add(fragment)

    def result(self) -> dict[str, Any]:
        """The block. Arguments that are not an object, for example because a limit has cut them off, stay text."""
        made = super().result()
        arguments = made.pop("partial_json") if "partial_json" in self.pieces else ""
        if arguments:
            found = parsed_object(arguments)
            made["input"] = arguments if found is None else found
        if self.citations:
            before = made.get("citations")
            made["citations"] = [*(before if isinstance(before, list) else ()), *self.citations]
        return made
