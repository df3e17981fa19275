"""The items of ``reasoning_details``, exact enough to be sent back: changed ones make the next request fail.

Fragments of one item are found by key, so the work is linear in the stream's length for any server. Each rule shows the
lines that it is for: a fragment is ``type index id value``, and ``-`` is a missing part.
"""

from __future__ import annotations

from typing import Any, Final

from openrouter_core._accumulate.pieces import Pieces
from openrouter_core._accumulate.values import json_object, word
from openrouter_core._convert.values import whole_number
from openrouter_core.models.model import JsonObject

_TEXTS: Final = frozenset({"text", "summary", "data", "arguments", "result"})
"""The keys whose texts arrive in pieces."""
_TYPES: Final = frozenset(
    f"reasoning.{kind}" for kind in ("text", "summary", "encrypted", "server_tool_call")
)


def merged_details(deltas: list[list[Any]]) -> list[Any]:
    """The items of all deltas, with fragments joined. The items in one delta are complete: in recorded traffic no delta
    holds two fragments.

    >>> text = {"type": "reasoning.text", "index": 0}
    >>> merged_details([[{**text, "text": "Let"}], [{**text, "text": " me"}], [{**text, "signature": "S"}]])
    [{'type': 'reasoning.text', 'index': 0, 'signature': 'S', 'text': 'Let me'}]
    """
    if len(deltas) == 1:
        return deltas[0]
    details = _Details()
    for delta in deltas:
        for fragment in delta:
            details.add(fragment)
    return [item.result() if isinstance(item, _Detail) else item for item in details.items]


class _Detail(Pieces):
    """One item."""

    def __init__(self, index: int | None) -> None:
        super().__init__(_TEXTS)
        self.index = index
        self.id: str | None = None


class _Details:
    """The items so far.

    Fragments with the same type, index and id belong together. A missing id or index is that of the last fragment of
    its type. The index alone is not enough: google/gemini-3 gives 0 to each item.

        text      0 - Let           text      0 - Let
        summary   0 - Short         encrypted 0 a XX
        text      0 - me            encrypted 0 b YY
        two items                   three items
    """

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.last: dict[str, _Detail] = {}
        self.by_index: dict[tuple[str, int], _Detail] = {}
        self.by_id: dict[tuple[str, str], _Detail] = {}
        self.others: dict[tuple[str | None, int, str | None], _Detail] = {}

    def add(self, value: Any) -> None:
        """Take the next fragment. Without a type, a signature shows that it is text: only text has one.

        text 0 - Let
        -    0 - (signature S)
        one item, signed
        """
        fragment = json_object(value)
        if fragment is None:
            self.items.append(value)
            return
        kind = fragment.get("type")
        if kind is None and "signature" in fragment:
            kind = "reasoning.text"
        index = whole_number(fragment.get("index"))
        ident = word(fragment.get("id")) or word(fragment.get("tool_call_id"))
        if isinstance(kind, str) and kind in _TYPES:
            item = self._find(kind, index, ident, fragment) or self._new(index)
            self._note(item, kind, ident)
        else:
            item = self._unknown(kind, index, ident)
        item.add(fragment)

    def _note(self, item: _Detail, kind: str, ident: str | None) -> None:
        self.last[kind] = item
        if item.index is not None:
            self.by_index[kind, item.index] = item
        if ident is not None:
            item.id = ident
            self.by_id[kind, ident] = item

    def _unknown(self, kind: object, index: int | None, ident: str | None) -> _Detail:
        """The item of a fragment of an unknown type. Without an index it is a separate item, unchanged.

        new 0 - a           new - - a
        new 0 - b           new - - b
        one item, ab        two items
        """
        if index is None or not (kind is None or isinstance(kind, str)):
            return self._new(None)
        item = self.others.get((kind, index, ident)) or self._new(index)
        self.others[kind, index, ident] = item
        return item

    def _new(self, index: int | None) -> _Detail:
        item = _Detail(index)
        self.items.append(item)
        return item

    def _find(
        self, kind: str, index: int | None, ident: str | None, fragment: JsonObject
    ) -> _Detail | None:
        """The item that a fragment continues.

        An id may come once, late, or with each fragment. But encrypted data with an id, after data without one, is
        another item (google/gemini sends both kinds).

            summary 0 - a        encrypted 0 - XX
            summary 0 x -        encrypted 0 x YY
            one item             two items
        """
        known = self.by_id.get((kind, ident)) if ident is not None else None
        if known is not None and (index is None or known.index in (None, index)):
            return known
        current = self.last.get(kind) if index is None else self.by_index.get((kind, index))
        if current is None:
            return None
        if ident is not None and current.id is not None:
            return current if ident == current.id else None
        if ident is not None and kind == "reasoning.encrypted" and fragment.get("data"):
            return None
        return None if self._begins_thought(current, fragment) else current

    @staticmethod
    def _begins_thought(current: _Detail, fragment: JsonObject) -> bool:
        """Whether a fragment begins the next thought under the same index: a signature closes a thought, so it does not
        sign the text that follows. The signature may come alone, or be repeated, blank, beside the text that it signs.

            text 0 - a
            text 0 - (signature S)
            text 0 - b                  two items, the second not yet signed
        """
        closed = current.has("signature") and current.has("text")
        return closed and bool(fragment.get("text")) and "signature" not in fragment
