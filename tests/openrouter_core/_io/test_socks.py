"""A SOCKS proxy in between: the greeting ends in time, and a connection that is given up meanwhile is closed."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RetryConfig, Timeout
from openrouter_core._io.environment import tls_context
from openrouter_core._io.lease import shutdown
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer

pytest.importorskip("socksio", reason="what httpx[socks] brings")

ONCE = RetryConfig("none")
REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
WELCOME, GRANTED, REFUSED = (
    b"\x05\x00",
    b"\x05\x00\x00\x01\0\0\0\0\0\0",
    b"\x05\x05\x00\x01\0\0\0\0\0\0",
)


class Socks:
    """A proxy that says what it is told to, and then connects to `target`, if there is one.

    Fields:
        closed: set once its client has closed the connection.
    """

    def __init__(self, *says: bytes, target: str | None = None) -> None:
        self._says = says
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.greeted, self.closed = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        try:
            client, _ = self._listener.accept()
        except OSError:
            return
        with client:
            client.settimeout(10)
            for said in self._says:
                client.recv(4096)
                client.sendall(said)
            if self._target is not None:
                host, _, port = self._target.rpartition(":")
                with socket.create_connection((host, int(port))) as server:
                    copying = threading.Thread(target=_copy, args=(server, client))
                    copying.start()
                    _copy(client, server)
                    server.shutdown(socket.SHUT_RDWR)
                    copying.join()
            else:
                self.greeted.set()
                _copy(client, None)
        self.closed.set()

    def close(self) -> None:
        """Wait for its one connection to end."""
        shutdown(self._listener)
        self._listener.close()
        self._thread.join(10)
        assert not self._thread.is_alive(), "its client holds the connection"


def _copy(source: socket.socket, target: socket.socket | None) -> None:
    """Until the end."""
    try:
        while data := source.recv(65_536):
            if target is not None:
                target.sendall(data)
    except OSError:
        pass


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Callable[..., Ok[Any] | Err[Any]]:
    def work(url: str, **settings: Any) -> Ok[Any] | Err[Any]:
        core = OpenRouterCore(
            "a-key", server_url=url, retry_config=ONCE, allow_http=True, **settings
        )
        with core:
            return chat_send(core, REQUEST)

    async def work_async(url: str, **settings: Any) -> Ok[Any] | Err[Any]:
        core = OpenRouterCore(
            "a-key", server_url=url, retry_config=ONCE, allow_http=True, **settings
        )
        async with core:
            return await chat_send_async(core, REQUEST)

    if request.param == "sync":
        return work
    return lambda url, **settings: asyncio.run(work_async(url, **settings))


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Socks]]:
    """Makes a proxy, and names it in the environment."""
    made: list[Socks] = []

    def make(*says: bytes, target: str | None = None) -> Socks:
        made.append(Socks(*says, target=target))
        monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{made[-1].port}")
        return made[-1]

    tls_context.cache_clear()
    yield make
    tls_context.cache_clear()
    for each in made:
        each.close()


def test_a_call_goes_through(
    call: Callable[..., Ok[Any] | Err[Any]], proxy: Callable[..., Socks]
) -> None:
    with LocalServer(allowed_hosts=["far.example"]) as server:
        proxy(WELCOME, GRANTED, target=server.origin.removeprefix("http://"))
        assert isinstance(call("http://far.example/api/v1"), Ok)
        assert server.requests[0].headers["Host"] == "far.example"
        server.wait_for_open_connections(0)


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("says", [(), (WELCOME,)], ids=["nothing", "welcome"])
def test_a_proxy_that_falls_silent_is_a_timeout(
    call: Callable[..., Ok[Any] | Err[Any]],
    proxy: Callable[..., Socks],
    scheme: str,
    says: tuple[bytes, ...],
) -> None:
    silent = proxy(*says)
    error = call(f"{scheme}://far.example/v1", timeout=Timeout(connect=0.1)).failure()
    assert type(error) is errors.RequestTimeoutError
    assert silent.closed.wait(10)


@pytest.mark.parametrize(
    "says", [(WELCOME, REFUSED), (b"\x05\xff",)], ids=["refused", "a password"]
)
def test_a_proxy_that_refuses_is_an_err_and_its_connection_is_closed(
    call: Callable[..., Ok[Any] | Err[Any]], proxy: Callable[..., Socks], says: tuple[bytes, ...]
) -> None:
    refusing = proxy(*says)
    error = call("https://far.example/v1").failure()
    assert type(error) is errors.APIConnectionError
    assert error.phase == "proxy"
    assert refusing.closed.wait(10)


def test_a_call_that_is_cancelled_during_the_greeting_closes_its_connection(
    proxy: Callable[..., Socks],
) -> None:
    silent = proxy(WELCOME)

    async def main() -> None:
        async with OpenRouterCore("a-key", server_url="https://far.example/v1") as core:
            task = asyncio.create_task(chat_send_async(core, REQUEST))
            await asyncio.to_thread(silent.greeted.wait, 10)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert await asyncio.to_thread(silent.closed.wait, 10), "before the core is closed"

    asyncio.run(main())
