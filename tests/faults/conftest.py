"""One way to call, sync or async, whole or streamed, so that every fault is written once and met four times."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions
from openrouter_core.clock import Clock
from openrouter_core.core import with_clock
from openrouter_core.funcs.chat_send import chat_send, chat_send_async
from openrouter_core.models import ChatResponse, ChatStreamingResponseChunk
from openrouter_core.models.errors import AnyError
from openrouter_core.testing import LocalServer, Reply, chunks, completion

REQUEST = {"messages": [{"role": "user", "content": "What is the capital of France?"}]}
Result: TypeAlias = "Ok[ChatResponse | ChatStreamingResponseChunk] | Err[AnyError]"


class Client:
    """Calls with one core, whose clock waits for nothing.

    Fields:
        waits: how long it would have waited between attempts, in seconds.
    """

    def __init__(
        self, server_url: str, *, asynchronous: bool, streamed: bool, settings: dict[str, Any]
    ) -> None:
        self.streamed = streamed
        self.waits: list[float] = []
        clock = Clock(
            random=lambda: 1.0,
            sleep=lambda seconds, aborted: self.waits.append(seconds),
            sleep_async=self._sleep,
        )
        core = OpenRouterCore(**{"server_url": server_url, "api_key": "a-key", **settings})
        self.core = with_clock(core, clock)
        self._runner = asyncio.Runner() if asynchronous else None

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)

    def results(
        self, request: dict[str, Any] = REQUEST, options: RequestOptions | None = None
    ) -> list[Result]:
        """All that one call gives: an answer or an error, or what its stream yields."""
        if self._runner is not None:
            return self._runner.run(self._results(request, options))
        if not self.streamed:
            return [chat_send(self.core, request, options=options)]
        match chat_send(self.core, request, stream=True, options=options):
            case Ok(stream):
                return list(stream)
            case Err() as failed:
                return [failed]

    async def _results(
        self, request: dict[str, Any], options: RequestOptions | None
    ) -> list[Result]:
        if not self.streamed:
            return [await chat_send_async(self.core, request, options=options)]
        match await chat_send_async(self.core, request, stream=True, options=options):
            case Ok(stream):
                return [result async for result in stream]
            case Err() as failed:
                return [failed]

    def text(self, request: dict[str, Any] = REQUEST, options: RequestOptions | None = None) -> str:
        """The answer's text; an error fails the test."""
        return "".join(result.unwrap().text for result in self.results(request, options))

    def error(
        self, request: dict[str, Any] = REQUEST, options: RequestOptions | None = None
    ) -> AnyError:
        """The error that a call, or its stream, ends in; an answer fails the test."""
        *delivered, last = self.results(request, options)
        assert all(isinstance(result, Ok) for result in delivered), "an Err is the last result"
        assert isinstance(last, Err), f"taken for an answer: {last!r}"
        return last.failure()

    def held(self) -> int:
        """How many requests the connection pools still hold."""
        transport: Any = self.core.connections.made
        sessions = [transport._session, *transport._async_sessions.values()]
        clients = [client for each in sessions if each for client in each._clients.values()]
        return sum(client._transport._pool.in_use for client in clients)

    def close(self) -> None:
        self.core.close()
        if self._runner is not None:
            self._runner.run(self.core.aclose())
            self._runner.close()
            self._runner = None


MakeClient: TypeAlias = Callable[..., Client]


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """The server; when the test is over, its client must have left nothing open."""
    with LocalServer() as server:
        yield server


@pytest.fixture(params=["sync", "async"])
def asynchronous(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "async")


@pytest.fixture(params=["whole", "streamed"])
def streamed(request: pytest.FixtureRequest) -> bool:
    return bool(request.param == "streamed")


@pytest.fixture
def make_client(
    server: LocalServer, asynchronous: bool, streamed: bool
) -> Iterator[Callable[..., Client]]:
    """Makes clients of the server, or of another; every pool must be free and every socket closed in the end."""
    made: list[Client] = []

    def make(server_url: str | None = None, **settings: Any) -> Client:
        client = Client(
            server_url or server.url,
            asynchronous=asynchronous,
            streamed=streamed,
            settings=settings,
        )
        made.append(client)
        return client

    yield make
    for client in made:
        assert client.held() == 0, "a request still holds its connection"
        client.close()
    server.wait_for_open_connections(0)


@pytest.fixture
def client(make_client: MakeClient) -> Client:
    return make_client()


@pytest.fixture
def answer(streamed: bool) -> Reply:
    """What the server answers when all is well: the text 'Paris it is.'."""
    if streamed:
        return Reply.events(chunks("Paris it is."))
    return Reply.json(completion("Paris it is."))


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """For variables that proxies and certificates are read from; none is set at first."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("SSL_CERT"):
            monkeypatch.delenv(name)
    return monkeypatch
