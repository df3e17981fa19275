"""examples/batch_dask.py on a cluster of processes on this machine, whose workers are killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from openrouter_core.testing import LocalServer, Pause, RecordedRequest, Reply, Step, completion

if find_spec("distributed") is None:  # it is not imported here, where its threads would stay
    pytest.skip("dask[distributed] is not installed", allow_module_level=True)
psutil: Any = pytest.importorskip("psutil")  # distributed needs it, so it is there

PROGRAM = Path(__file__).parents[2] / "examples" / "batch_dask.py"
LIMIT = 60  # seconds, for a program that hangs
IN_FLIGHT = 4

pytestmark = pytest.mark.skipif(os.name != "posix", reason="POSIX signals")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(api_key="a-key") as server:
        yield server


def start(
    server: LocalServer,
    folder: Path,
    *arguments: str,
    program: Path = PROGRAM,
    environment: Mapping[str, str] = os.environ,
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", program, *arguments],
        cwd=folder,
        env={
            **environment,
            "OPENROUTER_API_KEY": "a-key",
            "OPENROUTER_SERVER_URL": server.url,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,  # a terminal's Ctrl-C goes to the workers too
    )


def job(folder: Path, count: int) -> tuple[str, ...]:
    """A job of so many prompts, and the arguments that run it."""
    lines = [json.dumps({"id": number, "prompt": f"p{number}"}) for number in range(count)]
    Path(folder, "prompts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return ("prompts.jsonl", "answers.jsonl", "--in-flight", str(IN_FLIGHT))


def records(folder: Path) -> list[dict[str, Any]]:
    text = Path(folder, "answers.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def question(request: RecordedRequest) -> str:
    content = request.json["messages"][-1]["content"]
    assert isinstance(content, str)
    return content


class Gate:
    """Answers `count` requests at once, and the others when it is opened.

    Fields:
        held: the others, as they came to the gate. Requests that come at the same moment may be recorded in another
            order.
        full: set when as many are held as are in flight.
    """

    def __init__(self, server: LocalServer, count: int) -> None:
        self.left = count
        self.opened = threading.Event()
        self.full = threading.Event()
        self.held: list[RecordedRequest] = []
        self._lock = threading.Lock()
        server.always(self.answer)

    def answer(self, request: RecordedRequest) -> Iterator[Step]:
        with self._lock:
            self.left -= 1
            closed = self.left < 0
            if closed:
                self.held.append(request)
            if len(self.held) >= IN_FLIGHT:
                self.full.set()
        return self.hold(request, closed)

    def hold(self, request: RecordedRequest, closed: bool) -> Iterator[Step]:
        while closed and not self.opened.is_set():
            yield Pause(0.005)
        yield from Reply.json(completion(question(request).upper())).script


def workers(program: subprocess.Popen[str], server: LocalServer) -> list[Any]:
    """The processes that the program started and that hold connections to the server."""
    found = [
        child
        for child in psutil.Process(program.pid).children(recursive=True)
        if any(each.raddr and each.raddr.port == server.port for each in child.net_connections())
    ]
    assert found
    return found


def test_workers_that_are_killed_cost_no_answer_and_give_none_twice(
    server: LocalServer, tmp_path: Path
) -> None:
    gate = Gate(server, 20)
    with start(server, tmp_path, *job(tmp_path, 60)) as program:
        assert gate.full.wait(LIMIT)
        lost = gate.held[:IN_FLIGHT]
        for worker in workers(program, server):
            worker.kill()
        assert all(request.wait_for_disconnect() for request in lost)
        gate.opened.set()
        _, said = program.communicate(timeout=LIMIT)
    assert program.returncode == 0, said
    answers = {record["id"]: record["text"] for record in records(tmp_path) if record["ok"]}
    assert answers == {number: f"P{number}" for number in range(60)}
    assert len(records(tmp_path)) == 60

    # What the killed workers had sent was sent again, and what they had received and not yet passed on: nothing else.
    asked = Counter(map(question, server.requests))
    assert asked.keys() == {f"p{number}" for number in range(60)}
    assert all(asked[question(request)] == 2 for request in lost)
    assert asked.total() <= 60 + 2 * IN_FLIGHT

    # Each worker had one transport, with a connection for each of its calls in flight, and none is left.
    assert server.connections.accepted <= 2 * IN_FLIGHT * (os.cpu_count() or 1)
    server.wait_for_open_connections(0)


def test_a_prompt_whose_workers_die_is_a_failure_and_ctrl_c_leaves_the_rest_for_another_run(
    server: LocalServer, tmp_path: Path
) -> None:
    gate = Gate(server, 2)
    arguments = job(tmp_path, 30)
    impatient = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with start(server, tmp_path, *arguments, environment=impatient) as program:
        held = server.wait_for_requests(2 + IN_FLIGHT, LIMIT)[2:]
        workers(program, server)[0].kill()
        with ThreadPoolExecutor() as waiting:
            left = waiting.map(lambda request: request.wait_for_disconnect(2), held)
            lost = [question(request) for request, gone in zip(held, left, strict=True) if gone]
        os.killpg(program.pid, signal.SIGINT)
        assert program.stderr is not None
        assert any("waiting for the calls in flight" in line for line in program.stderr)
        gate.opened.set()
        _, said = program.communicate(timeout=LIMIT)
    assert program.returncode == 130, said
    assert "stopped: SIGINT" in said
    assert lost
    failures = [record for record in records(tmp_path) if not record["ok"]]
    assert sorted(f"p{record['id']}" for record in failures) == sorted(lost)
    for record in failures:
        assert record["error"].startswith("RequestAbortedError: ")
        assert "workers died" in record["error"]
    # Answers that were under way, and those to the prompts after the lost ones, were waited for.
    assert len(server.requests) == len(records(tmp_path)) <= 2 + 2 * IN_FLIGHT

    # The files are those of batch.py, so that it can go on.
    files = ("prompts.jsonl", "answers.jsonl", "--retry-failed")
    with start(server, tmp_path, *files, program=PROGRAM.with_name("batch.py")) as other:
        _, said = other.communicate(timeout=LIMIT)
    assert other.returncode == 0, said
    assert sorted(record["id"] for record in records(tmp_path) if record["ok"]) == [*range(30)]
    assert len(server.requests) == 30 + len(lost)
