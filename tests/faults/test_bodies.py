"""Bodies that are not what they should be: compressed, mislabelled, hostile, or an error in disguise."""

from __future__ import annotations

import gzip
import itertools
import json
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from openrouter_core import Ok, RetryConfig, Timeout
from openrouter_core.models import errors
from openrouter_core.testing import (
    Cut,
    LocalServer,
    Reply,
    Send,
    chunks,
    chunks_of,
    completion,
    error,
)

if TYPE_CHECKING:
    from tests.faults.conftest import Client, MakeClient

ONCE = RetryConfig("none")


# Compression.


def test_a_compressed_answer_is_read(server: LocalServer, client: Client, answer: Reply) -> None:
    server.always(answer.gzip())
    assert client.text() == client.text() == "Paris it is."
    assert server.connections.accepted == 1


def test_a_truncated_compressed_answer_is_an_err(
    server: LocalServer, client: Client, answer: Reply, streamed: bool
) -> None:
    compressed = answer.gzip()
    size = sum(map(len, compressed.pieces))
    for truncate in (size // 2, size - 20, size - 1):
        server.enqueue(answer.gzip(truncate=truncate))
        failed = client.error()
        expected = errors.StreamIncompleteError if streamed else errors.ResponseValidationError
        assert type(failed) is expected
    assert client.waits == []


def test_what_is_no_compression_at_all_is_an_err(
    server: LocalServer, client: Client, answer: Reply
) -> None:
    server.enqueue(answer.with_headers({"Content-Encoding": "gzip"}))
    assert type(client.error()) is errors.ResponseValidationError
    server.enqueue(answer)
    assert client.text() == "Paris it is."


def test_a_truncated_compressed_error_is_the_error_of_its_status(
    server: LocalServer, make_client: MakeClient
) -> None:
    client = make_client(retry_config=ONCE)
    for truncate in (5, 30, 1 << 20):
        server.enqueue(Reply.error(503, "Busy").gzip(truncate=truncate))
        assert type(client.error()) is errors.ServiceUnavailableResponseError


def bare(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def members(data: bytes) -> bytes:
    return gzip.compress(data[:9]) + gzip.compress(data[9:])


def packed(reply: Reply, coding: str, pack: Callable[[bytes], bytes]) -> Reply:
    headers = {"Content-Type": dict(reply.headers)["Content-Type"], "Content-Encoding": coding}
    return Reply(200, headers, pack(b"".join(reply.pieces)))


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("gzip", members),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", bare),
        ("identity", bytes),
        ("identity, gzip", gzip.compress),
    ],
    ids=["gzip", "members", "x-gzip", "zlib", "bare", "identity", "identity and gzip"],
)
def test_every_coding_that_is_asked_for_is_read(
    server: LocalServer,
    client: Client,
    answer: Reply,
    coding: str,
    pack: Callable[[bytes], bytes],
) -> None:
    server.always(packed(answer, coding, pack))
    assert client.text() == client.text() == "Paris it is."
    assert server.connections.accepted == 1
    assert server.requests[0].headers["Accept-Encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("br", bytes),
        ("zstd", bytes),
        ("compress", bytes),
        ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
        ("deflate, gzip", lambda data: gzip.compress(zlib.compress(data))),
        ("gzip", lambda data: gzip.compress(data) + b"and more"),
        ("deflate", lambda data: zlib.compress(data) + b"and more"),
    ],
    ids=["br", "zstd", "compress", "gzip twice", "two", "more after gzip", "more after zlib"],
)
def test_a_coding_that_was_not_asked_for_is_an_err_and_of_an_error_its_status(
    server: LocalServer,
    make_client: MakeClient,
    answer: Reply,
    streamed: bool,
    coding: str,
    pack: Callable[[bytes], bytes],
) -> None:
    client = make_client(retry_config=ONCE)
    server.enqueue(packed(answer, coding, pack))
    results = client.results()
    if "more" not in str(pack(b"")) or not streamed:  # a stream is over with its closing signal
        error = results[-1].failure()
        assert type(error) is errors.ResponseValidationError
        assert "compressed" in str(error)
        assert error.status_code == 200
    failing = packed(Reply.error(503, "Busy"), coding, pack)
    server.enqueue(Reply(503, failing.headers, failing.pieces[0]))
    assert type(client.error()) is errors.ServiceUnavailableResponseError


