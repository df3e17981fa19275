"""The pool under our sync clients: one owner for a connection, a fair queue, limits, and what is found at a taking."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType

import httpcore
import httpx
import pytest

from openrouter_core import Err, Ok, OpenRouterCore, RequestOptions, RetryConfig, Timeout
from openrouter_core._io.connections.pool import Pool
from openrouter_core._io.connections.slots import Slots
from openrouter_core._io.transport import transport_of
from openrouter_core.funcs.chat_send import chat_send
from openrouter_core.models import errors
from openrouter_core.testing import LocalServer, Reply, chunks
from tests.openrouter_core._io.conftest import (
    ELSEWHERE,
    Connections,
    FakeConnection,
    Thread,
    connection_of,
    request,
)

REQUEST = {"messages": [{"role": "user", "content": "Hi"}]}
ONCE = RetryConfig("none")
STREAM = Reply.events(chunks("one two three"))


def pool_of(connections: Connections, limit: int = 10, idle_limit: int = 10) -> Pool:
    return Pool(connections.connect, Slots(limit, idle_limit, 30))


def closed(response: httpcore.Response) -> FakeConnection:
    """The connection of a response that is closed now."""
    response.close()
    return connection_of(response)


# One owner.


def test_a_surplus_connection_is_no_one_elses_while_it_is_closed(connections: Connections) -> None:
    """What httpcore's pool does wrong: it hands out, still idle, what another thread is about to close."""
    pool = pool_of(connections, idle_limit=1)
    first, second = pool.handle_request(request()), pool.handle_request(request())
    closing, go_on = threading.Event(), threading.Event()

    def held() -> None:
        closing.set()
        assert go_on.wait(10)

    connections[0].on_close = held
    closed(first)
    surplus = Thread(second.close)  # two are idle: the longest idle one, 0, is closed
    assert closing.wait(10)
    third, fourth = pool.handle_request(request()), pool.handle_request(request())
    assert [connection_of(third).number, connection_of(fourth).number] == [1, 2]
    go_on.set()
    surplus.result()
    assert not connection_of(third).closed
    for response in (third, fourth):
        closed(response)
    assert (connections[0].closed, pool.in_use) == (True, 0)


def test_an_expired_connection_is_no_one_elses_while_it_is_closed(connections: Connections) -> None:
    pool = pool_of(connections)
    closed(pool.handle_request(request()))
    connections[0].expired = True
    closing, go_on = threading.Event(), threading.Event()

    def held() -> None:
        closing.set()
        assert go_on.wait(10)

    connections[0].on_close = held
    one = Thread(lambda: closed(pool.handle_request(request())))
    assert closing.wait(10)
    other = closed(pool.handle_request(request()))
    go_on.set()
    assert {one.result().number, other.number} == {1, 2} or one.result() is other
    assert connections[0].served == 1


def test_a_connection_just_given_back_is_one_requests_only(connections: Connections) -> None:
    """Two wait, one becomes free: it is the first one's, though it is idle until that thread runs."""
    pool = pool_of(connections, limit=1)
    response = pool.handle_request(request())
    first = Thread(lambda: pool.handle_request(request()))
    wait_until(lambda: len(pool._slots._waiting) == 1)
    second = Thread(lambda: pool.handle_request(request()))
    wait_until(lambda: len(pool._slots._waiting) == 2)
    response.close()
    held = first.result()
    assert len(pool._slots._waiting) == 1
    held.close()
    closed(second.result())
    assert (len(connections), connections[0].served) == (1, 3)


def wait_until(condition: Callable[[], bool]) -> None:
    ends = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < ends, "it never comes to that"
        time.sleep(0.001)


def test_a_response_closed_by_two_threads_gives_its_connection_back_once(
    connections: Connections,
) -> None:
    pool = pool_of(connections)
    for _ in range(50):
        response = pool.handle_request(request())
        for thread in [Thread(response.close) for _ in range(4)]:
            thread.result()
        assert pool.in_use == connections[0].active == 0
    assert len(connections) == 1


# What is found when a connection is taken.


def test_the_most_recently_used_connection_is_taken(server: LocalServer) -> None:
    with OpenRouterCore(server_url=server.url) as core:
        server.always(STREAM)
        streams = [chat_send(core, REQUEST, stream=True).unwrap() for _ in range(3)]
        for stream in streams:
            assert all(isinstance(result, Ok) for result in stream)
        server.always(None)
        for _ in range(3):
            chat_send(core, REQUEST).unwrap()
    opened, later = server.requests[:3], server.requests[3:]
    assert {each.connection for each in later} == {opened[-1].connection}


def test_a_connection_that_the_server_closed_is_not_used_and_those_below_it_are(
    connections: Connections,
) -> None:
    pool = pool_of(connections)
    responses = [pool.handle_request(request()) for _ in range(4)]
    for response in responses:
        closed(response)
    connections[3].expired = connections[2].expired = True
    assert closed(pool.handle_request(request())) is connections[1]
    assert [each.closed for each in connections.made] == [False, False, True, True]
    assert (pool.open, pool.in_use) == (2, 0)


