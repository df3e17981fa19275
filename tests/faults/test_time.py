"""Silence and slowness against the limits of time; the clock here is the real one, and the limits are short."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from openrouter_core import RetryConfig, Timeout
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, chunks, comment, completion

if TYPE_CHECKING:
    from tests.faults.conftest import Client, MakeClient

LIMIT = 0.2
LATE = 0.35
"""What a busy machine may add."""


@contextmanager
def takes(seconds: float) -> Iterator[None]:
    """The block takes that long: no less, and no more than a busy machine explains."""
    began = time.monotonic()
    yield
    assert seconds - 0.01 <= time.monotonic() - began <= seconds + LATE


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