def bomb(of: bytes, layers: int = 1) -> bytes:
    """A thousand times as much as it is, or a million times; as members, because one would take long to make."""
    data = gzip.compress(of * 2**20) * 400
    return data if layers == 1 else gzip.compress(data)


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("content_type", ["application/json", "text/event-stream"])
def test_a_few_bytes_never_fill_the_memory(
    server: LocalServer, make_client: MakeClient, status: int, layers: int, content_type: str
) -> None:
    limits = {"max_event_bytes": 4_000_000, "max_response_bytes": 4_000_000}
    client = make_client(retry_config=ONCE, timeout=Timeout(total=20), **limits)
    coding = ", ".join(["gzip"] * layers)
    headers = {"Content-Type": content_type, "Content-Encoding": coding}
    server.enqueue(Reply(status, headers, bomb(b" ", layers)))
    tracemalloc.start()
    try:
        error = client.error()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    expected = {200: errors.ResponseValidationError, 500: errors.InternalServerResponseError}
    assert type(error) is expected[status]
    assert peak < 20_000_000


def test_a_bomb_ends_at_the_time_limit(server: LocalServer, make_client: MakeClient) -> None:
    """Of comments and white space, which no size of an event counts, and some 80 times as long as what is sent: only
    the clock can end it.
    """
    client = make_client(timeout=Timeout(total=0.3), max_response_bytes=1 << 40)
    headers = {"Content-Type": "text/event-stream", "Content-Encoding": "gzip"}
    comment = b":" + random.Random(1).randbytes(12_000).hex().encode()
    server.enqueue(Reply(200, headers, gzip.compress(comment + b"\n" * (1 << 20)) * 2_000))
    assert type(client.error()) is errors.RequestTimeoutError


# How large a body may be.


@pytest.mark.parametrize("framing", ["length", "chunked", "close"])
def test_a_body_larger_than_its_limit_is_an_err_that_names_it(
    server: LocalServer, make_client: MakeClient, streamed: bool, framing: str
) -> None:
    """Of a stream that comes as JSON it is an event's: it is the one event of the stream."""
    name = "max_event_bytes" if streamed else "max_response_bytes"
    client = make_client(**{"max_event_bytes": 100, "max_response_bytes": 100, name: 3_000})
    large, small = (Reply.json(completion("x" * size)) for size in (3_000, 2_000))
    for reply in (large, small):
        if framing == "chunked":
            reply = reply.chunked()
        elif framing == "close":
            reply = reply.until_close()
        server.enqueue(reply)
    error = client.error()
    assert type(error) is errors.ResponseValidationError
    assert f"larger than {name} (3000 bytes)" in str(error)
    assert client.text() == "x" * 2_000


def test_a_json_body_without_end_is_an_err_at_the_limit(
    server: LocalServer, make_client: MakeClient
) -> None:
    client = make_client(max_event_bytes=1_000_000, max_response_bytes=1_000_000)
    head = Reply(200, {"Content-Type": "application/json"}, transfer="close").head
    endless = itertools.repeat(Send(b"x" * 65_536))
    server.enqueue(itertools.chain([Send(head), Send(b'{"a":"')], endless))
    assert type(client.error()) is errors.ResponseValidationError
    assert server.requests[0].wait_for_disconnect()


# What an injected client may have done to a response.