def test_an_expired_connection_is_closed_before_another_is_made(connections: Connections) -> None:
    pool = pool_of(connections, limit=1)
    closed(pool.handle_request(request()))
    connections[0].expired = True
    connections.prepare = lambda made: pytest.fail("early") if not connections[0].closed else None
    assert closed(pool.handle_request(request())).number == 1
    assert (connections[0].closed, pool.open) == (True, 1)


def test_an_idle_connection_makes_room_for_another_server(connections: Connections) -> None:
    pool = pool_of(connections, limit=1)
    closed(pool.handle_request(request()))
    closed(pool.handle_request(request(ELSEWHERE)))
    closed(pool.handle_request(request(ELSEWHERE)))
    assert [each.served for each in connections.made] == [1, 2]
    assert (connections[0].closed, pool.open) == (True, 1)


def test_a_real_connection_expires(server: LocalServer) -> None:
    connections = httpcore.ConnectionPool(keepalive_expiry=0.0)

    class Network:
        def close(self) -> None:
            pass

    pool = Pool(
        lambda origin: (connections.create_connection(origin), Network()), Slots(10, 10, 0.0)
    )
    with pool:
        for _ in range(3):
            response = pool.handle_request(request(server.url + "/models"))
            assert list(response.iter_stream())
            response.close()
            time.sleep(0.001)
    assert server.connections.accepted == 3
    server.wait_for_open_connections(0)


# The queue.


def test_who_waits_first_is_served_first(connections: Connections) -> None:
    pool = pool_of(connections, limit=1)
    response = pool.handle_request(request())
    order: list[int] = []

    def wait(number: int) -> None:
        response = pool.handle_request(request())
        order.append(number)
        response.close()

    threads = []
    for number in range(20):
        threads.append(Thread(lambda number=number: wait(number)))  # type: ignore[misc]  # mypy cannot infer it
        wait_until(lambda number=number: len(pool._slots._waiting) == number + 1)  # type: ignore[misc]  # the same
    response.close()
    for thread in threads:
        thread.result()
    assert order == list(range(20))
    assert len(connections) == 1


def test_a_full_pool_is_a_timeout_that_leaves_no_trace(connections: Connections) -> None:
    pool = pool_of(connections, limit=1)
    response = pool.handle_request(request())
    for seconds in (0, 0.01):
        with pytest.raises(httpcore.PoolTimeout):
            pool.handle_request(request(pool=seconds))
    assert len(pool._slots._waiting) == 0
    response.close()
    assert closed(pool.handle_request(request(pool=0))).served == 2
    assert pool.in_use == 0


