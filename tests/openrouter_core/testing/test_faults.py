"""Faults as a client sees them: bytes on a raw socket, and how the connection ends."""

from __future__ import annotations

import itertools
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from openrouter_core.testing import (
    Cut,
    LocalServer,
    Pause,
    RecordedRequest,
    Reply,
    Reset,
    Send,
    Stall,
    Step,
)

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
SMALL = Reply.json({"a": 1})
STREAM = Reply.events([{"n": 1}, {"n": 2}])


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


def connect(server: LocalServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=5)


def read_to_the_end(client: socket.socket) -> tuple[bytes, str]:
    """Everything that arrives, and whether the end was a FIN or an RST."""
    received = bytearray()
    while True:
        try:
            data = client.recv(65536)
        except ConnectionResetError:
            return bytes(received), "RST"
        if not data:
            return bytes(received), "FIN"
        received += data


def read_exactly(client: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        data = client.recv(size - len(received))
        assert data, f"the connection ended after {len(received)} of {size} bytes"
        received += data
    return received


@pytest.mark.parametrize("reply", [SMALL, STREAM], ids=["small", "stream"])
@pytest.mark.parametrize("reset", [False, True], ids=["FIN", "RST"])
def test_a_connection_is_cut_at_every_byte(server: LocalServer, reply: Reply, reset: bool) -> None:
    for at in range(len(reply.wire) + 1):
        server.enqueue(reply.cut(at, reset=reset))
        with connect(server) as client:
            client.sendall(GET)
            assert read_to_the_end(client) == (reply.wire[:at], "RST" if reset else "FIN")


@pytest.mark.parametrize("at", [0, 1, len(SMALL.head), len(SMALL.wire) - 1])
def test_a_stall_lasts_until_the_client_leaves(server: LocalServer, at: int) -> None:
    server.reset()
    server.enqueue(SMALL.stall(at))
    with connect(server) as client:
        client.sendall(GET)
        assert read_exactly(client, at) == SMALL.wire[:at]
        [request] = server.wait_for_requests(1)
        assert not request.wait_for_disconnect(timeout=0)
    assert request.wait_for_disconnect()
    assert request.finished_at is None
    assert request.disconnected_at is not None
    assert request.disconnected_at >= request.received_at


def test_a_client_that_stops_reading_a_long_reply_is_seen_to_leave(server: LocalServer) -> None:
    def endless(request: RecordedRequest) -> Iterator[Step]:
        yield Send(Reply().until_close().head)
        for _ in itertools.count():
            yield Send(b"x" * 65536)

    server.reset()
    server.enqueue(endless)
    with connect(server) as client:
        client.sendall(GET)
        assert read_exactly(client, 100_000)
    [request] = server.requests
    assert request.wait_for_disconnect()


def test_a_connection_serves_on_after_a_slow_reply(server: LocalServer) -> None:
    server.reset()
    server.enqueue(SMALL.drip(1, 0.0), SMALL.delayed(0.001), STREAM.split(every=3, pause=0), SMALL)
    with connect(server) as client:
        for reply in (SMALL, SMALL, STREAM, SMALL):
            client.sendall(GET)
            assert read_exactly(client, len(reply.wire)) == reply.wire
    assert {request.connection for request in server.requests} == {server.connections.accepted}


def test_split_writes_arrive_in_separate_reads(server: LocalServer) -> None:
    """The next write is made only when the test has read the one before."""
    read = threading.Semaphore(1)
    pieces = [b"da", b"ta: 1\n", b"\n"]

    def gated(request: RecordedRequest) -> Iterator[Step]:
        for piece in pieces:
            while not read.acquire(blocking=False):
                yield Pause(0.0005)
            yield Send(piece)
        yield Cut()

    server.enqueue(gated)
    with connect(server) as client:
        client.sendall(GET)
        for piece in pieces:
            assert client.recv(65536) == piece
            read.release()


@pytest.mark.parametrize(
    ("script", "end"),
    [
        ([Cut()], (b"", "FIN")),
        ([Reset()], (b"", "RST")),
        ([Send(b"HTTP/1.1 2"), Pause(0.001), Cut(), Send(b"never")], (b"HTTP/1.1 2", "FIN")),
        ([Send(b"\xff\x00 no http"), Reset()], (b"\xff\x00 no http", "RST")),
    ],
)
def test_a_raw_script_is_played_as_it_is(
    server: LocalServer, script: list[Step], end: tuple[bytes, str]
) -> None:
    server.enqueue(script)
    with connect(server) as client:
        client.sendall(GET)
        assert read_to_the_end(client) == end


def test_a_connection_can_fail_before_its_request_is_read(server: LocalServer) -> None:
    server.reset()
    server.enqueue_connection([Reset()], [Cut()], [Stall()])
    with pytest.raises(ConnectionResetError), connect(server) as client:
        client.recv(1)  # if the reset has not overtaken the connecting itself
    with connect(server) as client:
        assert read_to_the_end(client) == (b"", "FIN")
    with connect(server) as client:
        client.sendall(GET)
        client.settimeout(0.02)
        with pytest.raises(TimeoutError):
            client.recv(1)
    assert server.requests == []


def test_a_script_that_raises_drops_the_connection(
    server: LocalServer, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(request: RecordedRequest) -> Iterator[Step]:
        yield Send(b"HTTP/1.1 200 OK\r\n")
        raise ZeroDivisionError

    server.enqueue(broken)
    with connect(server) as client:
        client.sendall(GET)
        assert read_to_the_end(client)[0] == b"HTTP/1.1 200 OK\r\n"
    assert "a script raised" in caplog.text


@pytest.mark.parametrize(
    "ended",
    [
        Reply(body=b"x" * 20_000_000).until_close(),
        Reply(body=b"x" * 20_000_000).chunked().split(every=500_000, pause=0).cut(-1),
    ],
    ids=["until close", "cut after splits"],
)
def test_an_ending_waits_for_what_the_client_has_not_read(
    server: LocalServer, ended: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    """The reply is larger than the socket's buffers, so the server has to wait for the client."""
    server.enqueue(ended)
    with connect(server) as client:
        client.sendall(GET)
        received, end = read_to_the_end(client)
    sent = sum(len(step.data) for step in ended.script if isinstance(step, Send))
    assert (len(received), end) == (sent, "FIN")
    assert caplog.text == ""


@pytest.mark.parametrize(
    "ended", [SMALL.until_close(), SMALL.with_headers({"Connection": "close"})]
)
def test_a_reply_can_end_with_its_connection(server: LocalServer, ended: Reply) -> None:
    server.enqueue(ended)
    with connect(server) as client:
        client.sendall(GET)
        assert read_to_the_end(client) == (ended.wire, "FIN")


@pytest.mark.parametrize(
    "bend",
    [
        lambda reply: reply.gzip(),
        lambda reply: reply.gzip(truncate=9),
        lambda reply: reply.kept_alive(4),
        lambda reply: reply.with_headers({"Content-Type": "text/html"}),
        lambda reply: reply.chunked(),
    ],
)
def test_what_a_reply_says_it_is_is_what_arrives(
    server: LocalServer, bend: Callable[[Reply], Reply]
) -> None:
    for reply in (bend(SMALL), bend(STREAM)):
        server.enqueue(reply)
        with connect(server) as client:
            client.sendall(GET)
            assert read_exactly(client, len(reply.wire)) == reply.wire
