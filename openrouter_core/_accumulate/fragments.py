"""The parts of a message that a stream sends in fragments: tool calls, and the items of ``reasoning_details``.

What belongs together is found by key, so the work is linear in the stream's length, whoever sends it. What is legal
and what is tolerated was read from recorded traffic; the places that follow it say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from openrouter_core import wire
from openrouter_core._convert.values import whole_number, wire_fields
from openrouter_core.models.model import JsonObject, Model

_DETAIL_TEXTS: Final = frozenset({"text", "summary", "data", "arguments", "result"})
"""What arrives in pieces in an item of ``reasoning_details``."""
_DETAILS: Final = frozenset(
    f"reasoning.{kind}" for kind in ("text", "summary", "encrypted", "server_tool_call")
)


class Pieces:
    """An object in fragments: some of its strings come in pieces, of the rest the last word counts.

    An empty string, like null, takes nothing back: a stream's last fragment may repeat a key without its value.
    """

    def __init__(self, texts: frozenset[str]) -> None:
        self.texts = texts
        self.pieces: dict[str, list[str]] = {}
        self.values: dict[str, Any] = {}

    def add(self, fragment: JsonObject) -> None:
        for key, value in fragment.items():
            if key in self.texts and isinstance(value, str):
                pieces = self.pieces.setdefault(key, [])
                if value:
                    pieces.append(value)
            elif value != "" or not self.values.get(key):
                keep_last(self.values, key, value)

    def has(self, key: str) -> bool:
        """Whether the value is there, and not empty."""
        return bool(self.pieces.get(key) or self.values.get(key))

    def result(self) -> dict[str, Any]:
        return {**self.values, **{key: "".join(pieces) for key, pieces in self.pieces.items()}}


class ToolCalls:
    """Tool calls in fragments.

    Which call a fragment continues is said by its id, else by its index, else by what came last. In recorded traffic
    the index starts at 1 where the model thought before (openai/gpt-5), or is 0 for each of fifteen calls
    (google/gemini-2.5-flash-lite), and later fragments have no id, a null, a blank or the same one.
    """

    def __init__(self) -> None:
        self.calls: list[_Call] = []
        self.by_index: dict[int, _Call] = {}
        self.by_id: dict[str, _Call] = {}

    def add(self, fragment: JsonObject) -> None:
        index = whole_number(fragment.get("index"))
        ident = word(fragment.get("id"))
        function = json_object(fragment.get("function"))
        call = self._find(index, ident, function or {})
        if call is None:
            call = _Call(self._place(index))
            self.calls.append(call)
        if index is not None:
            call.index = index
            self.by_index[index] = call
        if ident is not None:
            call.id = ident
            self.by_id[ident] = call
        call.add(fragment, function)

    def _find(self, index: int | None, ident: str | None, function: JsonObject) -> _Call | None:
        known = self.by_id.get(ident) if ident is not None else None
        if known is not None and (index is None or known.index in (None, index)):
            return known
        last = self.calls[-1] if self.calls else None
        current = last if index is None else self.by_index.get(index, self._unplaced(function))
        return current if current is not None and current.goes_on(ident, function) else None

    def _unplaced(self, function: JsonObject) -> _Call | None:
        """The last call, if its index may still come: a fragment with a name is another call's beginning."""
        if not self.calls or self.calls[-1].index is not None or word(function.get("name")):
            return None
        return self.calls[-1]

    def _place(self, index: int | None) -> int:
        """Where a new call belongs: at its index; one whose index is missing or taken comes after the one before
        it.
        """
        if index is not None and index not in self.by_index:
            return index
        return self.calls[-1].place if self.calls else 0

    def result(self) -> list[dict[str, Any]]:
        """The calls, numbered from 0: in all 71 recorded answers that came whole, `index` is the place in the
        list.
        """
        ordered = sorted(self.calls, key=lambda call: call.place)
        return [call.result(index) for index, call in enumerate(ordered)]


class _Joined:
    """A text in pieces that can tell whether another text is the same, joining them only then."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def equals(self, text: str) -> bool:
        return len(text) == self.length and str(self) == text

    def __str__(self) -> str:
        return "".join(self.pieces)


class _Call:
    """One tool call."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.index: int | None = None
        self.id: str | None = None
        self.name = _Joined()
        self.arguments = _Joined()
        self.values: dict[str, Any] = {}
        self.function: dict[str, Any] | None = None

    def goes_on(self, ident: str | None, function: JsonObject) -> bool:
        """Whether a fragment that names no other call belongs to this one."""
        if ident is not None and self.id is not None:
            return ident == self.id
        name, text = word(function.get("name")), function.get("arguments")
        arguments = self.arguments.pieces
        if name is None or not arguments or not self.name.pieces:
            return True
        if not self.name.equals(name):
            return False
        # Servers that give no ids send each call whole: the same name with other complete arguments is another call.
        if ident is not None or self.id is not None or len(arguments) > 1:
            return True
        return not (
            isinstance(text, str)
            and text != arguments[0]
            and is_object_text(text)
            and is_object_text(arguments[0])
        )

    def add(self, fragment: JsonObject, function: JsonObject | None) -> None:
        for key, value in fragment.items():
            if key == "type":
                if word(self.values.get(key)) is None and value != "":
                    keep_last(self.values, key, value)
            elif key != "index" and not (key == "function" and function is not None):
                keep_last(self.values, key, value)
        if function is None:
            return
        self.function = self.function or {}
        for key, value in function.items():
            if key == "name" and isinstance(value, str):
                self._add_name(value)
            elif key == "arguments" and isinstance(value, str):
                self._add_arguments(value)
            keep_last(self.function, key, value)

    def _add_name(self, name: str) -> None:
        """Add to the name. In recorded traffic it comes whole, once; elsewhere it is repeated. So an equal one is a
        repetition, and another one a piece, as long as no arguments have come.
        """
        if name.strip() and not self.arguments.pieces and not self.name.equals(name):
            self.name.add(name)

    def _add_arguments(self, text: str) -> None:
        """Add to the arguments. No recorded stream repeats them, but other servers send them again, whole (issue 361
        of lidge-jun/opencodex, pull request 2869 of decolua/9router). Nothing can follow a complete object, so that
        is safe to tell.
        """
        if text and not (self.arguments.equals(text) and is_object_text(text)):
            self.arguments.add(text)

    def result(self, index: int) -> dict[str, Any]:
        made = {"index": index, **self.values}
        if self.id is not None:
            made["id"] = self.id
        if made.get("type") is None:
            made["type"] = "function"
        if self.function is not None:
            made["function"] = function = dict(self.function)
            if self.name.pieces:
                function["name"] = str(self.name)
            if self.arguments.pieces:
                function["arguments"] = str(self.arguments)
        return made


