"""A request that may have been received is sent once, whichever client reports the fault and whatever it calls it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import httpx2
import pytest

from openrouter_core import Err, OpenRouterCore
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.funcs.models_list import models_list
from openrouter_core.models import errors
from openrouter_core.testing import Cut, LocalServer, Reply, Reset, completion

REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
WHOLE = Reply.json(completion("Paris it is."))


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


def patient(core: OpenRouterCore) -> OpenRouterCore:
    return with_clock(core, Clock(sleep=lambda *_: None, sleep_async=lambda _: asyncio.sleep(0)))


def sync_call(make: Callable[[], Any] | None) -> Callable[[str], Any]:
    def call(url: str) -> Any:
        client = None if make is None else make()
        with patient(OpenRouterCore(server_url=url, http_client=client)) as core:
            result = chat_send(core, REQUEST)
        if client is not None:
            client.close()
        return result

    return call


def async_call(make: Callable[[], Any] | None) -> Callable[[str], Any]:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Any]:
        if make is None:
            yield None
            return
        async with make() as client:
            yield client

    async def call(url: str) -> Any:
        async with (
            opened() as client,
            patient(OpenRouterCore(server_url=url, async_http_client=client)) as core,
        ):
            return await chat_send_async(core, REQUEST)

    return lambda url: asyncio.run(call(url))


def over_aiohttp() -> Any:
    httpx_aiohttp = pytest.importorskip("httpx_aiohttp", reason="httpx-aiohttp is optional")
    return httpx_aiohttp.HttpxAiohttpClient()


CLIENTS: dict[str, Callable[[str], Any]] = {
    "our own, sync": sync_call(None),
    "our own, async": async_call(None),
    "httpx, sync": sync_call(httpx.Client),
    "httpx, async": async_call(httpx.AsyncClient),
    "httpx2, sync": sync_call(httpx2.Client),
    "httpx2, async": async_call(httpx2.AsyncClient),
    "aiohttp": async_call(over_aiohttp),
}
every_client = pytest.mark.parametrize("call", CLIENTS.values(), ids=CLIENTS.keys())

CUTS: dict[str, Any] = {
    "after the request, closed": [Cut()],
    "after the request, reset": [Reset()],
    "in the status line": WHOLE.cut(5),
    "in the headers": WHOLE.cut(30),
    "in the body": WHOLE.cut(-9),
    "before the body": WHOLE.cut(len(WHOLE.head)),
    "in the body, reset": WHOLE.cut(-9, reset=True),
}


@every_client
@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS.keys())
def test_a_cut_after_the_request_is_an_err_and_nothing_is_sent_again(
    server: LocalServer, call: Callable[[str], Any], cut: Any
) -> None:
    server.enqueue(cut)
    result = call(server.url)
    assert isinstance(result, Err)
    error = result.failure()
    assert type(error) in (errors.APIConnectionError, errors.RequestTimeoutError)
    assert error.body_sent
    assert (len(server.requests), server.connections.accepted) == (1, 1)


@every_client
@pytest.mark.parametrize("opening", [[Cut()], [Reset()]], ids=["closed", "reset"])
def test_a_connection_that_is_cut_at_once_may_have_carried_the_request(
    server: LocalServer, call: Callable[[str], Any], opening: Any
) -> None:
    server.enqueue_connection(opening)
    match call(server.url):
        case Err(error):
            assert error.body_sent
            assert (server.requests, server.connections.accepted) == ([], 1)
        case (
            _
        ):  # a reset may come before the client has its socket: then it knows that nothing was sent
            assert opening == [Reset()]
            assert (len(server.requests), server.connections.accepted) == (1, 2)


@every_client
def test_a_refused_connection_is_an_err_that_says_where(call: Callable[[str], Any]) -> None:
    with LocalServer() as gone:
        url, place = gone.url, f"127.0.0.1:{gone.port}"
    error = call(url).failure()
    assert type(error) in (errors.APIConnectionError, errors.RequestTimeoutError)
    assert place in str(error)


class Transport(httpx.BaseTransport):
    """A transport of nobody's: it names its faults as it likes."""

    def __init__(self, fault: Exception) -> None:
        self.fault = fault
        self.requests = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        raise self.fault


@pytest.mark.parametrize(
    "kind",
    [
        httpx.ConnectTimeout,
        httpx.ConnectError,
        httpx.PoolTimeout,
        httpx.WriteTimeout,
        httpx.WriteError,
        httpx.ProxyError,
        httpx.ReadTimeout,
        httpx.ReadError,
        httpx.TimeoutException,
        httpx.NetworkError,
    ],
)
def test_what_a_foreign_transport_calls_a_fault_does_not_say_that_nothing_was_sent(
    kind: type[Exception],
) -> None:
    transport = Transport(kind("Server disconnected"))
    with httpx.Client(transport=transport) as client:
        core = patient(OpenRouterCore("a-key", http_client=client))
        error = chat_send(core, REQUEST).failure()
        assert error.body_sent
        assert transport.requests == 1
        models_list(core)  # reading may be repeated all the same
        assert transport.requests == 4
