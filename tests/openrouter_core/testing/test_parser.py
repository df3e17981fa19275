"""The request parser: bytes in, requests out, however the bytes are cut."""

from __future__ import annotations

import pytest

from openrouter_core.testing.parser import MalformedRequest, ParsedRequest, RequestParser

FIXED = b"POST /a?b=c HTTP/1.1\r\nHost: x\r\nX-Two: 1\r\nx-two: 2\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = (
    b"POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"3;ext=1\r\nhel\r\nA\r\nlo, world!\r\n0\r\nTrailer: x\r\n\r\n"
)
CHUNKS = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
BARE = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"


def parse(*pieces: bytes) -> list[ParsedRequest]:
    parser = RequestParser()
    requests: list[ParsedRequest] = []
    for piece in pieces:
        parser.feed(piece)
        while (request := parser.next_request()) is not None:
            requests.append(request)
    return requests


def test_headers_keep_order_spelling_and_repetition() -> None:
    [request] = parse(FIXED)
    assert request.headers.raw == (
        ("Host", "x"),
        ("X-Two", "1"),
        ("x-two", "2"),
        ("Content-Length", "5"),
    )
    assert request.headers["X-TWO"] == "1, 2"
    assert request.headers.get("absent") is None
    assert (request.method, request.target, request.body) == ("POST", "/a?b=c", b"hello")


def test_however_the_bytes_are_cut_the_requests_are_the_same() -> None:
    wire = FIXED + CHUNKED + BARE
    bodies = [b"hello", b"hello, world!", b""]
    assert [request.body for request in parse(wire)] == bodies
    assert [request.body for request in parse(*(bytes([byte]) for byte in wire))] == bodies
    for position in range(len(wire)):
        assert [r.body for r in parse(wire[:position], wire[position:])] == bodies


@pytest.mark.parametrize(
    ("wire", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\n\r\n", 505),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabcd\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: +0\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 0x2c\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 1_0\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length:\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 2, 2\r\n\r\nhi", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi!", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 2\r\ncontent-length: 2\r\n\r\nhi", 400),
        (
            b"POST / HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
        ),
        (
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
            400,
        ),
        (
            b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            400,
        ),
        (CHUNKS + b"+0\r\n\r\n", 400),
        (CHUNKS + b"-1\r\n\r\n", 400),
        (CHUNKS + b"0x2\r\nhi\r\n0\r\n\r\n", 400),
        (CHUNKS + b"1_0\r\n", 400),
        (CHUNKS + b"\r\n\r\n", 400),
        (CHUNKS + b"0" * 5000 + b"\r\n\r\n", 400),
        (CHUNKS + b"1" * 5000, 400),
        (CHUNKS + b"0\r\nX: " + b"x" * (1 << 20), 431),
        (CHUNKS + b"4000001\r\n", 413),
        (CHUNKS + b"fffffffffffffff\r\n", 413),
        (b"POST / HTTP/1.1\r\nContent-Length: 67108865\r\n\r\n", 413),
        (b"POST / HTTP/1.1\r\nContent-Length: 999999999999999999\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\nX: " + b"x" * (1 << 20) + b"\r\n\r\n", 431),
    ],
)
def test_a_malformed_request_is_named(wire: bytes, status: int) -> None:
    with pytest.raises(MalformedRequest) as raised:
        parse(wire)
    assert raised.value.status == status


@pytest.mark.parametrize(
    ("version", "connection", "keep_alive"),
    [
        ("1.1", None, True),
        ("1.1", "close", False),
        ("1.1", "Close, TE", False),
        ("1.0", None, False),
        ("1.0", "keep-alive", True),
    ],
)
def test_whether_the_connection_is_kept(
    version: str, connection: str | None, keep_alive: bool
) -> None:
    line = f"Connection: {connection}\r\n" if connection else ""
    [request] = parse(f"GET / HTTP/{version}\r\n{line}\r\n".encode())
    assert request.keep_alive is keep_alive


def test_the_expectation_is_taken_once_and_not_when_the_body_is_there() -> None:
    head = b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    waiting = RequestParser()
    waiting.feed(head)
    assert waiting.next_request() is None
    assert (waiting.take_expectation(), waiting.take_expectation()) == (True, False)
    under_way = RequestParser()
    under_way.feed(head + b"a")
    assert under_way.next_request() is None
    assert under_way.take_expectation() is False


def test_a_body_may_be_as_large_as_the_limit_and_no_larger() -> None:
    for wire, body in ((FIXED, b"hello"), (CHUNKED, b"hello, world!")):
        allowed, refused = RequestParser(max_body=len(body)), RequestParser(max_body=len(body) - 1)
        allowed.feed(wire)
        refused.feed(wire)
        request = allowed.next_request()
        assert request is not None
        assert request.body == body
        with pytest.raises(MalformedRequest) as raised:
            refused.next_request()
        assert raised.value.status == 413


def test_many_small_chunks_are_one_body() -> None:
    [request] = parse(CHUNKS + b"1;x=y\r\na\r\n" * 50_000 + b"0\r\n\r\n")
    assert request.body == b"a" * 50_000
