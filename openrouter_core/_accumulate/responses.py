"""From the events of a Responses stream to the whole response: `ResponsesAccumulator`.

The last event holds the whole response, which is then the result. From some servers it has an empty ``output``,
although items were streamed (recorded for `response.incomplete` of google/gemini-2.5-flash-lite, reported for
`response.completed`): then the result has the streamed items. If an item there lacks its text, it gets the streamed
text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from openrouter_core._accumulate.values import json_object, word
from openrouter_core._convert.values import whole_number
from openrouter_core.models.model import JsonObject, join_text


class _Text(NamedTuple):
    """A text that comes in pieces.

    Fields:
        item: the type of item that has the text.
        key: its key in the item, or in the part.
        parts: the list of parts that holds it, if it is in a part.
        part: the type of this part.
    """

    item: str
    key: str
    parts: str = ""
    part: str = ""


_TEXTS: Final = {
    "output_text": _Text("message", "text", "content", "output_text"),
    "refusal": _Text("message", "refusal", "content", "refusal"),
    "reasoning_text": _Text("reasoning", "text", "content", "reasoning_text"),
    "reasoning_summary_text": _Text("reasoning", "text", "summary", "summary_text"),
    "function_call_arguments": _Text("function_call", "arguments"),
    "custom_tool_call_input": _Text("custom_tool_call", "input"),
    "code_interpreter_call_code": _Text("code_interpreter_call", "code"),
    "mcp_call_arguments": _Text("mcp_call", "arguments"),
}
"""By the part of an event's type between ``response.`` and ``.delta`` or ``.done``."""
_PARTS: Final = {"content_part": "content", "reasoning_summary_part": "summary"}


class ResponsesAccumulator:
    """Puts events together, one after the other, into the JSON object of an `OpenResponsesResult`.

    >>> response = ResponsesAccumulator()
    >>> response.add({"type": "response.output_item.added", "output_index": 0, "item": {"type": "message", "id": "m"}})
    >>> response.add({"type": "response.output_text.delta", "output_index": 0, "item_id": "m", "delta": "Par"})
    >>> response.add({"type": "response.output_text.delta", "output_index": 0, "item_id": "m", "delta": "is"})
    >>> response.add({"type": "response.completed", "response": {"status": "completed", "output": []}})
    >>> response.result()["output"]
    [{'type': 'message', 'id': 'm', 'content': [{'type': 'output_text', 'text': 'Paris'}]}]
    """

    def __init__(self) -> None:
        self._begun = False
        self._response: JsonObject = {}
        self._items: list[_Item] = []
        self._by_index: dict[int, _Item] = {}
        self._by_id: dict[str, _Item] = {}

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
        kind = values.get("type")
        if not isinstance(kind, str):
            return
        response = json_object(values.get("response"))
        if response is not None:
            self._response = response
            return
        name, _, what = kind.removeprefix("response.").rpartition(".")
        if name == "output_item":
            self._add_item(values)
        elif name in _PARTS:
            self._add_part(values, _PARTS[name])
        elif name in _TEXTS:
            self._add_text(values, _TEXTS[name], done=what == "done")
        elif name == "apply_patch_call_operation_diff":
            self._add_diff(values, done=what == "done")
        elif name == "output_text.annotation":
            part = self._item(values, "message").part("content", _part_index(values, "content"))
            part.annotations.append(values.get("annotation"))

    def result(self) -> dict[str, Any]:
        """The response so far."""
        made = dict(self._response)
        if self._items:
            ordered = sorted(self._items, key=lambda item: item.place)
            streamed = [item.finished(made.get("status")) for item in ordered]
            last = made.get("output") or streamed
            made["output"] = _filled_items(last, streamed) if isinstance(last, list) else last
        made.setdefault("output", [])
        return made

    def _item(self, values: JsonObject, kind: str) -> _Item:
        """The item of an event: found by its position in the output, else by its id, else it is the last one.

        added   0 msg_1         added - msg_1           added - -
        delta   0 msg_1         delta - msg_1           delta - -
        """
        index = whole_number(values.get("output_index"))
        ident = word(values.get("item_id"))
        found = self._by_index.get(index) if index is not None else None
        if found is None and ident is not None:
            found = self._by_id.get(ident)
        if found is None and index is None and ident is None and self._items:
            found = self._items[-1] if self._items[-1].values.get("type") == kind else None
        return found or self._new(index, ident, {"type": kind})

    def _new(self, index: int | None, ident: str | None, values: JsonObject) -> _Item:
        last = self._items[-1].place if self._items else 0
        item = _Item(last if index is None else index, values)
        self._items.append(item)
        if index is not None:
            self._by_index[index] = item
        if ident is not None:
            item.values["id"] = ident
            self._by_id[ident] = item
        return item

    def _add_item(self, values: JsonObject) -> None:
        found = json_object(values.get("item"))
        if found is None:
            return
        index, ident = whole_number(values.get("output_index")), word(found.get("id"))
        item = self._by_index.get(index) if index is not None else self._by_id.get(ident or "")
        if item is None:
            item = self._new(index, ident, found)
        item.values |= found
        if ident is not None:
            self._by_id[ident] = item

    def _add_part(self, values: JsonObject, parts: str) -> None:
        found = json_object(values.get("part"))
        if found is not None:
            item = self._item(values, "message" if parts == "content" else "reasoning")
            item.part(parts, _part_index(values, parts)).values |= found

    def _add_text(self, values: JsonObject, text: _Text, *, done: bool) -> None:
        item = self._item(values, text.item)
        holder: _Holder = item
        if text.parts:
            holder = item.part(text.parts, _part_index(values, text.parts))
            holder.values.setdefault("type", text.part)
        elif word(values.get("name")):
            item.values.setdefault("name", values["name"])
        value = values.get(text.key if done else "delta")
        if not isinstance(value, str) or not value:
            return
        if done:
            holder.texts[text.key] = [value]  # the whole text: it includes the pieces before
        else:
            holder.texts.setdefault(text.key, []).append(value)

    def _add_diff(self, values: JsonObject, *, done: bool) -> None:
        """A patch is in an object of the item, not in a list."""
        item = self._item(values, "apply_patch_call")
        value = values.get("diff" if done else "delta")
        if isinstance(value, str) and value:
            if done:
                item.diff.clear()
            item.diff.append(value)