def test_a_call_of_a_full_core_is_a_timeout_of_the_pool(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openrouter_core._io.client._CONNECTIONS", 1)
    with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:
        server.enqueue(STREAM.stall(len(STREAM.pieces[0]), of="body"))
        with chat_send(core, REQUEST, stream=True).unwrap():
            options = RequestOptions(timeout=Timeout(pool=0.05))
            error = chat_send(core, REQUEST, options=options).failure()
            assert type(error) is errors.RequestTimeoutError
            assert (error.phase, error.body_sent) == ("pool", False)
            options = RequestOptions(timeout=Timeout(pool=None, total=0.05))
            error = chat_send(core, REQUEST, options=options).failure()
            assert type(error) is errors.RequestTimeoutError
            assert error.phase in ("pool", "total")
        assert isinstance(chat_send(core, REQUEST), Ok)


def test_closing_the_core_wakes_a_call_that_waits_for_a_connection(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("openrouter_core._io.client._CONNECTIONS", 1)
    core = OpenRouterCore(server_url=server.url)
    server.enqueue(STREAM.stall(len(STREAM.pieces[0]), of="body"))
    stream = chat_send(core, REQUEST, stream=True).unwrap()
    client = next(iter(transport_of(core).session()._clients.values()))
    pool: Pool = client._transport._pool  # type: ignore[attr-defined]  # httpx's own
    call = Thread(lambda: chat_send(core, REQUEST))
    wait_until(lambda: len(pool._slots._waiting) == 1)
    core.close()
    assert type(call.result().failure()) is errors.RequestAbortedError
    stream.close()
    server.wait_for_open_connections(0)


def test_a_limit_holds_with_threads(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openrouter_core._io.client._CONNECTIONS", 5)
    results: list[object] = []
    with OpenRouterCore(server_url=server.url, retry_config=ONCE) as core:

        def work() -> None:
            for _ in range(10):
                results.append(chat_send(core, REQUEST))

        for thread in [Thread(work) for _ in range(40)]:
            thread.result()
    assert [result for result in results if isinstance(result, Err)] == []
    assert len(results) == 400
    assert server.connections.accepted <= 5


# What goes wrong.


@pytest.mark.parametrize("error", [httpcore.ReadError, KeyboardInterrupt])
def test_a_request_that_fails_gives_its_slot_back(
    connections: Connections, error: type[BaseException]
) -> None:
    pool = pool_of(connections, limit=1)

    def fail() -> None:
        connections[0].closed = True
        raise error

    connections.prepare = lambda made: setattr(made, "on_request", fail)
    with pytest.raises(error):
        pool.handle_request(request())
    assert pool.open == 0
    connections.prepare = lambda made: None
    assert closed(pool.handle_request(request(pool=0))).number == 1


def test_a_connection_that_cannot_be_made_gives_its_slot_back() -> None:
    def connect(origin: httpcore.Origin) -> tuple[httpcore.ConnectionInterface, FakeConnection]:
        raise RuntimeError("no")

    pool = Pool(connect, Slots(1, 1, 30))
    for _ in range(2):
        with pytest.raises(RuntimeError, match="no"):
            pool.handle_request(request(pool=0))
    assert pool.open == 0


def test_a_connection_that_cannot_be_closed_gives_its_slot_back(connections: Connections) -> None:
    pool = pool_of(connections, limit=1, idle_limit=0)

    def fail() -> None:
        raise OSError("no")

    connections.prepare = lambda made: setattr(made, "on_close", fail)
    closed(pool.handle_request(request()))
    assert pool.open == 0


def test_a_scheme_that_is_not_http_is_refused(connections: Connections) -> None:
    pool = pool_of(connections)
    with pytest.raises(httpcore.UnsupportedProtocol, match="ftp"):
        pool.handle_request(request("ftp://here.example/"))
    assert (pool.open, len(connections)) == (0, 0)


def test_a_closed_pool_takes_no_request(connections: Connections) -> None:
    pool = pool_of(connections)
    response = pool.handle_request(request())
    closed(response)
    pool.close()
    pool.close()
    assert (connections[0].closed, pool.open) == (True, 0)
    with pytest.raises(httpcore.ConnectError):
        pool.handle_request(request())


# HTTP/2: our clients do not speak it; the pool would.


def test_requests_share_a_connection_with_http2(connections: Connections) -> None:
    connections.prepare = lambda made: setattr(made, "version", b"HTTP/2")
    pool = pool_of(connections, limit=1)
    responses = [pool.handle_request(request()) for _ in range(3)]
    assert len(connections) == 1
    for response in responses:
        assert not closed(response).closed
    assert (pool.open, pool.in_use) == (1, 0)


def test_those_that_wait_begin_when_a_connection_can_be_shared(connections: Connections) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        assert go_on.wait(10)

    def prepare(made: FakeConnection) -> None:
        made.version = b"HTTP/2"
        made.on_request = hold

    connections.prepare = prepare
    pool = pool_of(connections, limit=1)
    first = Thread(lambda: pool.handle_request(request()))
    assert begun.wait(10)
    others = [Thread(lambda: pool.handle_request(request())) for _ in range(3)]
    wait_until(lambda: len(pool._slots._waiting) == 3)
    go_on.set()
    for thread in (first, *others):
        closed(thread.result())
    assert (len(connections), connections[0].served, pool.in_use) == (1, 4, 0)


def test_a_connection_that_takes_no_more_requests_is_replaced(connections: Connections) -> None:
    pool = pool_of(connections, limit=1)
    closed(pool.handle_request(request()))
    connections[0].refuses = 1

    connections[0].is_available = lambda: False  # type: ignore[method-assign]  # it says that it goes away
    assert closed(pool.handle_request(request())).number == 1
    assert (connections[0].closed, pool.open) == (True, 1)


# What it costs.


def calls_of(work: Callable[[], object]) -> int:
    """How many functions `work` calls, in Python and in C."""
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.disable()  # what it calls depends on chance
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


@pytest.mark.parametrize("of", ["one server", "many servers", "connections in use"])
def test_work_for_a_call_does_not_grow_with_the_connections(of: str) -> None:
    def work(number: int) -> int:
        connections = Connections()
        pool = pool_of(connections, 1000, 1000)
        url = "http://{}.example/" if of == "many servers" else "http://here.example/"
        responses = [pool.handle_request(request(url.format(n))) for n in range(number)]
        if of != "connections in use":
            for response in responses:
                closed(response)
        asked = request("http://0.example/" if of == "many servers" else "http://here.example/")
        closed(pool.handle_request(asked))
        return calls_of(lambda: closed(pool.handle_request(asked)))

    assert work(10) == work(500) < 100


# What httpx keeps for itself.


def test_httpx_sends_over_what_its_transport_holds(server: LocalServer) -> None:
    """`httpx.HTTPTransport._pool` is the one private name that our clients set: were it gone, httpx's own pool would
    do the work, and this test would say so.
    """
    with OpenRouterCore(server_url=server.url) as core:
        assert isinstance(chat_send(core, REQUEST), Ok)
        [client] = transport_of(core).session()._clients.values()
        transport = client._transport
        assert isinstance(transport, httpx.HTTPTransport)
        assert isinstance(transport._pool, Pool)
        assert (transport._pool.open, transport._pool.in_use) == (1, 0)
        assert transport._pool._theirs is not None
        assert transport._pool._theirs.connections == []


@pytest.fixture(autouse=True)
def nothing_hangs() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before
