"""The pool under our async clients: as the sync one, and whatever is cancelled, wherever it waits, leaves nothing."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpcore
import httpx
import pytest
import trustme

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig, Timeout
from openrouter_core._io.connections.pool_async import AsyncPool
from openrouter_core._io.connections.slots import Slots
from openrouter_core._io.transport import transport_of
from openrouter_core.funcs.chat_send import chat_send_async
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, chunks, completion
from tests.openrouter_core._io.conftest import (
    ELSEWHERE,
    Connections,
    FakeConnection,
    connection_of,
    request,
)

REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
ONCE = RetryConfig("none")
STREAM = Reply.events(chunks("one two three"))


class SlowConnection(FakeConnection):
    """Each of its steps lets others run, and may be cancelled there."""

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        await asyncio.sleep(0)
        response = self.handle_request(request)
        response = httpcore.Response(
            200, content=SlowBody(response.stream), extensions=response.extensions
        )
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            self.active -= 1
            await self.aclose()
            raise
        return response

    async def aclose(self) -> None:
        self.close()
        await asyncio.sleep(0)


class SlowBody:
    def __init__(self, body: Any) -> None:
        self._body = body

    async def __aiter__(self) -> AsyncIterator[bytes]:
        await asyncio.sleep(0)
        yield b"body"

    async def aclose(self) -> None:
        self._body.close()
        await asyncio.sleep(0)


class SlowConnections(Connections):
    def connect(self, origin: httpcore.Origin) -> tuple[Any, Any]:
        _, network = super().connect(origin)
        self.made[-1] = SlowConnection(len(self.made) - 1)
        self.prepare(self.made[-1])
        return self.made[-1], network


@pytest.fixture
def connections() -> Connections:
    return SlowConnections()


def pool_of(connections: Connections, limit: int = 10, idle_limit: int = 10) -> AsyncPool:
    return AsyncPool(connections.connect, Slots(limit, idle_limit, 30))


async def closed(response: httpcore.Response) -> FakeConnection:
    await response.aclose()
    return connection_of(response)


async def exchange(pool: AsyncPool, *urls: str) -> None:
    """A request and its response, read to the end."""
    for url in urls or ("http://here.example/",):
        response = await pool.handle_async_request(request(url))
        try:
            assert [part async for part in response.aiter_stream()] == [b"body"]
        finally:
            await response.aclose()


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


# One owner.


def test_a_surplus_connection_is_no_one_elses_while_it_is_closed(connections: Connections) -> None:
    pool = pool_of(connections, idle_limit=1)

    async def main() -> None:
        first, second = [await pool.handle_async_request(request()) for _ in range(2)]
        await closed(first)
        surplus = asyncio.create_task(closed(second))
        while not connections[0].closed:
            await asyncio.sleep(0)
        assert not surplus.done()
        third = await pool.handle_async_request(request())
        fourth = await pool.handle_async_request(request())
        assert [connection_of(third).number, connection_of(fourth).number] == [1, 2]
        await surplus
        await closed(third)
        await closed(fourth)
        assert pool.in_use == 0

    asyncio.run(main())


def test_the_most_recently_used_connection_is_taken(connections: Connections) -> None:
    pool = pool_of(connections)

    async def main() -> None:
        for response in [await pool.handle_async_request(request()) for _ in range(3)]:
            await response.aclose()
        for _ in range(3):
            await exchange(pool)

    asyncio.run(main())
    assert [each.served for each in connections.made] == [1, 1, 4]


def test_a_connection_that_the_server_closed_is_not_used(connections: Connections) -> None:
    pool = pool_of(connections)

    async def main() -> None:
        for response in [await pool.handle_async_request(request()) for _ in range(3)]:
            await response.aclose()
        connections[2].expired = True
        await exchange(pool)

    asyncio.run(main())
    assert [each.served for each in connections.made] == [1, 2, 1]
    assert (connections[2].closed, pool.open) == (True, 2)


# The queue.


def test_who_waits_first_is_served_first(connections: Connections) -> None:
    pool = pool_of(connections, limit=1)
    order: list[int] = []

    async def wait(number: int) -> None:
        response = await pool.handle_async_request(request())
        order.append(number)
        await response.aclose()

    async def main() -> None:
        response = await pool.handle_async_request(request())
        tasks = [asyncio.create_task(wait(number)) for number in range(20)]
        await settle()
        await response.aclose()
        await asyncio.gather(*tasks)

    asyncio.run(main())
    assert order == list(range(20))
    assert len(connections) == 1


def test_a_full_pool_is_a_timeout_that_leaves_no_trace(connections: Connections) -> None:
    pool = pool_of(connections, limit=1)

    async def main() -> None:
        response = await pool.handle_async_request(request())
        for seconds in (0, 0.01):
            with pytest.raises(httpcore.PoolTimeout):
                await pool.handle_async_request(request(pool=seconds))
        assert len(pool._slots._waiting) == 0
        await response.aclose()
        await exchange(pool)

    asyncio.run(main())
    assert (pool.in_use, connections[0].served) == (0, 2)


def test_a_request_that_was_cancelled_just_when_its_turn_came_lets_the_next_in(
    connections: Connections,
) -> None:
    pool = pool_of(connections, limit=1)

    async def main() -> None:
        response = await pool.handle_async_request(request())
        first = asyncio.create_task(exchange(pool))
        await settle()
        second = asyncio.create_task(exchange(pool))
        await settle()
        [one, other] = pool._slots._waiting
        await response.aclose()  # it is the first's turn, and its task has not run yet
        assert one.slot is not None or first.done()
        first.cancel()
        await asyncio.wait([first, second], timeout=5)
        assert (first.done(), second.done(), second.cancelled()) == (True, True, False)
        assert other.slot is not None

    asyncio.run(main())
    assert pool.in_use == 0


def test_a_call_of_a_full_core_is_a_timeout_of_the_pool(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openrouter_core._io.client._CONNECTIONS", 1)

    async def main() -> None:
        async with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:
            server.enqueue(STREAM.stall(len(STREAM.pieces[0]), of="body"))
            async with (await chat_send_async(core, REQUEST, stream=True)).unwrap():
                options = RequestOptions(timeout=Timeout(pool=0.05))
                error = (await chat_send_async(core, REQUEST, options=options)).failure()
                assert type(error) is errors.RequestTimeoutError
                assert (error.phase, error.body_sent) == ("pool", False)
            assert isinstance(await chat_send_async(core, REQUEST), Ok)

    asyncio.run(main())


def test_closing_the_core_ends_a_call_that_waits_for_a_connection(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openrouter_core._io.client._CONNECTIONS", 1)

    async def main() -> None:
        core = OpenRouterCore(server_url=server.url)
        server.enqueue(STREAM.stall(len(STREAM.pieces[0]), of="body"))
        stream = (await chat_send_async(core, REQUEST, stream=True)).unwrap()
        pool = pool_under(core)
        call = asyncio.create_task(chat_send_async(core, REQUEST))
        while not pool._slots._waiting:
            await asyncio.sleep(0.001)
        await core.aclose()
        result = await asyncio.wait_for(call, 5)
        assert type(result.failure()) is errors.RequestAbortedError
        await stream.aclose()

    asyncio.run(main())
    server.wait_for_open_connections(0)


def test_a_limit_holds_with_tasks(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openrouter_core._io.client._CONNECTIONS", 5)

    async def main() -> list[Ok[Any] | Err[Any]]:
        async with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:
            return await asyncio.gather(*(chat_send_async(core, REQUEST) for _ in range(200)))

    assert all(isinstance(result, Ok) for result in asyncio.run(main()))
    assert server.connections.accepted <= 5


# Cancellation.


class Steps:
    """Drives a coroutine, and cancels the task that it runs in where it waits for the n-th time."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], *, cancel_at: int) -> None:
        self._coroutine = coroutine
        self._left = cancel_at

    def __await__(self) -> Generator[Any, Any, None]:
        sent: Any = None
        raised: BaseException | None = None
        while True:
            try:
                waited_for = self._coroutine.throw(raised) if raised else self._coroutine.send(sent)
            except StopIteration:
                return
            sent = raised = None
            task = asyncio.current_task()
            if self._left == 0 and task is not None:
                task.cancel()
            self._left -= 1
            try:
                sent = yield waited_for
            except BaseException as problem:
                raised = problem


