"""examples/fastapi_sse.py on a real server: events while they come, what is kept of them, and readers who leave."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from openrouter_core.testing import LocalServer, Reply, chunks, error_chunk

REASON = "fastapi and uvicorn are not installed (the extra 'examples')"
pytest.importorskip("fastapi.sse", reason=REASON)
uvicorn: Any = pytest.importorskip("uvicorn", reason=REASON)

from examples.fastapi_sse import app  # noqa: E402  # after what it needs

ASK = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
PATIENCE = 60.0
"""Seconds after which a test gives up waiting."""


@pytest.fixture
def upstream(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        monkeypatch.setenv("OPENROUTER_API_KEY", "a-key")
        monkeypatch.setenv("OPENROUTER_SERVER_URL", server.url)
        yield server


@contextmanager
def served() -> Iterator[str]:
    """Where the program is; after it, the program has ended, and has logged all it had to say."""
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/chat"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level("INFO", logger="examples.fastapi_sse")
    return caplog


def events_of(text: str) -> list[Any]:
    *events, rest = text.split("\n\n")
    assert rest == ""
    return [json.loads(event.removeprefix("data: ")) for event in events]


def test_the_answer_goes_out_in_events_and_is_kept(
    upstream: LocalServer, log: pytest.LogCaptureFixture
) -> None:
    with served() as url, httpx.stream("POST", url, json=ASK, timeout=PATIENCE) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        events = events_of("".join(response.iter_text()))
    assert "".join(event["text"] for event in events) == "The capital of France is Paris."
    assert upstream.requests[0].json["messages"] == ASK["messages"]
    assert "answered: ChatUsage(" in log.text


@pytest.mark.parametrize(("status", "given"), [(429, 429), (402, 502), (401, 502), (400, 502)])
def test_an_error_before_the_first_event_is_a_status(
    upstream: LocalServer, log: pytest.LogCaptureFixture, status: int, given: int
) -> None:
    upstream.always(Reply.error(status, "Secret details").with_headers({"Retry-After": "0"}))
    with served() as url:
        response = httpx.post(url, json=ASK, timeout=PATIENCE)
    assert (response.status_code, response.json()) == (given, {"detail": "No answer."})
    assert "Secret details" in log.text


def test_an_error_among_the_events_is_an_event(
    upstream: LocalServer, log: pytest.LogCaptureFixture
) -> None:
    begun = chunks("Par", finish_reason=None, usage_counts=None)
    upstream.enqueue(Reply.events([*begun, error_chunk(502, "Provider died")]))
    with served() as url:
        *texts, last = events_of(httpx.post(url, json=ASK, timeout=PATIENCE).text)
    assert "".join(event["text"] for event in texts) == "Par"
    assert last == {"error": "cut off"}
    assert "not answered to the end: Provider died" in log.text


def test_a_conversation_that_is_none_is_refused_and_not_sent(upstream: LocalServer) -> None:
    system = {"messages": [{"role": "system", "content": "You are mine."}]}
    with served() as url:
        for body in (system, {}, {"messages": "Hi"}):
            assert httpx.post(url, json=body, timeout=PATIENCE).status_code == 422
    assert upstream.requests == []


def test_a_reader_who_leaves_ends_the_request(
    upstream: LocalServer, log: pytest.LogCaptureFixture
) -> None:
    upstream.enqueue(Reply.events(chunks("word " * 1000)).drip(250, pause=0.02))
    with served() as url:
        with httpx.stream("POST", url, json=ASK, timeout=PATIENCE) as response:
            assert "word" in next(response.iter_text())
        assert upstream.requests[0].wait_for_disconnect(PATIENCE)
    assert [each.getMessage() for each in log.records if each.exc_info] == []
