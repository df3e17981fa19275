"""Tool calls that a stream sends in fragments.

Fragments of one call are found by key, so the work is linear in the stream's length for any server. What is legal and
what is tolerated follows recorded traffic and reports; each rule shows the lines that it is for. In those lines a
fragment is ``index id name arguments``, and ``-`` is a missing part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from openrouter_core._accumulate.pieces import JoinedText, ObjectEnd
from openrouter_core._accumulate.values import json_object, keep_last, parsed_object, same, word
from openrouter_core._convert.values import whole_number
from openrouter_core.models.model import JsonObject

_OBJECT: Final = re.compile(r"\s*\{")
"""The beginning of a JSON object."""


class ToolCalls:
    """The calls of one message.

    The call that a fragment continues is found by its id, else by its index, else it is the last one. None of these is
    reliable alone:

        1 call_a f {"x"         openai/gpt-5 counts from 1 where it thought before; later
        1 -      - :1}          fragments have no id, a null, a blank or the same one

        0 call_a f {}           google/gemini-2.5-flash-lite: fifteen calls, each with
        0 call_b f {}           index 0

        0 call_a f {"x":1}      and servers that give two calls one index and one id:
        0 call_a g {"y":2}      the name tells, or the end of the arguments (`_Call.goes_on`)

    >>> calls = ToolCalls()
    >>> calls.add({"index": 1, "id": "call_a", "function": {"name": "f", "arguments": '{"x"'}})
    >>> calls.add({"index": 1, "function": {"arguments": ":1}"}})
    >>> calls.result()
    [{'index': 0, 'id': 'call_a', 'type': 'function', 'function': {'name': 'f', 'arguments': '{"x":1}'}}]
    """

    def __init__(self) -> None:
        self.calls: list[_Call] = []
        self.by_index: dict[int, _Call] = {}
        self.by_id: dict[str, _Call] = {}

    def add(self, fragment: JsonObject) -> None:
        index = whole_number(fragment.get("index"))
        ident = word(fragment.get("id"))
        function = json_object(fragment.get("function"))
        current = self._candidate(index, ident, function or {})
        if current is not None and current.goes_on(ident, function or {}):
            call = current
        elif current is not None and ident in (None, current.id):
            call = self._begin_again(current, named=bool(word((function or {}).get("name"))))
        else:
            call = self._begin(index)
        self._note(call, index, ident)
        call.add(fragment, function)
        text = (function or {}).get("arguments")
        if isinstance(text, str):
            self._add_arguments(call, text)

    def _candidate(
        self, index: int | None, ident: str | None, function: JsonObject
    ) -> _Call | None:
        """The call that a fragment continues, if it does not begin a new one.

        The id counts only if the index does not contradict it: one id under two indexes is two calls.

            0 call_a f {
            1 call_a g [
            0 call_a - }
        """
        known = self.by_id.get(ident) if ident is not None else None
        if known is not None and (index is None or known.index in (None, index)):
            return known
        if index is None:
            return self.calls[-1] if self.calls else None
        return self.by_index.get(index) or self._unplaced(function)

    def _unplaced(self, function: JsonObject) -> _Call | None:
        """The last call, if its index may still come. A fragment with a name begins another call.

        - call_a f -            these are one call:    - call_a f {}    and these are two
        0 -      - {"x":1}                             0 -      g {}
        """
        if not self.calls or self.calls[-1].index is not None or word(function.get("name")):
            return None
        return self.calls[-1]

    def _begin(self, index: int | None) -> _Call:
        call = _Call(self._place(index))
        self.calls.append(call)
        return call

    def _place(self, index: int | None) -> int:
        """The position of a new call: its index, because calls may come in any order. If its index is missing or taken,
        it comes after the previous one; the first is at 0, so that no index comes before it.

            1 call_b g {}           made into f, g         - call_a f {}    made into f, g, h
            0 call_a f {}                                  0 call_b g {}
                                                           0 call_c h {}
        """
        if index is not None and index not in self.by_index:
            return index
        return self.calls[-1].place if self.calls else 0

    def _begin_again(self, before: _Call, *, named: bool) -> _Call:
        """A call under the index and id of another one. It has the same name, unless the fragment has one."""
        call = self._begin(before.index)
        call.id, call.again = before.id, before.id is not None
        if not named:
            call.name.add(str(before.name))
            call.values = {key: before.values[key] for key in ("type",) if key in before.values}
            call.function = {}
        self._note(call, before.index, before.id)
        return call

    def _note(self, call: _Call, index: int | None, ident: str | None) -> None:
        if index is not None:
            call.index = index
            self.by_index[index] = call
        if ident is not None:
            call.id = ident
            self.by_id[ident] = call

    def _add_arguments(self, call: _Call, text: str) -> None:
        """Add to a call's arguments; text after a complete object belongs to the next call.

        0 call_a f {"x":1}{"x":2}      two calls of f
        """
        start = 0
        while start < len(text):
            end = call.add_arguments(text, start)
            if end == start:
                call = self._begin_again(call, named=False)
            start = end

    def result(self) -> list[dict[str, Any]]:
        """The calls, numbered from 0: in all 71 recorded whole responses, `index` is the position in the list. Calls
        that shared one id get different ids, because each needs its own result.

            0 call_a f {"x":1}             ids call_a
            0 call_a f {"x":2}             and call_a_2
        """
        ordered = sorted(self.calls, key=lambda call: call.place)
        taken = {call.id for call in ordered}
        numbers: dict[str, int] = {}
        made = []
        for index, call in enumerate(ordered):
            ident = call.id
            if call.again and ident is not None:
                number = numbers.get(ident, 1)
                while ident in taken:
                    number += 1
                    ident = f"{call.id}_{number}"
                numbers[call.id or ""] = number
                taken.add(ident)
            made.append(call.result(index, ident))
        return made


class _Call:
    """One tool call.

    Fields:
        place: its position among the calls.
        again: whether it has the id of another call.
        whole: whether its arguments are a complete JSON object.
    """

    __slots__ = (
        "again",
        "arguments",
        "end",
        "function",
        "id",
        "index",
        "name",
        "place",
        "values",
        "whole",
    )

    def __init__(self, place: int) -> None:
        self.place = place
        self.index: int | None = None
        self.id: str | None = None
        self.again = False
        self.name = JoinedText()
        self.arguments = JoinedText()
        self.end = ObjectEnd()
        self.whole = False
        self.values: dict[str, Any] = {}
        self.function: dict[str, Any] | None = None

    def goes_on(self, ident: str | None, function: JsonObject) -> bool:
        """Whether a fragment that could belong to this call does. Once there are arguments, another name means another
        call, and so does text after a complete object, whatever the id is.

            0 call_a f {"x":1}       0 call_a f {"x":1}       0 - f {"x":
            0 call_a g {"y":2}       0 call_a f {"x":2}       0 - f 1}
            two calls                two calls                one call

        A name may come in pieces before the arguments. But the same id with another name, after arguments that are an
        empty text, is not a piece: the first call has no arguments.

            0 call_a f ""            0 call_a get_ -
            0 call_a g {"y":2}       0 call_a weather {"y":2}
            two calls                one call, get_weather
        """
        if ident is not None and self.id is not None and ident != self.id:
            return False
        name, text = word(function.get("name")), function.get("arguments")
        begun = self._begun or (ident is not None and ident == self.id and self._has_arguments)
        if begun and name is not None and self.name.pieces and not self.name.equals(name):
            return False
        return self._takes(text) if isinstance(text, str) else self._takes_object(text)

    @property
    def _begun(self) -> bool:
        """Whether there are arguments."""
        return bool(self.arguments.pieces or (self.function or {}).get("arguments"))

    @property
    def _has_arguments(self) -> bool:
        """Whether there are arguments, even an empty text."""
        return (self.function or {}).get("arguments") is not None

    @property
    def _object(self) -> Mapping[str, Any] | None:
        """The arguments, if they came as a non-empty object in place of its text."""
        found = (self.function or {}).get("arguments")
        return found if isinstance(found, Mapping) and found else None

    def _takes_object(self, arguments: object) -> bool:
        """The same for arguments that are an object in place of its text: such arguments are complete.

        0 call_a f {"x":1}      as text
        0 call_a f {"x":1}      as an object: the same again
        0 call_a f {"x":2}      as an object: another call
        """
        if not isinstance(arguments, Mapping) or not arguments:
            return True
        before = self._object
        if before is None and self.whole:
            before = parsed_object(str(self.arguments))
        return not before or same(arguments, before)

    def _takes(self, text: str) -> bool:
        """Whether a text can continue the arguments. A repetition adds nothing: no recorded stream has one, but other
        servers send all arguments once more at the end (lidge-jun/opencodex 361, decolua/9router 2869). An empty object
        before the arguments is only a placeholder.

            0 call_a f {"x"         0 call_a f {}
            0 call_a - :1}          0 call_a - {"x"
            0 call_a - {"x":1}      0 call_a - :1}
            both are one call, with {"x":1}
        """
        if not _OBJECT.match(text):
            return True
        if self._object is not None:
            return same(parsed_object(text), self._object)
        if not self.whole:
            return True
        return self._is_placeholder() or self._is_again(text)

    def _is_placeholder(self) -> bool:
        return self.arguments.length < 10 and parsed_object(str(self.arguments)) == {}

    def _is_again(self, text: str) -> bool:
        if self.arguments.equals(text):
            return True
        if self.arguments.length > 4 * len(text):
            return False  # not equal, and parsing each small text would cost too much
        found = parsed_object(text) if text.rstrip().endswith("}") else None
        return found is not None and same(found, parsed_object(str(self.arguments)))

    def add(self, fragment: JsonObject, function: JsonObject | None) -> None:
        """Take all of a fragment except its arguments' text."""
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
            if key == "arguments" and self._object is not None:
                continue  # after an object comes only a repetition
            keep_last(self.function, key, value)
        if self._object is not None and (not self.whole or self._is_placeholder()):
            self._forget_text()  # what came before is a part of it

    def _add_name(self, name: str) -> None:
        """Add to the name. In recorded traffic it comes once, complete; other servers repeat it, or send it in pieces.
        So an equal name is a repetition, and a different one is a piece, as long as there are no arguments.

            0 call_a get_    -          0 call_a get_weather {"x"
            0 -      weather -          0 call_a get_weather :1}
            both are get_weather
        """
        if name.strip() and not self.arguments.pieces and not self.name.equals(name):
            self.name.add(name)

    def _forget_text(self) -> None:
        self.arguments, self.end, self.whole = JoinedText(), ObjectEnd(), False

    def add_arguments(self, text: str, start: int) -> int:
        """Add the arguments from `start` that belong to this call. Returns where another object begins (`start` itself
        if nothing belongs to this call), else the end of the text.
        """
        if self._object is not None:
            return len(text)
        if self.whole and _OBJECT.match(text, start):
            end = ObjectEnd().find(text, start) or len(text)
            if self._is_again(text[start:end]):
                return self._rest(text, end)
            if not self._is_placeholder():
                return start
            self._forget_text()
        elif self.whole:
            return self._rest(text, start)
        found = self.end.find(text, start)
        end = len(text) if found is None else found
        if end > start:
            self.arguments.add(text[start:end])
        if found is None:
            return end
        self.whole = parsed_object(str(self.arguments)) is not None
        return self._rest(text, end)

    def _rest(self, text: str, end: int) -> int:
        """Where the next object begins. Text between complete objects, or after them, is dropped, however it is cut:
        with it the arguments would not be JSON.

            0 call_a f {"x":1}
            0 call_a - }            or null, or [2]
            one call, with {"x":1}
        """
        if self.whole:
            another = text.find("{", end)
            return len(text) if another < 0 else another
        if text[end:].strip():
            self.arguments.add(text[end:])
        return len(text)

    def result(self, index: int, ident: str | None) -> dict[str, Any]:
        """The whole call."""
        made = {"index": index, **self.values}
        if ident is not None:
            made["id"] = ident
        if made.get("type") is None:
            made["type"] = "function"
        if self.function is not None:
            made["function"] = function = dict(self.function)
            if self.name.pieces:
                function["name"] = str(self.name)
            if self.arguments.pieces:
                function["arguments"] = str(self.arguments)
        return made
