"""Connections that a test holds in its hand, for pools without a network."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpcore
import pytest

from openrouter_core._io.environment import tls_context
from openrouter_core.testing import LocalServer

URL = "http://here.example/"
ELSEWHERE = "http://elsewhere.example/"


class FakeConnection(httpcore.ConnectionInterface):
    """A connection, for both pools, whose state a test can see and set.

    Fields:
        expired: what `has_expired` says: whether the server has closed it, or its time is up.
        refuses: how many requests it takes no more of, as HTTP/2's after a GOAWAY.
        version: what its responses say.
        on_request: called when a request begins.
        on_close: called when it is being closed.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.expired = self.closed = False
        self.refuses = 0
        self.active = 0
        self.served = 0
        self.version = b"HTTP/1.1"
        self.on_request: Callable[[], object] = lambda: None
        self.on_close: Callable[[], object] = lambda: None

    def __repr__(self) -> str:
        return f"<connection {self.number}>"

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        if self.refuses:
            self.refuses -= 1
            raise httpcore.ConnectionNotAvailable
        assert not self.closed, "a request over a connection that is closed"
        assert not self.active or self.version == b"HTTP/2", "two requests at once"
        self.on_request()
        self.active += 1
        self.served += 1
        return httpcore.Response(
            200,
            content=FakeBody(self),
            extensions={"http_version": self.version, "connection": self},
        )

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        return self.handle_request(request)

    def close(self) -> None:
        assert not self.active, "closed while a request uses it"
        self.on_close()
        self.closed = True

    async def aclose(self) -> None:
        self.close()

    def info(self) -> str:
        return repr(self)

    def can_handle_request(self, origin: httpcore.Origin) -> bool:
        return True

    def is_available(self) -> bool:
        return not self.closed and (not self.active or self.version == b"HTTP/2")

    def has_expired(self) -> bool:
        return self.expired

    def is_idle(self) -> bool:
        return not self.closed and not self.active

    def is_closed(self) -> bool:
        return self.closed


class FakeBody:
    def __init__(self, connection: FakeConnection) -> None:
        self._connection = connection

    def __iter__(self) -> Iterator[bytes]:
        return iter([b"body"])

    def close(self) -> None:
        self._connection.active -= 1

    async def aclose(self) -> None:
        self.close()


class FakeNetwork:
    def close(self) -> None:
        pass

    async def aclose(self) -> None:
        pass


class Connections:
    """The connections that a pool has made."""

    def __init__(self) -> None:
        self.made: list[FakeConnection] = []
        self.prepare: Callable[[FakeConnection], object] = lambda connection: None

    def connect(self, origin: httpcore.Origin) -> tuple[Any, Any]:
        connection = FakeConnection(len(self.made))
        self.made.append(connection)
        self.prepare(connection)
        return connection, FakeNetwork()

    def __getitem__(self, number: int) -> FakeConnection:
        return self.made[number]

    def __len__(self) -> int:
        return len(self.made)


@pytest.fixture
def connections() -> Connections:
    return Connections()


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer() as server:
        yield server


def request(url: str = URL, *, pool: float | None = 5) -> httpcore.Request:
    return httpcore.Request(
        "GET", url, headers=[("Host", "here.example")], extensions={"timeout": {"pool": pool}}
    )


def connection_of(response: httpcore.Response) -> FakeConnection:
    """The connection that a response came over."""
    found: FakeConnection = response.extensions["connection"]
    return found


class Thread:
    """A function in a thread of its own, whose result, or exception, is waited for."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self._work = work
        self._result: Any = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result = self._work()
        except BaseException as error:
            self._error = error

    def result(self) -> Any:
        self._thread.join(10)
        assert not self._thread.is_alive(), "a thread hangs"
        if self._error is not None:
            raise self._error
        return self._result


@pytest.fixture
def tls_contexts_forgotten() -> Iterator[None]:
    """The certificates of the environment are read again, for this test and after it."""
    tls_context.cache_clear()
    yield
    tls_context.cache_clear()
