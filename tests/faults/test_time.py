"""Silence and slowness against the limits of time; the clock here is the real one, and the limits are short."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from openrouter_core import RetryConfig, Timeout
from openrouter_core.models import errors
from openrouter_core.testing import (
    LocalServer,
    Pause,
    Reply,
    Send,
    chunks,
    comment,
    completion,
)

if TYPE_CHECKING:
    from tests.faults.conftest import Client, MakeClient

LIMIT = 0.2
LATE = 0.35
"""What a busy machine may add."""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
EVENT = b'data: {"choices": [{"delta": {"content": "Hi"}}]}\n\n'


@contextmanager
def takes(seconds: float) -> Iterator[None]:
    """The block takes that long: no less, and no more than a busy machine explains."""
    began = time.monotonic()
    yield
    assert seconds - 0.01 <= time.monotonic() - began <= seconds + LATE


@contextmanager
def slow_proxy(server: LocalServer, seconds: float) -> Iterator[str]:
    """The URL of a way to the server on which a request's first bytes wait so long, and the rest with them."""

    def carry(listener: socket.socket) -> None:
        here, _ = listener.accept()
        time.sleep(seconds)
        with here, socket.create_connection(("127.0.0.1", server.port)) as there:
            back = threading.Thread(target=copy, args=(there, here))
            back.start()
            copy(here, there)
            back.join()

    def copy(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65_536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:  # the other direction has ended it
            pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        thread = threading.Thread(target=carry, args=(listener,))
        thread.start()
        yield server.url.replace(str(server.port), str(listener.getsockname()[1]))
    thread.join(5)


def assert_timed_out(client: Client, server: LocalServer, phase: str, delivered: int = 0) -> None:
    results = client.results()
    error = results[-1].failure()
    assert type(error) is errors.RequestTimeoutError
    assert (error.phase, error.body_sent, error.retryable) == (phase, True, True)
    assert len(results) == delivered + 1
    assert len(server.requests) == 1, "the work had begun: it is not paid for twice"
    assert client.waits == []
    assert server.requests[0].wait_for_disconnect()


@pytest.mark.parametrize("at", [0, 9, "body"], ids=["silent", "in the headers", "in the body"])
@pytest.mark.parametrize("phase", ["read", "total"])
def test_a_stall_ends_at_the_limit(
    server: LocalServer, make_client: MakeClient, answer: Reply, at: int | str, phase: str
) -> None:
    client = make_client(timeout=Timeout(**{phase: LIMIT}))
    server.enqueue(answer.stall(3, of="body") if at == "body" else answer.stall(int(at)))
    with takes(LIMIT):
        assert_timed_out(client, server, phase)
    server.enqueue(answer)
    assert client.text() == "Paris it is."


def test_one_number_is_every_limit(
    server: LocalServer, make_client: MakeClient, answer: Reply, streamed: bool
) -> None:
    client = make_client(timeout=LIMIT)
    server.enqueue(answer.stall(0))
    with takes(LIMIT):
        error = client.error()
    assert type(error) is errors.RequestTimeoutError
    assert error.phase == ("read" if streamed else "total")


def test_a_slow_drip_ends_exactly_at_the_total(
    server: LocalServer, make_client: MakeClient, answer: Reply
) -> None:
    client = make_client(timeout=Timeout(total=LIMIT, read=5.0))
    server.enqueue(answer.drip(1, 0.03, of="response"))
    with takes(LIMIT):
        assert_timed_out(client, server, "total")


def test_white_space_keeps_no_answer_alive_beyond_the_total(
    server: LocalServer, make_client: MakeClient
) -> None:
    client = make_client(timeout=Timeout(total=LIMIT))
    server.enqueue(Reply.json(completion("Late")).kept_alive(40, pause=0.02))
    with takes(LIMIT):
        assert_timed_out(client, server, "total")


def test_white_space_within_the_limits_is_waited_for(
    server: LocalServer, make_client: MakeClient
) -> None:
    client = make_client(timeout=Timeout(total=30, read=LIMIT))
    server.enqueue(Reply.json(completion("In time")).kept_alive(10, pause=0.01))
    assert client.text() == "In time"


def test_a_stall_after_an_error_status_is_that_error(
    server: LocalServer, make_client: MakeClient
) -> None:
    client = make_client(timeout=Timeout(total=LIMIT), retry_config=RetryConfig("none"))
    server.enqueue(Reply.error(503, "Busy").stall(10, of="body"))
    with takes(LIMIT):
        error = client.error()
    assert type(error) is errors.ServiceUnavailableResponseError


def test_the_total_covers_all_attempts(
    server: LocalServer, make_client: MakeClient, answer: Reply
) -> None:
    client = make_client(timeout=Timeout(total=LIMIT))
    server.enqueue(Reply.error(503).delayed(LIMIT * 0.6), answer.delayed(LIMIT * 0.6))
    with takes(LIMIT * 0.6):
        error = client.error()
    assert type(error) is errors.ServiceUnavailableResponseError
    assert (client.waits, error.retry_after) == ([], 0.5), (
        "the wait does not fit, so it is not begun"
    )


class TestStreams:
    @pytest.fixture
    def streamed(self) -> bool:
        return True

    def test_comments_do_not_reset_the_wait_for_an_event(
        self, server: LocalServer, make_client: MakeClient
    ) -> None:
        client = make_client(timeout=Timeout(read=LIMIT))
        first, *_ = chunks("Hello")
        reply = Reply.events([first, *[comment()] * 100])
        start, size = len(reply.pieces[0]), len(reply.pieces[1])
        for at in range(100):
            reply = reply.pause(0.01, start + at * size, of="body")
        server.enqueue(reply)
        with takes(LIMIT):
            assert_timed_out(client, server, "read", delivered=1)

    def test_comments_alone_end_at_the_limit(
        self, server: LocalServer, make_client: MakeClient
    ) -> None:
        client = make_client(timeout=Timeout(read=LIMIT))
        server.enqueue(Reply.events([comment()] * 400).drip(2, 0.01))
        with takes(LIMIT):
            assert_timed_out(client, server, "read")

    def test_events_do(self, server: LocalServer, make_client: MakeClient) -> None:
        client = make_client(timeout=Timeout(read=LIMIT))
        reply = Reply.events(chunks("one two three four five six"))
        sizes = [len(piece) for piece in reply.pieces]
        for at in range(1, len(sizes)):
            reply = reply.pause(LIMIT / 3, sum(sizes[:at]), of="body")
        server.enqueue(reply)
        assert client.text() == "one two three four five six"

    def test_the_total_ends_a_stream_that_goes_on(
        self, server: LocalServer, make_client: MakeClient
    ) -> None:
        client = make_client(timeout=Timeout(total=LIMIT))
        server.enqueue(Reply.events(chunks("word " * 200)).split(every=300, pause=0.01))
        with takes(LIMIT):
            error = client.error()
        assert type(error) is errors.RequestTimeoutError
        assert error.phase == "total"

    def test_an_answer_that_comes_whole_has_an_events_time(
        self, server: LocalServer, make_client: MakeClient
    ) -> None:
        client = make_client(timeout=Timeout(read=LIMIT))
        server.enqueue(Reply.json(completion("Late")).kept_alive(40, pause=0.02))
        with takes(LIMIT):
            assert_timed_out(client, server, "read")

    @pytest.mark.parametrize(
        ("beginning", "drip"),
        [
            (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
            (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
            (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
            (HEAD + b"%x\r\n%s\r\n1;" % (len(EVENT), EVENT), b"a"),
            (HEAD + b"%x\r\n%s\r\n0\r\nX-Trailer: " % (len(EVENT), EVENT), b"a"),
            (HEAD + b"1;", b"a"),
            (HEAD + b"%x\r\n%s\r\n" % (len(EVENT), EVENT), b"1\r\n\n\r\n"),
        ],
        ids=[
            "early hints",
            "a header",
            "continue",
            "an extension after an event",
            "a trailer",
            "an extension before an event",
            "blank lines after an event",
        ],
    )
    def test_a_drip_that_never_becomes_an_event_ends_at_the_limit(
        self, server: LocalServer, make_client: MakeClient, beginning: bytes, drip: bytes
    ) -> None:
        client = make_client(timeout=Timeout(read=LIMIT))
        endless = (step for _ in itertools.count() for step in (Send(drip), Pause(0.02)))
        server.enqueue(itertools.chain([Send(beginning)], endless))
        with takes(LIMIT):
            assert_timed_out(client, server, "read", delivered=int(EVENT in beginning))

    def test_a_large_request_has_its_own_time(
        self, server: LocalServer, make_client: MakeClient
    ) -> None:
        """The wait for a stream's head begins when the request has gone out."""
        client = make_client(timeout=Timeout(read=0.5))
        server.enqueue(Reply.events(chunks("Paris it is.")))
        large = {"messages": [{"role": "user", "content": "x" * 3_000_000}]}
        with slow_proxy(server, seconds=0.7) as url:
            client.core = client.core.with_options(server_url=url)
            assert client.text(large) == "Paris it is."
