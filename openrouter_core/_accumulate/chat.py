"""From a chat's chunks to the whole response: `ChatAccumulator`. It works on values only, and never raises.

What is legal and what is tolerated follows recorded traffic; comments say where. Text is kept in pieces and joined
once, and the part that a fragment continues is found by key, so the work is linear in the stream's length for any
server.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from openrouter_core._accumulate.pieces import Pieces
from openrouter_core._accumulate.reasoning_details import merged_details
from openrouter_core._accumulate.tool_calls import ToolCalls
from openrouter_core._accumulate.values import json_object, keep_first, keep_last, same
from openrouter_core._convert.values import whole_number
from openrouter_core.models.model import JsonObject, choice_numbers, join_text

_TEXTS: Final = frozenset({"content", "refusal", "reasoning", "reasoning_content"})
"""The delta's texts; the last one is `reasoning` under its name in vLLM and similar servers."""
_FIRST: Final = frozenset({"id", "created", "model", "provider"})
"""Keys whose first value counts; for every other key the last one counts."""


class ChatAccumulator:
    """Puts chunks together, one after the other, into the JSON object of a `ChatResponse`.

    >>> response = ChatAccumulator()
    >>> response.add({"id": "gen-1", "choices": [{"index": 0, "delta": {"role": "assistant", "content": "Par"}}]})
    >>> response.add({"choices": [{"index": 0, "delta": {"content": "is"}, "finish_reason": "stop"}]})
    >>> response.result()["choices"]
    [{'index': 0, 'finish_reason': 'stop', 'message': {'role': 'assistant', 'content': 'Paris'}}]
    """

    def __init__(self) -> None:
        self._chunks = 0
        self._values: dict[str, Any] = {}
        self._choices: dict[int, _Choice] = {}

    @property
    def empty(self) -> bool:
        """Whether no chunk has come."""
        return not self._chunks

    def add(self, chunk: object) -> None:
        """Take the next chunk: JSON, or a model, whose parts then stay models."""
        values = json_object(chunk)
        if values is None:
            return
        self._chunks += 1
        for key, value in values.items():
            if key == "choices" and isinstance(value, list):
                self._add_choices(value)
            elif key in _FIRST:
                keep_first(self._values, key, value)
            else:
                keep_last(self._values, key, value)

    def result(self) -> dict[str, Any]:
        """The response so far."""
        made = dict(self._values)
        if self._chunks:
            made["object"] = "chat.completion"
        if self._choices or made.get("choices") is None:
            whole = self._chunks == 1
            made["choices"] = [
                choice.result(whole=whole) for _, choice in sorted(self._choices.items())
            ]
        return made

    def _add_choices(self, choices: list[Any]) -> None:
        found = [choice for choice in map(json_object, choices) if choice is not None]
        numbers = choice_numbers([choice.get("index") for choice in found])
        for number, choice in zip(numbers, found, strict=True):
            if number not in self._choices:
                self._choices[number] = _Choice()
            self._choices[number].add(choice)


class _Choice:
    """One of the choices."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.logprobs: _Logprobs | None = None
        self.message = _Message()

    def add(self, choice: JsonObject) -> None:
        delta = json_object(choice.get("delta"))
        if delta is None:  # beside a delta it would repeat the message so far
            delta = json_object(choice.get("message"))
        if delta is not None:
            self.message.add(delta)
        for key, value in choice.items():
            if key == "index":
                if whole_number(value) is not None or key not in self.values:
                    self.values[key] = value
            elif key == "logprobs" and value is not None:
                self.logprobs = self.logprobs or _Logprobs()
                self.logprobs.add(value)
            elif key != "message" and not (key == "delta" and (value is None or delta is not None)):
                keep_last(self.values, key, value)

    def result(self, *, whole: bool) -> dict[str, Any]:
        made = dict(self.values)
        if self.logprobs is not None:
            made["logprobs"] = self.logprobs.result()
        message = self.message.result(whole=whole)
        if message:
            made["message"] = message
        return made


class _Message:
    """A choice's message, made from its deltas."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.texts: dict[str, _Text] = {}
        self.calls: ToolCalls | None = None
        self.function_call: ToolCalls | None = None
        self.details: list[list[Any]] = []
        self.images = _Images()
        self.annotations: list[Any] = []
        self.audio: Pieces | None = None

    def add(self, delta: JsonObject) -> None:
        for key, value in delta.items():
            if key in _TEXTS:
                if key not in self.texts:
                    self.texts[key] = _Text()
                self.texts[key].add(value)
            elif key == "role":
                keep_first(self.values, key, value)
            elif not (value and self._add_part(key, value)):
                keep_last(self.values, key, value)

    def _add_part(self, key: str, value: Any) -> bool:
        """Take a part that is merged; False if it is something else, or of the wrong type.

        The older form of a tool call is only the function, in fragments like today's:

            "function_call": {"name": "f", "arguments": ""}
            "function_call": {"arguments": "{"}
            "function_call": {"arguments": "}"}
        """
        if key == "function_call":
            function = json_object(value)
            if function is not None:
                self.function_call = self.function_call or ToolCalls()
                self.function_call.add({"function": function})
            return function is not None
        if key == "audio":
            fragment = json_object(value)
            if fragment is not None:
                self.audio = self.audio or Pieces(frozenset({"transcript"}), frozenset({"data"}))
                self.audio.add(fragment)
            return fragment is not None
        if not isinstance(value, list):
            return False
        match key:
            case "tool_calls":
                self.calls = self.calls or ToolCalls()
                for call in map(json_object, value):
                    if call is not None:
                        self.calls.add(call)
            case "reasoning_details":
                self.details.append(value)
            case "images":
                self.images.add(value)
            case "annotations":
                self.annotations += value
            case _:
                return False
        return True

    def result(self, *, whole: bool) -> dict[str, Any]:
        # Streams of responses without thoughts repeat an empty `reasoning_details`; whole responses of this kind lack
        # it.
        made = {key: value for key, value in self.values.items() if whole or value != []}
        made |= {key: text.result() for key, text in self.texts.items()}
        lists = {
            "reasoning_details": merged_details(self.details),
            "tool_calls": self.calls.result() if self.calls else [],
            "images": self.images.items,
            "annotations": self.annotations,
        }
        made |= {key: list(items) for key, items in lists.items() if items}
        if self.function_call is not None:  # another one can only be a repetition
            made["function_call"] = self.function_call.result()[0]["function"]
        if self.audio is not None:
            made["audio"] = self.audio.result()
        return made


