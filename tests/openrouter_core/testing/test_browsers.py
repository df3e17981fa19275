"""LocalServer and what stands between it and a client: web pages, old proxies, names that are not its own."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest

from openrouter_core.testing import LocalServer, Reply
from openrouter_core.testing.browsers import misdirected
from openrouter_core.testing.ledger import Ledger
from openrouter_core.testing.parser import ParsedRequest
from openrouter_core.testing.record import Headers

CHAT = "/api/v1/chat/completions"
HELLO = json.dumps({"messages": [{"role": "user", "content": "Hello"}]})
STREAMED = json.dumps({"messages": [{"role": "user", "content": "Hello"}], "stream": True})


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="sk-right") as server:
        yield server


def exchanged(
    server: LocalServer, start: str, headers: dict[str, str], body: str = ""
) -> tuple[int, Headers, bytes]:
    """A request as it is written here, and all that comes until the server closes."""
    if body:
        headers = {**headers, "Content-Length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(f"{start}\r\n{lines}\r\n{body}".encode())
        with client.makefile("rb") as reader:
            head, _, rest = reader.read().partition(b"\r\n\r\n")
    status, *fields = head.decode().split("\r\n")
    pairs = [(name, value.strip()) for name, _, value in (each.partition(":") for each in fields)]
    return int(status.split(" ")[1]), Headers(pairs), rest


CLOSE = {"Host": "localhost", "Connection": "close"}
KEY = {"Authorization": "Bearer sk-right"}


# CORS.


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        (CHAT, {"POST"}),
        ("/api/v1/responses", {"POST"}),
        ("/api/v1/models", {"GET"}),
        ("/api/v1/keys", {"GET", "POST"}),
        ("/api/v1/keys/abc", {"GET", "PATCH", "DELETE"}),
    ],
)
def test_a_preflight_names_the_methods_and_headers(
    server: LocalServer, path: str, methods: set[str]
) -> None:
    asked = {
        "Origin": "http://localhost:3000",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type,x-title",
    }
    status, headers, body = exchanged(server, f"OPTIONS {path} HTTP/1.1", {**CLOSE, **asked})
    assert (status, body) == (204, b"")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert methods | {"OPTIONS"} == set(headers["Access-Control-Allow-Methods"].split(", "))
    assert headers["Access-Control-Allow-Headers"] == "authorization,content-type,x-title"
    assert "Content-Length" not in headers


def test_options_without_a_page_behind_it_is_answered_too(server: LocalServer) -> None:
    status, headers, _ = exchanged(server, f"OPTIONS {CHAT} HTTP/1.1", CLOSE)
    assert (status, headers["Allow"]) == (204, "POST, OPTIONS")
    assert "Authorization" in headers["Access-Control-Allow-Headers"]
    assert exchanged(server, "OPTIONS /api/v1/nothing HTTP/1.1", CLOSE)[0] == 404


def test_a_preflight_takes_no_enqueued_reply(server: LocalServer) -> None:
    server.enqueue(Reply.error(503))
    asked = {"Origin": "http://localhost:3000", "Access-Control-Request-Method": "POST"}
    assert exchanged(server, f"OPTIONS {CHAT} HTTP/1.1", {**CLOSE, **asked})[0] == 204
    assert exchanged(server, f"POST {CHAT} HTTP/1.1", {**CLOSE, **KEY}, HELLO)[0] == 503


@pytest.mark.parametrize(
    ("start", "headers", "status"),
    [
        (f"POST {CHAT} HTTP/1.1", KEY, 200),
        (f"POST {CHAT} HTTP/1.1", {}, 401),
        ("GET /api/v1/models HTTP/1.1", {}, 200),
        ("GET /api/v1/nothing HTTP/1.1", KEY, 404),
        (f"PUT {CHAT} HTTP/1.1", KEY, 405),
    ],
)
def test_a_page_may_read_every_answer(
    server: LocalServer, start: str, headers: dict[str, str], status: int
) -> None:
    body = HELLO if start.startswith("POST") else ""
    found, answered, _ = exchanged(server, start, {**CLOSE, **headers}, body)
    assert (found, answered.get_all("Access-Control-Allow-Origin")) == (status, ["*"])
    assert answered["Access-Control-Expose-Headers"] == "X-Generation-Id"


# HTTP/1.0.


@pytest.mark.parametrize("connection", [{}, {"Connection": "keep-alive"}], ids=["", "kept"])
def test_a_stream_to_http_1_0_ends_with_its_connection(
    server: LocalServer, connection: dict[str, str]
) -> None:
    status, headers, body = exchanged(
        server, f"POST {CHAT} HTTP/1.0", {**KEY, **connection}, STREAMED
    )
    assert (status, headers["Connection"]) == (200, "close")
    assert "Transfer-Encoding" not in headers
    assert body.startswith(b": OPENROUTER PROCESSING\n\n")
    assert body.endswith(b"data: [DONE]\n\n")


def test_so_does_every_chunked_reply(server: LocalServer) -> None:
    server.enqueue(Reply(body=(b"a", b"b")).chunked(), Reply(body=(b"a", b"b")).chunked().split(1))
    for _ in range(2):
        _, headers, body = exchanged(server, "GET / HTTP/1.0", {})
        assert ("Transfer-Encoding" in headers, body) == (False, b"ab")


# Names.


@pytest.mark.parametrize(
    ("host", "bound", "allowed", "status"),
    [
        ("127.0.0.1:8000", "127.0.0.1", (), None),
        ("localhost", "127.0.0.1", (), None),
        ("LOCALHOST.:80", "127.0.0.1", (), None),
        ("app.localhost:3000", "127.0.0.1", (), None),
        ("[::1]:8000", "127.0.0.1", (), None),
        ("127.9.9.9", "127.0.0.1", (), None),
        ("192.0.2.7:80", "192.0.2.7", (), None),
        ("stand-in:80", "stand-in", (), None),
        ("192.0.2.7:80", "0.0.0.0", (), None),
        ("[2001:db8::1]", "::", (), None),
        ("stand-in:8000", "0.0.0.0", ("stand-in",), None),
        ("Stand-In", "0.0.0.0", ("STAND-IN",), None),
        ("evil.example", "127.0.0.1", ("*",), None),
        ("evil.example", "127.0.0.1", (), 421),
        ("evil.example:8000", "127.0.0.1", ("good.example",), 421),
        ("evil.example", "0.0.0.0", (), 421),
        ("localhost.evil.example", "127.0.0.1", (), 421),
        ("127.0.0.1.evil.example", "127.0.0.1", (), 421),
        ("evillocalhost", "127.0.0.1", (), 421),
        ("192.0.2.7", "127.0.0.1", (), 421),
        ("localhost, evil.example", "127.0.0.1", (), 421),
        ("", "127.0.0.1", (), 421),
    ],
)
def test_a_name_that_is_not_its_own_is_misdirected(
    host: str, bound: str, allowed: tuple[str, ...], status: int | None
) -> None:
    parsed = ParsedRequest("GET", "/", Headers([("Host", host)]), b"", True, "HTTP/1.1")
    refusal = misdirected(Ledger(None).record(parsed, 1), bound, allowed)
    assert (refusal and refusal.status) == status


def test_a_misdirected_request_gets_nothing_of_the_plan(server: LocalServer) -> None:
    server.enqueue(Reply.error(503))
    evil = {"Host": f"evil.example:{server.port}", "Connection": "close", **KEY}
    status, headers, body = exchanged(server, f"POST {CHAT} HTTP/1.1", evil, HELLO)
    assert (status, "Access-Control-Allow-Origin" in headers) == (421, False)
    assert "allowed_hosts" in json.loads(body)["error"]["message"]
    assert exchanged(server, f"POST {CHAT} HTTP/1.1", {**CLOSE, **KEY}, HELLO)[0] == 503


def test_a_request_without_a_name_or_to_a_proxy_is_answered(server: LocalServer) -> None:
    anonymous = {"Connection": "close", **KEY}
    assert exchanged(server, f"POST {CHAT} HTTP/1.1", anonymous, HELLO)[0] == 200
    start = f"POST http://api.example{CHAT} HTTP/1.1"
    assert exchanged(server, start, {**anonymous, "Host": "api.example"}, HELLO)[0] == 200


def test_names_can_be_allowed() -> None:
    with LocalServer(allowed_hosts=["stand-in"]) as server:
        named = {"Host": "stand-in:8000", "Connection": "close"}
        assert exchanged(server, f"POST {CHAT} HTTP/1.1", named, HELLO)[0] == 200


# Lengths.


def test_a_body_that_is_too_large_is_refused_while_it_is_sent() -> None:
    with LocalServer(max_body=1_000) as server:
        for length in ({"Content-Length": "5000000"}, {"Transfer-Encoding": "chunked"}):
            body = "x" * 5_000_000
            sent = body if "Content-Length" in length else f"{5_000_000:x}\r\n{body}"
            lines = "".join(f"{name}: {value}\r\n" for name, value in length.items())
            with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
                client.sendall(f"POST {CHAT} HTTP/1.1\r\n{lines}\r\n{sent}".encode())
                with client.makefile("rb") as reader:
                    assert reader.read().startswith(b"HTTP/1.1 413 ")
        assert server.requests == []
        server.wait_for_open_connections(0)


def test_what_is_sent_ahead_waits_until_it_is_its_turn(server: LocalServer) -> None:
    server.enqueue(Reply(body="one").delayed(0.2), Reply(body="two"))
    ahead = "x" * 8_000_000
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(
            f"GET /1 HTTP/1.1\r\n\r\nPOST /2 HTTP/1.1\r\nConnection: close\r\n"
            f"Content-Length: {len(ahead)}\r\n\r\n{ahead}".encode()
        )
        with client.makefile("rb") as reader:
            assert reader.read() == Reply(body="one").wire + Reply(body="two").wire
    assert [len(request.body) for request in server.requests] == [0, len(ahead)]