class TestAnInjectedClient:
    @pytest.fixture
    def asynchronous(self) -> bool:
        return False

    @pytest.mark.parametrize("hook", [True, False], ids=["read by a hook", "not read"])
    @pytest.mark.parametrize("compressed", [True, False])
    def test_a_response_that_was_read_before_is_read(
        self,
        server: LocalServer,
        make_client: MakeClient,
        answer: Reply,
        hook: bool,
        compressed: bool,
    ) -> None:
        hooks = {"response": [lambda response: response.read()]} if hook else {}
        server.enqueue(answer.gzip() if compressed else answer)
        with httpx.Client(event_hooks=hooks) as mine:
            assert make_client(http_client=mine).text() == "Paris it is."

    @pytest.mark.parametrize("compressed", [True, False])
    @pytest.mark.parametrize("whole", [True, False], ids=["bytes", "iterator"])
    def test_a_response_of_a_mock_is_read(
        self, make_client: MakeClient, answer: Reply, compressed: bool, whole: bool
    ) -> None:
        body = b"".join(answer.pieces)
        headers = {"Content-Type": dict(answer.headers)["Content-Type"]}
        if compressed:
            body, headers = gzip.compress(body), {**headers, "Content-Encoding": "gzip"}

        def pieces() -> Iterator[bytes]:
            yield from (body[at : at + 7] for at in range(0, len(body), 7))

        def respond(request: httpx.Request) -> httpx.Response:
            return httpx.Response(200, headers=headers, content=body if whole else pieces())

        with httpx.Client(transport=httpx.MockTransport(respond)) as mine:
            assert make_client(http_client=mine).text() == "Paris it is."


# Content types and other bodies.


@pytest.mark.parametrize(
    "content_type", ["text/event-stream", "text/plain", "application/octet-stream", "a", "", None]
)
def test_a_wrong_content_type_does_not_hide_a_whole_answer(
    server: LocalServer, client: Client, content_type: str | None
) -> None:
    body = json.dumps(completion("Paris")).encode()
    headers = {} if content_type is None else {"Content-Type": content_type}
    server.enqueue(Reply(200, headers, body))
    assert client.text() == "Paris"


def test_a_stream_that_nobody_asked_for_is_read(server: LocalServer, client: Client) -> None:
    for content_type in ("text/event-stream", "application/json"):
        server.enqueue(Reply.events(chunks("Paris"), headers={"Content-Type": content_type}))
        assert client.text() == "Paris"


@pytest.mark.parametrize(
    "body",
    [b"", b" \n ", b"<html>", b"null", b"[]", b"7", b'"x"', b"{", b"\xff\xfe", b"{}{}", b"\0" * 99],
)
def test_a_success_that_is_no_json_object_is_an_err(
    server: LocalServer, client: Client, body: bytes
) -> None:
    server.enqueue(Reply(200, {"Content-Type": "application/json"}, body))
    failed = client.error()
    assert type(failed) is errors.ResponseValidationError
    assert failed.status_code == 200
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [400, 418, 500, 599])
@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"{", b"{}", b'{"error":7}', b'{"error":[]}']
)
def test_an_error_status_is_its_error_whatever_the_body(
    server: LocalServer, make_client: MakeClient, status: int, body: bytes
) -> None:
    known = {
        400: errors.BadRequestResponseError,
        500: errors.InternalServerResponseError,
    }
    server.enqueue(Reply(status, {}, body))
    failed = make_client(retry_config=ONCE).error()
    assert type(failed) is known.get(status, errors.OpenRouterDefaultError)
    assert failed.status_code == status


def test_an_error_whose_body_breaks_off_is_still_that_error(
    server: LocalServer, make_client: MakeClient
) -> None:
    client = make_client(retry_config=ONCE)
    reply = Reply.error(402, "Insufficient credits")
    for at in range(len(reply.pieces[0])):
        server.enqueue(reply.cut(at, of="body"))
        failed = client.error()
        assert type(failed) is errors.PaymentRequiredResponseError
        assert failed.body == reply.pieces[0][:at].decode()


def test_an_error_body_without_end_is_cut_off(server: LocalServer, make_client: MakeClient) -> None:
    client = make_client(retry_config=ONCE)
    head = Reply(500, {"Content-Type": "text/html"}, transfer="close").head
    server.enqueue(itertools.chain([Send(head)], itertools.repeat(Send(b"x" * 65_536))))
    failed = client.error()
    assert type(failed) is errors.InternalServerResponseError
    assert len(failed.body or "") == 65_536
    assert server.requests[0].wait_for_disconnect()