def merged_details(deltas: list[list[Any]]) -> list[Any]:
    """The items of all deltas, those that are fragments put together. What came in one delta came whole: in recorded
    traffic no delta holds two fragments.
    """
    if len(deltas) == 1:
        return deltas[0]
    details = _Details()
    for delta in deltas:
        for fragment in delta:
            details.add(fragment)
    return [item.result() if isinstance(item, _Detail) else item for item in details.items]


class _Detail(Pieces):
    """One item of ``reasoning_details``."""

    def __init__(self, index: int | None) -> None:
        super().__init__(_DETAIL_TEXTS)
        self.index = index
        self.id: str | None = None


class _Details:
    """The items of ``reasoning_details``, exact enough to be sent back.

    Fragments belong together that have type, index and id in common. A missing id or index is that of the last of its
    type. The index alone does not tell: google/gemini-3 gives 0 to each item.
    """

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.last: dict[str, _Detail] = {}
        self.by_index: dict[tuple[str, int], _Detail] = {}
        self.by_id: dict[tuple[str, str], _Detail] = {}
        self.others: dict[tuple[str | None, int, str | None], _Detail] = {}

    def add(self, value: Any) -> None:
        fragment = json_object(value)
        if fragment is None:
            self.items.append(value)
            return
        kind = fragment.get("type")
        if kind is None and "signature" in fragment:
            kind = "reasoning.text"
        index = whole_number(fragment.get("index"))
        ident = word(fragment.get("id")) or word(fragment.get("tool_call_id"))
        if isinstance(kind, str) and kind in _DETAILS:
            item = self._find(kind, index, ident, fragment) or self._new(index)
            self.last[kind] = item
            if item.index is not None:
                self.by_index[kind, item.index] = item
            if ident is not None:
                item.id = ident
                self.by_id[kind, ident] = item
        elif index is None or not (kind is None or isinstance(kind, str)):
            item = self._new(None)  # of a type that nobody knows: as it is
        else:
            item = self.others.get((kind, index, ident)) or self._new(index)
            self.others[kind, index, ident] = item
        item.add(fragment)

    def _new(self, index: int | None) -> _Detail:
        item = _Detail(index)
        self.items.append(item)
        return item

    def _find(
        self, kind: str, index: int | None, ident: str | None, fragment: JsonObject
    ) -> _Detail | None:
        known = self.by_id.get((kind, ident)) if ident is not None else None
        if known is not None and (index is None or known.index in (None, index)):
            return known
        current = self.last.get(kind) if index is None else self.by_index.get((kind, index))
        if current is None:
            return None
        if ident is not None and current.id is not None:
            return current if ident == current.id else None
        if ident is not None and kind == "reasoning.encrypted" and fragment.get("data"):
            return None  # encrypted data with an id, after some without: another item (google/gemini has both kinds)
        # A signature closes its thought, so text after it is the next one's.
        closed = current.has("signature") and current.has("text")
        return None if closed and fragment.get("text") and "signature" not in fragment else current


def json_object(value: object) -> JsonObject | None:
    """A JSON object, one level of a model, or None for everything else."""
    if isinstance(value, dict):
        return value
    if isinstance(value, Model):
        held = value.__dict__  # for most chunks that is it, and ten times as fast to have
        return wire_fields(value) if "extra" in held or "http_meta" in held else held
    return value if isinstance(value, Mapping) else None


def word(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def is_object_text(text: str) -> bool:
    """Whether a text is one complete JSON object."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        return isinstance(wire.parse_json(text), dict)
    except ValueError:
        return False


def same(one: object, other: object) -> bool:
    try:
        return one == other
    except RecursionError:
        return False


def keep_first(values: dict[str, Any], key: str, value: Any) -> None:
    """The first value counts, once it is one: null and blank are none."""
    if not values.get(key):
        keep_last(values, key, value)


def keep_last(values: dict[str, Any], key: str, value: Any) -> None:
    """The last value counts; null takes nothing back."""
    if value is not None or key not in values:
        values[key] = value
