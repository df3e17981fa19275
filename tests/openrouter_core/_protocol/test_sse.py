"""`EventDecoder` beside a second decoder, written here from the text of the specification."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise, repeat
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from openrouter_core._protocol.sse import Event, EventDecoder

LIMIT = 1 << 30


def decode(*pieces: bytes, limit: int = LIMIT) -> list[Event]:
    """The events of a body that arrives in these pieces, without what its end would complete."""
    decoder = EventDecoder(limit)
    return [event for piece in pieces for event in decoder.feed(piece)]


def interpret(body: bytes) -> list[Event]:
    """https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation, step by step."""
    text = body.decode("utf-8", "replace")
    if text.startswith("\ufeff"):
        text = text[1:]
    lines: list[str] = []
    line = ""
    position = 0
    while position < len(text):
        character = text[position]
        position += 1
        if character == "\r":
            if text[position : position + 1] == "\n":
                position += 1
        elif character != "\n":
            line += character
            continue
        lines.append(line)
        line = ""
    # What follows the last line's end is no line: "the end of the file" ends the interpretation, not a line.
    events: list[Event] = []
    data = event_type = ""
    for line in lines:
        if line == "":
            if data != "":
                events.append(Event(data.removesuffix("\n"), event_type))
            data = event_type = ""
            continue
        field, colon, value = line.partition(":")
        if field == "" and colon:
            continue  # a comment
        value = value.removeprefix(" ")
        if field == "data":
            data += value + "\n"
        elif field == "event":
            event_type = value
    return events


BODIES = {
    "one event": (b"data: a\n\n", [Event("a")]),
    "no space after the colon": (b"data:a\n\n", [Event("a")]),
    "one space is dropped, not two": (b"data:  a \n\n", [Event(" a ")]),
    "CR": (b"data: a\r\rdata: b\r\r", [Event("a"), Event("b")]),
    "CRLF": (b"data: a\r\n\r\ndata: b\r\n\r\n", [Event("a"), Event("b")]),
    "line ends mixed": (b"data: a\r\ndata: b\rdata: c\n\r\n", [Event("a\nb\nc")]),
    "LF CR is two line ends": (b"data: a\n\rdata: b\n\n", [Event("a"), Event("b")]),
    "several data lines": (b"data: {\ndata:  1\ndata: }\n\n", [Event("{\n 1\n}")]),
    "a type": (b"event: done\ndata: a\n\n", [Event("a", "done")]),
    "the last type counts": (b"event: x\ndata: a\nevent: y\n\n", [Event("a", "y")]),
    "a type without a colon is none": (b"event: x\nevent\ndata: a\n\n", [Event("a")]),
    "a type ends with its event": (b"event: x\n\ndata: a\n\n", [Event("a")]),
    "a type alone is no event": (b"event: x\n\n", []),
    "a comment": (b": OPENROUTER PROCESSING\n\ndata: a\n\n", [Event("a")]),
    "a bare comment": (b":\n\n:\n\ndata: a\n\n:\n\n", [Event("a")]),
    "a comment inside an event": (b"data: a\n: x\ndata: b\n\n", [Event("a\nb")]),
    "a comment that looks like data": (b":data: a\n\n", []),
    "id and retry are read over": (b"id: 1\nretry: 9\ndata: a\n\n", [Event("a")]),
    "a field that nobody knows": (b"dat: x\ndatas: y\ndata : z\ndata: a\n\n", [Event("a")]),
    "data without a colon": (b"data\n\n", [Event("")]),
    "empty data": (b"data:\n\n", [Event("")]),
    "empty data lines": (b"data:\ndata\ndata: \n\n", [Event("\n\n")]),
    "blank lines alone": (b"\n\n\r\r\r\n\r\n", []),
    "a byte order mark": (b"\xef\xbb\xbfdata: a\n\n", [Event("a")]),
    "two byte order marks": (b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\n", []),
    "a byte order mark later on": (
        b"data: \xef\xbb\xbf\n\n\xef\xbb\xbfdata: b\n\n",
        [Event("\ufeff")],
    ),
    "half a byte order mark": (b"\xef\xbbdata: a\n\ndata: b\n\n", [Event("b")]),
    "line ends that only Unicode knows": (
        "data: a\u2028b\u2029c\x85d\x0be\x0cf\x1cg\n\n".encode(),
        [Event("a\u2028b\u2029c\x85d\x0be\x0cf\x1cg")],
    ),
    "bytes that are no UTF-8": (b"data: \xff\xe2\x80\n\n", [Event("\ufffd\ufffd")]),
    "a character over two reads": ("data: \U0001f600é\n\n".encode(), [Event("\U0001f600é")]),
    "a NUL": (b"data: a\0b\n\n", [Event("a\0b")]),
    "an event that does not end": (b"data: a\n\ndata: b\n", [Event("a")]),
    "a line that does not end": (b"data: a\n\ndata: b", [Event("a")]),
}


@pytest.mark.parametrize(("body", "events"), BODIES.values(), ids=BODIES.keys())
def test_a_body_gives_the_events_of_the_specification(body: bytes, events: list[Event]) -> None:
    assert interpret(body) == events
    assert decode(body) == events


@pytest.mark.parametrize("body", [body for body, _ in BODIES.values()], ids=BODIES.keys())
def test_where_the_bytes_are_cut_changes_nothing(body: bytes) -> None:
    whole = interpret(body)
    assert decode(*(bytes([byte]) for byte in body)) == whole
    for cut in range(len(body) + 1):
        assert decode(body[:cut], body[cut:]) == whole
        assert decode(body[:cut], b"", body[cut : cut + 1], body[cut + 1 :]) == whole


pieces_of_streams = st.sampled_from(
    [
        *(b"data", b"event", b"id", b"retry", b":", b": ", b"data: ", b"data:", b"event: "),
        *(b"\n", b"\r", b"\r\n", b"\n\n", b"\r\n\r\n", b" ", b"a", b"{}", b"[DONE]", b"\0"),
        *(
            b"\xef",
            b"\xbb",
            b"\xbf",
            b"\xef\xbb\xbf",
            b"\xe2\x80\xa8",
            b"\xc2\x85",
            b"\x0b",
            b"\xff",
        ),
    ]
)


@given(
    st.lists(pieces_of_streams | st.binary(max_size=4), max_size=30), st.lists(st.integers(0, 90))
)
@example([b"\xef\xbb", b"\xbf", b"data: a\r", b"\n\r", b"\n"], [1, 2, 3])
def test_any_bytes_cut_anywhere_give_the_events_of_the_specification(
    pieces: list[bytes], cuts: list[int]
) -> None:
    body = b"".join(pieces)
    places = [0, *sorted(cut for cut in cuts if cut < len(body)), len(body)]
    cut_up = [body[i:j] for i, j in pairwise(places)]
    assert decode(*cut_up) == decode(*pieces) == interpret(body)


# --- the end of the body -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "events"),
    [
        (b"data: a", [Event("a")]),
        (b"data: a\n", [Event("a")]),
        (b"data: a\r", [Event("a")]),
        (b"data: a\n\n", []),
        (b"data: a\ndata: b", [Event("a\nb")]),
        (b": comment", []),
        (b"event: x", []),
        (b"\xef\xbb", []),
        (b"", []),
    ],
)
def test_an_event_that_lacks_only_its_last_line_end_is_given_at_the_end(
    body: bytes, events: list[Event]
) -> None:
    """The specification drops it; a server that forgets the last newline has still said what it said."""
    for cut in range(len(body) + 1):
        decoder = EventDecoder(LIMIT)
        assert decoder.feed(body[:cut]) + decoder.feed(body[cut:]) == decode(body)
        assert decoder.end() == events
        assert decoder.end() == []


# --- the limit -----------------------------------------------------------------------------------


def too_large(*pieces: bytes, limit: int) -> bool:
    decoder = EventDecoder(limit)
    for piece in pieces:
        decoder.feed(piece)
    return decoder.too_large


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"data: " + b"x" * 200 + b"\n\n", id="one line"),
        pytest.param(b"data: " + b"x" * 200, id="a line that does not end"),
        pytest.param(b"data: " + b"x" * 120 + b"\ndata: " + b"x" * 120 + b"\n\n", id="two lines"),
        pytest.param(b"data\n" * 200 + b"\n", id="newlines alone"),
        pytest.param(b"data:\r\n" * 200, id="empty lines without an end"),
        pytest.param(b"event: " + b"x" * 200 + b"\ndata: a\n\n", id="a type"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_an_event_over_the_limit_is_refused_and_ends_the_stream(body: bytes, size: int) -> None:
    decoder = EventDecoder(100)
    body = b"data: before\n\n" + body
    events = [e for i in range(0, len(body), size) for e in decoder.feed(body[i : i + size])]
    assert events == [Event("before")]
    assert decoder.too_large
    assert decoder.feed(b"\n\ndata: after\n\n") == []


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_the_limit_is_for_one_event_not_for_the_stream(size: int) -> None:
    # In pieces a line counts with its field's name, as long as its end has not come.
    body = (b"data: " + b"x" * 90 + b"\n\n") * 50 + (b": " + b"x" * 90 + b"\n") * 50
    decoder = EventDecoder(100)
    events = [e for i in range(0, len(body), size) for e in decoder.feed(body[i : i + size])]
    assert (len(events), decoder.too_large) == (50, False)


# --- work is linear in the bytes: counted, because a timer says the same less reliably -----------


class Counted(bytes):
    """Bytes that count how many of them are searched or copied; what is made of them counts on."""

    touched = 0

    def __add__(self, other: Any) -> Any:
        return self._copied(super().__add__(other))

    def __radd__(self, other: bytes) -> Any:  # asked before bytes' own + is
        return self._copied(other + bytes(self))

    def __contains__(self, item: Any) -> bool:
        Counted.touched += len(self)
        return super().__contains__(item)

    def __getitem__(self, key: Any) -> Any:
        return self._copied(super().__getitem__(key))

    def find(self, *arguments: Any) -> int:
        Counted.touched += len(self)
        return super().find(*arguments)

    def partition(self, separator: Any) -> Any:
        Counted.touched += len(self)
        first, found, rest = super().partition(separator)
        return (Counted(first), found, Counted(rest)) if found else (self, b"", b"")

    def split(self, sep: Any = None, maxsplit: Any = -1) -> Any:
        Counted.touched += len(self)
        return list(map(Counted, super().split(sep, maxsplit)))

    def replace(self, *arguments: Any) -> Any:
        return self._copied(super().replace(*arguments))

    def removeprefix(self, prefix: Any) -> Any:
        return self._copied(super().removeprefix(prefix))

    @staticmethod
    def _copied(data: Any) -> Any:
        Counted.touched += len(data) if isinstance(data, bytes) else 1
        return Counted(data) if isinstance(data, bytes) else data


def event_of(size: int, newline: bytes, reads: int) -> Iterator[Counted]:
    """An event's bytes, `reads` at a time."""
    parts = (b"data: ", b"x" * size, newline * 2)
    if (
        reads == 1
    ):  # the same object again and again: making millions would take longer than reading them
        ends = [[Counted(bytes([byte])) for byte in part] for part in (parts[0], parts[2])]
        return chain(ends[0], repeat(Counted(b"x"), size), ends[1])
    body = b"".join(parts)
    return (Counted(body[i : i + reads]) for i in range(0, len(body), reads))