def _filled_items(last: list[Any], streamed: list[dict[str, Any]]) -> list[Any]:
    """The items of the last event's response; what they lack is added from the stream.

    added   0 {"type": "message", "id": "m"}
    delta   0 m "hi"
    last    {"output": [{"type": "message", "id": "m", "content": []}]}     its content is "hi"
    """
    by_id = {item["id"]: item for item in streamed if word(item.get("id"))}
    made = []
    for index, item in enumerate(last):
        ident = word((json_object(item) or {}).get("id"))
        found = by_id.get(ident) if ident is not None else None
        if found is None and index < len(streamed):
            found = streamed[index]  # some servers give an item another id at the end
        made.append(item if found is None else _filled(item, found))
    return made


def _filled(last: Any, streamed: Any, depth: int = 3) -> Any:
    """A value with its missing parts added: an item's parts, and their texts, but nothing deeper."""
    if last is None or (isinstance(last, (str, list, Mapping)) and not last):
        return last if streamed is None else streamed
    if not depth:
        return last
    if isinstance(last, list) and isinstance(streamed, list):
        pairs = zip(last, streamed, strict=False)
        return [_filled(*pair, depth - 1) for pair in pairs] + last[len(streamed) :]
    values, before = json_object(last), json_object(streamed)
    if values is None or before is None or values.get("type") not in (None, before.get("type")):
        return last
    lacking = {}
    for key, value in before.items():
        filled = _filled(values.get(key), value, depth - 1)
        if filled is not values.get(key):
            lacking[key] = filled
    return {**values, **lacking} if lacking else last


def _part_index(values: JsonObject, parts: str) -> int:
    index = whole_number(values.get("content_index" if parts == "content" else "summary_index"))
    return index or 0


class _Holder:
    """Something with texts in pieces: an item, or a part of one."""

    def __init__(self, values: JsonObject) -> None:
        self.values = dict(values)
        self.texts: dict[str, list[str]] = {}
        self.annotations: list[Any] = []

    def result(self) -> dict[str, Any]:
        """Its values; missing or empty ones are made from the pieces."""
        made = dict(self.values)
        for key, pieces in self.texts.items():
            made[key] = made.get(key) or join_text(pieces)
        if self.annotations and not made.get("annotations"):
            made["annotations"] = self.annotations
        return made


class _Item(_Holder):
    """An item of the output.

    Fields:
        place: its position in the output.
        parts: its parts, by the name of their list.
        diff: a patch in pieces.
    """

    def __init__(self, place: int, values: JsonObject) -> None:
        super().__init__(values)
        self.place = place
        self.parts: dict[str, dict[int, _Holder]] = {}
        self.diff: list[str] = []

    def part(self, parts: str, index: int) -> _Holder:
        """One of its parts; created if it does not exist yet."""
        return self.parts.setdefault(parts, {}).setdefault(index, _Holder({}))

    def finished(self, status: object) -> dict[str, Any]:
        """The item in a response with this status. It is not in progress if the response has ended.

        added   {"type": "message", "status": "in_progress", "content": []}
        delta   "Par"                                   (and no event that says that the item is done)
        last    {"status": "completed", "output": []}
        """
        made = self.result()
        for parts, holders in self.parts.items():
            if not made.get(parts):
                made[parts] = [holder.result() for _, holder in sorted(holders.items())]
        operation = json_object(made.get("operation")) or {}
        if self.diff and not operation.get("diff"):
            made["operation"] = {**operation, "diff": join_text(self.diff)}
        if made.get("status") == "in_progress" and status in ("completed", "incomplete"):
            made["status"] = status
        return made