class _Text:
    """A text in pieces; if there are also parts of a content, the list of all parts."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.in_parts = False

    def add(self, value: Any) -> None:
        if value is not None:
            self.values.append(value)
            self.in_parts = self.in_parts or bool(_parts(value))

    def result(self) -> Any:
        if not self.values:
            return None
        if self.in_parts:
            return self._parts()
        texts = [value for value in self.values if isinstance(value, str)]
        return join_text(texts) if texts else self.values[-1]

    def _parts(self) -> Any:
        """All parts. Text that the next delta continues is one part; the parts in one delta are complete.

        "Par"
        [{"type": "text", "text": "is"}]        [{"type": "text", "text": "Paris"},
        [{"type": "image_url", ...}]             {"type": "image_url", ...}]
        """
        values = [value for value in self.values if value not in ("", [])]
        if len(values) == 1:
            return values[0]
        made: list[Any] = []
        pieces: list[str] = []
        for value in values:
            parts = [value] if isinstance(value, str) else _parts(value)
            for place, part in enumerate(parts):
                text = _plain_text(part)
                if pieces and (text is None or place):
                    made.append({"type": "text", "text": join_text(pieces)})
                    pieces = []
                if text is None:
                    made.append(part)
                else:
                    pieces.append(text)
        return [*made, {"type": "text", "text": join_text(pieces)}] if pieces else made


def _parts(value: object) -> list[Any]:
    """The parts in a value: a list of parts, or a single one; none for anything else."""
    if isinstance(value, list):
        return value
    alone = isinstance(value, Mapping) and ("type" in value or "text" in value)
    return [value] if alone else []


def _plain_text(part: object) -> str | None:
    """The text of a part that has only text."""
    if isinstance(part, Mapping) and part.get("type") == "text" and len(part) == 2:
        part = part.get("text")
    return part if isinstance(part, str) else None


class _Logprobs:
    """Log probabilities: today's lists grow; of every other form (a number, an older object) the last value is kept."""

    def __init__(self) -> None:
        self.lists: dict[str, list[Any]] = {}
        self.values: dict[str, Any] | None = None
        self.stray: Any = None

    def add(self, value: Any) -> None:
        found = json_object(value)
        if found is None:
            self.stray = value
            return
        self.values = self.values or {}
        for key, item in found.items():
            if key in ("content", "refusal") and isinstance(item, list):
                self.lists.setdefault(key, []).extend(item)
            else:
                keep_last(self.values, key, item)

    def result(self) -> Any:
        return self.stray if self.values is None else {**self.values, **self.lists}


class _Images:
    """The images so far; one that is sent again under its index is the same one."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.seen: dict[tuple[int, str], Any] = {}

    def add(self, images: list[Any]) -> None:
        fresh: dict[tuple[int, str], Any] = {}
        for image in images:
            values = json_object(image) or {}
            index = whole_number(values.get("index"))
            url = (json_object(values.get("image_url")) or {}).get("url")
            if index is not None and isinstance(url, str):
                if same(self.seen.get((index, url)), image):
                    continue
                fresh[index, url] = image
            self.items.append(image)
        self.seen |= fresh