async def in_steps(coroutine: Coroutine[Any, Any, None], *, cancel_at: int) -> None:
    await Steps(coroutine, cancel_at=cancel_at)


async def cancelled_everywhere(
    work: Callable[[], Coroutine[Any, Any, None]], check: Callable[[], Coroutine[Any, Any, None]]
) -> int:
    """Run `work` again and again, cancelled at its first await, its second, and so on; how many there are."""
    for count in range(1000):
        try:
            await asyncio.create_task(in_steps(work(), cancel_at=count))
        except asyncio.CancelledError:
            await check()
        else:
            return count
    raise AssertionError("it waits for ever")


@pytest.mark.parametrize("idle_limit", [0, 2])
@pytest.mark.parametrize("state", ["new", "used", "expired", "another server's", "queued"])
def test_a_request_may_be_cancelled_at_every_await(state: str, idle_limit: int) -> None:
    made: list[Connections] = []
    pools: list[AsyncPool] = []

    async def work() -> None:
        connections = SlowConnections()
        made.append(connections)
        pool = pool_of(connections, limit=1 if state != "new" else 2, idle_limit=idle_limit)
        pools.append(pool)
        if state == "queued":
            response = await pool.handle_async_request(request())
            asyncio.get_running_loop().call_soon(
                lambda: closing.append(asyncio.ensure_future(response.aclose()))
            )
        elif state != "new":
            await exchange(pool, ELSEWHERE if "server" in state else "http://here.example/")
            connections[0].expired = state == "expired"
        await exchange(pool)

    closing: list[asyncio.Future[None]] = []

    async def check() -> None:
        await settle()
        pool, connections = pools[-1], made[-1]
        if state == "queued" and pool.in_use and not closing:
            return  # cancelled before there was anybody to wait for
        await settle()
        assert pool.in_use == 0, "a slot is lost"
        assert len(pool._slots._waiting) == 0
        assert sum(not each.closed for each in connections.made) == pool.open <= idle_limit
        await asyncio.wait_for(exchange(pool), 5)

    assert asyncio.run(cancelled_everywhere(work, check)) >= 3