def test_a_header_is_kept_to_8192_characters(server: LocalServer, client: Client) -> None:
    reply = Reply.error(400, headers=[("X-Long", "x" * 20_000), *[("X-Many", "y" * 3_000)] * 9])
    server.enqueue(reply)
    meta = client.error().http_meta
    assert meta is not None
    assert {name: len(meta.headers[name]) for name in ("x-long", "x-many")} == {
        "x-long": 8192,
        "x-many": 8192,
    }


def test_headers_without_end_are_an_err(server: LocalServer, client: Client) -> None:
    endless = itertools.repeat(Send(b"X-Header: value\r\n" * 1000))
    server.enqueue(itertools.chain([Send(b"HTTP/1.1 200 OK\r\n")], endless))
    assert type(client.error()) is errors.APIConnectionError
    assert server.requests[0].wait_for_disconnect()


@pytest.mark.parametrize(
    "nonsense",
    [b"", b"\r\n\r\n", b"SSH-2.0-x\r\n", b"HTTP/1.1 0x\r\n\r\n", b"HTTP/1.1 200 OK\r\n:\r\n\r\n"],
)
def test_what_is_no_http_is_an_err(server: LocalServer, client: Client, nonsense: bytes) -> None:
    server.enqueue([Send(nonsense), Cut()])
    failed = client.error()
    assert type(failed) is errors.APIConnectionError
    assert failed.body_sent


# The six shapes of one error.


def six_shapes(code: int, message: str) -> dict[str, Reply]:
    body = error(code, message)
    partial = completion("Par", finish_reason="error", error=body)
    return {
        "status": Reply.json(body, code),
        "200 with an error": Reply.json(body),
        "200 with nulls around it": Reply.json({"id": None, "choices": None, **body}),
        "in a choice": Reply.json(partial),
        "page": Reply(code, {"Content-Type": "text/html"}, b"<html>Oh no</html>"),
        "empty": Reply(code),
    }


@pytest.mark.parametrize("shape", list(six_shapes(429, "x")))
def test_the_shapes_of_an_error_mean_one_class(
    server: LocalServer, make_client: MakeClient, shape: str
) -> None:
    client = make_client(retry_config=ONCE)
    for cls in errors.APIError.__subclasses__():
        if cls.STATUS is not None:
            server.enqueue(six_shapes(cls.STATUS, "Oh no")[shape])
            failed = client.error()
            assert type(failed) is cls
            assert failed.code in (cls.STATUS, None)
            if shape not in ("page", "empty"):
                assert failed.message == "Oh no"


def test_an_error_in_a_choice_keeps_what_had_come_and_is_not_paid_for_twice(
    server: LocalServer, client: Client
) -> None:
    server.enqueue(six_shapes(503, "Provider died")["in a choice"])
    failed = client.error()
    assert type(failed) is errors.ServiceUnavailableResponseError
    assert failed.partial.text == "Par"
    assert (len(server.requests), client.waits) == (1, [])


# What JSON can hold.


def body_with(text: str) -> str:
    """An answer with a value that no one modelled, as text, because Python could not write it."""
    return json.dumps({**completion("Hi"), "x": "?"}).replace('"?"', text)


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("depth", [500, 5_000, 200_000])
def test_nesting_without_end_is_a_value_or_an_err(
    server: LocalServer, make_client: MakeClient, opening: str, depth: int
) -> None:
    client = make_client(retry_config=ONCE)
    closing = "]" if opening == "[" else "}"
    deep = opening * depth + ("1" if opening != "[" else "") + closing * depth
    for text, fits in (
        (opening * depth, False),
        (deep, opening != "["),
        (body_with(deep), True),
        (json.dumps(error(None, "x", metadata="?")).replace('"?"', deep), False),
    ):
        for status in (200, 503):
            server.enqueue(Reply(status, {"Content-Type": "application/json"}, text))
            [result] = client.results()
            str(result)
            if depth != 5_000:  # of that it depends on the interpreter whether it fits
                assert isinstance(result, Ok) == (status == 200 and fits and depth < 5_000)
    raw = error(502, "Bad", metadata={"raw": "[" * depth, "provider_name": "X"})
    server.enqueue(Reply.json(raw, 502))
    assert "Bad" in str(client.error())


