"""LocalServer as a stand-in: what it answers by default, what it is told to, and what it records."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from typing import Any

import pytest

from openrouter_core.testing import (
    LocalServer,
    RecordedRequest,
    Reply,
    Send,
    completion,
)

PATH = "/api/v1/chat/completions"
FRANCE = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


def post(
    server: LocalServer,
    body: Any = FRANCE,
    path: str = PATH,
    headers: Mapping[str, str] | None = None,
    method: str = "POST",
) -> tuple[int, Mapping[str, str], bytes]:
    client = HTTPConnection("127.0.0.1", server.port, timeout=5)
    try:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        client.request(method, path, data, dict(headers or {}))
        response = client.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        client.close()


def answer(server: LocalServer, **body: Any) -> dict[str, Any]:
    status, _, data = post(server, {**FRANCE, **body})
    assert status == 200
    parsed: dict[str, Any] = json.loads(data)
    return parsed


def test_the_default_answer_is_a_plausible_completion(server: LocalServer) -> None:
    status, headers, data = post(server, {**FRANCE, "model": "x/y"})
    response = json.loads(data)
    assert status == 200
    assert headers["X-Generation-Id"] == response["id"]
    assert response["model"] == "x/y"
    assert response["choices"][0]["message"]["content"] == "The capital of France is Paris."
    assert response["choices"][0]["native_finish_reason"] == "stop"
    usage = response["usage"]
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]
    assert usage["cost"] > 0


def test_the_default_answer_streams(server: LocalServer) -> None:
    status, headers, data = post(server, {**FRANCE, "stream": True})
    assert (status, headers["Content-Type"]) == (200, "text/event-stream")
    comment, *rest = data.decode().removesuffix("\n\n").split("\n\n")
    assert comment == ": OPENROUTER PROCESSING"
    *events, done = [text.removeprefix("data: ") for text in rest if not text.startswith(":")]
    assert done == "[DONE]"
    chunks = [json.loads(event) for event in events]
    text = "".join(c["choices"][0]["delta"]["content"] for c in chunks if c["choices"])
    assert text == "The capital of France is Paris."
    assert chunks[-2]["choices"][0]["finish_reason"] == "stop"
    assert (chunks[-1]["choices"], chunks[-1]["usage"]["cost"] > 0) == ([], True)


def test_other_questions_get_an_answer_that_says_what_it_is(server: LocalServer) -> None:
    parts = [
        {"type": "text", "text": "Who are you?"},
        {"type": "image_url", "image_url": {"url": "https://a.b"}},
    ]
    said = answer(server, messages=[{"role": "user", "content": parts}])
    content = said["choices"][0]["message"]["content"]
    assert "stand-in" in content
    assert "Who are you?" in content


def test_a_forced_tool_is_called(server: LocalServer) -> None:
    schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    weather = {"type": "function", "function": {"name": "weather", "parameters": schema}}
    choice = answer(server, tools=[weather], tool_choice="required")["choices"][0]
    assert choice["finish_reason"] == "tool_calls"
    assert choice["message"]["tool_calls"][0]["function"] == {
        "name": "weather",
        "arguments": '{"city": ""}',
    }


def test_the_answer_can_be_given() -> None:
    def told(request: RecordedRequest) -> str | Mapping[str, Any]:
        if request.json.get("model") == "whole":
            return completion("All of it", generation_id="gen-mine")
        return str(len(request.json["messages"]))

    with LocalServer(answer="Fixed") as fixed, LocalServer(answer=told) as asked:
        assert answer(fixed)["choices"][0]["message"]["content"] == "Fixed"
        assert answer(asked)["choices"][0]["message"]["content"] == "1"
        assert answer(asked, model="whole")["id"] == "gen-mine"


MESSAGE = {"role": "user", "content": "Hi"}


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (b"{not json", "JSON"),
        (b"[" * 100_000, "JSON"),
        ([1], "expected object, received array"),
        ({}, "messages"),
        ({"messages": []}, "messages"),
        ({"messages": "Hi"}, "expected array, received string"),
        ({"messages": [1]}, "messages[0]"),
        ({"messages": [MESSAGE, {"role": "bot"}]}, "messages[1].role: expected one of"),
        ({"messages": [{"role": "user", "content": 1}]}, "messages[0].content"),
        ({"messages": [MESSAGE], "temperature": "hot"}, "temperature"),
        ({"messages": [MESSAGE], "temperature": True}, "temperature"),
        ({"messages": [MESSAGE], "temperature": 2.1}, "temperature"),
    ],
)
def test_a_bad_request_is_a_400_that_names_the_place(
    server: LocalServer, body: Any, named: str
) -> None:
    status, _, data = post(server, body)
    error = json.loads(data)["error"]
    assert (status, error["code"]) == (400, 400)
    assert named in error["message"]


def test_a_key_is_asked_for_when_told_to() -> None:
    with LocalServer(api_key="sk-right") as server:
        for headers in ({}, {"Authorization": "Bearer sk-wrong"}, {"Authorization": "sk-right"}):
            status, _, data = post(server, headers=headers)
            assert (status, json.loads(data)["error"]["code"]) == (401, 401)
        assert post(server, headers={"authorization": "Bearer sk-right"})[0] == 200


def test_unknown_paths_and_methods(server: LocalServer) -> None:
    status, _, data = post(server, path="/api/v1/nothing")
    assert (status, json.loads(data)["error"]["code"]) == (404, 404)
    status, headers, data = post(server, b"", method="GET")
    assert (status, json.loads(data)["error"]["code"]) == (405, 405)
    assert headers["Allow"] == "POST"


def test_a_route_can_be_added(server: LocalServer) -> None:
    server.route("GET", "/keys/{hash}", lambda request, path: Reply.json({"hash": path["hash"]}))
    status, _, data = post(server, b"", "/api/v1/keys/a%2Fb?x=1&x=2", method="GET")
    assert (status, json.loads(data)) == (200, {"hash": "a/b"})
    assert server.requests[0].path == "/api/v1/keys/a%2Fb"
    assert server.requests[0].params == [("x", "1"), ("x", "2")]
    assert post(server, b"", "/api/v1/keys/a/b", method="GET")[0] == 404


def test_queued_replies_come_first_then_always_then_the_default(server: LocalServer) -> None:
    server.always(lambda request: Reply(203) if request.query else None)
    server.enqueue(Reply(500), None, [Send(Reply(204).wire)], lambda request: Reply.error(429))
    assert [post(server)[0] for _ in range(5)] == [500, 200, 204, 429, 200]
    assert post(server, path=PATH + "?x")[0] == 203
    server.always(Reply(418))
    assert [post(server, path="/elsewhere")[0] for _ in range(2)] == [418, 418]
    server.reset()
    assert (server.requests, post(server)[0]) == ([], 200)


def test_a_reply_that_cannot_be_sent_is_refused_where_it_is_given(server: LocalServer) -> None:
    with pytest.raises(TypeError):
        server.enqueue(Reply(body={"a": {1, 2}}))


def test_a_callable_that_raises_is_a_500_that_says_so(
    server: LocalServer, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(request: RecordedRequest) -> Reply:
        raise ZeroDivisionError("oops")

    server.enqueue(broken)
    status, _, data = post(server)
    assert (status, b"oops" in data) == (500, True)
    assert "raised" in caplog.text


def test_requests_are_recorded_with_the_connection_they_came_on(server: LocalServer) -> None:
    client = HTTPConnection("127.0.0.1", server.port, timeout=5)
    for number in range(2):
        client.request("POST", PATH, json.dumps({**FRANCE, "seed": number}), {"X-Title": "Mine"})
        client.getresponse().read()
    client.close()
    post(server)
    first, second, third = server.wait_for_requests(3)
    assert (first.connection, second.connection, third.connection) == (1, 1, 2)
    assert (first.method, first.path, first.json["seed"], second.json["seed"]) == (
        "POST",
        PATH,
        0,
        1,
    )
    assert first.headers["x-title"] == "Mine"
    assert ("X-Title", "Mine") in first.headers.raw
    assert first.received_at <= second.received_at
    assert first.wait_for_finish()
    server.wait_for_open_connections(0)
    assert server.connections.accepted == 2


def test_waiting_is_ended_by_the_request_and_by_the_clock(server: LocalServer) -> None:
    with pytest.raises(TimeoutError, match="1 requests; got 0"):
        server.wait_for_requests(1, timeout=0)
    sender = threading.Thread(target=post, args=(server,))
    sender.start()
    assert len(server.wait_for_requests(1)) == 1
    sender.join()


def test_only_the_latest_requests_are_kept_when_told_so() -> None:
    with LocalServer(keep_requests=2) as server:
        for seed in range(3):
            answer(server, seed=seed)
        assert [request.json["seed"] for request in server.wait_for_requests(3)] == [1, 2]


def test_a_chunked_request_after_100_continue_and_pipelined_ones(server: LocalServer) -> None:
    body = json.dumps(FRANCE).encode()
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
        reader = client.makefile("rb")
        head = f"POST {PATH} HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
        client.sendall(head.encode())
        assert reader.readline() == b"HTTP/1.1 100 Continue\r\n"
        assert reader.readline() == b"\r\n"
        server.enqueue(Reply(body="one").delayed(0.01), Reply(body="two"))
        chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
        client.sendall(chunked + b"GET /two HTTP/1.1\r\nConnection: close\r\n\r\n")
        answers = reader.read()
        reader.close()
    assert answers == Reply(body="one").wire + Reply(body="two").wire
    assert [request.body for request in server.requests] == [body, b""]


def test_a_malformed_request_is_answered_and_the_connection_closed(server: LocalServer) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
        client.sendall(b"what?\r\n\r\n")
        with client.makefile("rb") as reader:
            assert reader.read().startswith(b"HTTP/1.1 400 Bad Request\r\n")


def test_a_proxy_request_keeps_its_target(server: LocalServer) -> None:
    post(server, path=f"http://api.example{PATH}?x=1")
    [request] = server.requests
    assert request.target == f"http://api.example{PATH}?x=1"
    assert (request.path, request.query) == (PATH, "x=1")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"type": "json_object"}, {}),
        ({"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "array"}}}, []),
        (
            {
                "type": "json_schema",
                "json_schema": {
                    "name": "x",
                    "schema": {
                        "$defs": {
                            "Line": {
                                "type": "object",
                                "properties": {"n": {"const": 7}},
                                "required": ["n"],
                            }
                        },
                        "type": "object",
                        "properties": {
                            "lines": {
                                "type": "array",
                                "items": {"$ref": "#/$defs/Line"},
                                "minItems": 2,
                            },
                            "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                            "more": {"type": "string"},
                        },
                        "required": ["lines", "note"],
                    },
                },
            },
            {"lines": [{"n": 7}, {"n": 7}], "note": ""},
        ),
    ],
)
def test_an_answer_has_the_format_that_is_asked_for(
    wanted: Any, said: Any, server: LocalServer
) -> None:
    _, _, body = post(server, {**FRANCE, "response_format": wanted})
    assert json.loads(json.loads(body)["choices"][0]["message"]["content"]) == said


def test_a_schema_that_holds_itself_has_a_sample(server: LocalServer) -> None:
    endless = {"type": "array", "minItems": 9, "items": {"$ref": "#"}}
    wanted = {"type": "json_schema", "json_schema": {"name": "x", "schema": endless}}
    status, _, _ = post(server, {**FRANCE, "response_format": wanted})
    assert status == 200