def pool_under(core: OpenRouterCore) -> AsyncPool:
    session = transport_of(core).async_session(asyncio.get_running_loop())
    [client] = session._clients.values()
    transport = client._transport
    assert isinstance(transport, httpx.AsyncHTTPTransport)
    pool = transport._pool
    assert isinstance(pool, AsyncPool)
    return pool


@pytest.fixture
def secure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tls_contexts_forgotten: None
) -> Iterator[LocalServer]:
    """A server behind TLS that this process trusts."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with LocalServer(ssl_context=context) as server:
        yield server


@pytest.mark.skipif(
    tuple(map(int, version("anyio").split(".")[:2])) < (4, 16),
    reason="anyio before 4.16 loses a socket that it has connected when it is cancelled",
)
@pytest.mark.parametrize("reply", ["whole", "streamed", "queued"])
def test_a_call_over_tls_may_be_cancelled_at_every_await(
    secure: LocalServer, monkeypatch: pytest.MonkeyPatch, reply: str
) -> None:
    """Each round has a core of its own, so that connecting and the handshake are among the awaits."""
    monkeypatch.setattr("openrouter_core._io.client._CONNECTIONS", 1)
    cores: list[OpenRouterCore] = []
    before: list[asyncio.Task[None]] = []

    async def call(core: OpenRouterCore) -> None:
        if reply != "streamed":
            await chat_send_async(core, REQUEST)
            return
        match await chat_send_async(core, REQUEST, stream=True):
            case Ok(stream):
                assert all([isinstance(result, Ok) async for result in stream])

    async def work() -> None:
        core = OpenRouterCore(server_url=secure.url, retry_config=ONCE)
        cores.append(core)
        if reply == "queued":
            before.append(asyncio.create_task(call(core)))
            await asyncio.sleep(0)
        await call(core)

    async def check() -> None:
        core = cores.pop()
        if before:
            await before.pop()
        session = transport_of(core).async_session(asyncio.get_running_loop())
        await asyncio.sleep(0)
        if session._clients:
            pool = pool_under(core)
            assert (pool.in_use, len(pool._slots._waiting)) == (0, 0)
            await asyncio.to_thread(secure.wait_for_open_connections, pool.open)
        await core.aclose()
        await asyncio.to_thread(secure.wait_for_open_connections, 0)

    async def main() -> int:
        secure.always(STREAM if reply == "streamed" else Reply.json(completion("Hi")))
        count = await cancelled_everywhere(work, check)
        await cores.pop().aclose()
        return count

    assert asyncio.run(main()) >= 5


# HTTP/2.


def test_requests_share_a_connection_with_http2(connections: Connections) -> None:
    connections.prepare = lambda made: setattr(made, "version", b"HTTP/2")
    pool = pool_of(connections, limit=1)

    async def main() -> None:
        await asyncio.gather(*(exchange(pool) for _ in range(5)))

    asyncio.run(main())
    assert (len(connections), connections[0].served, pool.in_use) == (1, 5, 0)


def test_a_connection_that_takes_no_more_requests_is_replaced(connections: Connections) -> None:
    pool = pool_of(connections, limit=1)

    async def main() -> None:
        await exchange(pool)
        connections[0].refuses = 1
        connections[0].is_available = lambda: False  # type: ignore[method-assign]  # it says that it goes away
        await exchange(pool)

    asyncio.run(main())
    assert (connections[0].closed, connections[1].served, pool.open) == (True, 1, 1)


def test_httpx_sends_over_what_its_transport_holds(server: LocalServer) -> None:
    """As in the sync test of the same name."""

    async def main() -> None:
        async with OpenRouterCore(server_url=server.url) as core:
            assert isinstance(await chat_send_async(core, REQUEST), Ok)
            pool = pool_under(core)
            assert (pool.open, pool.in_use) == (1, 0)
            assert pool._theirs is not None
            assert pool._theirs.connections == []

    asyncio.run(main())
