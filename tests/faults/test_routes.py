"""The ways to a server: TLS, proxies, and hundreds of connections at once."""

from __future__ import annotations

import asyncio
import ssl
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig
from openrouter_core._io.environment import tls_context
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import errors
from openrouter_core.testing import Cut, LocalServer, Reply, Reset, Send, completion

if TYPE_CHECKING:
    from tests.faults.conftest import Client, MakeClient

REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
ONCE = RetryConfig("none")


# TLS.


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(authority: trustme.CA) -> Iterator[LocalServer]:
    """A server behind TLS, whose certificate nobody trusts yet."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with LocalServer(ssl_context=context) as server:
        yield server


@pytest.fixture
def trusted(
    authority: trustme.CA, environment: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[None]:
    """The authority is one that this process trusts."""
    certificate = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(certificate))
    environment.setenv("SSL_CERT_FILE", str(certificate))
    tls_context.cache_clear()
    yield
    tls_context.cache_clear()


def test_an_untrusted_certificate_is_an_err_and_gets_no_request(
    make_client: MakeClient, secure: LocalServer
) -> None:
    client = make_client(secure.url, retry_config=ONCE)
    error = client.error()
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent, error.retryable) == ("tls", False, False)
    assert "certificate" in str(error)
    assert secure.requests == []
    secure.wait_for_open_connections(0)


@pytest.mark.usefixtures("trusted")
def test_a_second_response_in_a_record_of_its_own_is_not_the_next_ones(
    make_client: MakeClient, secure: LocalServer
) -> None:
    """TLS holds it back: it came with the first one's record, and is decrypted no sooner than it is asked for."""
    record = 16_384
    short = len(Reply.json(completion("x" * 10_000)).wire)
    first = Reply.json(completion("x" * (10_000 + record - short)))
    assert len(first.wire) == record
    secure.enqueue([Send(first.wire + Reply.json(completion("planted")).wire)])
    client = make_client(secure.url)
    assert set(client.text()) == {"x"}
    assert client.text() == "The capital of France is Paris."
    assert len(secure.requests) == 2


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_an_err(
    make_client: MakeClient, authority: trustme.CA
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("elsewhere.example").configure_cert(context)
    with LocalServer(ssl_context=context) as elsewhere:
        error = make_client(elsewhere.url, retry_config=ONCE).error()
        assert type(error) is errors.APIConnectionError
        assert error.phase == "tls"
        assert elsewhere.requests == []


# CPython's ssl module does not close the socket that it has just taken over when it finds it reset;
# the last reference to it, which goes with the exception, does.
@pytest.mark.filterwarnings("ignore:unclosed <ssl.SSLSocket:ResourceWarning")
@pytest.mark.parametrize(
    "opening", [[Reset()], [Cut()], [Send(b"HTTP/1.1 400 Bad\r\n\r\n"), Cut()]]
)
def test_a_broken_handshake_is_an_err(
    server: LocalServer, make_client: MakeClient, opening: list[Reset | Cut | Send]
) -> None:
    server.enqueue_connection(opening)
    client = make_client(server.url.replace("http:", "https:"), retry_config=ONCE)
    error = client.error()
    assert type(error) is errors.APIConnectionError
    assert not error.body_sent


@pytest.mark.usefixtures("trusted")
def test_a_core_that_only_spoke_http_serves_an_https_server_for_one_call(
    server: LocalServer, client: Client, secure: LocalServer, answer: Reply
) -> None:
    server.always(answer)
    secure.always(answer)
    there = RequestOptions(server_url=secure.url, api_key="its-key")
    for options in (None, there, None, there):
        assert client.text(options=options) == "Paris it is."
    assert (server.connections.accepted, secure.connections.accepted) == (1, 1)
    shouted = RequestOptions(server_url=secure.url.replace("https", "HTTPS"), api_key="its-key")
    assert client.text(options=shouted) == "Paris it is."
    client.close()
    secure.wait_for_open_connections(0)


@pytest.mark.usefixtures("trusted")
def test_faults_under_tls_are_the_same_errors(
    make_client: MakeClient, secure: LocalServer, answer: Reply
) -> None:
    client = make_client(secure.url)
    size = len(answer.wire)
    for at in (0, 1, len(answer.head), len(answer.head) + 9, size // 2):
        for reset in (False, True):
            secure.enqueue(answer.cut(at, reset=reset))
            error = client.error()
            assert type(error) is errors.APIConnectionError
            assert error.body_sent
    secure.always(answer)
    assert client.text() == client.text() == "Paris it is."
    assert secure.connections.accepted == 11
    client.close()
    secure.wait_for_open_connections(0)


# Proxies.


def test_a_proxy_of_the_environment_is_used(
    server: LocalServer, make_client: MakeClient, answer: Reply, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("HTTP_PROXY", server.origin)
    server.always(answer)
    client = make_client("http://models.example/v1", allow_http=True)
    assert client.text() == "Paris it is."
    [request] = server.requests
    assert request.target == "http://models.example/v1/chat/completions"


@pytest.mark.parametrize(
    "listed", ["127.0.0.1", "localhost, 127.0.0.1 ", "*", "http://127.0.0.1", ".example,127.0.0.1"]
)
def test_a_host_of_no_proxy_is_reached_directly(
    server: LocalServer,
    make_client: MakeClient,
    answer: Reply,
    environment: pytest.MonkeyPatch,
    listed: str,
) -> None:
    with LocalServer() as proxy:
        environment.setenv("HTTP_PROXY", proxy.origin)
        environment.setenv("NO_PROXY", listed)
        server.always(answer)
        assert make_client().text() == "Paris it is."
        assert proxy.requests == []


def test_a_proxy_that_is_not_there_is_an_err(
    server: LocalServer, make_client: MakeClient, environment: pytest.MonkeyPatch
) -> None:
    with LocalServer() as gone:
        environment.setenv("ALL_PROXY", gone.origin)
    client = make_client("http://models.example/v1", retry_config=ONCE, allow_http=True)
    error = client.error()
    assert type(error) is errors.APIConnectionError
    assert not error.body_sent


def test_a_proxy_that_refuses_a_tunnel_is_an_err_and_never_sees_the_key(
    server: LocalServer, make_client: MakeClient, environment: pytest.MonkeyPatch
) -> None:
    environment.setenv("HTTPS_PROXY", server.origin)
    server.always(Reply(407, body="Who are you?"))
    client = make_client("https://models.example/v1", retry_config=ONCE, api_key="sk-or-v1-secret")
    error = client.error()
    assert type(error) is errors.APIConnectionError
    assert (error.phase, error.body_sent) == ("proxy", False)
    [request] = server.requests
    assert request.method == "CONNECT"
    assert "Authorization" not in request.headers


@pytest.mark.parametrize("proxy", ["ftp://127.0.0.1:1", "socks5://127.0.0.1:1", "http://h:x"])
def test_a_proxy_that_cannot_be_used_is_an_err(
    server: LocalServer, make_client: MakeClient, environment: pytest.MonkeyPatch, proxy: str
) -> None:
    environment.setitem(sys.modules, "socksio", None)  # what httpx[socks] brings
    environment.setenv("ALL_PROXY", proxy)
    error = make_client("http://models.example/v1", retry_config=ONCE, allow_http=True).error()
    assert isinstance(error, errors.InvalidRequestError | errors.UnexpectedClientError)


# Many at once.


def test_400_slow_calls_in_threads_all_come_back(server: LocalServer) -> None:
    server.always(Reply.json(completion("Slow")).delayed(0.5))
    results: list[Ok[object] | Err[errors.AnyError]] = []
    with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:
        threads = [
            threading.Thread(target=lambda: results.append(chat_send(core, REQUEST)))
            for _ in range(400)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [result for result in results if isinstance(result, Err)] == []
    assert len(results) == len(server.requests) == 400
    server.wait_for_open_connections(0)


def test_400_slow_calls_in_tasks_all_come_back(server: LocalServer) -> None:
    server.always(Reply.json(completion("Slow")).delayed(0.5))

    async def all_at_once() -> list[Ok[object] | Err[errors.AnyError]]:
        async with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:
            return await asyncio.gather(*(chat_send_async(core, REQUEST) for _ in range(400)))

    results = asyncio.run(all_at_once())
    assert [result for result in results if isinstance(result, Err)] == []
    assert len(results) == len(server.requests) == 400
    server.wait_for_open_connections(0)
