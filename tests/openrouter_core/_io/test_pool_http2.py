"""HTTP/2 over the pool, with a server that speaks it: our own clients do not, and the pool is ready for it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpcore
import pytest

from openrouter_core._io.connections.pool import Pool
from openrouter_core._io.connections.slots import Slots
from tests.openrouter_core._io.conftest import FakeNetwork, Thread, request

pytest.importorskip("h2", reason="what httpx[http2] brings")


class Http2Server:
    """Answers each request with its path, and says GOAWAY with the response to ``/last``.

    Fields:
        accepted: how many connections there were.
    """

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.accepted = 0
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            client, _ = self._listener.accept()
            if self.accepted < 0:
                client.close()
                return
            self.accepted += 1
            self._threads.append(threading.Thread(target=self._serve, args=(client,)))
            self._threads[-1].start()

    def _serve(self, client: socket.socket) -> None:
        from h2.config import H2Configuration
        from h2.connection import H2Connection
        from h2.events import RequestReceived

        connection: Any = H2Connection(H2Configuration(client_side=False))
        connection.initiate_connection()
        with client:
            client.sendall(connection.data_to_send())
            while data := client.recv(65_536):
                for event in connection.receive_data(data):
                    if isinstance(event, RequestReceived):
                        path = dict(event.headers or ())[b":path"]
                        connection.send_headers(event.stream_id, [(":status", "200")])
                        connection.send_data(event.stream_id, path, end_stream=True)
                        if path == b"/last":
                            connection.close_connection()
                client.sendall(connection.data_to_send())

    def close(self) -> None:
        self.accepted = -1
        with socket.create_connection(self._listener.getsockname()):
            pass
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive(), "a connection is left"
        self._listener.close()


@pytest.fixture
def server() -> Iterator[Http2Server]:
    server = Http2Server()
    yield server
    server.close()


@pytest.fixture
def pool() -> Iterator[Pool]:
    theirs = httpcore.ConnectionPool(http1=False, http2=True, keepalive_expiry=30)

    def connect(origin: httpcore.Origin) -> tuple[httpcore.ConnectionInterface, FakeNetwork]:
        return theirs.create_connection(origin), FakeNetwork()

    with Pool(connect, Slots(2, 2, 30)) as pool:
        yield pool


def test_requests_share_one_connection(server: Http2Server, pool: Pool) -> None:
    first = pool.handle_request(request(server.url + "/first"))

    def read(number: int) -> None:
        for turn in range(5):
            response = pool.handle_request(request(f"{server.url}/{number}/{turn}"))
            assert response.read() == f"/{number}/{turn}".encode()
            response.close()

    for thread in [Thread(lambda number=number: read(number)) for number in range(8)]:  # type: ignore[misc]  # mypy cannot infer it
        thread.result()
    assert (pool.open, pool.in_use) == (1, 1)
    assert first.read() == b"/first"
    first.close()
    assert (pool.open, pool.in_use, server.accepted) == (1, 0, 1)


def test_a_connection_that_goes_away_is_replaced(server: Http2Server, pool: Pool) -> None:
    for path in ("/first", "/last", "/after", "/later"):
        response = pool.handle_request(request(server.url + path))
        assert response.read() == path.encode()
        response.close()
    assert (pool.in_use, server.accepted) == (0, 2)
