"""LocalServer's life: nothing is left of it, however and wherever it ends."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path

import pytest

from openrouter_core.testing import LocalServer, Reply

ROOT = Path(__file__).parents[3]
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    threads = set(threading.enumerate())
    descriptors = open_descriptors()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
        gc.collect()
    assert [str(warning.message) for warning in caught] == []
    assert set(threading.enumerate()) <= threads
    assert open_descriptors() == descriptors


def open_descriptors() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl command to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    request = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(path), "-out", str(path.with_suffix(".crt"))]
    subprocess.run([*request.split(), *names, *files], check=True, capture_output=True)
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


def test_starting_and_closing_twice_is_once() -> None:
    server = LocalServer()
    server.close()
    assert server.start() is server.start()
    port = server.port
    server.close()
    server.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
    with server:
        assert server.port == port


def test_clients_and_stalled_replies_do_not_keep_it() -> None:
    clients: list[socket.socket] = []
    with LocalServer() as server:
        server.enqueue(
            Reply().stall(0), Reply(body="slow").drip(1, 60), Reply(body="x").delayed(60)
        )
        for _ in range(6):
            client = socket.create_connection(("127.0.0.1", server.port), timeout=5)
            clients.append(client)
            if len(clients) <= 3:
                client.sendall(GET)
        requests = server.wait_for_requests(3)
    for client in clients:
        with client:
            client.settimeout(5)
            while True:
                try:
                    if not client.recv(1000):
                        break
                except ConnectionResetError:
                    break
    assert all(request.wait_for_disconnect(timeout=0) for request in requests)
    assert server.connections.open == 0


@pytest.mark.parametrize("encrypted", [False, True])
def test_closing_while_connections_arrive_leaks_none(certificate: Path, encrypted: bool) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    for count in range(20):
        with LocalServer(ssl_context=context if encrypted else None) as server:
            clients = [
                socket.create_connection(("127.0.0.1", server.port), timeout=5)
                for _ in range(count % 5)
            ]
        for client in clients:
            client.close()


def test_it_can_be_closed_by_another_thread_and_by_its_own() -> None:
    server = LocalServer().start()
    other = threading.Thread(target=server.close)
    other.start()
    other.join()

    server = LocalServer().start()
    [own] = [thread for thread in threading.enumerate() if thread.name == "LocalServer"]

    def closing(request: object) -> Reply:
        server.close()
        return Reply()

    server.enqueue(closing)
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
        client.sendall(GET)
        own.join(5)
    assert not own.is_alive()


def test_a_port_in_use_is_an_error_and_leaves_nothing() -> None:
    with LocalServer() as server, pytest.raises(OSError, match="in use"):
        LocalServer(port=server.port).start()


def test_it_serves_async_code_and_many_connections_at_once() -> None:
    async def ask(port: int) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(GET)
        data = await reader.readexactly(len(Reply(body="ok").wire))
        writer.close()
        await writer.wait_closed()
        return data

    async def main() -> None:
        async with LocalServer() as server:
            server.always(Reply(body="ok"))
            answers = await asyncio.gather(*(ask(server.port) for _ in range(200)))
            assert set(answers) == {Reply(body="ok").wire}
            assert server.connections.accepted == 200

    asyncio.run(main())


def test_it_speaks_tls_and_closes_during_a_handshake(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with LocalServer(ssl_context=context) as server:
        assert server.url == f"https://127.0.0.1:{server.port}/api/v1"
        server.enqueue(Reply(body="ok"), Reply(body="never").cut(10, reset=True))
        trusting = ssl.create_default_context(cafile=certificate)
        client = HTTPSConnection("127.0.0.1", server.port, timeout=5, context=trusting)
        client.request("GET", "/")
        assert client.getresponse().read() == b"ok"
        client.request("GET", "/")
        with pytest.raises((OSError, HTTPException)):
            client.getresponse()
        client.close()
        strict = HTTPSConnection("127.0.0.1", server.port, timeout=5)
        with pytest.raises(ssl.SSLCertVerificationError):
            strict.request("GET", "/")
        strict.close()
        silent = socket.create_connection(("127.0.0.1", server.port), timeout=5)
        # A second client is served, so the server has accepted the silent one before it.
        client = HTTPSConnection("127.0.0.1", server.port, timeout=5, context=trusting)
        client.request("GET", "/")
        client.getresponse().read()
        client.close()
    silent.close()


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "dev", "-W", "error", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_interpreter_exits_quietly_with_a_server_left_running() -> None:
    program = """
import socket
from openrouter_core.testing import LocalServer, Reply
server = LocalServer().start()
server.enqueue(Reply().stall(0))
client = socket.create_connection(("127.0.0.1", server.port))
client.sendall(b"GET / HTTP/1.1\\r\\n\\r\\n")
server.wait_for_requests(1)
client.close()
"""
    finished = run("-c", program)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_the_standard_library_is_all_it_needs() -> None:
    """Imported by path, so that what `openrouter_core/__init__.py` loads does not count."""
    program = f"""
import sys, types
package = types.ModuleType("openrouter_core")
package.__path__ = [{str(ROOT / "openrouter_core")!r}]
sys.modules["openrouter_core"] = package
import openrouter_core.testing
foreign = {{name.partition(".")[0] for name in sys.modules}} - set(sys.stdlib_module_names)
ours = {{n for n in sys.modules if n.startswith("openrouter_core.")}}
print(sorted(foreign - {{"__main__", "__mp_main__"}}), {{n.split(".")[1] for n in ours}})
"""
    finished = run("-S", "-c", program)
    assert (finished.stderr, finished.stdout) == ("", "['openrouter_core'] {'testing'}\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_runs_as_a_process(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "openrouter_core.testing", "--answer", "From afar"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url.endswith("/api/v1")
        client = HTTPConnection(url.split("/")[2], timeout=5)
        body = '{"messages": [{"role": "user", "content": "Hi"}]}'
        client.request("POST", "/api/v1/chat/completions", body)
        assert b"From afar" in client.getresponse().read()
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)
        client.close()
    assert (process.returncode, errors) == (0, "")
