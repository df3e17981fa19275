"""Replies as data: what bytes they are, and what script each fault makes of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest

from openrouter_core.testing import (
    Cut,
    Pause,
    Reply,
    Reset,
    Send,
    Stall,
    Step,
    chunks,
    comment,
    completion,
    error,
    error_chunk,
)

STREAM = Reply.events([{"n": 1}, {"n": 2}])


def sent(steps: tuple[Step, ...]) -> bytes:
    return b"".join(step.data for step in steps if isinstance(step, Send))


def body_of(reply: Reply) -> bytes:
    return b"".join(reply.pieces)


def test_a_json_reply_is_one_write() -> None:
    assert Reply.json({"a": "é"}).script == (
        Send(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n"
            b'{"a":"\xc3\xa9"}'
        ),
    )


def test_events_are_chunks_with_a_terminator_of_its_own() -> None:
    assert STREAM.wire == STREAM.head + (
        b'f\r\ndata: {"n":1}\n\n\r\nf\r\ndata: {"n":2}\n\n\r\ne\r\ndata: [DONE]\n\n\r\n0\r\n\r\n'
    )
    assert len(STREAM.script) == 4


def test_events_take_mappings_text_and_raw_bytes() -> None:
    reply = Reply.events([comment(), "{not json", {"a": 1}], done=False, newline="\r\n")
    assert reply.pieces == (
        b": OPENROUTER PROCESSING\n\n",
        b"data: {not json\r\n\r\n",
        b'data: {"a":1}\r\n\r\n',
    )


def test_events_can_share_a_write() -> None:
    reply = Reply.events([{"n": n} for n in range(5)], per_write=4)
    assert len(reply.pieces) == 2


@pytest.mark.parametrize(
    ("bend", "ending"),
    [
        (lambda reply, at: reply.cut(at), Cut()),
        (lambda reply, at: reply.cut(at, reset=True), Reset()),
        (lambda reply, at: reply.stall(at), Stall()),
    ],
)
@pytest.mark.parametrize("reply", [STREAM, Reply.json({"a": 1}), Reply(204).until_close()])
def test_a_fault_can_be_at_any_byte(
    reply: Reply, bend: Callable[[Reply, int], Reply], ending: Step
) -> None:
    for at in range(len(reply.wire) + 2):
        script = bend(reply, at).script
        assert sent(script) == reply.wire[:at]
        assert script[-1] == ending


def test_positions_count_from_the_end_and_in_the_body() -> None:
    assert sent(STREAM.cut(-5).script) == STREAM.wire.removesuffix(b"0\r\n\r\n")
    assert sent(STREAM.cut(3, of="body").script) == STREAM.head + b"f\r\ndat"
    assert sent(STREAM.cut(15, of="body").script) == STREAM.head + b'f\r\ndata: {"n":1}\n\n\r\n'
    assert sent(STREAM.cut(0, of="body").script) == STREAM.head
    assert sent(STREAM.cut(-1, of="body").script).endswith(b"data: [DONE]\n")
    awkward = Reply(body=(b"1", b"\r\n")).chunked()
    assert sent(awkward.cut(2, of="body").script) == awkward.head + b"1\r\n1\r\n2\r\n\r"


def test_split_keeps_the_bytes_and_makes_writes() -> None:
    reply = Reply.json({"a": 1}).split(1, 3, pause=0)
    assert reply.script == (
        Send(reply.head + b"{"),
        Pause(0),
        Send(b'"a'),
        Pause(0),
        Send(b'":1}'),
    )
    dripped = Reply.json({"a": 1}).drip(2, 0.5)
    assert [step for step in dripped.script if isinstance(step, Send)][1:] == [
        Send(b'{"'),
        Send(b'a"'),
        Send(b":1"),
        Send(b"}"),
    ]


def test_faults_combine() -> None:
    script = Reply.json({"a": 1}).delayed(1.5).split(2, pause=0).cut(4, of="body").script
    assert script[0] == Pause(1.5)
    assert Pause(0) in script
    assert script[-1] == Cut()
    assert sent(script).endswith(b'{"a"')


def test_gzip_whole_and_truncated() -> None:
    plain = STREAM.gzip()
    assert b"Content-Encoding: gzip\r\n" in plain.head
    assert gzip.decompress(body_of(plain)) == body_of(STREAM)
    for lost in (1, 8, 12, 10_000):
        assert body_of(STREAM.gzip(truncate=lost)) == body_of(plain)[:-lost]


def test_whitespace_precedes_the_json() -> None:
    reply = Reply(body={"a": 1}).kept_alive(2, pause=0.25)
    assert body_of(reply) == b"\n         \n" * 2 + b'{"a":1}'
    assert b"application/json" in reply.head
    assert reply.script.count(Pause(0.25)) == 2


def test_headers_that_are_given_are_sent_as_given() -> None:
    reply = Reply(200, [("Content-Length", "99"), ("Set-Cookie", "a"), ("Set-Cookie", "b")], b"x")
    assert reply.head == (
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\nSet-Cookie: a\r\nSet-Cookie: b\r\n\r\n"
    )
    wrong = Reply.json({}).with_headers({"content-type": "text/html"})
    assert b"application/json" not in wrong.head
    assert b"content-type: text/html" in wrong.head


def test_unknown_statuses_and_redirects() -> None:
    assert Reply(529).head.startswith(b"HTTP/1.1 529 Unknown\r\n")
    assert b"Location: http://elsewhere/\r\n" in Reply.redirect("http://elsewhere/").head


def test_a_recorded_exchange_is_answered_as_it_was() -> None:
    exchange = {
        "status": 429,
        "headers": {"content-length": "5", "transfer-encoding": "chunked", "x-kept": "1"},
        "content_type": "application/json",
        "body": '{"error":{}}',
        "stream": False,
    }
    reply = Reply.recorded(exchange)
    assert reply.status == 429
    assert reply.head.count(b"\r\n") == 5
    assert b"x-kept: 1" in reply.head
    stream = Reply.recorded({"body": "data: 1\n\ndata: [DONE]\n\n", "stream": True, "status": 200})
    assert stream.pieces == (b"data: 1\n\n", b"data: [DONE]\n\n")
    audio = Reply.recorded({"body": "/w==", "body_encoding": "base64", "content_type": "audio/mp3"})
    assert body_of(audio) == b"\xff"


def test_the_six_shapes_of_an_error() -> None:
    alone = error(502, "Died", metadata={"raw": "x"})
    assert alone == {"error": {"message": "Died", "code": 502, "metadata": {"raw": "x"}}}
    in_choice = completion("Par", finish_reason="error", error=alone)["choices"][0]
    assert (in_choice["message"]["content"], in_choice["error"]["code"]) == ("Par", 502)
    assert error_chunk(502, "Died")["choices"][0]["finish_reason"] == "error"
    assert error_chunk(502, "Died", shape="empty")["choices"] == []
    assert error_chunk("server_error", "Died", shape="alone") == error("server_error", "Died")
    assert error(None, "Died", http_status=502)["error"] == {"message": "Died", "http_status": 502}


def test_chunks_are_words_then_the_finish_then_usage() -> None:
    streamed = chunks("The capital  is Paris.")
    contents = [chunk["choices"][0]["delta"]["content"] for chunk in streamed if chunk["choices"]]
    assert contents == ["The", " capital", "  is", " Paris.", ""]
    assert streamed[-2]["choices"][0]["finish_reason"] == "stop"
    assert streamed[-1]["choices"] == []
    assert streamed[-1]["usage"]["cost"] > 0
    assert len(chunks("Hi", finish_reason=None, usage_counts=None)) == 1


def test_replies_are_values() -> None:
    assert Reply.json({"a": 1}).cut(3) == Reply.json({"a": 1}).cut(3)
    assert json.loads(body_of(Reply(body=[1, None]))) == [1, None]
