"""Streams that end early, arrive in odd pieces, or are spelled in odd ways."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING

import httpx
import pytest

from openrouter_core import Ok
from openrouter_core.models import errors
from openrouter_core.testing import (
    LocalServer,
    Reply,
    Send,
    chunks,
    comment,
    completion,
    error_chunk,
    usage,
)
from openrouter_core.testing.payloads import event

if TYPE_CHECKING:
    from tests.faults.conftest import Client, MakeClient

FINISHED = {"choices": [{"delta": {"content": "Hi"}, "finish_reason": "stop"}]}
UNFINISHED = {"choices": [{"delta": {"content": "Hi"}, "finish_reason": None}]}
USAGE = {"choices": [], "usage": usage()}


@pytest.fixture
def streamed() -> bool:
    return True


# How a stream ends.


@pytest.mark.parametrize(
    ("events", "done", "complete"),
    [
        ([UNFINISHED, FINISHED, USAGE], True, True),
        ([UNFINISHED, FINISHED, USAGE], False, True),
        ([UNFINISHED, FINISHED], False, True),
        ([FINISHED, {"choices": [{"delta": {"content": "!"}}]}], False, True),
        ([UNFINISHED], True, True),
        ([], True, True),
        ([UNFINISHED], False, False),
        ([UNFINISHED, USAGE], False, False),
        ([], False, False),
        ([comment()], False, False),
        ([USAGE], False, False),
        ([FINISHED, {"choices": [{"index": 1, "delta": {"content": "Ho"}}]}], False, False),
        ([FINISHED, b'data: {"cho'], False, False),
        ([FINISHED, b"data: [DO"], False, False),
    ],
)
@pytest.mark.parametrize("framing", ["chunked", "close"])
def test_a_stream_is_whole_after_its_signal_or_when_every_choice_has_finished(
    server: LocalServer,
    client: Client,
    events: list[object],
    done: bool,
    complete: bool,
    framing: str,
) -> None:
    reply = Reply.events(events, done=done)  # type: ignore[arg-type]  # a list is invariant
    server.enqueue(reply if framing == "chunked" else reply.until_close())
    *delivered, last = [*client.results(), None]
    assert last is None
    if complete:
        assert all(isinstance(result, Ok) for result in delivered)
        assert len(delivered) == sum(isinstance(each, dict) for each in events)
    else:
        *before, failed = delivered
        assert len(before) == sum(isinstance(each, dict) for each in events)
        error = failed.failure()
        assert type(error) is errors.StreamIncompleteError
        assert error.retryable
    assert len(server.requests) == 1
    assert client.waits == []


def test_a_stream_that_is_cut_delivers_what_came_before(
    server: LocalServer, client: Client
) -> None:
    reply = Reply.events(chunks("one two three"))
    between = len(reply.pieces[0] + reply.pieces[1])
    for at, delivered in ((between, 2), (between + 30, 2)):
        for reset in (False, True):
            server.enqueue(reply.cut(at, of="body", reset=reset))
            results = client.results()
            assert type(results[-1].failure()) is errors.APIConnectionError
            if not reset:  # a reset may overtake what was sent before it
                assert len(results) == delivered + 1
    assert client.waits == [], "a stream whose first event came is not asked for again"


@pytest.mark.parametrize("shape", ["choice", "empty", "alone"])
@pytest.mark.parametrize("first", [False, True])
def test_an_error_event_is_the_last_result_whatever_follows(
    server: LocalServer, client: Client, shape: str, first: bool
) -> None:
    failed = error_chunk(429, "Slow down", shape=shape)  # type: ignore[arg-type]  # one of its literals
    before = [] if first else [UNFINISHED]
    server.enqueue(Reply.events([*before, failed, FINISHED]))
    *delivered, last = client.results()
    assert len(delivered) == len(before)
    assert type(last.failure()) is errors.TooManyRequestsResponseError
    assert len(server.requests) == 1


def test_an_event_that_is_no_json_ends_the_stream(server: LocalServer, client: Client) -> None:
    for malformed in ("not json", "{", '"text"', "[1]", "7"):
        server.enqueue(Reply.events([UNFINISHED, malformed, FINISHED]))
        first, last = client.results()
        assert first.unwrap().text == "Hi"
        assert type(last.failure()) is errors.ResponseValidationError
        assert malformed in (last.failure().body or "")


def test_a_connection_whose_server_goes_on_after_the_signal_is_dropped(
    server: LocalServer, client: Client
) -> None:
    endless = itertools.chain(
        Reply.events([FINISHED]).cut(-5).script[:-1],
        (step for _ in itertools.count() for step in Reply.events([FINISHED]).script[1:2]),
    )
    server.enqueue(endless, None)
    assert client.text() == "Hi"
    assert client.text() == "The capital of France is Paris."
    assert server.connections.accepted == 2


def test_a_connection_whose_server_says_no_more_after_the_signal_is_dropped_soon(
    server: LocalServer, client: Client
) -> None:
    server.enqueue(Reply.events([FINISHED]).stall(-5), None)
    assert client.text() == "Hi"
    [request] = server.requests
    assert request.wait_for_disconnect(2.0)
    assert client.text() == "The capital of France is Paris."


# How its bytes arrive.


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_events_split_at_every_byte_are_the_same_events(
    server: LocalServer, client: Client, newline: str
) -> None:
    events = [comment(newline=newline), UNFINISHED, "", FINISHED, USAGE]
    reply = Reply.events(events, newline=newline)  # type: ignore[arg-type]  # a list is invariant
    whole = Reply(200, reply.headers, b"".join(reply.pieces))
    server.enqueue(whole)
    expected = [result.unwrap() for result in client.results()]
    assert len(expected) == 3
    for at in range(1, len(whole.pieces[0])):
        server.enqueue(whole.split(at))
        assert [result.unwrap() for result in client.results()] == expected, f"split at {at}"
    server.enqueue(whole.split(every=1, pause=0))
    assert [result.unwrap() for result in client.results()] == expected


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + event(FINISHED),
        b"\r\n\r\n" + event(FINISHED),
        b":\n:\n\n" + event(FINISHED),
        b"id: 7\nretry: 10\nevent: chunk\n" + event(FINISHED),
        b"data:" + json.dumps(FINISHED).encode() + b"\n\n",
        event(json.dumps(FINISHED, indent=1).replace("\n", "\ndata: ")),
        b"data: " + json.dumps(FINISHED).encode() + b"\r\ndata: \r\r\n",
        b"data: " + json.dumps(FINISHED).encode(),
        b"data:\n\ndata: \n\n" + event(FINISHED) + b"data\n\n",
    ],
)
def test_every_legal_spelling_of_an_event_is_read(
    server: LocalServer, client: Client, body: bytes
) -> None:
    server.enqueue(Reply(200, {"Content-Type": "text/event-stream"}, body))
    assert client.text() == "Hi"


@pytest.mark.parametrize("separator", list("\u2028\u2029\x85\x0b\x0c\x1c\x1e\0\ufeff"))
def test_a_character_that_only_python_breaks_lines_at_stays_in_its_event(
    server: LocalServer, client: Client, separator: str
) -> None:
    text = f"a{separator}b"
    raw = json.dumps(FINISHED).replace("Hi", text)
    server.enqueue(Reply.events([raw]))
    assert client.text() == text


def test_an_event_of_megabytes_arrives_whole(server: LocalServer, client: Client) -> None:
    image = "data:image/png;base64," + "A" * 4_000_000
    large = {"choices": [{"delta": {"images": [{"image_url": {"url": image}}]}}]}
    server.enqueue(Reply.events([large, FINISHED]))
    first, last = client.results()
    assert first.unwrap().choices[0].delta.images[0].image_url.url == image  # type: ignore[union-attr,index]  # it is a chunk with an image
    assert last.unwrap().text == "Hi"


@pytest.mark.parametrize(
    "endless", [b"data: " + b"x" * 65_536, b"data: xxxxxxx\n" * 4_000, b": " + b"x" * 65_536]
)
def test_an_event_without_end_is_an_err_at_the_limit(
    server: LocalServer, make_client: MakeClient, endless: bytes
) -> None:
    client = make_client(max_event_bytes=1_000_000)
    head = Reply(200, {"Content-Type": "text/event-stream"}, transfer="close").head
    server.enqueue(itertools.chain([Send(head)], itertools.repeat(Send(endless))))
    error = client.error()
    assert type(error) is errors.ResponseValidationError
    assert "max_event_bytes" in str(error)
    [request] = server.requests
    assert request.wait_for_disconnect()


# An answer of another kind.


def test_an_answer_that_was_not_streamed_is_one_chunk(server: LocalServer, client: Client) -> None:
    for headers in ({}, {"Content-Type": "text/event-stream"}, {"Content-Type": "text/plain"}):
        server.enqueue(Reply.json(completion("Paris")).kept_alive(3).with_headers(headers))
        [result] = client.results()
        assert result.unwrap().text == "Paris"


def test_a_page_instead_of_a_stream_is_an_err(server: LocalServer, client: Client) -> None:
    for content_type in ("text/html", "text/event-stream", "application/json", "image/png"):
        server.enqueue(Reply(200, {"Content-Type": content_type}, b"<html>Hello</html>"))
        error = client.error()
        assert type(error) is errors.ResponseValidationError
        assert error.body == "<html>Hello</html>"


class TestAnInjectedSyncClient:
    """Its reads cannot be given another limit half-way, as those of the other three kinds of client can."""

    @pytest.fixture
    def asynchronous(self) -> bool:
        return False

    def test_it_streams_over_one_connection(
        self, server: LocalServer, make_client: MakeClient
    ) -> None:
        server.always(Reply.events([UNFINISHED, FINISHED]))
        with httpx.Client() as mine:
            client = make_client(http_client=mine)
            for _ in range(4):
                assert client.text() == "HiHi"
            assert server.connections.accepted == 1
            server.enqueue(Reply.events([FINISHED]).stall(-5))
            assert client.text() == "Hi"
            assert server.requests[-1].wait_for_disconnect(2.0)
            client.core.close()
            assert client.text() == "HiHi", "closing the core leaves the client to its owner"