@pytest.mark.parametrize(
    ("size", "reads", "newline"),
    [
        pytest.param(2_000_000, 1, b"\n", id="2 MB byte by byte"),
        pytest.param(200_000, 1, b"\r\n", id="200 kB byte by byte, CRLF"),
        pytest.param(50_000_000, 65_536, b"\n", id="50 MB in reads of 64 KiB"),
        pytest.param(50_000_000, 65_536, b"\r\n", id="50 MB in reads of 64 KiB, CRLF"),
    ],
)
def test_the_bytes_of_a_large_event_are_searched_and_copied_a_few_times_each(
    size: int, reads: int, newline: bytes
) -> None:
    decoder = EventDecoder(LIMIT)
    Counted.touched = 0
    events = [event for data in event_of(size, newline, reads) for event in decoder.feed(data)]
    assert [len(event.data) for event in events] == [size]
    assert Counted.touched < 6 * size


def test_the_pieces_of_a_line_are_joined_once() -> None:
    """`bytes.join` and what a bytearray does are out of `Counted`'s sight: there must be few such calls at all."""
    calls: Counter[str] = Counter()

    def count(frame: FrameType, event: str, argument: Any) -> None:
        if event == "c_call":
            calls[argument.__name__] += 1

    size = 50_000
    decoder = EventDecoder(LIMIT)
    sys.setprofile(count)
    try:
        for data in event_of(size, b"\n", 1):
            decoder.feed(data)
    finally:
        sys.setprofile(None)
    assert calls.pop("join") <= 8
    assert sum(calls.values()) < 20 * size
    assert set(calls).isdisjoint({"extend", "bytearray", "tobytes", "find", "index"})


def test_many_small_events_in_one_read_are_each_touched_a_few_times() -> None:
    body = b"data: {}\n\n" * 100_000
    decoder = EventDecoder(LIMIT)
    Counted.touched = 0
    assert len(decoder.feed(Counted(body))) == 100_000
    assert Counted.touched < 6 * len(body)
