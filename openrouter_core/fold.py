"""From a stream's chunks to the answer that would have come whole: `ChatFold`. Values only, and it never raises.

What is legal and what is tolerated was read from recorded traffic; the places that follow it say so. Text is kept in
pieces and joined once, and what continues is found by key, so the work is linear in the stream's length, whoever
sends it. The module is long because it is one decision, what belongs together, taken for each part of a message.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from openrouter_core import converter, wire
from openrouter_core.models.model import JsonObject, Model

_TEXTS: Final = frozenset({"content", "refusal", "reasoning", "reasoning_content"})
"""The delta's texts; the last is what vLLM and its kin call `reasoning`."""
_DETAIL_TEXTS: Final = frozenset({"text", "summary", "data", "arguments", "result"})
"""What arrives in pieces in an item of ``reasoning_details``."""
_DETAILS: Final = frozenset(
    f"reasoning.{kind}" for kind in ("text", "summary", "encrypted", "server_tool_call")
)
_FIRST: Final = frozenset({"id", "created", "model", "provider"})
"""What the first chunk says for all; of every other key the last word counts."""


class ChatFold:
    """Folds chunks, one after the other, into the JSON object of a `ChatResponse`.

    >>> fold = ChatFold()
    >>> fold.add({"id": "gen-1", "choices": [{"index": 0, "delta": {"role": "assistant", "content": "Par"}}]})
    >>> fold.add({"choices": [{"index": 0, "delta": {"content": "is"}, "finish_reason": "stop"}]})
    >>> fold.result()["choices"]
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
        """Take the next chunk: JSON, or a model, whose parts are then kept as the models that they are."""
        values = _object(chunk)
        if values is None:
            return
        self._chunks += 1
        for key, value in values.items():
            if key == "choices" and isinstance(value, list):
                self._add_choices(value)
            elif key in _FIRST:
                _keep_first(self._values, key, value)
            else:
                _keep_last(self._values, key, value)

    def result(self) -> dict[str, Any]:
        """The answer so far."""
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
        found = [choice for choice in map(_object, choices) if choice is not None]
        numbers = [_integer(choice.get("index")) for choice in found]
        # A missing index is 0, or the place in the list where several lack one: those are several answers.
        unnumbered = all(number is None for number in numbers)
        for place, (number, choice) in enumerate(zip(numbers, found, strict=True)):
            if number is None:
                number = place if unnumbered else 0
            if number not in self._choices:
                self._choices[number] = _Choice()
            self._choices[number].add(choice)


class _Choice:
    """One of the answers."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.logprobs: _Logprobs | None = None
        self.message = _Message()

    def add(self, choice: JsonObject) -> None:
        delta = _object(choice.get("delta"))
        if delta is None:  # beside a delta it would be the message so far, repeated
            delta = _object(choice.get("message"))
        if delta is not None:
            self.message.add(delta)
        for key, value in choice.items():
            if key == "index":
                if _integer(value) is not None or key not in self.values:
                    self.values[key] = value
            elif key == "logprobs" and value is not None:
                self.logprobs = self.logprobs or _Logprobs()
                self.logprobs.add(value)
            elif key != "message" and not (key == "delta" and (value is None or delta is not None)):
                _keep_last(self.values, key, value)

    def result(self, *, whole: bool) -> dict[str, Any]:
        made = dict(self.values)
        if self.logprobs is not None:
            made["logprobs"] = self.logprobs.result()
        message = self.message.result(whole=whole)
        if message:
            made["message"] = message
        return made


class _Message:
    """A choice's message, of its deltas."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.texts: dict[str, _Text] = {}
        self.calls: _ToolCalls | None = None
        self.details: list[list[Any]] = []
        self.images = _Images()
        self.annotations: list[Any] = []
        self.audio: _Pieces | None = None

    def add(self, delta: JsonObject) -> None:
        for key, value in delta.items():
            if key in _TEXTS:
                if key not in self.texts:
                    self.texts[key] = _Text()
                self.texts[key].add(value)
            elif key == "role":
                _keep_first(self.values, key, value)
            elif not (value and self._add_part(key, value)):
                _keep_last(self.values, key, value)

    def _add_part(self, key: str, value: Any) -> bool:
        """Take a part that is merged; False where it is none, or not of the kind that it should be."""
        if key == "audio":
            fragment = _object(value)
            if fragment is not None:
                self.audio = self.audio or _Pieces(frozenset({"data", "transcript"}))
                self.audio.add(fragment)
            return fragment is not None
        if not isinstance(value, list):
            return False
        match key:
            case "tool_calls":
                self.calls = self.calls or _ToolCalls()
                for call in map(_object, value):
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
        # Streams of answers without thoughts repeat an empty `reasoning_details`; such answers that came whole lack
        # it.
        made = {key: value for key, value in self.values.items() if whole or value != []}
        made |= {key: text.result() for key, text in self.texts.items()}
        lists = {
            "reasoning_details": _merged_details(self.details),
            "tool_calls": self.calls.result() if self.calls else [],
            "images": self.images.items,
            "annotations": self.annotations,
        }
        made |= {key: list(items) for key, items in lists.items() if items}
        if self.audio is not None:
            made["audio"] = self.audio.result()
        return made


class _Text:
    """A text in pieces; where parts of a content come instead, or between, the list of all parts."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.parts: list[Any] = []
        self.stray: Any = None

    def add(self, value: Any) -> None:
        if isinstance(value, str):
            self.pieces.append(value)
        elif isinstance(value, list):
            self.parts += self._text_part()
            self.parts += value
            self.pieces = []
        elif value is not None:
            self.stray = value

    def _text_part(self) -> list[Any]:
        text = "".join(self.pieces)
        return [{"type": "text", "text": text}] if text else []

    def result(self) -> Any:
        if self.parts:
            return self.parts + self._text_part()
        return "".join(self.pieces) if self.pieces else self.stray


