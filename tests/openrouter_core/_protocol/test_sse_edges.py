"""`EventDecoder` at the edge of its limit: what just fits, what is one byte too much, and what comes after that."""

from __future__ import annotations

import tracemalloc

import pytest

from openrouter_core._protocol.sse import LINE_BYTES, Event, EventDecoder

MARK = b"\xef\xbb\xbf"  # a byte order mark
X = b"x" * 500

# What comes, in these pieces, and how many bytes of it count.
COUNTED: dict[str, tuple[list[bytes], int]] = {
    "a line": ([b"data: " + X + b"\n\n"], 500),
    "a line, without the space": ([b"data:" + X + b"\n\n"], 500),
    "a line after a byte order mark": ([MARK + b"data: " + X + b"\n\n"], 500),
    "a line after another event": ([b"data: 1\n\ndata: " + X + b"\n\n"], 500),
    "a line after another event, in another read": (
        [b"data: 1\n\n", b"data: " + X + b"\n\n"],
        500,
    ),
    "a line after an event without data": ([b"event: a\n\ndata: " + X + b"\n\n"], 500),
    "two lines": ([b"data: " + X + b"\ndata: " + X + b"\n\n"], 1000 + LINE_BYTES),
    "two empty lines": ([b"data:\ndata:\n\n"], LINE_BYTES),
    "two names of a line": ([b"data\ndata\n\n"], LINE_BYTES),
    "a name after a line": ([b"data: " + X + b"\ndata\n\n"], 500 + LINE_BYTES),
    "a name": ([b"data\n\n"], 0),
    "a type": ([b"event: " + X + b"\ndata: 1\n\n"], 501),
    "a type, without the space": ([b"event:" + X + b"\ndata: 1\n\n"], 501),
}


@pytest.mark.parametrize(("pieces", "size"), COUNTED.values(), ids=COUNTED)
def test_an_event_may_be_as_large_as_the_limit_and_no_larger(
    pieces: list[bytes], size: int
) -> None:
    fits = EventDecoder(max_event_bytes=size)
    last = [event for piece in pieces for event in fits.feed(piece)][-1]
    assert not fits.too_large
    assert last.data.count("x") + last.event.count("x") == b"".join(pieces).count(b"x")
    if size:
        beyond = EventDecoder(max_event_bytes=size - 1)
        assert [event for piece in pieces for event in beyond.feed(piece)] != [last]
        assert beyond.too_large


def test_a_line_that_comes_in_pieces_counts_once() -> None:
    decoder = EventDecoder(max_event_bytes=510)
    for piece in (b"da", b"ta: ", X[:200], X[200:]):
        assert decoder.feed(piece) == []
    assert decoder.feed(b"\n\n") == [Event(X.decode())]
    assert not decoder.too_large


def test_a_line_without_an_end_counts_with_its_name() -> None:
    decoder = EventDecoder(max_event_bytes=505)
    decoder.feed(b"data: " + X)
    assert decoder.too_large


@pytest.mark.parametrize(
    "pieces",
    [
        [MARK[:1], MARK[1:] + b"data: 1\n\n"],
        [MARK[:2], MARK[2:] + b"data: 1\n\n"],
        [MARK[:1], MARK[1:2], MARK[2:], b"data: 1\n\n"],
        [MARK, b"data: 1\n\n"],
        [MARK + b"d", b"ata: 1\n\n"],
    ],
    ids=["after 1", "after 2", "after each", "after 3", "after 4"],
)
def test_a_byte_order_mark_may_be_cut_anywhere(pieces: list[bytes]) -> None:
    decoder = EventDecoder(max_event_bytes=7)
    assert [event for piece in pieces for event in decoder.feed(piece)] == [Event("1")]


@pytest.mark.parametrize("beginning", [MARK[:1], MARK[:2], MARK[1:]], ids=["1", "2", "without 1"])
def test_a_part_of_a_byte_order_mark_belongs_to_its_line(beginning: bytes) -> None:
    decoder = EventDecoder(max_event_bytes=100)
    assert decoder.feed(beginning) == []
    assert decoder.feed(b"data: 1\n\ndata: 2\n\n") == [Event("2")]


def test_a_mark_that_comes_later_is_no_byte_order_mark() -> None:
    decoder = EventDecoder(max_event_bytes=100)
    assert decoder.feed(b"data: 1\n\n") == [Event("1")]
    assert decoder.feed(MARK + b"data: 2\n\n") == []


def test_nothing_is_kept_after_the_limit() -> None:
    decoder = EventDecoder(max_event_bytes=10)
    assert decoder.feed(b"data: 1\n\ndata: " + X + b"\n\ndata: 3\n\n") == [Event("1")]
    assert decoder.too_large
    tracemalloc.start()
    try:
        for size in range(100_000, 100_100):
            assert decoder.feed(b"y" * size) == []
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1_000_000
    assert decoder.feed(b"\n\ndata: 4\n\n") == []
    assert decoder.end() == []