def test_nesting_in_an_event_is_a_value_or_an_err(server: LocalServer, client: Client) -> None:
    for depth in (500, 5_000, 200_000):
        deep = "[" * depth + "]" * depth
        server.enqueue(Reply.events(["[" * depth]), Reply.events([body_with(deep)]))
        client.error()
        client.results()


def test_an_integer_of_5000_digits_is_taken(server: LocalServer, client: Client) -> None:
    digits = "7" * 5_000
    server.enqueue(Reply(200, {"Content-Type": "application/json"}, body_with(digits)))
    [result] = client.results()
    assert str(result.unwrap().extra["x"]) == digits
    failed = json.dumps(error("?", "Oh", metadata={"n": "?"})).replace('"?"', digits)
    server.enqueue(Reply(400, {"Content-Type": "application/json"}, failed))
    assert "Oh" in str(client.error())
    server.enqueue(Reply(200, {"Content-Type": "application/json"}, failed))
    assert "Oh" in str(client.error())


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1e-999"])
def test_numbers_that_json_does_not_have_are_taken(
    server: LocalServer, make_client: MakeClient, number: str
) -> None:
    client = make_client(retry_config=ONCE)
    server.enqueue(Reply(200, {"Content-Type": "application/json"}, body_with(number)))
    assert client.text() == "Hi"
    failed = json.dumps(error("?", "Oh", availability={"retry_after": "?"})).replace('"?"', number)
    for status in (200, 429):
        server.enqueue(Reply(status, {"Content-Type": "application/json"}, failed))
        assert client.error().retry_after in (None, 0)


def test_a_lone_surrogate_travels_both_ways(server: LocalServer, client: Client) -> None:
    text = "a\ud83d b\udc00 \ud83d\ude00"
    reply: Any = completion(text)
    sent = json.dumps(reply if not client.streamed else chunks_of(reply)[0])
    finished = json.dumps(chunks_of(completion(""))[-2])
    server.enqueue(Reply.events([sent, finished]) if client.streamed else Reply.json(reply))
    assert client.text({"messages": [{"role": "user", "content": text}]}).startswith("a")
    assert server.requests[0].json["messages"][0]["content"] == "a\ud83d b\udc00 \U0001f600"
    assert server.requests[0].body.isascii()


def test_bytes_that_are_no_utf8_do_not_lose_an_answer(server: LocalServer, client: Client) -> None:
    body = json.dumps(completion("Hi?")).encode().replace(b"?", b"\xff\xed\xa0\x80")
    server.enqueue(Reply(200, {"Content-Type": "application/json"}, body))
    assert client.text().startswith("Hi\ufffd")


def test_a_response_of_too_many_objects_is_an_err_that_says_so(
    server: LocalServer, client: Client, streamed: bool
) -> None:
    body = b'{"choices":[' + b"{}," * 100_000 + b"{}]}"
    whole = Reply(body=body, headers={"Content-Type": "application/json"})
    for reply in [whole, Reply.events([body.decode()])] if streamed else [whole]:
        server.enqueue(reply)
        error = client.error()
        assert type(error) is errors.ResponseValidationError
        assert "more than 100000 JSON objects" in str(error)


@pytest.mark.parametrize("streamed", [False], ids=["whole"])
def test_events_without_end_that_nobody_asked_for_are_an_err(
    server: LocalServer, client: Client
) -> None:
    """Read as a whole response they would take minutes of CPU, in which no time limit is looked at."""
    body = b'data: {"choices":[{"delta":{}}]}\n\n' * 350_000
    server.enqueue(Reply(body=body, headers={"Content-Type": "application/json"}))
    error = client.error()
    assert type(error) is errors.ResponseValidationError
    assert "more than 100000 JSON objects" in str(error)
