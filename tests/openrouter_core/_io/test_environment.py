"""What the environment says: which proxy a request takes, what NO_PROXY holds, whom to trust; and what errors say."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from openrouter_core import Hooks, Ok, OpenRouterCore, RequestOptions, RetryConfig
from openrouter_core._io.environment import Proxies
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import errors
from openrouter_core.testing import Cut, LocalServer, Reply, Send, Step

REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
VARIABLES = [
    *("http_proxy", "https_proxy", "all_proxy", "no_proxy"),
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE", "REQUEST_METHOD"),
]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment in which no variable of these is set."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def results(server_url: str | None, *, once: bool = True, **settings: Any) -> Iterator[Any]:
    """What a sync and an async call give, of a core whose clock waits for nothing."""
    clock = Clock(sleep=lambda *_: None, sleep_async=lambda _: asyncio.sleep(0))
    retry = RetryConfig("none") if once else None
    core = OpenRouterCore("a-key", server_url=server_url, retry_config=retry, **settings)
    core = with_clock(core, clock)

    async def asynchronous() -> Any:
        async with core:
            return await chat_send_async(core, REQUEST)

    with core:
        yield chat_send(core, REQUEST)
    yield asyncio.run(asynchronous())


# --- NO_PROXY ------------------------------------------------------------------------------------

HELD = [  # an entry; URLs that it holds; URLs that it does not
    ("*", ["https://a.example", "http://[::1]"], []),
    (
        "example.com",
        ["https://example.com", "https://a.example.com:8443"],
        ["https://anexample.com"],
    ),
    (".example.com", ["https://a.example.com", "https://a.b.example.com"], ["https://example.com"]),
    ("*.example.com", ["https://a.example.com"], ["https://example.com", "https://example.org"]),
    ("EXAMPLE.com", ["https://Example.COM"], ["https://example.org"]),
    ("example.com.", ["https://example.com", "https://example.com."], ["https://example.org"]),
    (
        "example.com:8443",
        ["https://example.com:8443"],
        ["https://example.com", "https://a.org:8443"],
    ),
    ("example.com:443", ["https://example.com"], ["https://example.com:8443"]),
    ("localhost", ["http://localhost:1234"], ["http://a.localhost", "http://127.0.0.1"]),
    ("127.0.0.1", ["http://127.0.0.1", "http://127.0.0.1:99"], ["http://127.0.0.2"]),
    ("127.0.0.1:99", ["http://127.0.0.1:99"], ["http://127.0.0.1"]),
    ("http://127.0.0.1", ["http://127.0.0.1"], ["https://127.0.0.1"]),
    (
        "10.0.0.0/8",
        ["https://10.1.2.3", "http://10.255.0.1:81"],
        ["https://11.0.0.1", "https://ten"],
    ),
    ("10.1.2.3/8", ["https://10.9.9.9"], ["https://11.0.0.1"]),
    ("192.168.1.0/255.255.255.0", ["http://192.168.1.77"], ["http://192.168.2.1"]),
    ("::1", ["http://[::1]", "http://[0:0:0:0:0:0:0:1]:8"], ["http://[::2]", "http://127.0.0.1"]),
    ("[::1]", ["http://[::1]:8080"], ["http://[::2]"]),
    ("[::1]:8080", ["http://[::1]:8080"], ["http://[::1]"]),
    ("::1/128", ["http://[::1]"], ["http://[::2]"]),
    (
        "fe80::/10",
        ["http://[fe80::1]", "http://[febf::1]:80"],
        ["http://[fec0::1]", "http://10.0.0.1"],
    ),
    ("fd07::/64", ["http://[fd07::abcd]"], ["http://[fd08::1]", "http://127.0.0.1"]),
    ("[fd07::]/64", ["http://[fd07::1]"], ["http://[fd08::1]"]),
    # What cannot be read holds nothing, and hinders nothing.
    ("10.0.0.0/99", [], ["http://10.0.0.0"]),
    ("fe80::/999", [], ["http://[fe80::1]"]),
    ("example.com:x", [], ["https://example.com"]),
    ("::::", [], ["http://[::1]"]),
    ("", [], ["http://127.0.0.1"]),
    (" , ,", [], ["http://127.0.0.1"]),
]


@pytest.mark.parametrize(
    ("entry", "held", "others"), HELD, ids=[each[0] or "empty" for each in HELD]
)
def test_which_servers_an_entry_of_no_proxy_holds(
    entry: str, held: list[str], others: list[str]
) -> None:
    for no_proxy in (entry, f"other.test,{entry}", f"{entry} , other.test", f"[bad,{entry}"):
        found = Proxies({"all": "http://proxy.test:3128", "no": no_proxy})
        assert [url for url in held if found.way(f"{url}/v1").proxy is not None] == []
        assert [url for url in others if found.way(f"{url}/v1").proxy is None] == []


WAYS = [  # what is set; the URL; the proxy, and whether certificates are needed
    ({}, "http://a.test/v1", None, False),
    ({}, "https://a.test/v1", None, True),
    ({"http": "p.test:81"}, "http://a.test/v1", "http://p.test:81", False),
    ({"http": "p.test:81"}, "https://a.test/v1", None, True),
    ({"all": "http://p.test"}, "https://a.test", "http://p.test", True),
    ({"all": "garbage://p", "http": "http://p.test"}, "http://a.test", "http://p.test", False),
    ({"https": "garbage://p"}, "http://a.test", None, False),
    ({"http": "https://p.test"}, "http://a.test", "https://p.test", True),
    ({"http": "HTTP://p.test"}, "HTTP://a.test", "http://p.test", False),
    ({"all": " socks5h://p.test:9 "}, "https://a.test", "socks5h://p.test:9", True),
]


@pytest.mark.parametrize(("found", "url", "proxy", "tls"), WAYS)
def test_which_way_a_request_takes(
    found: dict[str, str], url: str, proxy: str | None, tls: bool
) -> None:
    way = Proxies(found).way(url)
    assert (None if way.proxy is None else way.proxy.url, way.tls) == (proxy, tls)


@pytest.mark.parametrize("entry", ["fd07::/64,127.0.0.1", "127.0.0.0/8", "bad[,127.0.0.1", "*"])
def test_a_server_that_no_proxy_holds_is_reached_whatever_else_stands_there(
    environment: pytest.MonkeyPatch, entry: str
) -> None:
    environment.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    environment.setenv("NO_PROXY", entry)
    with LocalServer() as server:
        assert [type(result) for result in results(server.url)] == [Ok, Ok]


# --- proxies that are none -----------------------------------------------------------------------

BAD_PROXIES = [
    "socks://127.0.0.1:9",
    "socks4://127.0.0.1:9",
    "garbage://x",
    "ftp://127.0.0.1:1",
    "http://",
    "http://h:x",
    "http://h:0",
    "http://h:99999",
    "http://[::1",
    "://x",
]


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize("value", BAD_PROXIES)
def test_a_proxy_that_cannot_be_used_is_an_invalid_request_that_names_the_variable(
    environment: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    environment.setenv(variable, value)
    for result in results("https://models.example/v1", once=False):
        error = result.failure()
        assert type(error) is errors.InvalidRequestError
        assert variable in str(error)
        assert value in str(error)


@pytest.mark.parametrize(
    "value",
    ["garbage://me:p@ss@h", "http://me:p w'x@h:y", "socks://me:p/q@h", "me:p@ss@h:0", "me:p@h:x"],
)
def test_user_and_password_of_a_proxy_that_cannot_be_used_are_not_shown(
    environment: pytest.MonkeyPatch, value: str
) -> None:
    environment.setenv("ALL_PROXY", value)
    for result in results("https://models.example/v1"):
        error = result.failure()
        assert type(error) is errors.InvalidRequestError
        assert "ALL_PROXY" in str(error)
        assert "***@h" in str(error)
        assert "me:" not in f"{error!r} {error.__cause__!r}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS_PROXY", "garbage://x"),
        ("SSL_CERT_FILE", "/nonexistent.pem"),
        ("SSL_CERT_DIR", "/nonexistent"),
        ("SSLKEYLOGFILE", "/nonexistent/keys"),
    ],
)
def test_a_variable_that_a_request_does_not_need_does_not_matter(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment.setenv(name, value)
    with LocalServer() as server:
        assert [type(result) for result in results(server.url)] == [Ok, Ok]


# --- proxies that do not do ----------------------------------------------------------------------


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_a_dead_proxy_is_named_and_where_it_is_named(
    environment: pytest.MonkeyPatch, variable: str
) -> None:
    environment.setenv(variable, "http://me:secret@127.0.0.1:1")
    for result in results("https://models.example/v1"):
        error = result.failure()
        assert type(error) is errors.APIConnectionError
        assert f"the proxy refused the connection (127.0.0.1:1, from {variable})" in str(error)
        assert "secret" not in f"{error} {error!r} {error.__cause__!r}"
        assert (error.body_sent, error.retryable) == (False, True)


def test_a_dead_server_is_named() -> None:
    with LocalServer() as gone:
        url, port = gone.url, gone.port
    for result in results(url):
        error = result.failure()
        assert f"the server refused the connection (127.0.0.1:{port})" in str(error)


@pytest.mark.parametrize("proxy", [None, "http://no-such-proxy.invalid:3128"])
def test_a_name_that_cannot_be_looked_up_is_named(
    environment: pytest.MonkeyPatch, proxy: str | None
) -> None:
    if proxy is not None:
        environment.setenv("HTTPS_PROXY", proxy)
    for result in results("https://no-such-host.invalid/v1"):
        error = result.failure()
        whose, where = "server's", "(no-such-host.invalid:443)"
        if proxy is not None:
            whose, where = "proxy's", "(no-such-proxy.invalid:3128, from HTTPS_PROXY)"
        assert f"the {whose} name could not be looked up {where}" in str(error)
        assert error.phase == "dns"


@pytest.mark.parametrize(
    ("status", "attempts"),
    [(407, 1), (403, 1), (400, 1), (404, 1), (429, 3), (500, 3), (502, 3), (503, 3), (504, 3)],
)
def test_a_proxy_that_will_not_change_its_mind_is_asked_once(
    environment: pytest.MonkeyPatch, status: int, attempts: int
) -> None:
    with LocalServer() as proxy:
        environment.setenv("HTTPS_PROXY", proxy.origin)
        proxy.always(Reply(status, body="No"))
        for result in results("https://models.example/v1", once=False):
            error = result.failure()
            assert type(error) is errors.APIConnectionError
            assert (error.phase, error.body_sent) == ("proxy", False)
            assert error.retryable is (attempts > 1)
            assert f"(127.0.0.1:{proxy.port}, from HTTPS_PROXY)" in str(error)
            assert str(status) in str(error)
            assert len(proxy.requests) == attempts
            proxy.reset()
            proxy.always(Reply(status, body="No"))


def test_a_407_to_a_plain_request_says_whose_it_is(environment: pytest.MonkeyPatch) -> None:
    with LocalServer() as proxy:
        environment.setenv("HTTP_PROXY", proxy.origin)
        proxy.always(Reply(407))
        for result in results("http://models.example/v1", allow_http=True):
            error = result.failure()
            assert (error.status_code, error.retryable) == (407, False)
            assert "the proxy wants a user and a password" in str(error)


# --- certificates --------------------------------------------------------------------------------


def certificate_cases(folder: Path) -> dict[str, tuple[str, Path]]:
    text = folder / "no certificate.pem"
    text.write_text("hello")
    (folder / "empty.pem").touch()
    return {
        "missing": ("SSL_CERT_FILE", folder / "missing.pem"),
        "no certificate": ("SSL_CERT_FILE", text),
        "empty": ("SSL_CERT_FILE", folder / "empty.pem"),
        "a folder": ("SSL_CERT_FILE", folder),
        "a missing folder": ("SSL_CERT_DIR", folder / "missing"),
        "a file as a folder": ("SSL_CERT_DIR", text),
        "a key log that cannot be written": ("SSLKEYLOGFILE", folder / "missing" / "keys"),
    }


@pytest.mark.parametrize(
    "case",
    [
        "missing",
        "no certificate",
        "empty",
        "a folder",
        "a missing folder",
        "a file as a folder",
        "a key log that cannot be written",
    ],
)
def test_certificates_that_cannot_be_read_are_an_invalid_request_that_names_the_variable(
    environment: pytest.MonkeyPatch, tmp_path: Path, case: str
) -> None:
    variable, value = certificate_cases(tmp_path)[case]
    environment.setenv(variable, str(value))
    for result in results("https://127.0.0.1:9/v1", once=False):
        error = result.failure()
        assert type(error) is errors.InvalidRequestError
        assert str(error).startswith(f"{variable}: {str(value)!r} cannot be used: ")


def expired(authority: trustme.CA) -> ssl.SSLContext:
    import datetime as dt

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    past = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    authority.issue_cert("127.0.0.1", not_after=past).configure_cert(context)
    return context


@pytest.mark.parametrize("case", ["untrusted", "expired"])
def test_a_certificate_that_is_not_trusted_is_met_once(
    environment: pytest.MonkeyPatch, tmp_path: Path, case: str
) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if case == "expired":
        authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
        environment.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        context = expired(authority)
    else:
        authority.issue_cert("127.0.0.1").configure_cert(context)
    retries: list[object] = []
    with LocalServer(ssl_context=context) as server:
        for result in results(server.url, once=False, hooks=Hooks(on_retry=retries.append)):
            error = result.failure()
            assert (error.phase, error.retryable, error.body_sent) == ("tls", False, False)
            assert f"(127.0.0.1:{server.port})" in str(error)
        assert (server.requests, retries) == ([], [])


def test_a_server_that_speaks_no_tls_is_met_once() -> None:
    plain: list[Step] = [Send(b"HTTP/1.1 400 Bad\r\n\r\n"), Cut()]
    with LocalServer() as server:
        server.enqueue_connection(plain)
        server.enqueue_connection(plain)
        for result in results(server.url.replace("http:", "https:"), once=False):
            error = result.failure()
            assert type(error) is errors.APIConnectionError
            assert (error.phase, error.retryable, error.body_sent) == ("tls", False, False)
        assert (server.requests, server.connections.accepted) == ([], 2)


def test_a_handshake_that_breaks_off_may_do_better_the_next_time() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    met: list[int] = []

    def drop() -> None:
        for _ in range(6):
            connection, _ = listener.accept()
            connection.recv(9)
            connection.close()
            met.append(1)

    thread = threading.Thread(target=drop, daemon=True)
    thread.start()
    for result in results(f"https://127.0.0.1:{listener.getsockname()[1]}/v1", once=False):
        error = result.failure()
        assert type(error) is errors.APIConnectionError
        assert (error.body_sent, error.retryable) == (False, True)
    thread.join(5)
    listener.close()
    assert len(met) == 6


# --- a client of the user's ----------------------------------------------------------------------


def test_an_injected_client_is_not_said_to_go_straight() -> None:
    import httpx

    with LocalServer() as gone:
        url, port = gone.url, gone.port
    with httpx.Client() as client:
        core = OpenRouterCore("k", http_client=client, retry_config=RetryConfig("none"))
        options = RequestOptions(server_url=url, api_key="k")
        error = chat_send(core, REQUEST, options=options).failure()
    assert f"the connection was refused (127.0.0.1:{port})" in str(error)
