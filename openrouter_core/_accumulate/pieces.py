"""Texts that come in pieces: plain ones, base64, arguments that are a JSON object, and objects with such texts."""

from __future__ import annotations

import re
from binascii import Error, a2b_base64, b2a_base64
from collections.abc import Sequence
from typing import Any, Final

from openrouter_core._accumulate.values import keep_last
from openrouter_core.models.model import JsonObject, join_text

_MARKS: Final = re.compile(r'["\\{}\[\]]')
_NOT_BLANK: Final = re.compile(r"\S")
_PADDED: Final = re.compile("[^=]*=*")
"""Base64 up to its padding."""
_STANDARD: Final = str.maketrans("-_", "+/")
"""From the URL alphabet of base64 to the standard one."""


class Pieces:
    """An object in fragments: some of its strings come in pieces; for the rest the last value counts.

    An empty string, like null, removes nothing: a stream's last fragment may repeat a key without its value.

    >>> audio = Pieces(frozenset({"transcript"}))
    >>> audio.add({"id": "audio_1", "transcript": "Par"})
    >>> audio.add({"id": "", "transcript": "is"})
    >>> audio.result()
    {'id': 'audio_1', 'transcript': 'Paris'}
    """

    def __init__(self, texts: frozenset[str], base64: frozenset[str] = frozenset()) -> None:
        self.texts = texts | base64
        self.base64 = base64
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
        """Whether the value exists and is not empty."""
        return bool(self.pieces.get(key) or self.values.get(key))

    def result(self) -> dict[str, Any]:
        made = dict(self.values)
        for key, pieces in self.pieces.items():
            made[key] = join_base64(pieces) if key in self.base64 else join_text(pieces)
        return made


def join_base64(pieces: Sequence[str]) -> str:
    r"""Pieces of base64, as the base64 of all bytes.

    Most servers cut the base64 of the whole, which only needs to be joined. Some encode each piece separately, with its
    padding, and decoders take the first padding for the end: from the second line here they would read only the first
    four bytes. White space and the URL alphabet then become standard base64. What cannot be decoded stays unchanged.

    >>> join_base64(["YWJj", "ZGVm", "Z2hp"])
    'YWJjZGVmZ2hp'
    >>> join_base64(["YWJjZA==", "ZWZn", "aGk="])
    'YWJjZGVmZ2hp'
    >>> join_base64(["__79-w==\n", "_-8="])
    '//79+//v'
    """
    text = "".join(pieces)
    standard = "".join(text.split()).translate(_STANDARD)
    if "=" not in standard.rstrip("="):
        return text
    try:
        whole = b"".join(map(_decoded, _PADDED.findall(standard)))
    except (Error, ValueError):  # ValueError: a character beyond ASCII
        return text
    return b2a_base64(whole, newline=False).decode()


def _decoded(part: str) -> bytes:
    """The bytes of base64, with or without padding."""
    padding = "" if part.endswith("=") else "=" * (-len(part) % 4)
    return a2b_base64(part + padding, strict_mode=True)


class JoinedText:
    """A text in pieces that can be compared with another text; the pieces are joined only then."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def equals(self, text: str) -> bool:
        return len(text) == self.length and "".join(self.pieces) == text

    def __str__(self) -> str:
        return join_text(self.pieces)


class ObjectEnd:
    """Finds where a JSON object that comes in pieces ends. Each character is looked at once.

    It counts brackets outside strings; a parser then checks once whether the content is JSON.

    >>> end = ObjectEnd()
    >>> end.find('{"a":'), end.find(' "}{"}'), end.found
    (None, 6, True)
    """

    def __init__(self) -> None:
        self.found = False
        self._depth = 0
        self._in_string = False
        self._escaped = False  # the previous piece ended in a backslash
        self._begun: bool | None = (
            None  # None before the first character; False if it is not a bracket
        )

    def find(self, piece: str, start: int = 0) -> int | None:
        """Where the object ends in the next piece, which is a text from `start` on; None if it continues."""
        if self._begun is None and (first := _NOT_BLANK.search(piece, start)):
            self._begun = first[0] == "{"
        if self.found or not self._begun:
            return None
        skipped = start if self._escaped else -1
        for mark in _MARKS.finditer(piece, start):
            at, character = mark.start(), mark[0]
            if at == skipped:
                continue
            if self._in_string:
                if character == "\\":
                    skipped = at + 1
                elif character == '"':
                    self._in_string = False
            elif character == '"':
                self._in_string = True
            elif character in "{[":
                self._depth += 1
            elif character in "}]":
                self._depth -= 1
                if not self._depth:
                    self.found = True
                    return at + 1
        self._escaped = skipped == len(piece)
        return None