class _Pieces:
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
                _keep_last(self.values, key, value)

    def has(self, key: str) -> bool:
        """Whether the value is there, and not empty."""
        return bool(self.pieces.get(key) or self.values.get(key))

    def result(self) -> dict[str, Any]:
        return {**self.values, **{key: "".join(pieces) for key, pieces in self.pieces.items()}}


class _Logprobs:
    """Log probabilities: today's lists grow; every other form (a number, an older object) is kept as it last came."""

    def __init__(self) -> None:
        self.lists: dict[str, list[Any]] = {}
        self.values: dict[str, Any] | None = None
        self.stray: Any = None

    def add(self, value: Any) -> None:
        found = _object(value)
        if found is None:
            self.stray = value
            return
        self.values = self.values or {}
        for key, item in found.items():
            if key in ("content", "refusal") and isinstance(item, list):
                self.lists.setdefault(key, []).extend(item)
            else:
                _keep_last(self.values, key, item)

    def result(self) -> Any:
        return self.stray if self.values is None else {**self.values, **self.lists}


class _Images:
    """Images as they come; one that is sent again under its index is the same one."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self.seen: dict[tuple[int, str], Any] = {}

    def add(self, images: list[Any]) -> None:
        fresh: dict[tuple[int, str], Any] = {}
        for image in images:
            values = _object(image) or {}
            index = _integer(values.get("index"))
            url = (_object(values.get("image_url")) or {}).get("url")
            if index is not None and isinstance(url, str):
                if _same(self.seen.get((index, url)), image):
                    continue
                fresh[index, url] = image
            self.items.append(image)
        self.seen |= fresh


# --- tool calls ----------------------------------------------------------------------------------------------------


class _ToolCalls:
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
        index = _integer(fragment.get("index"))
        ident = _word(fragment.get("id"))
        function = _object(fragment.get("function"))
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
        if not self.calls or self.calls[-1].index is not None or _word(function.get("name")):
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
        name, text = _word(function.get("name")), function.get("arguments")
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
            and _is_object(text)
            and _is_object(arguments[0])
        )

    def add(self, fragment: JsonObject, function: JsonObject | None) -> None:
        for key, value in fragment.items():
            if key == "type":
                if _word(self.values.get(key)) is None and value != "":
                    _keep_last(self.values, key, value)
            elif key != "index" and not (key == "function" and function is not None):
                _keep_last(self.values, key, value)
        if function is None:
            return
        self.function = self.function or {}
        for key, value in function.items():
            if key == "name" and isinstance(value, str):
                self._add_name(value)
            elif key == "arguments" and isinstance(value, str):
                self._add_arguments(value)
            _keep_last(self.function, key, value)

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
        if text and not (self.arguments.equals(text) and _is_object(text)):
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


# --- reasoning details ---------------------------------------------------------------------------------------------


def _merged_details(deltas: list[list[Any]]) -> list[Any]:
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


class _Detail(_Pieces):
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
        fragment = _object(value)
        if fragment is None:
            self.items.append(value)
            return
        kind = fragment.get("type")
        if kind is None and "signature" in fragment:
            kind = "reasoning.text"
        index = _integer(fragment.get("index"))
        ident = _word(fragment.get("id")) or _word(fragment.get("tool_call_id"))
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


# --- values --------------------------------------------------------------------------------------------------------


def _object(value: object) -> JsonObject | None:
    """A JSON object, one level of a model, or None for everything else."""
    if isinstance(value, dict):
        return value
    if isinstance(value, Model):
        held = value.__dict__  # for most chunks that is it, and ten times as fast to have
        return converter.fields_of(value) if "extra" in held or "http_meta" in held else held
    return value if isinstance(value, Mapping) else None


def _integer(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _is_object(text: str) -> bool:
    """Whether a text is one complete JSON object."""
    if not text.lstrip().startswith("{"):
        return False
    try:
        return isinstance(wire.parse_json(text), dict)
    except ValueError:
        return False


def _same(one: object, other: object) -> bool:
    try:
        return one == other
    except RecursionError:
        return False


def _keep_first(values: dict[str, Any], key: str, value: Any) -> None:
    """The first value counts, once it is one: null and blank are none."""
    if not values.get(key):
        _keep_last(values, key, value)


def _keep_last(values: dict[str, Any], key: str, value: Any) -> None:
    """The last value counts; null takes nothing back."""
    if value is not None or key not in values:
        values[key] = value
