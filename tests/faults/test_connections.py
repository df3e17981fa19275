"""What becomes of a call whose connection breaks, is refused, or goes through others."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from openrouter_core import RetryConfig
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Pause, Reply, Reset, Send, chunks, completion

if TYPE_CHECKING:
    from tests.faults.conftest import Client, MakeClient
SMALL = {"choices": [{"message": {"content": "Hi"}, "finish_reason": "stop"}]}
SMALL_CHUNK = {"choices": [{"delta": {"content": "Hi"}, "finish_reason": "stop"}]}


def refusing() -> str:
    """The URL of a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_refused_connection_is_tried_again_within_the_budget(make_client: MakeClient) -> None:
    client = make_client(refusing())
    error = client.error()
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent, error.retryable) == ("connect", False, True)
    assert client.waits == [0.5, 1.0]


def test_a_name_that_does_not_resolve_says_so(make_client: MakeClient) -> None:
    client = make_client("https://no-such-host.invalid", retry_config=RetryConfig("none"))
    error = client.error()
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent) == ("dns", False)


def test_a_connection_reset_before_the_request_is_read_is_an_err(
    server: LocalServer, make_client: MakeClient
) -> None:
    client = make_client(retry_config=RetryConfig("none"))
    server.enqueue_connection([Reset()])
    error = client.error()
    assert type(error) is errors.APIConnectionError
    assert error.body_sent == (error.phase == "read"), "how much was sent is told, and not guessed"
    assert server.requests == []
    assert client.text() == "The capital of France is Paris."


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_a_connection_cut_before_the_headers_is_sent_once(
    server: LocalServer, client: Client, answer: Reply, reset: bool
) -> None:
    server.enqueue(answer.cut(0, reset=reset), answer)
    error = client.error()
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent) == ("read", True)
    assert len(server.requests) == 1, "the server may have begun, and billed, the work"
    assert client.text() == "Paris it is."


def test_a_user_may_have_it_sent_again(
    server: LocalServer, make_client: MakeClient, answer: Reply
) -> None:
    client = make_client(retry_config=RetryConfig(retry_connection_errors=True))
    server.enqueue(answer.cut(0), answer.cut(0, reset=True), answer)
    assert client.text() == "Paris it is."
    assert len(server.requests) == 3
    assert client.waits == [0.5, 1.0]


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
@pytest.mark.parametrize("framing", ["length", "chunks"])
def test_an_answer_cut_at_any_byte_is_never_taken_for_one(
    server: LocalServer, client: Client, streamed: bool, framing: str, reset: bool
) -> None:
    answer = Reply.events([SMALL_CHUNK]) if streamed else Reply.json(SMALL)
    if framing == "chunks":
        answer = answer.chunked()
    elif streamed:
        answer = Reply(200, answer.headers, b"".join(answer.pieces))
    size = len(answer.wire)
    if streamed:  # what follows the closing signal changes nothing
        size = answer.wire.index(b"data: [DONE]\n\n") + len(b"data: [DONE]\n\n")
    for at in range(size):
        server.enqueue(answer.cut(at, reset=reset))
        error = client.error()
        assert type(error) is errors.APIConnectionError, f"cut before byte {at}: {error!r}"
        assert error.body_sent
    assert client.waits == []
    assert len(server.requests) == size
    server.enqueue(answer)
    assert client.text() == "Hi"


def test_an_answer_read_to_its_end_leaves_its_connection_to_the_next(
    server: LocalServer, client: Client, answer: Reply
) -> None:
    server.always(answer)
    for _ in range(5):
        assert client.text() == "Paris it is."
    assert server.connections.accepted == 1


def test_a_connection_that_the_server_closed_meanwhile_is_not_used(
    server: LocalServer, client: Client, answer: Reply
) -> None:
    server.enqueue(answer.with_headers({"Connection": "keep-alive"}).cut(1 << 30), answer)
    assert client.text() == "Paris it is."
    server.wait_for_open_connections(0)
    assert client.text() == "Paris it is."
    assert (server.connections.accepted, client.waits) == (2, [])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(server: LocalServer, client: Client, status: int) -> None:
    with LocalServer() as other:
        server.enqueue(Reply.redirect(other.url + "/chat/completions", status))
        error = client.error()
        assert type(error) is errors.OpenRouterDefaultError
        assert error.status_code == status
        assert "redirect" in str(error)
        assert len(server.requests) == 1
        assert other.requests == [], "the key goes to no other host"
    assert client.waits == []


@pytest.mark.parametrize(
    "target",
    [
        "mailto:a@example.com",
        "javascript:x",
        "data:,x",
        "http://[",
        "//",
        "http://a:99999/",
        "",
        "\xe9",
    ],
)
def test_a_redirect_to_what_is_no_url_is_a_redirect(
    server: LocalServer, client: Client, target: str
) -> None:
    server.enqueue(Reply(302, {"Location": target}, b"Moved"))
    error = client.error()
    assert not isinstance(error, errors.InvalidRequestError), "the request has gone out"
    assert "redirect" in str(error)
    assert len(server.requests) == 1


@pytest.mark.parametrize("pause", [False, True], ids=["at once", "a moment later"])
def test_a_response_that_nobody_asked_for_is_not_the_next_ones(
    server: LocalServer, client: Client, answer: Reply, pause: bool
) -> None:
    """Sent after the first, over the same connection: it may be another user's."""
    planted = [Reply.json(completion("planted")), Reply.events(chunks("planted"))][client.streamed]
    if pause:
        server.enqueue([Send(answer.wire), Pause(0.05), Send(planted.wire)])
    else:
        server.enqueue([Send(answer.wire + planted.wire)])
    assert client.text() == "Paris it is."
    if pause:
        time.sleep(0.2)  # until it has come
    assert client.text() == "The capital of France is Paris."
    assert len(server.requests) == 2
