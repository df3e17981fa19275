"""Server-sent events: bytes in, events out, however the bytes are cut.

https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation, except that ``id`` and
``retry`` are read over: they serve reconnecting, and a generation cannot be reconnected to.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

LINE_BYTES: Final = 100
"""What a line of an event costs beside its characters, until it is joined to the others: counted as if it were that
much longer, so that an event of many short lines takes no more memory than one long line.
"""


class Event(NamedTuple):
    """One event.

    Fields:
        data: its data lines, joined with a newline.
        event: its type, ``""`` where none was given.
    """

    data: str
    event: str = ""


_new_event: Final = tuple.__new__
"""What `Event` itself calls, in a function of Python that takes longer than all else here."""


class EventDecoder:
    r"""Decodes one stream.

    Work is linear in the bytes, also when they come one at a time: a line that is not complete is kept in pieces, and
    only new bytes are searched for its end. Only CR, LF and CRLF end a line (`str.splitlines` knows others, which
    JSON may hold).

    Fields:
        too_large: whether an event, or a line that does not end, has passed the limit; then nothing more is decoded.

    >>> decoder = EventDecoder(max_event_bytes=1000)
    >>> decoder.feed(b': PROCESSING\n\ndata: {"choices"')
    []
    >>> decoder.feed(b': []}\n\n')
    [Event(data='{"choices": []}', event='')]
    """

    __slots__ = ("_data", "_held", "_limit", "_pieces", "_skip_lf", "_start", "_type", "too_large")

    def __init__(self, max_event_bytes: int) -> None:
        self._limit = max_event_bytes
        self._pieces: list[bytes] = []  # of the line that has no end yet
        self._held = 0  # bytes in the event that has no end yet
        self._data: list[bytes] = []
        self._type = b""
        self._skip_lf = False
        self._start = True
        self.too_large = False

    def feed(self, data: bytes) -> list[Event]:
        """Take the next bytes, and give the events that they complete."""
        if not data or self.too_large:
            return []
        if self._start or self._skip_lf or b"\r" in data:
            data = self._normal(data)
        if self._pieces and b"\n" in data:
            self._held -= sum(map(len, self._pieces))
            self._pieces.append(data)
            data = b"".join(self._pieces)
            self._pieces.clear()
        events: list[Event] = []
        if not (self._data or self._held):
            events, data = self._short(data)
        *lines, last = data.split(b"\n")
        events += self._events(lines)
        if last:
            self._pieces.append(last)
            self._hold(len(last))
        return events

    def _short(self, data: bytes) -> tuple[list[Event], bytes]:
        """Events of one data line each, which is how most streams are written, and the rest. Where any other line comes
        between, all is the rest.

        The rules are those of `_events`; to find all events in one go takes a third of the time.
        """
        if not data.startswith(b"data: ") or len(data) > self._limit:
            return [], data
        head, end, rest = data.rpartition(b"\n\n")
        found = head[6:].decode("utf-8", "replace").split("\n\ndata: ")
        if not end or head.count(b"\n") != 2 * (len(found) - 1):
            return [], data
        return [_new_event(Event, (each, "")) for each in found], rest

    def end(self) -> list[Event]:
        """The stream has ended: give the event that lacks only its closing blank line, if there is one.

        The specification drops it; a server that forgets the last newline has still said what it said.
        """
        events = self._events((b"".join(self._pieces), b""))
        self._pieces.clear()
        return events

    def _normal(self, data: bytes) -> bytes:
        """Make every line end a LF, also where a CR and its LF come apart, and drop a byte order mark."""
        if self._start:
            self._pieces.append(data)
            data = b"".join(self._pieces)
            self._pieces.clear()
            self._held = 0
            if len(data) < 3 and b"\xef\xbb\xbf".startswith(data):
                self._pieces.append(data)
                return b""
            self._start = False
            data = data.removeprefix(b"\xef\xbb\xbf")
        if self._skip_lf:
            if not data:
                return data
            self._skip_lf = False
            data = data.removeprefix(b"\n")
        if b"\r" in data:
            self._skip_lf = data.endswith(b"\r")
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return data

    def _hold(self, size: int) -> None:
        self._held += size
        if self._held > self._limit:
            self.too_large = True

    def _events(self, lines: Iterable[bytes]) -> list[Event]:
        """Take the next lines; one loop and few calls, as a stream spends its time here."""
        events: list[Event] = []
        for line in lines:
            if self.too_large:
                break
            if not line:
                if self._data:
                    data = self._data[0] if len(self._data) == 1 else b"\n".join(self._data)
                    kind = self._type.decode("utf-8", "replace") if self._type else ""
                    events.append(Event(data.decode("utf-8", "replace"), kind))
                    self._data.clear()
                self._type = b""
                self._held = 0
            elif line.startswith(b"data:"):
                value = line[6:] if line.startswith(b"data: ") else line[5:]
                self._hold(len(value) + LINE_BYTES if self._data else len(value))
                self._data.append(value)
            elif line.startswith(b"event:"):
                self._type = line[7:] if line.startswith(b"event: ") else line[6:]
                self._hold(len(self._type))
            elif line == b"data":
                self._hold(LINE_BYTES if self._data else 0)
                self._data.append(b"")
            elif line == b"event":
                self._type = b""
        return events
